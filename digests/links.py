"""The one address of a page: its link without what differs from reader to reader."""

import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

URL_BYTES_MAX = 2_000
# Parameters that campaigns, networks and newsletters append; a page never needs them.
_TRACKING = re.compile(
    r"(?:utm_\w*|mtm_\w*|pk_\w*|at_(?:medium|campaign|link\w*)|[a-z]{0,4}clid|gclsrc"
    r"|mc_[ce]id|_hs(?:enc|mi)|ga_\w*|igshid|mkt_tok|oly_(?:anon|enc)_id|vero_id"
    r"|wt[._]\w*|ns_(?:campaign|mchannel|source)|cmpid|ito|ocid|smid|ref_src|xtor)",
    re.IGNORECASE,
)
_DEFAULT_PORTS = {"http": ":80", "https": ":443"}


def one_address(link: str) -> str:
    """Give two links to one page the same form; what is no web link stays as it is.

    Scheme and host become lower case; default port, fragment and tracking
    parameters go. The rest is the server's own and is kept in its order.
    """
    try:
        parts = urlsplit(link.strip())
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            return link.strip()
    except ValueError:
        return link.strip()
    host = parts.netloc.lower().removesuffix(_DEFAULT_PORTS[parts.scheme])
    address = urlunsplit((parts.scheme, host, parts.path or "/", _query(parts), ""))
    # White space before a fragment stood inside the link until the fragment went.
    return address.rstrip()


def is_web_link(link: str) -> bool:
    """Tell whether a link can be fetched and is of a length that can be kept."""
    is_web = link.startswith(("http://", "https://"))
    return is_web and len(link.encode(errors="replace")) <= URL_BYTES_MAX


def same_publisher(one: str, other: str) -> bool:
    """Tell whether two links share their host, or one host is a part of the other's."""
    hosts = sorted((host(one), host(other)), key=len)
    return bool(hosts[0]) and f".{hosts[1]}".endswith(f".{hosts[0]}")


def host(link: str) -> str:
    """Name the host of a link, without its www; empty if it has none."""
    try:
        host = urlsplit(link).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _query(parts: SplitResult) -> str:
    kept = (
        part
        for part in parts.query.split("&")
        if not _TRACKING.fullmatch(part.partition("=")[0])
    )
    return "&".join(kept)

"""Which network addresses the newsroom may contact.

Only public unicast addresses pass: a feed or a redirect must never make us knock
on a router, a cloud's metadata service or a neighbour inside the operator's network.
"""

from ipaddress import (
    AddressValueError,
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
)

_GLOBAL_UNICAST = IPv6Network("2000::/3")  # RFC 4291, section 2.4
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052, section 2.1
# Protocol assignments and the old 6to4 relays: some Pythons call parts of them global.
_NOT_FOR_US = (IPv4Network("192.0.0.0/24"), IPv4Network("192.88.99.0/24"))
_FREE_PORTS = 1024
_WEB_PORTS = (80, 443)


def is_public(address: str) -> bool:
    """Tell whether an IP address, in text, belongs to the public internet.

    IPv6 addresses that only wrap an IPv4 address (v4-mapped, 6to4, NAT64) are
    judged by the address inside; Teredo, whose inside is not what it claims,
    and anything that is no address at all are not public.
    """
    try:
        parsed = ip_address(address)
    except (ValueError, AddressValueError):
        return False
    if isinstance(parsed, IPv6Address):
        return _is_public_v6(parsed)
    return _is_public_v4(parsed)


def is_web_port(port: int) -> bool:
    """Tell whether a web server may sit there: 80, 443, or no well-known port.

    Mail, databases on low ports and the like answer HTTP with surprises.
    """
    return port in _WEB_PORTS or port >= _FREE_PORTS


def _is_public_v4(address: IPv4Address) -> bool:
    special = address.is_multicast or address.is_reserved
    special = special or any(address in network for network in _NOT_FOR_US)
    return address.is_global and not special


def _is_public_v6(address: IPv6Address) -> bool:
    inside = address.ipv4_mapped or address.sixtofour
    if address in _NAT64:
        inside = IPv4Address(int(address) & 0xFFFFFFFF)
    if inside is not None:
        return _is_public_v4(inside)
    return address in _GLOBAL_UNICAST and address.is_global and address.teredo is None

"""The sample news on the web: a server on loopback, one port for each outlet.

It answers as real sites do, with validators and 304, so that what is shown with it is
the whole way of an article and not a shortcut.
"""

import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from aiohttp import hdrs, web

from digests.catalogue import bundled_catalogue
from digests.sample_pages import SampleOutlet, SiteFile, sample_outlets, site_files
from digests.topics import Catalogue, StarterSource

_LOOPBACK = "127.0.0.1"
# Nobody waits for this server's readers when a demo ends.
_GOODBYE_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleSite:
    """One outlet of the sample news, as it is served."""

    outlet: SampleOutlet
    url: str

    @property
    def feed_url(self) -> str:
        return self.url + self.outlet.feed_path


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleNews:
    """The sample news while it is served."""

    sites: tuple[SampleSite, ...]

    @property
    def articles(self) -> int:
        return sum(len(site.outlet.articles) for site in self.sites)

    @property
    def feed_urls(self) -> tuple[str, ...]:
        return tuple(site.feed_url for site in self.sites)

    @property
    def catalogue(self) -> Catalogue:
        """The bundled topics, with these outlets for sources."""
        sources = (
            StarterSource(url=site.feed_url, title=site.outlet.title)
            for site in self.sites
        )
        return replace(bundled_catalogue(), sources=tuple(sources))


@asynccontextmanager
async def serve_sample_news(*, now: datetime) -> AsyncIterator[SampleNews]:
    """Serve the press as it is at ``now``, on free ports, until the block ends."""
    async with AsyncExitStack() as stack:
        sites = [
            await stack.enter_async_context(_serving(outlet))
            for outlet in sample_outlets(now)
        ]
        yield SampleNews(sites=tuple(sites))


@asynccontextmanager
async def _serving(outlet: SampleOutlet) -> AsyncIterator[SampleSite]:
    printed: dict[str, SiteFile] = {}
    app = web.Application()
    app.router.add_get("/{path:.*}", _answering(printed))
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GOODBYE_SECONDS)
    await runner.setup()
    try:
        await web.TCPSite(runner, _LOOPBACK, 0).start()
        url = f"http://{_LOOPBACK}:{runner.addresses[0][1]}"
        # Pages link to themselves, so they can be printed only once the port is known.
        printed.update(site_files(outlet, url))
        yield SampleSite(outlet=outlet, url=url)
    finally:
        await runner.cleanup()


def _answering(
    printed: Mapping[str, SiteFile],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        file = printed.get(request.path)
        if file is None:
            raise web.HTTPNotFound
        etag = hashlib.sha256(file.body).hexdigest()[:16]
        response = (
            web.Response(status=304)
            if _has_it(request, file, etag)
            else web.Response(
                body=file.body, headers={hdrs.CONTENT_TYPE: file.content_type}
            )
        )
        response.etag = etag
        response.last_modified = file.modified
        return response

    return answer


def _has_it(request: web.Request, file: SiteFile, etag: str) -> bool:
    """Tell whether the reader has this very file; an ETag outranks a date."""
    if request.if_none_match is not None:
        return any(known.value in (etag, "*") for known in request.if_none_match)
    since = request.if_modified_since
    return since is not None and file.modified <= since

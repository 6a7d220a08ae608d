"""The server of the sample news, asked over real HTTP."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession

from digests.errors import Refused
from digests.feeds import read_feed
from digests.fetch import Fetcher
from digests.links import one_address
from digests.sample_site import SampleNews, SampleSite, serve_sample_news

NOON = datetime(2026, 11, 25, 12, 30, 15, 250, tzinfo=UTC)


@pytest.fixture
async def news() -> AsyncIterator[SampleNews]:
    async with serve_sample_news(now=NOON) as served:
        yield served


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher(
        allow_private=True, user_agent="test", clock=lambda: NOON
    ) as opened:
        yield opened


async def linked_from(site: SampleSite, session: ClientSession) -> set[str]:
    """Collect what the feed of a site and the pages in it link to."""
    async with session.get(site.feed_url) as answer:
        feed = read_feed(await answer.read(), url=site.feed_url)
    found = {feed.site, *(entry.link for entry in feed.entries)}
    for entry in feed.entries:
        async with session.get(entry.link) as answer:
            page = await answer.text()
        found |= set(re.findall(r'(?:href|src|content)="(http[^"]+)"', page))
    return {one_address(link) for link in found}


async def test_each_outlet_has_an_address_of_its_own(news: SampleNews) -> None:
    hosts = [urlsplit(site.url) for site in news.sites]

    assert {host.hostname for host in hosts} == {"127.0.0.1"}
    assert len({host.port for host in hosts}) == 3


async def test_every_link_leads_to_a_file_of_the_same_outlet(news: SampleNews) -> None:
    async with ClientSession() as session:
        for site in news.sites:
            links = await linked_from(site, session)
            answers = [(await session.get(link)).status for link in links]

            assert all(link.startswith(f"{site.url}/") for link in links)
            assert set(answers) == {200}
            assert len(links) > 2 * len(site.outlet.articles)


async def test_what_has_not_changed_is_not_sent_again(
    news: SampleNews, fetcher: Fetcher
) -> None:
    for url in news.feed_urls:
        first = await fetcher.get(url, kind="feed")
        tag_only = replace(first.validators, last_modified="")
        date_only = replace(first.validators, etag="")
        again = [
            await fetcher.get(url, kind="feed", validators=validators)
            for validators in (first.validators, tag_only, date_only)
        ]

        assert first.body
        assert [(fetched.not_modified, fetched.body) for fetched in again] == [
            (True, b"")
        ] * 3


async def test_what_has_changed_since_is_sent_whole(
    news: SampleNews, fetcher: Fetcher
) -> None:
    first = await fetcher.get(news.feed_urls[0], kind="feed")
    stale = replace(first.validators, etag='"of-yesterday"')

    again = await fetcher.get(news.feed_urls[0], kind="feed", validators=stale)

    assert again.body == first.body


async def test_files_say_what_they_are(news: SampleNews, fetcher: Fetcher) -> None:
    feeds = [await fetcher.get(url, kind="feed") for url in news.feed_urls]
    page = await fetcher.get(f"{news.sites[0].url}/", kind="page")

    assert [feed.content_type for feed in feeds] == [
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
    ]
    assert page.content_type == "text/html; charset=utf-8"


async def test_a_page_that_is_not_there_is_not_found(
    news: SampleNews, fetcher: Fetcher
) -> None:
    with pytest.raises(Refused) as refused:
        await fetcher.get(f"{news.sites[0].url}/articles/none.html", kind="page")

    assert refused.value.status == 404


async def test_the_catalogue_begins_with_these_outlets_and_keeps_the_topics(
    news: SampleNews,
) -> None:
    catalogue = news.catalogue

    assert tuple(source.url for source in catalogue.sources) == news.feed_urls
    assert catalogue.named("climate")

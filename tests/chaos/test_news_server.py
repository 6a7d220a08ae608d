from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import aiohttp

from digests.feeds import read_feed
from tests.chaos.news_server import NewsServer, Troubles, serving

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@asynccontextmanager
async def papers(
    **choices: Any,
) -> AsyncIterator[tuple[NewsServer, aiohttp.ClientSession]]:
    server = NewsServer(**{"papers": 2, "most": 8, "newest": NOW, **choices})
    async with serving(server), aiohttp.ClientSession() as session:
        yield server, session


async def test_feeds_name_just_the_pages_that_were_printed() -> None:
    async with papers(at_first=5) as (server, session):
        for feed, links in server.links().items():
            body = await (await session.get(feed)).read()
            entries = read_feed(body, url=feed).entries
            answers = {(await session.get(link)).status for link in links}

            assert {entry.link for entry in entries} == links
            assert answers == {200}


async def test_an_unchanged_feed_says_so() -> None:
    async with papers(at_first=5) as (server, session):
        first = await session.get(server.feeds[0])
        validators = {"If-None-Match": first.headers["ETag"]}
        again = await session.get(server.feeds[0], headers=validators)

        assert again.status == 304


async def test_some_pages_are_gone_when_somebody_comes_to_read_them() -> None:
    async with papers(at_first=8, gone_every=4) as (server, session):
        links = [link for paper in server.links().values() for link in paper]
        answers = [(await session.get(link)).status for link in links]

        assert sorted(answers) == [200] * 6 + [410] * 2


async def test_a_newspaper_that_is_healed_is_broken_no_more() -> None:
    async with papers(at_first=8, troubles=Troubles(broken=1.0)) as (server, session):
        ill = await session.get(server.feeds[0])
        server.heal()
        well = await session.get(server.feeds[0])

        assert ill.status >= 500
        assert well.status == 200

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta
from inspect import iscoroutinefunction
from types import ModuleType
from typing import Any

import pytest
from aiohttp import web as aiohttp_web
from sqlalchemy import func, select

from digests import archive, collect, digest_store, sources, storage, tables
from digests.storage import EntryState
from tests.databases import URLS
from tests.newsdesk import FERRY, GLACIER, HTML, RSS, VOTE, Desk, Item, desk, feed, page

FEED = "/feed.xml"
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param, starts=FEED) as opened:
        yield opened


async def count(press: Desk, table: str) -> int:
    query = select(func.count()).select_from(tables.metadata.tables[table])
    async with press.database.reading() as connection:
        return await connection.scalar(query) or 0


async def states(press: Desk) -> dict[str, str]:
    async with press.database.reading() as connection:
        rows = await connection.execute(
            select(tables.entries).order_by(tables.entries.c.published.desc())
        )
        return {row.link.removeprefix(press.web.url): row.state for row in rows}


async def next_poll(press: Desk) -> timedelta:
    (source,) = await press.newsroom.sources()
    return source.next_poll_at - press.clock.now


async def test_what_a_feed_brings_becomes_articles_with_quotes_and_a_story(
    press: Desk,
) -> None:
    press.feeds(FEED, Item(link=press.publish("/ferry")))
    await press.collect()
    status = await press.newsroom.status()

    assert (status.articles, status.stories, status.printed_quotes) == (1, 1, 1)
    assert status.waiting == 0


async def test_polling_and_reading_again_changes_nothing(press: Desk) -> None:
    press.feeds(FEED, Item(link=press.publish("/ferry")))
    first = await press.collect()
    (source,) = [each.id for each in await press.newsroom.sources()]
    await press.newsroom.poll(source)
    article = await press.newsroom.read(first[0])

    assert article is not None
    assert press.asked_for(FEED) == 1
    assert press.asked_for("/ferry") == 1
    assert await count(press, "articles") == 1


async def test_a_source_is_asked_politely_and_answers_nothing_new(press: Desk) -> None:
    async def answer(request: aiohttp_web.Request) -> aiohttp_web.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return aiohttp_web.Response(status=304)
        return aiohttp_web.Response(body=feed(), headers={**RSS, "ETag": '"1"'})

    press.web.pages[FEED] = answer
    await press.collect()
    press.clock.advance(DAY)
    await press.collect()
    (source,) = await press.newsroom.sources()

    assert not source.error
    assert source.last_ok_at == press.clock.now
    assert press.web.requests[-1].headers["If-None-Match"] == '"1"'


async def test_three_hundred_old_entries_bring_only_the_newest_ten(press: Desk) -> None:
    items = [
        Item(link=f"{press.web.url}/{number}", age=DAY * (number + 3))
        for number in range(300)
    ]
    press.feeds(FEED, *items)
    for number in range(10):
        press.publish(f"/{number}")
    await press.collect()
    found = await states(press)

    assert await count(press, "entries") == 300
    assert [link for link, state in found.items() if state != EntryState.SKIPPED] == [
        f"/{number}" for number in range(10)
    ]


async def test_the_newest_of_a_feed_that_begins_with_its_oldest_are_not_lost(
    press: Desk,
) -> None:
    items = [
        Item(link=f"{press.web.url}/{number}", age=HOUR * number)
        for number in range(420, -1, -60)
    ]
    old = [
        Item(link=f"{press.web.url}/old/{number}", age=DAY * (700 - number))
        for number in range(480)
    ]
    press.feeds(FEED, *old, *items)
    await press.newsroom.poll((await press.newsroom.sources())[0].id)

    assert (await states(press))["/0"] == EntryState.WAITING


async def test_a_guid_that_comes_again_is_not_news(press: Desk) -> None:
    press.feeds(FEED, Item(link=press.publish("/first"), guid="urn:1"))
    await press.collect()
    press.clock.advance(DAY)
    press.feeds(FEED, Item(link=press.publish("/second"), guid="urn:1"))
    await press.collect()

    assert await count(press, "entries") == 1
    assert press.asked_for("/second") == 0


async def test_a_link_that_differs_only_for_trackers_is_not_news(press: Desk) -> None:
    link = press.publish("/ferry")
    press.feeds(FEED, Item(link=link, guid="urn:1"))
    await press.collect()
    press.clock.advance(DAY)
    press.feeds(FEED, Item(link=f"{link}?utm_source=rss", guid="urn:2"))
    await press.collect()

    assert await count(press, "entries") == 1


async def test_a_link_that_leads_to_a_known_article_joins_it(press: Desk) -> None:
    link = press.publish("/ferry")
    press.web.moves("/short", link)
    press.feeds(
        FEED,
        Item(link=link, guid="urn:1"),
        Item(link=f"{press.web.url}/short", guid="urn:2"),
    )
    await press.collect()

    assert await count(press, "articles") == 1
    assert set((await states(press)).values()) == {EntryState.READ}


async def test_two_entries_that_race_to_one_article_make_one(press: Desk) -> None:
    link = press.publish("/ferry")
    press.web.moves("/short", link)
    press.feeds(
        FEED,
        Item(link=link, guid="urn:1"),
        Item(link=f"{press.web.url}/short", guid="urn:2"),
    )
    await press.newsroom.poll((await press.newsroom.sources())[0].id)
    waiting = await press.newsroom.waiting_entries(10)
    async with asyncio.TaskGroup() as tasks:
        reads = [
            tasks.create_task(press.newsroom.read(entry))
            for entry in (*waiting, *waiting)
        ]

    assert len({read.result() for read in reads}) == 1
    assert await count(press, "articles") == 1


async def test_two_newsrooms_share_the_work_and_do_nothing_twice(press: Desk) -> None:
    titles = {"/ferry": FERRY, "/ice": GLACIER, "/vote": VOTE}
    items = [
        Item(
            link=press.publish(path, page(told, title=f"News of {path}")),
            title=f"News of {path}",
        )
        for path, told in titles.items()
    ]
    press.feeds(FEED, *items)
    async with press.reopened() as other:
        (source,) = await other.due_sources(10)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(press.newsroom.poll(source))
            tasks.create_task(other.poll(source))
        waiting = await other.waiting_entries(10)
        async with asyncio.TaskGroup() as tasks:
            for entry in waiting:
                tasks.create_task(press.newsroom.read(entry))
                tasks.create_task(other.read(entry))
        status = await other.status()

    assert (status.articles, status.stories, status.printed_quotes) == (3, 3, 3)
    assert await count(press, "entries") == 3


async def test_a_page_that_claims_to_be_another_outlets_keeps_its_own_address(
    press: Desk,
) -> None:
    head = '<link rel="canonical" href="https://famous.example/story">'
    link = press.publish("/ferry", page(head=head))
    view = await press.newsroom.article(link)

    assert view.url == link


async def test_a_missing_page_costs_that_page_and_not_the_feed(press: Desk) -> None:
    press.feeds(
        FEED,
        Item(link=f"{press.web.url}/gone"),
        Item(link=press.publish("/ferry")),
    )
    await press.collect()

    assert await states(press) == {
        "/gone": EntryState.FAILED,
        "/ferry": EntryState.READ,
    }


async def test_a_locked_page_is_told_by_the_feeds_own_text(press: Desk) -> None:
    press.web.says("/locked", status=403)
    press.feeds(FEED, Item(link=f"{press.web.url}/locked", text=" ".join(FERRY)))
    await press.collect()

    assert (await states(press))["/locked"] == EntryState.READ
    assert len(await press.newsroom.search("ferry", days=30, limit=5)) == 1


async def test_a_feed_does_not_speak_for_another_outlets_page(press: Desk) -> None:
    link = "http://stranger.invalid/locked"
    press.feeds(FEED, Item(link=link, text=" ".join(FERRY)))
    await press.collect()

    assert await count(press, "articles") == 0


async def test_a_page_is_tried_four_times_and_then_given_up(press: Desk) -> None:
    press.web.says("/busy", status=503)
    press.feeds(FEED, Item(link=f"{press.web.url}/busy"))
    await press.collect()
    for _ in range(10):
        press.clock.advance(DAY)
        await press.collect()

    assert press.asked_for("/busy") == 4
    assert (await states(press))["/busy"] == EntryState.FAILED


async def test_a_feed_that_fails_is_left_alone_longer_and_longer(press: Desk) -> None:
    press.web.says(FEED, status=500)
    waits = []
    for _ in range(4):
        await press.collect()
        waits.append(await next_poll(press))
        press.clock.advance(2 * DAY)
    (source,) = await press.newsroom.sources()

    assert waits == sorted(waits)
    assert source.failures == 4
    assert source.error.facts == {"status": 500}


async def test_a_feed_that_works_again_is_forgiven(press: Desk) -> None:
    press.web.says(FEED, status=500)
    await press.collect()
    press.feeds(FEED, Item(link=press.publish("/ferry")))
    press.clock.advance(DAY)
    await press.collect()
    (source,) = await press.newsroom.sources()

    assert (source.failures, str(source.error)) == (0, "")


async def test_a_feed_that_is_gone_is_not_asked_again(press: Desk) -> None:
    press.web.says(FEED, status=410)
    await press.collect()
    press.clock.advance(30 * DAY)
    await press.collect()
    (source,) = await press.newsroom.sources()

    assert source.gone
    assert press.asked_for(FEED) == 1


async def test_a_feed_that_moved_for_good_is_polled_at_its_new_address(
    press: Desk,
) -> None:
    press.feeds("/new.xml", Item(link=press.publish("/ferry")))
    press.web.moves(FEED, f"{press.web.url}/new.xml", status=301)
    await press.collect()
    press.clock.advance(DAY)
    await press.collect()
    async with press.reopened() as newsroom:
        (source,) = await newsroom.sources()

    assert source.url == f"{press.web.url}/new.xml"
    assert press.asked_for(FEED) == 1


async def test_a_feed_that_moved_for_now_is_asked_at_its_old_address(
    press: Desk,
) -> None:
    press.feeds("/new.xml", Item(link=press.publish("/ferry")))
    press.web.moves(FEED, f"{press.web.url}/new.xml", status=302)
    await press.collect()
    (source,) = await press.newsroom.sources()

    assert source.url == press.web.url + FEED


async def test_a_page_instead_of_a_feed_is_a_failure_with_a_reason(press: Desk) -> None:
    press.web.says(FEED, page(), headers=HTML)
    (source,) = await press.newsroom.due_sources(1)
    polled = await press.newsroom.poll(source)

    assert "not a feed" in polled.error


async def test_what_no_database_can_keep_does_not_stop_a_feed(press: Desk) -> None:
    odd = page().replace(b"Orvik", b"Or\x00vik &#xD83D; &#0;")
    link = press.publish("/ferry", odd)
    press.feeds(FEED, Item(link=link, title="A \u0001 null", guid="urn:\u0001"))
    await press.collect()

    assert await count(press, "articles") == 1


class Killed(BaseException):
    """The process dies here."""


STEPS = [
    (storage, "add_entries"),
    (sources, "update_source"),
    (collect, "read_page"),
    (archive, "add_article"),
    (archive, "add_quotes"),
    (digest_store, "add_digest"),
    (archive, "add_profile"),
    (archive, "put_into_story"),
    (archive, "add_topics"),
    (storage, "finish_entry"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("module", "step"), [pytest.param(*step, id=step[1]) for step in STEPS]
)
async def test_work_that_dies_at_any_step_is_found_and_finished(
    press: Desk,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    step: str,
    *,
    after: bool,
) -> None:
    press.feeds(
        FEED,
        Item(link=press.publish("/ferry")),
        Item(link=press.publish("/ice", page(GLACIER, title="Glacier shrinks"))),
    )
    real = getattr(module, step)

    def dies(*given: Any, **named: Any) -> Any:
        if after and not iscoroutinefunction(real):
            real(*given, **named)
        raise Killed

    async def dies_later(*given: Any, **named: Any) -> Any:
        if after:
            await real(*given, **named)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, step, dies_later if iscoroutinefunction(real) else dies)
        with pytest.raises(Killed):
            await press.collect()
    async with press.reopened() as newsroom:
        press.newsroom = newsroom
        await press.collect()
        status = await newsroom.status()

    assert (status.articles, status.stories, status.waiting) == (2, 2, 0)
    assert status.printed_quotes == 2
    assert await count(press, "entries") == 2


async def test_a_page_that_breaks_the_reader_waits_and_lets_others_pass(
    press: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    press.feeds(FEED, Item(link=press.publish("/ferry")))
    monkeypatch.setattr(collect, "read_page", breaks)
    for _ in range(6):
        with suppress(ZeroDivisionError):
            await press.collect()
        press.clock.advance(DAY)

    assert press.asked_for("/ferry") == 4
    assert (await states(press))["/ferry"] == EntryState.FAILED


async def test_copies_of_one_agencys_text_are_one_story_of_one_source(
    press: Desk,
) -> None:
    first = press.publish("/a", page(FERRY, outlet="Coast Post"))
    copied = press.publish("/b", page(FERRY, outlet="Valley Courier"))
    press.feeds(FEED, Item(link=first), Item(link=copied))
    await press.collect()
    (line,) = await press.newsroom.search("ferry", days=30, limit=5)

    assert line.outlets == ("Coast Post",)


async def test_pages_that_share_one_guid_in_a_feed_are_told_apart_by_their_links(
    press: Desk,
) -> None:
    ice = press.publish("/ice", page(GLACIER, title="Glacier shrinks"))
    press.feeds(
        FEED,
        Item(link=press.publish("/ferry"), guid="urn:all"),
        Item(link=ice, guid="urn:all"),
    )
    await press.collect()

    assert await count(press, "articles") == 2

"""A briefing is served as its chat chose in ``/settings``."""

from datetime import timedelta

from bot import subscriptions
from bot.documents import from_json, quotations
from bot.tables import deliveries
from bot.tables import slots as slot_rows
from digests import Briefing, Database
from tests.bot.builders import (
    a_briefing,
    a_quote,
    a_story,
    a_subscriber,
    rows_of,
    text_of,
)
from tests.bot.test_briefings import EARLY, EIGHT, Briefer, a_claimed_slot, composing

QUOTED = a_briefing(a_story(4, quotes=[a_quote()]))


async def composed(
    database: Database, briefing: Briefing, **wishes: object
) -> list[object]:
    """Compose one briefing for a chat with these wishes; returns what was filed."""
    chat, _ = await a_subscriber(database, at=EARLY)
    if wishes:
        async with database.writing() as connection:
            await subscriptions.change(connection, chat, **wishes)
    slot = await a_claimed_slot(database)
    await composing(database, EIGHT, Briefer(briefing)).compose(slot)
    return await rows_of(database, deliveries, "document")


async def test_nothing_makes_a_sound_unless_it_was_asked_for(
    database: Database,
) -> None:
    (kept,) = await composed(database, QUOTED)

    assert from_json(str(kept)).silent
    assert not from_json(str(kept)).rich


async def test_a_chat_that_wants_sound_and_rich_messages_gets_them(
    database: Database,
) -> None:
    (kept,) = await composed(database, QUOTED, silent=False, rich=True)

    assert not from_json(str(kept)).silent
    assert from_json(str(kept)).rich


async def test_news_are_published_on_wish_and_notices_never(
    database: Database,
) -> None:
    (kept,) = await composed(database, QUOTED, publish=True)
    slot = await a_claimed_slot(database, EIGHT + timedelta(days=1))
    await composing(database, EIGHT + timedelta(days=1, hours=4)).compose(slot)
    _kept, notice = await rows_of(database, deliveries, "document")

    assert from_json(str(kept)).publish
    assert "left out" in text_of(from_json(str(notice)))
    assert not from_json(str(notice)).publish


async def test_nothing_is_published_that_nobody_wished_to(database: Database) -> None:
    (kept,) = await composed(database, QUOTED)

    assert not from_json(str(kept)).publish


async def test_a_chat_that_wants_no_quotes_gets_none(database: Database) -> None:
    (kept,) = await composed(database, QUOTED, quotes=False)

    assert quotations(from_json(str(kept))) == ()


async def test_no_news_may_be_no_message(database: Database) -> None:
    assert await composed(database, a_briefing(), tells_of_nothing=False) == []
    assert await rows_of(database, slot_rows, "state") == ["empty"]


async def test_no_news_because_of_a_failure_is_always_told(database: Database) -> None:
    broken = a_briefing(newest=None)

    assert await composed(database, broken, tells_of_nothing=False) != []

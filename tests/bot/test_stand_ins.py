"""Who acts for another chat from a private one, and for how long."""

from dataclasses import replace
from datetime import timedelta

from bot.stand_ins import StandIns, forget_silent
from bot.tables import stand_ins
from digests import Database
from tests.bot.builders import GUILD, HOME, Clock, rows_of

NEWS = replace(HOME, chat="-1001", thread="7")
READERS = replace(HOME, chat="-1002")
ADA, BEN = "1001", "1002"


def at(database: Database, clock: Clock, platform: str = "telegram") -> StandIns:
    return StandIns(platform=platform, database=database, clock=clock)


async def test_a_person_acts_for_one_chat_at_a_time(database: Database) -> None:
    kept = at(database, Clock())
    await kept.begin(ADA, NEWS)
    assert await kept.current(ADA) == NEWS
    await kept.begin(ADA, READERS)

    assert await kept.current(ADA) == READERS
    assert await kept.current(BEN) is None


async def test_an_hour_of_silence_ends_it_and_any_word_breaks_the_silence(
    database: Database,
) -> None:
    clock = Clock()
    kept = at(database, clock)
    await kept.begin(ADA, NEWS)
    for minutes, expected in ((59, NEWS), (59, NEWS), (60, None), (0, None)):
        clock.pass_(timedelta(minutes=minutes))
        assert await kept.current(ADA) == expected


async def test_it_ends_when_the_person_says_so(database: Database) -> None:
    kept = at(database, Clock())
    await kept.begin(ADA, NEWS)
    await kept.begin(BEN, NEWS)
    await kept.end(ADA)

    assert await kept.current(ADA) is None
    assert await kept.current(BEN) == NEWS


async def test_platforms_do_not_share_their_people(database: Database) -> None:
    await at(database, Clock()).begin(ADA, NEWS)
    elsewhere = at(database, Clock(), "discord")
    await elsewhere.begin(ADA, GUILD)

    assert await at(database, Clock()).current(ADA) == NEWS
    assert await elsewhere.current(ADA) == GUILD


async def test_what_silence_has_ended_is_forgotten(database: Database) -> None:
    clock = Clock()
    kept = at(database, clock)
    await kept.begin(ADA, NEWS)
    clock.pass_(timedelta(minutes=30))
    await kept.begin(BEN, NEWS)
    clock.pass_(timedelta(minutes=30))
    async with database.writing() as connection:
        await forget_silent(connection, at=clock())

    assert await rows_of(database, stand_ins, "person") == [BEN]

"""Who set a chat up hears once, and alone, that it can no longer be written to."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from bot import outbox, partings, subscriptions
from bot.chat import (
    Address,
    Answer,
    ChatGone,
    Leave,
    NotSent,
    Rejected,
    Request,
    SendError,
    freely,
)
from bot.delivery import Delivering
from bot.documents import Document, from_json
from bot.farewells import GRACE, PATIENCE, Farewells, remember
from bot.subscriptions import KnownChat
from bot.tables import chats, deliveries, founders
from digests import Database, Reason
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    NOON,
    Clock,
    a_chat,
    a_subscriber,
    file,
    rows_of,
    text_of,
)
from tests.bot.post_office import everything_stands
from tests.discord_desk import a_desk
from tests.discord_fake import Permission

ADA = Address(platform="telegram", chat="7")
GROUP = Address(platform="telegram", chat="-10")
CHANNEL = Address(platform="discord", chat="2001")
DIRECT = Address(platform="discord", chat="4001")
MUTED = Reason("I may no longer write in “{chat}”.", {"chat": "Readers"})


@dataclass(slots=True)
class Finding:
    """A platform where everybody is found at one address, or nobody for a reason."""

    platform: str = "telegram"
    at: Address = ADA
    hides: SendError | None = None
    asked: int = 0

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        return key

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        self.asked += 1
        if self.hides:
            raise self.hides
        return self.at


@dataclass(slots=True)
class Village:
    """A database, a clock, and a platform on which people are told."""

    database: Database
    chat: Finding
    clock: Clock

    async def found(self, address: Address, **more: object) -> KnownChat:
        """Let Ada set up a chat."""
        chat, _ = await a_subscriber(self.database, CLIMATE, address=address)
        request = Request(
            address=address,
            command="subscribe",
            person="7",
            private=False,
            language="de",
        )
        async with self.database.writing() as connection:
            asked = replace(request, **more)  # type: ignore[arg-type]  # passed on
            await remember(connection, chat, asked, at=NOON)
        return chat

    async def end(self, chat: KnownChat, why: Reason = MUTED) -> None:
        async with self.database.writing() as connection:
            await partings.part_with(connection, chat.id, why=why, at=self.clock())

    async def told(self, *, after: timedelta = GRACE) -> list[str]:
        """Make the round, and read all that was ever filed."""
        self.clock.pass_(after)
        await Farewells(
            database=self.database,
            chats={self.chat.platform: self.chat},
            clock=self.clock,
        ).tell()
        filed = await rows_of(self.database, deliveries, "document")
        return [text_of(document(each)) for each in filed]


def document(row: object) -> Document:
    assert isinstance(row, str)
    return from_json(row)


@pytest.fixture
def village(database: Database) -> Village:
    return Village(database, Finding(), Clock())


async def test_who_set_a_group_up_is_told_why_and_what_it_followed(
    village: Village,
) -> None:
    await a_chat(village.database, ADA)
    await village.end(await village.found(GROUP))
    (note,) = await village.told()

    assert (
        "I may no longer write in “Readers”. What it followed: Climate (topic)." in note
    )
    assert "any command there lets it go on" in note


async def test_it_is_told_in_their_language(village: Village) -> None:
    await a_subscriber(village.database, address=ADA, language="de")
    await village.end(await village.found(GROUP))
    (note,) = await village.told()

    assert note.startswith("Briefings, die nicht mehr ankommen")


async def test_it_is_told_once_however_often_it_is_reported(village: Village) -> None:
    await a_chat(village.database, ADA)
    group = await village.found(GROUP)
    for _ in range(3):
        await village.end(group)
        await village.told()

    assert len(await village.told()) == 1


async def test_a_chat_that_came_back_and_ends_again_is_told_again(
    village: Village,
) -> None:
    await a_chat(village.database, ADA)
    group = await village.found(GROUP)
    await village.end(group)
    await village.told()
    await a_chat(village.database, GROUP)
    await village.end(group)

    assert len(await village.told()) == 2


async def test_a_chat_that_is_back_in_a_minute_is_no_news(village: Village) -> None:
    await a_chat(village.database, ADA)
    await village.end(await village.found(GROUP))
    assert await village.told(after=timedelta(0)) == []
    await a_chat(village.database, GROUP)

    assert await village.told() == []


async def test_several_chats_that_end_are_one_message(village: Village) -> None:
    await a_chat(village.database, ADA)
    await village.end(await village.found(GROUP))
    other = await village.found(replace(GROUP, chat="-11"))
    async with village.database.writing() as connection:
        await subscriptions.subscribe(connection, other, FERRIES, at=NOON)
    await village.end(other)
    (note,) = await village.told()

    assert note.count("I may no longer write") == 1
    assert "Climate (topic) and ferries" in note


async def test_who_never_wrote_to_us_is_not_written_to(village: Village) -> None:
    await village.end(await village.found(GROUP))

    assert await village.told() == []
    assert await rows_of(village.database, chats, "chat") == ["-10"]
    assert await rows_of(village.database, founders, "owed_since") == [None]


async def test_who_set_it_up_from_a_private_chat_did_write_to_us(
    village: Village,
) -> None:
    await village.end(await village.found(GROUP, home=ADA))

    assert len(await village.told()) == 1


async def test_who_has_blocked_us_is_left_alone(village: Village) -> None:
    await village.end(await a_chat(village.database, ADA))
    await village.end(await village.found(GROUP))

    assert await village.told() == []


async def test_on_discord_a_private_chat_is_begun_in_their_language(
    database: Database,
) -> None:
    village = Village(database, Finding(platform="discord", at=DIRECT), Clock())
    await village.end(await village.found(CHANNEL))
    (note,) = await village.told()

    assert note.startswith("Briefings, die nicht mehr ankommen")
    assert await rows_of(database, chats, "chat") == ["2001", "4001"]


@pytest.mark.parametrize("refusal", [ChatGone("closed"), Rejected("no such person")])
async def test_who_cannot_be_found_is_given_up(
    village: Village, refusal: SendError
) -> None:
    village.chat.hides = refusal
    await village.end(await village.found(GROUP))
    await village.told()
    village.chat.hides = None

    assert await village.told() == []
    assert village.chat.asked == 1


async def test_an_outage_is_waited_out_for_a_day(village: Village) -> None:
    await a_chat(village.database, ADA)
    village.chat.hides = NotSent("not connected")
    await village.end(await village.found(GROUP))
    assert await village.told() == []
    await village.told(after=PATIENCE)
    village.chat.hides = None

    assert await village.told() == []


async def test_after_an_outage_it_is_told(village: Village) -> None:
    await a_chat(village.database, ADA)
    village.chat.hides = NotSent("not connected")
    await village.end(await village.found(GROUP))
    await village.told()
    village.chat.hides = None

    assert len(await village.told()) == 1


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"private": True}, id="a private chat"),
        pytest.param({"own": True}, id="where nobody else asks"),
        pytest.param({"person": ""}, id="an anonymous administrator"),
    ],
)
async def test_nobody_is_remembered_of(
    village: Village, more: dict[str, object]
) -> None:
    await village.found(GROUP, **more)

    assert await rows_of(village.database, founders, "person") == []


async def test_what_waited_for_a_chat_that_was_gone_never_comes(
    village: Village,
) -> None:
    group = await village.found(GROUP)
    await file(village.database, group, "before")
    await village.end(group)
    await file(village.database, group, "composed meanwhile")
    await a_chat(village.database, GROUP, at=NOON)
    due = await outbox.due(village.database, ["telegram"], at=NOON, limit=9)

    assert due == ()
    assert await rows_of(village.database, deliveries, "state") == ["dead", "dead"]


async def test_groups_that_become_one_keep_who_set_them_up(village: Village) -> None:
    moved = await a_chat(village.database, GROUP)
    await village.found(replace(GROUP, chat="-1001"))
    async with village.database.writing() as connection:
        there = replace(GROUP, chat="-1001")
        await partings.move(connection, moved.id, there)

    assert await rows_of(village.database, founders, "chat_id", "person") == [
        (moved.id, "7")
    ]


async def test_on_discord_the_missing_permission_is_named_in_a_direct_message(
    database: Database,
) -> None:
    async with a_desk() as desk:
        village = Village(database, Finding(platform="discord"), Clock())
        group = await village.found(desk.here, person=str(desk.boss.id), language="en")
        desk.channel.denied = Permission.SEND_MESSAGES
        delivering = Delivering(
            database=database,
            still_true=everything_stands,
            chats={"discord": desk.chat},
            clock=village.clock,
        )
        farewells = Farewells(
            database=database, chats={"discord": desk.chat}, clock=village.clock
        )
        async with desk.running():
            await desk.discord.gateway.wait_ready()
            await delivering.deliver(await file(database, group, "Your briefing"))
            for _ in range(2):
                village.clock.pass_(GRACE)
                await farewells.tell()
                due = await outbox.due(
                    database, ["discord"], at=village.clock(), limit=9
                )
                for each in due:
                    await delivering.deliver(each.id)

        (message,) = desk.discord.log

    assert message.channel.recipient == desk.boss
    assert (
        "I can no longer write in #news on Newsroom: I am missing Send Messages. "
        "Allow it. What it followed: Climate (topic)." in message.text
    )

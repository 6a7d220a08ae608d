"""Briefings in forums: one post a day."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace

import pytest

from bot.chat import Address, ChatGone, Rejected, Uncertain
from bot.documents import Button, Document, File, Heading, Run
from tests.discord_desk import Desk, a_desk, heard, saying
from tests.discord_fake import Channel, Fault, Kind, Permission, Trouble

MONDAY, TUESDAY = "2026-11-23", "2026-11-24"
NO_EMOJI = {"emoji_id": None, "emoji_name": None}
MORE = Button(label="More", command="more", argument="2")


@dataclass
class Hall:
    """A desk, and a forum of its server."""

    desk: Desk
    forum: Channel

    @property
    def address(self) -> Address:
        return Address(platform="discord", chat=str(self.forum.id))

    async def send(self, document: Document, key: str) -> str:
        return await self.desk.chat.send(self.address, document, key=key)

    def posts(self) -> list[Channel]:
        return [each for each in self.desk.guild.channels if each.parent == self.forum]

    def told(self) -> list[tuple[str, str]]:
        """List the messages, each with the name of its post."""
        return [
            (message.channel.name, message.text.splitlines()[-1])
            for message in self.desk.discord.log
        ]


@contextlib.asynccontextmanager
async def a_hall(*, known: bool = True, **forum: object) -> AsyncIterator[Hall]:
    """Open a desk with a forum; of one that is not ``known`` Discord has not told."""
    async with a_desk() as desk:
        early = a_forum(desk, forum) if known else None
        async with desk.running():
            client = desk.chat._client
            assert client
            await heard(lambda: client.place(desk.channel.id) is not None)
            yield Hall(desk, early or a_forum(desk, forum))


def a_forum(desk: Desk, properties: dict[str, object]) -> Channel:
    channel = desk.discord.world.add_channel(desk.guild, "digests", kind=Kind.FORUM)
    for name, value in properties.items():
        setattr(channel, name, value)
    return channel


def a_briefing(title: str, text: str, *, day: str = MONDAY, **more: object) -> Document:
    document = saying(text, day=day, briefing=7, **more)
    heading = Heading(line=(Run(text=title),))
    return replace(document, blocks=(heading, *document.blocks))


MORNING = a_briefing("Morning briefing · Mon 23 Nov", "News at 8")
LATER = saying("The second part", day=MONDAY)
EVENING = a_briefing("Evening briefing · Mon 23 Nov", "News at 18")
NEXT_DAY = a_briefing("Morning briefing · Tue 24 Nov", "More news", day=TUESDAY)


@pytest.mark.parametrize("known", [True, False])
async def test_the_briefings_of_a_day_are_one_post(known: bool) -> None:
    async with a_hall(known=known) as hall:
        ids = [
            await hall.send(document, f"k{number}")
            for number, document in enumerate((MORNING, LATER, EVENING, NEXT_DAY))
        ]

    monday, tuesday = (post.name for post in hall.posts())
    assert monday == "Morning briefing · Mon 23 Nov"
    assert hall.told() == [
        (monday, "News at 8"),
        (monday, "The second part"),
        (monday, "News at 18"),
        (tuesday, "More news"),
    ]
    assert ids == [str(message.id) for message in hall.desk.discord.log]


async def test_a_post_is_found_again_after_a_restart() -> None:
    async with a_hall() as hall:
        await hall.send(MORNING, "k1")
        hall.desk.chat = hall.desk.new_chat()
        async with hall.desk.running():
            await hall.send(EVENING, "k2")

    assert len(hall.posts()) == 1


async def test_a_long_title_is_cut_to_what_a_post_may_be_called() -> None:
    async with a_hall() as hall:
        await hall.send(a_briefing("Briefing " * 20, "News"), "k1")
        await hall.send(saying("   ", day=TUESDAY, buttons=((MORE,),)), "k2")

    long, nameless = (post.name for post in hall.posts())
    assert (len(long), long[-1]) == (100, "…")
    assert nameless == TUESDAY


async def test_a_message_without_a_day_goes_into_the_newest_post() -> None:
    async with a_hall() as hall:
        await hall.send(saying("I was away."), "k0")
        await hall.send(MORNING, "k1")
        await hall.send(saying("I was away again."), "k2")

    assert [post for post, _ in hall.told()] == [
        "I was away.",
        *["Morning briefing · Mon 23 Nov"] * 2,
    ]


async def test_a_required_tag_is_applied_and_no_moderators_one() -> None:
    tags = [
        {"id": id_, "name": name, "moderated": id_ == "71"} | NO_EMOJI
        for id_, name in (("71", "Official"), ("72", "News"), ("73", "Talk"))
    ]
    async with a_hall(tags=tags, require_tag=True) as hall:
        await hall.send(MORNING, "k1")

    (post,) = hall.posts()
    assert post.applied == [72]


async def test_a_forum_that_requires_a_tag_and_has_none_says_so() -> None:
    async with a_hall(require_tag=True) as hall:
        with pytest.raises(Rejected, match="tag is required"):
            await hall.send(MORNING, "k1")


async def test_a_post_takes_files_silence_and_buttons() -> None:
    file = File(name="feeds.opml", text="<opml/>")
    document = a_briefing(
        "Morning", "News", files=(file,), silent=True, buttons=((MORE,),)
    )
    async with a_hall() as hall:
        await hall.send(document, "k1")
        (message,) = hall.desk.discord.log
        press = await hall.desk.discord.press(
            message, message.buttons["More"], hall.desk.anna
        )
        await press.answer()

    assert (message.files, message.silent) == ({"feeds.opml": b"<opml/>"}, True)
    assert message.body["allowed_mentions"] == {"parse": []}
    assert hall.desk.seen[0].address == hall.address


@pytest.mark.parametrize("closed", ["archived", "locked", "gone"])
async def test_a_post_that_was_closed_is_opened_or_followed_by_another(
    closed: str,
) -> None:
    async with a_hall() as hall:
        await hall.send(MORNING, "k1")
        (post,) = hall.posts()
        if closed == "gone":
            del hall.desk.discord.world.channels[post.id]
        else:
            setattr(post, closed, True)
        await hall.send(EVENING, "k2")

    posts = [name for name, _ in hall.told()]
    second = MORNING if closed == "archived" else EVENING
    assert posts[1] == second.blocks[0].line[0].text  # type: ignore[union-attr]  # it is a heading
    assert not post.archived


@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(Fault("threads$", Trouble.UNANSWERED), id="no answer"),
        pytest.param(Fault("threads$", Trouble.LOST), id="never arrived"),
        pytest.param(Fault("threads$", Trouble.STATUS, status=503), id="503"),
        pytest.param(Fault("threads$", Trouble.STATUS, status=502), id="502"),
    ],
)
async def test_a_post_that_may_be_there_is_looked_up_before_another_is_made(
    trouble: Fault, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_hall() as hall:
        monkeypatch.setattr("discord.http.asyncio.sleep", hall.desk._pause)
        hall.desk.discord.order(trouble)
        id_ = await hall.send(MORNING, "k1")
        await hall.send(LATER, "k2")
        asked = [name for name in hall.desk.discord.requests if "threads" in name]

    (post,) = hall.posts()
    assert str(post.id) == id_
    assert [text for _, text in hall.told()] == ["News at 8", "The second part"]
    assert asked[1].endswith("/threads/active")


async def test_an_answer_after_the_library_would_ask_again_makes_one_post(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with a_hall() as hall:
        monkeypatch.setattr("discord.http.asyncio.sleep", hall.desk._pause)
        hall.desk.discord.order(Fault("threads$", Trouble.DONE_THEN, status=502))
        await hall.send(MORNING, "k1")

    assert len(hall.posts()) == 1


async def test_what_stays_unclear_is_uncertain_and_its_day_finds_it() -> None:
    async with a_hall() as hall:
        hall.desk.discord.order(Fault("threads$", Trouble.UNANSWERED))
        hall.desk.discord.order(
            Fault("threads/active", Trouble.STATUS, status=503, times=9)
        )
        with pytest.raises(Uncertain):
            await hall.send(MORNING, "k1")
        hall.desk.discord.faults.waiting.clear()
        hall.desk.chat = hall.desk.new_chat()
        async with hall.desk.running():
            await hall.send(EVENING, "k2")

    assert [name for name, _ in hall.told()] == ["Morning briefing · Mon 23 Nov"] * 2


async def test_the_same_key_again_opens_no_second_post() -> None:
    async with a_hall() as hall:
        first = await hall.send(MORNING, "k1")
        again = await hall.send(MORNING, "k1")

    assert first == again
    assert len(hall.desk.discord.log) == 1


async def test_an_old_post_of_the_same_name_is_another_one() -> None:
    async with a_hall() as hall:
        world = hall.desk.discord.world
        name = MORNING.blocks[0].line[0].text  # type: ignore[union-attr]  # it is a heading
        world.skip(-3600)
        old = world.add_thread(hall.forum, name, owner=world.bot.id)
        world.skip(3600)
        hall.desk.discord.order(Fault("threads$", Trouble.LOST))
        id_ = await hall.send(MORNING, "k1")

    assert id_ != str(old.id)
    assert len(hall.posts()) == 2


async def test_a_forum_that_takes_nothing_is_gone_with_the_reason() -> None:
    async with a_hall(denied=Permission.SEND_MESSAGES) as hall:
        with pytest.raises(
            ChatGone, match="#digests on Newsroom: I am missing Create Posts"
        ):
            await hall.send(MORNING, "k1")
        hall.forum.denied = Permission(0)
        await hall.send(MORNING, "k2")

    assert not any("active" in name for name in hall.desk.discord.requests)


async def test_a_post_of_somebody_else_follows_its_own_things() -> None:
    async with a_hall() as hall:
        theirs = hall.desk.discord.world.add_thread(hall.forum, "Questions")
        asked = await hall.desk.discord.slash(theirs, hall.desk.boss, "digest")
        await asked.answer()

    assert hall.desk.seen[0].address == replace(hall.address, thread=str(theirs.id))

"""What every chat promises to the outbox, on both platforms with their real clients."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest

from bot.chat import (
    Address,
    Answer,
    BadToken,
    Chat,
    ChatGone,
    NotSent,
    Reply,
    Request,
    Suggestion,
    Uncertain,
)
from bot.discord_chat import DiscordChat
from bot.documents import Document, Paragraph, Run, Story
from bot.telegram_chat import TelegramChat
from bot.telegram_inbox import Inbox
from digests import Reason, utc_now
from tests.discord_fake import DiscordFake, Fault, Permission, Trouble
from tests.telegram_desk import Drawer, Standing
from tests.telegram_fake import telegram


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A platform: ``chat`` on a fake of it, and what may become of its one chat."""

    chat: Chat
    stranger: Chat
    here: Address
    say: Callable[[str], Awaitable[None]]
    texts: Callable[[], list[str]]
    lose: Callable[[], None]
    doubt: Callable[[], None]

    @contextlib.asynccontextmanager
    async def running(self, answer: Answer | None = None) -> AsyncIterator[None]:
        ready = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            run = self.chat.run(answer or echo, ready=ready.set)
            running = tasks.create_task(run)
            async with asyncio.timeout(10):
                await ready.wait()
            try:
                yield
            finally:
                running.cancel()


async def echo(request: Request) -> Reply:
    return Reply(document=saying(f"{request.command}: {request.argument}"))


def saying(text: str) -> Document:
    return Document(blocks=(Paragraph(line=(Run(text=text),)),))


async def _recall(name: str) -> str:
    return ""


async def _remember(name: str, value: str) -> None:
    """Keep nothing."""


async def _lost(addresses: tuple[Address, ...], why: Reason) -> None:
    """Nobody asks."""


async def _moved(old: Address, new: Address) -> None:
    """Nobody asks."""


async def _suggest(request: Request) -> tuple[Suggestion, ...]:
    return ()


async def _at_once(seconds: float) -> None:
    await asyncio.sleep(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    name: str = "digest"
    summary: str = "Does something."
    argument: str = "topic"
    file: str = ""
    who: str = "all"
    quiet: bool = False
    elsewhere: bool = False
    posts: bool = False
    discreet: bool = False
    menu: bool = True


@contextlib.asynccontextmanager
async def on_telegram() -> AsyncIterator[Stage]:
    async with telegram() as fake:
        ada = fake.person("Ada")

        def chat(token: str) -> TelegramChat:
            return TelegramChat(
                token,
                commands=(Row(),),
                recall=_recall,
                remember=_remember,
                lost=_lost,
                moved=_moved,
                stand_ins=Standing(),
                inbox=Inbox(Drawer(), utc_now),
                api_url=fake.url,
            )

        async def say(words: str) -> None:
            fake.say(ada, f"/digest {words}")
            await fake.sent()

        yield Stage(
            chat=chat(fake.token),
            stranger=chat("123456:wrong"),
            here=Address(platform="telegram", chat=str(ada.id)),
            say=say,
            texts=lambda: [sent.text for sent in fake.log],
            lose=lambda: fake.block(ada),
            doubt=lambda: fake.fail_next("sendMessage", "drop_after"),
        )


@contextlib.asynccontextmanager
async def on_discord() -> AsyncIterator[Stage]:
    async with DiscordFake() as fake:
        channel = fake.world.add_channel(fake.world.add_guild("Newsroom"), "news")
        anna = fake.world.add_user("anna")

        def chat(token: str) -> DiscordChat:
            return DiscordChat(
                token,
                commands=(Row(),),
                suggest=_suggest,
                recall=_recall,
                remember=_remember,
                lost=_lost,
                api_url=fake.url,
                pause=_at_once,
            )

        async def say(words: str) -> None:
            asked = await fake.slash(channel, anna, "digest", {"topic": words})
            await asked.answer()

        def lose() -> None:
            channel.denied = Permission.SEND_MESSAGES

        def doubt() -> None:
            fake.order(Fault("messages", Trouble.UNANSWERED, times=9))

        yield Stage(
            chat=chat(fake.token),
            stranger=chat("wrong"),
            here=Address(platform="discord", chat=str(channel.id)),
            say=say,
            texts=lambda: [message.text for message in fake.log],
            lose=lose,
            doubt=doubt,
        )


@pytest.fixture(params=[on_telegram, on_discord], ids=["telegram", "discord"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with request.param() as stage:
        yield stage


async def test_a_message_is_sent_and_named(stage: Stage) -> None:
    async with stage.running():
        ids = [
            await stage.chat.send(stage.here, saying(text), key=text)
            for text in ("One", "Two")
        ]

    assert stage.texts() == ["One", "Two"]
    assert len(set(ids)) == 2
    assert all(ids)


async def test_a_command_is_answered(stage: Stage) -> None:
    async with stage.running():
        await stage.say("climate")

    assert stage.texts() == ["digest: climate"]


async def test_a_long_document_arrives_whole_and_in_order(stage: Stage) -> None:
    stories = tuple(
        Story(number=number, headline=f"Story {number}", url="", text="word " * 100)
        for number in range(1, 21)
    )
    parts = stage.chat.parts(Document(blocks=stories))
    async with stage.running():
        for number, part in enumerate(parts):
            await stage.chat.send(stage.here, part, key=str(number))

    told = " ".join(stage.texts())
    assert len(parts) > 1
    places = [told.index(f"Story {number}") for number in range(1, 21)]
    assert places == sorted(places)


async def test_nothing_is_sent_before_or_after_the_run(stage: Stage) -> None:
    with pytest.raises(NotSent):
        await stage.chat.send(stage.here, saying("Early"), key="k")
    async with stage.running():
        pass
    with pytest.raises(NotSent):
        await stage.chat.send(stage.here, saying("Late"), key="k")

    assert stage.texts() == []


async def test_a_chat_that_is_gone_says_why(stage: Stage) -> None:
    async with stage.running():
        stage.lose()
        with pytest.raises(ChatGone) as gone:
            await stage.chat.send(stage.here, saying("Hello"), key="k")

    assert str(gone.value).endswith(".")


async def test_a_message_whose_answer_was_lost_is_uncertain_and_arrives_once(
    stage: Stage,
) -> None:
    async with stage.running():
        stage.doubt()
        with pytest.raises(Uncertain):
            await stage.chat.send(stage.here, saying("Hello"), key="k")

    assert stage.texts() == ["Hello"]


async def test_an_unknown_token_is_told(stage: Stage) -> None:
    with pytest.raises(BadToken, match="does not know"):
        await stage.stranger.run(echo, ready=lambda: None)


async def test_a_chat_serves_again_after_a_stop(stage: Stage) -> None:
    for text in ("One", "Two"):
        async with asyncio.timeout(10), stage.running():
            await stage.chat.send(stage.here, saying(text), key=text)

    assert stage.texts() == ["One", "Two"]

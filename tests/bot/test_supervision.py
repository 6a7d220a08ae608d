import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from typing_extensions import override

from bot.chat import Address, Answer, BadToken, Chat, Leave, Reply, Request, freely
from bot.documents import Document
from bot.supervision import LONGEST_PAUSE, keep_running


@dataclass
class Moody:
    """A chat that ends each run as planned: with an error, or well."""

    ends: list[Exception | None]
    platform: str = "moody"
    connects: bool = True
    runs: int = 0

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        self.runs += 1
        if self.connects:
            ready()
        end = self.ends.pop(0)
        if end:
            raise end

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        await leave()
        return key

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return Address(platform=self.platform, chat=person)


@dataclass
class Watch:
    """Keeps what was heard while a chat was kept running."""

    heard: list[str] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)

    async def keep(self, chat: Chat) -> None:
        await keep_running(
            chat,
            nobody_asks,
            up=lambda platform: self.heard.append(f"{platform} up"),
            down=lambda platform: self.heard.append(f"{platform} down"),
            pause=self._pause,
            jitter=lambda: 0.5,
        )

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def nobody_asks(request: Request) -> Reply:
    raise AssertionError(request)


async def test_a_chat_that_ends_by_itself_is_not_started_again() -> None:
    watch, chat = Watch(), Moody([None])
    await watch.keep(chat)

    assert (chat.runs, watch.heard) == (1, ["moody up", "moody down"])


async def test_a_chat_that_fails_begins_again_and_says_so_in_one_line(
    caplog: pytest.LogCaptureFixture,
) -> None:
    watch, chat = Watch(), Moody([OSError("no route to host"), None])
    with caplog.at_level(logging.INFO):
        await watch.keep(chat)

    assert chat.runs == 2
    assert caplog.messages == [
        "moody failed (OSError: no route to host) and begins again in 1 s"
    ]


async def test_pauses_grow_while_it_never_connects_up_to_five_minutes() -> None:
    watch = Watch()
    ends: list[Exception | None] = [OSError("down")] * 12
    await watch.keep(Moody([*ends, None], connects=False))

    assert watch.pauses[:4] == [1, 2, 4, 8]
    assert watch.pauses[-1] == LONGEST_PAUSE


async def test_a_connection_that_held_makes_the_next_pause_short_again() -> None:
    watch = Watch()
    await watch.keep(Moody([OSError("reset"), OSError("reset"), None]))

    assert watch.pauses == [1, 1]


async def test_a_wrong_token_is_not_tried_again() -> None:
    watch = Watch()
    with pytest.raises(BadToken):
        await watch.keep(Moody([BadToken("unknown")]))

    assert watch.pauses == []
    assert watch.heard == ["moody up", "moody down"]


async def test_a_cancelled_chat_goes_down_and_stays_down() -> None:
    watch = Watch()

    class Patient(Moody):
        @override
        async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
            ready()
            await asyncio.Event().wait()

    async with asyncio.TaskGroup() as tasks:
        kept = tasks.create_task(watch.keep(Patient([])))
        await asyncio.sleep(0)
        kept.cancel()

    assert watch.heard == ["moody up", "moody down"]
    assert watch.pauses == []

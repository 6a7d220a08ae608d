"""People who ask at once on both fakes, and how long each waits for the answer.

The clock runs from the moment when a platform has what somebody asked until it has
the answer: on Discord the answer itself, not the sign that one will come.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.bench.waits import Taken
from tests.discord_fake import Channel, DiscordFake, User
from tests.telegram_fake import Person, Sent, Telegram

PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A command with what follows it; ``what`` names all wishes of its kind."""

    what: str
    command: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody on a platform, who asks one thing after another."""

    platform: str
    ask: Callable[[Wish], Awaitable[str]]

    async def waits(self, wish: Wish) -> Taken:
        started = time.perf_counter()
        async with asyncio.timeout(PATIENCE):
            text = await self.ask(wish)
        taken = (time.perf_counter() - started) * 1_000
        return Taken(self.platform, wish.what, taken, text)


@dataclass(slots=True)
class Phones:
    """Who waits in which chat; ``heard`` is to be the ``record`` of the fake."""

    awaited: dict[int, asyncio.Future[str]] = field(default_factory=dict)

    def heard(self, sent: Sent) -> None:
        """Take the first message of an answer for the answer."""
        answered = self.awaited.pop(sent.chat, None)
        if answered is not None:
            answered.set_result(sent.text)

    def on_telegram(self, fake: Telegram, person: Person) -> Asker:
        """Let somebody write to the bot in private."""

        async def ask(wish: Wish) -> str:
            answered: asyncio.Future[str]
            answered = asyncio.get_running_loop().create_future()
            self.awaited[person.id] = answered
            fake.say(person, f"/{wish.command} {wish.argument}".strip())
            return await answered

        return Asker("Telegram", ask)


def on_discord(fake: DiscordFake, channel: Channel, user: User) -> Asker:
    """Let somebody type in a direct message with the bot."""

    async def ask(wish: Wish) -> str:
        options = _options(fake, wish)
        asked = await fake.slash(channel, user, wish.command, options)
        return (await asked.answer(seconds=PATIENCE)).text

    return Asker("Discord", ask)


def _options(fake: DiscordFake, wish: Wish) -> dict[str, str]:
    """Put the argument into the command's first option."""
    if not wish.argument:
        return {}
    known = {command["name"]: command for command in fake.world.commands}
    return {known[wish.command]["options"][0]["name"]: wish.argument}


async def ask_at_once(
    groups: Iterable[Sequence[Asker]], wishes: Callable[[int], Sequence[Wish]]
) -> list[Taken]:
    """Let one of each group wait at any time, until all had all their wishes.

    The people of a group take turns, since a chat gets few messages a second; the
    ``wishes`` of somebody are as many as those of anybody.
    """
    taken: list[Taken] = []

    async def go_through(group: Sequence[Asker], first: int) -> None:
        lists = [wishes(first + nth) for nth in range(len(group))]
        for row in zip(*lists, strict=True):
            for asker, wish in zip(group, row, strict=True):
                taken.append(await asker.waits(wish))

    async with asyncio.TaskGroup() as tasks:
        number = 0
        for group in groups:
            tasks.create_task(go_through(group, number))
            number += len(group)
    return taken

"""Who manages a group: asked of Telegram, and believed for five minutes."""

import contextlib
from collections.abc import AsyncIterator

from telegram import Chat, User
from telegram.ext import ExtBot

from bot.telegram_admins import Admins
from bot.telegram_limits import TelegramLimits
from tests.telegram_fake import Person, Room, Telegram, telegram


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@contextlib.asynccontextmanager
async def admins_of(fake: Telegram, clock: Clock) -> AsyncIterator[Admins]:
    bot = ExtBot(fake.token, base_url=f"{fake.url}/bot", rate_limiter=TelegramLimits())
    async with bot:
        yield Admins(bot, clock=clock)


def user(person: Person) -> User:
    return User(person.id, person.name, is_bot=False)


def chat(room: Room) -> Chat:
    return Chat(room.id, room.kind)


async def test_an_answer_is_believed_for_five_minutes() -> None:
    clock = Clock()
    async with telegram() as fake, admins_of(fake, clock) as admins:
        ada = fake.person("Ada")
        group = fake.group(admins=(ada,))
        assert await admins.manages(user(ada), chat(group))
        group.admins.clear()
        clock.now += 299
        assert await admins.manages(user(ada), chat(group))
        clock.now += 2
        assert not await admins.manages(user(ada), chat(group))

    assert fake.calls["getChatAdministrators"] == 2


async def test_old_answers_are_dropped_and_young_ones_kept() -> None:
    clock = Clock()
    async with telegram() as fake, admins_of(fake, clock) as admins:
        ada = fake.person("Ada")
        groups = [fake.group(admins=(ada,)) for _ in range(4)]
        for group in groups:
            await admins.manages(user(ada), chat(group))
            clock.now += 120

    assert set(admins._known) == {group.id for group in groups[1:]}


async def test_everybody_manages_a_private_chat_and_nobody_is_asked() -> None:
    async with telegram() as fake, admins_of(fake, Clock()) as admins:
        ada = fake.person("Ada")

        assert await admins.manages(user(ada), Chat(ada.id, "private"))
        assert not await admins.manages(None, Chat(-1, "supergroup"))
    assert fake.calls["getChatAdministrators"] == 0

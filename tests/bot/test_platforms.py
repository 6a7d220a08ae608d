from dataclasses import replace
from typing import Any

import pytest
from pydantic import SecretStr

from bot import subscriptions
from bot.chat import Address
from bot.commands import Commands, Desk
from bot.platforms import Ties, chats_of, served
from bot.settings import Settings, WrongSettings
from bot.subscriptions import KnownChat
from digests import Database, Reason
from tests.bot.builders import CLIMATE, Clock, a_chat, a_subscriber
from tests.bot.paper_newsroom import PaperNewsroom

GROUP = Address(platform="telegram", chat="-10")
UPGRADED = replace(GROUP, chat="-1001")


def ties(database: Database) -> Ties:
    desk = Desk(newsroom=PaperNewsroom(Clock()), database=database, clock=Clock())
    return Ties.of(desk)


async def known(database: Database, address: Address) -> KnownChat | None:
    async with database.reading() as connection:
        return await subscriptions.look_up(connection, address)


def settings(**tokens: str) -> Settings:
    secret: dict[str, Any] = {name: SecretStr(token) for name, token in tokens.items()}
    return Settings(_env_file=None, **secret)


def test_without_roles_the_platforms_whose_token_is_set_are_served() -> None:
    assert served(settings(discord_bot_token="x"), None) == ("discord",)


def test_with_roles_just_those_are_served() -> None:
    both = settings(discord_bot_token="x", telegram_bot_token="y")

    assert served(both, frozenset({"collect", "telegram"})) == ("telegram",)
    assert served(both, frozenset({"collect"})) == ()


def test_a_role_without_its_token_is_refused() -> None:
    with pytest.raises(WrongSettings, match="TELEGRAM_BOT_TOKEN"):
        served(settings(discord_bot_token="x"), frozenset({"telegram"}))


def test_a_webhook_that_cannot_work_stops_the_start() -> None:
    hooked = settings(telegram_bot_token="1:y", discord_bot_token="x").model_copy(
        update={"telegram_webhook_url": "https://bot.example.org"}
    )
    with pytest.raises(WrongSettings, match="HTTP_PORT"):
        served(hooked, None)

    assert served(hooked, frozenset({"discord"})) == ("discord",)
    ready = hooked.model_copy(update={"http_port": 8080})
    assert served(ready, None) == ("discord", "telegram")


async def test_each_platform_gets_its_chat(database: Database) -> None:
    both = settings(discord_bot_token="x", telegram_bot_token="1:y")
    chats = chats_of(both, ("discord", "telegram"), ties(database))

    assert {name: chat.platform for name, chat in chats.items()} == {
        "discord": "discord",
        "telegram": "telegram",
    }
    assert isinstance(ties(database).commands, Commands)


async def test_what_a_platform_keeps_is_there_again(database: Database) -> None:
    await ties(database).remember("menu", "abc")

    assert await ties(database).recall("menu") == "abc"
    assert await ties(database).recall("other") == ""


async def test_a_lost_chat_is_gone_with_its_threads_and_keeps_its_wishes(
    database: Database,
) -> None:
    topic = replace(GROUP, thread="7")
    await a_subscriber(database, CLIMATE, address=GROUP)
    await a_chat(database, topic)
    other = await a_chat(database, replace(GROUP, chat="-11"))
    await ties(database).lost((GROUP,), Reason("I was removed."))

    for address in (GROUP, topic):
        chat = await known(database, address)
        assert chat is not None
        assert (chat.active, chat.why) == (False, "I was removed.")
    assert await known(database, other.address) == other


async def test_losing_a_stranger_changes_nothing(database: Database) -> None:
    await ties(database).lost((GROUP,), Reason("I was removed."))

    assert await known(database, GROUP) is None


async def test_a_group_that_moved_lives_on_though_it_was_said_to_be_gone(
    database: Database,
) -> None:
    chat, (kept,) = await a_subscriber(database, CLIMATE, address=GROUP)
    await ties(database).lost((GROUP,), Reason("I am no longer in the group."))
    await ties(database).moved(GROUP, UPGRADED)
    await ties(database).moved(GROUP, UPGRADED)

    there = await known(database, UPGRADED)
    assert there is not None
    assert (there.id, there.active) == (chat.id, True)
    assert await known(database, GROUP) is None
    async with database.reading() as connection:
        (found,) = await subscriptions.subscriptions_of(connection, there)
    assert found.interest == kept.interest

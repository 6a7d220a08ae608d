"""The fake Telegram hands on what happens as the real one does: to polls or a webhook."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import pytest

from tests.bot.telegram_wire import Wire, why
from tests.telegram_fake import telegram


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with telegram() as fake, aiohttp.ClientSession() as session:
        yield Wire(fake, session)


async def test_a_poll_waits_until_something_happens(wire: Wire) -> None:
    async with asyncio.TaskGroup() as tasks:
        poll = tasks.create_task(wire.updates(timeout=10))
        await wire.telegram.until(lambda: wire.telegram.is_polled)
        assert not poll.done()
        wire.telegram.say(wire.ada, "hello")

    assert [update["message"]["text"] for update in poll.result()] == ["hello"]


async def test_a_poll_ends_with_nothing_when_its_time_is_over(wire: Wire) -> None:
    assert await wire.updates(timeout=0) == []


async def test_updates_come_again_until_they_are_confirmed(wire: Wire) -> None:
    for words in ("one", "two"):
        wire.telegram.say(wire.ada, words)
    first = await wire.updates()
    again = await wire.updates(offset=first[0]["update_id"])
    later = await wire.updates(offset=first[0]["update_id"] + 1)

    assert again == first
    assert [update["message"]["text"] for update in later] == ["two"]
    assert await wire.updates(offset=first[1]["update_id"] + 1) == []


async def test_a_second_poll_ends_the_first(wire: Wire) -> None:
    async with asyncio.TaskGroup() as tasks:
        first = tasks.create_task(wire.call("getUpdates", timeout=10))
        await wire.telegram.until(lambda: wire.telegram.is_polled)
        await wire.updates(timeout=0)

    assert first.result()["error_code"] == 409
    assert "terminated by other getUpdates" in why(first.result())


async def test_only_wanted_kinds_of_updates_come(wire: Wire) -> None:
    await wire.updates(allowed_updates=["message"])
    message = wire.telegram.say(wire.ada, "hello")
    wire.telegram.edit(wire.ada, message, "hello again")

    assert [set(update) for update in await wire.updates()] == [
        {"update_id", "message"}
    ]


@pytest.mark.parametrize(
    ("url", "secret", "reason"),
    [
        ("bot.example.org", "s", "invalid webhook URL"),
        ("http://bot.example.org", "s", "HTTPS URL must be provided"),
        ("https://bot.example.org:444", "s", "80, 88, 443 or 8443"),
        ("https://10.0.0.1", "s", "is reserved"),
        ("https://bot.example.org", "a b", "unallowed characters"),
        ("https://bot.example.org", "a" * 257, "too long"),
        ("https://bot.example.org:8443/x", "aA0-_", "taken"),
    ],
)
async def test_a_webhook_needs_an_address_that_telegram_can_reach(
    wire: Wire, url: str, secret: str, reason: str
) -> None:
    said = why(await wire.call("setWebhook", url=url, secret_token=secret))

    assert reason in said
    assert (wire.telegram.hook is not None) is (reason == "taken")


async def test_a_local_server_takes_any_address(wire: Wire) -> None:
    wire.telegram.local = True

    assert why(await wire.call("setWebhook", url="http://10.0.0.1:99")) == "taken"


async def test_there_are_no_polls_while_there_is_a_webhook(wire: Wire) -> None:
    await wire.call("setWebhook", url="https://bot.example.org")
    polled = await wire.call("getUpdates")
    await wire.call("deleteWebhook")

    assert "while webhook is active" in why(polled)
    assert why(await wire.call("getUpdates")) == "taken"


async def test_a_webhook_tells_its_address_and_never_its_secret(wire: Wire) -> None:
    given = {"url": "https://bot.example.org", "secret_token": "hush"}
    await wire.call("setWebhook", **given, max_connections=1000)
    told = (await wire.call("getWebhookInfo"))["result"]
    await wire.call("setWebhook", url="")
    emptied = (await wire.call("getWebhookInfo"))["result"]

    assert (told["url"], told["max_connections"]) == (given["url"], 100)
    assert "hush" not in str(told)
    assert emptied["url"] == ""

"""Updates that Telegram brings: the real client against the strict fake, both ways."""

import asyncio
import copy
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from io import BytesIO

import aiohttp
import pytest

from bot.chat import Reply, Request
from bot.telegram_chat import TokenInUse
from bot.telegram_webhook import (
    REMEMBERED_AS,
    WebhookGone,
    WebhookRefused,
    objection,
    path_of,
    secret_of,
)
from tests.telegram_desk import Desk, Drawer, a_desk, a_hooked_desk, echo, heard

UPDATE = {"update_id": 900, "message": {}}


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with a_hooked_desk() as desk:
        yield desk


async def knock(
    desk: Desk,
    body: object = UPDATE,
    *,
    secret: str | None = None,
    method: str = "POST",
) -> int:
    """Come to the bot's door as anybody may."""
    said = secret_of(desk.telegram.token) if secret is None else secret
    data = BytesIO(body if isinstance(body, bytes) else json.dumps(body).encode())
    headers = {"X-Telegram-Bot-Api-Secret-Token": said} if said else {}
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, desk.hook_url, data=data, headers=headers) as answer,
    ):
        return answer.status


# Hearing --------------------------------------------------------------------------


@pytest.mark.parametrize("way", [a_desk, a_hooked_desk], ids=["polled", "brought"])
async def test_a_command_is_answered_whichever_way_it_comes(
    way: Callable[[], AbstractAsyncContextManager[Desk]],
) -> None:
    async with way() as desk, desk.running():
        desk.telegram.say(desk.ada, "/digest climate")
        desk.telegram.press_data(await desk.telegram.sent(), "v1:more::2")
        await desk.telegram.sent(2)
        await desk.telegram.read()

    assert desk.texts() == ["digest: climate", "more: 2"]


async def test_a_webhook_is_never_polled(desk: Desk) -> None:
    async with desk.running():
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.sent()

    assert desk.telegram.calls["getUpdates"] == 0


async def test_what_was_said_while_the_bot_was_away_is_brought_later(
    desk: Desk,
) -> None:
    async with desk.running():
        pass
    desk.telegram.say(desk.ada, "/help 1")
    desk.telegram.say(desk.ada, "/help 2")
    await desk.telegram.until(lambda: desk.telegram.refusals)
    async with desk.running():
        await desk.telegram.sent(2)

    assert desk.texts() == ["help: 1", "help: 2"]
    assert desk.telegram.calls["setWebhook"] == 1


async def test_an_update_whose_receipt_was_lost_is_answered_once(desk: Desk) -> None:
    async with desk.running():
        desk.telegram.fail_next("webhook", "drop_after", times=2)
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.read()

    assert desk.texts() == ["help:"]
    assert len(desk.telegram.refusals) == 2


async def test_an_answered_update_is_known_after_a_restart(desk: Desk) -> None:
    async with desk.running():
        desk.telegram.say(desk.ada, "/help 1")
        await desk.telegram.sent()
    desk.chat = desk.new_chat()
    async with desk.running():
        desk.telegram.repeat()
        desk.telegram.say(desk.ada, "/help 2")
        await desk.telegram.sent(2)
        await desk.telegram.read()

    assert desk.texts() == ["help: 1", "help: 2"]


async def test_a_killed_program_answers_what_was_brought(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_chat._ANSWERS_SECONDS", 0.01)
    desk.answer = _never
    async with desk.running():
        desk.telegram.say(desk.ada, "/digest climate")
        await desk.telegram.read()
        at_the_kill = copy.deepcopy(desk.drawer)
    desk.drawer, desk.answer = at_the_kill, echo
    desk.chat = desk.new_chat()
    async with desk.running():
        await desk.telegram.sent()

    assert desk.texts() == ["digest: climate"]


async def test_what_cannot_be_stored_stays_with_telegram(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk.running():
        desk.drawer.jammed = True
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.until(lambda: len(desk.telegram.refusals) > 1)
        desk.drawer.jammed = False
        await desk.telegram.read()

    assert "503" in desk.telegram.refusals[0]
    assert "cannot be stored yet: the drawer is jammed" in caplog.text
    assert desk.texts() == ["help:"]


# The door -------------------------------------------------------------------------


@pytest.mark.parametrize("secret", ["", "wrong", "ä" * 64, "\N{SNOWMAN}"])
async def test_who_does_not_know_the_secret_is_turned_away(
    desk: Desk, secret: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk.running():
        assert [await knock(desk, secret=secret) for _ in range(2)] == [403, 403]

    assert desk.drawer == Drawer()
    assert caplog.text.count("without the secret") == 1


async def test_only_the_path_of_the_webhook_is_served(desk: Desk) -> None:
    assert await knock(desk) == 404
    async with desk.running():
        assert await knock(desk) == 200
        assert await knock(desk, method="GET") == 405
    assert await knock(desk) == 404


@pytest.mark.parametrize(
    "body", [b"", b"\xff", b"{", [], {}, {"update_id": "x"}, {"update_id": None}]
)
async def test_what_is_no_update_is_refused(desk: Desk, body: object) -> None:
    async with desk.running():
        assert await knock(desk, body) == 400
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.sent()


async def test_too_much_is_refused(desk: Desk) -> None:
    async with desk.running():
        assert await knock(desk, UPDATE | {"x": "y" * 5_000_000}) == 413

    assert desk.drawer == Drawer()


async def test_what_the_library_cannot_read_does_not_hold_up_its_chat(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async with desk.running():
        assert await knock(desk, {"update_id": 900, "message": "Hello"}) == 200

    assert "update 900 cannot be read" in caplog.text


# Setting it -----------------------------------------------------------------------


async def test_a_webhook_is_set_once_until_something_changes(desk: Desk) -> None:
    for _ in range(3):
        async with desk.running():
            pass

    assert desk.telegram.calls["setWebhook"] == 1
    assert desk.telegram.hook is not None
    assert desk.telegram.hook.secret == secret_of(desk.telegram.token)


async def test_a_new_token_sets_its_own_secret(desk: Desk) -> None:
    async with desk.running():
        pass
    desk.telegram.token = "123456:another"
    desk.chat = desk.new_chat()
    async with desk.running():
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.sent()

    assert desk.telegram.calls["setWebhook"] == 2


async def test_another_secret_is_noticed_and_mended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_webhook._LOOK_SECONDS", 0.01)
    async with desk.running():
        desk.telegram.hook_up(desk.hook_url)
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.sent()

    assert desk.texts() == ["help:"]
    assert desk.telegram.hook is not None
    assert desk.telegram.hook.secret == secret_of(desk.telegram.token)


async def test_polling_takes_the_webhook_away_and_the_other_way_round(
    desk: Desk,
) -> None:
    async with desk.running():
        pass
    server, desk.server = desk.server, None
    desk.chat = desk.new_chat()
    async with desk.running():
        desk.telegram.say(desk.ada, "/help 1")
        await desk.telegram.sent()
    assert desk.telegram.hook is None
    desk.server = server
    desk.chat = desk.new_chat()
    async with desk.running():
        desk.telegram.say(desk.ada, "/help 2")
        await desk.telegram.sent(2)

    assert desk.texts() == ["help: 1", "help: 2"]


async def test_an_address_that_telegram_refuses_is_told(desk: Desk) -> None:
    desk.telegram.local = False
    with pytest.raises(
        WebhookRefused, match="TELEGRAM_WEBHOOK_URL: Bad webhook: an https"
    ):
        await desk.run()

    assert REMEMBERED_AS not in desk.kept
    assert await knock(desk) == 404


# Looking after it -----------------------------------------------------------------


async def test_a_webhook_that_another_program_takes_away_ends_the_run(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram_webhook._LOOK_SECONDS", 0.01)
    with pytest.RaisesGroup(pytest.RaisesExc(WebhookGone, match="Another program")):
        async with desk.running():
            desk.telegram.take_hook_away()
            await asyncio.Event().wait()


async def test_a_webhook_set_by_another_program_ends_the_polls() -> None:
    async with a_desk() as desk:
        with pytest.RaisesGroup(TokenInUse):
            async with desk.running():
                desk.telegram.local = True
                desk.telegram.hook_up("http://127.0.0.1:9/")
                await asyncio.Event().wait()


async def test_what_telegram_says_of_its_attempts_is_logged_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.telegram_webhook._LOOK_SECONDS", 0.01)
    async with desk.running():
        desk.telegram.fail_next("webhook", "drop_after")
        desk.telegram.fail_next("getWebhookInfo", 502)
        desk.telegram.say(desk.ada, "/help")
        await heard(lambda: "tries again" in caplog.text)
        looks = desk.telegram.calls["getWebhookInfo"]
        await desk.telegram.until(
            lambda: desk.telegram.calls["getWebhookInfo"] > looks + 2
        )

    assert caplog.text.count("Webhook connection closed") == 1


# What can be seen beforehand ------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://bot.example.org/telegram", ""),
        ("https://bot.example.org:8443", ""),
        ("http://bot.example.org", "certificate"),
        ("https://bot.example.org:8080", "ports 443, 80, 88 and 8443"),
        ("https://localhost/", "cannot reach localhost"),
        ("https://192.168.1.5/", "cannot reach 192.168.1.5"),
    ],
)
def test_an_address_that_cannot_work_is_known_without_asking(
    url: str, words: str
) -> None:
    told = objection(url, port=8080, own_server=False)

    assert words in told
    assert bool(told) == bool(words)
    assert objection(url, port=8080, own_server=True) == ""


def test_a_webhook_needs_a_port_to_listen_on() -> None:
    told = objection("https://bot.example.org", port=None, own_server=True)

    assert "HTTP_PORT" in told


def test_the_secret_is_one_that_telegram_takes_and_shows_no_token() -> None:
    secret = secret_of("123456:token")

    assert secret == secret_of("123456:token") != secret_of("123456:other")
    assert len(secret) == 64
    assert secret.isalnum()
    assert "token" not in secret


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.example", "/"),
        ("https://a.example/x/y?z=1", "/x/y"),
        ("https://a.example/%C3%BC", "/ü"),
    ],
)
def test_the_path_is_that_of_the_address(url: str, path: str) -> None:
    assert path_of(url) == path


async def _never(request: Request) -> Reply:
    await asyncio.Event().wait()
    raise AssertionError

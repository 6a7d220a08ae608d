"""What ``verbatim check`` says of Telegram's webhook, and how to mend it."""

from collections.abc import AsyncIterator

import pytest
from pydantic import SecretStr

from bot.checkup import Finding, Mark, findings
from bot.settings import Settings
from tests.telegram_desk import Desk, a_hooked_desk
from tests.telegram_fake import telegram
from tests.web_server import web_server


@pytest.fixture
async def desk(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Desk]:
    monkeypatch.chdir(str(tmp_path))
    async with a_hooked_desk() as desk:
        yield desk


async def webhook_of(desk: Desk, url: str = "", port: int | None = None) -> Finding:
    settings = Settings(
        _env_file=None,
        telegram_bot_token=SecretStr(desk.telegram.token),
        telegram_api_url=desk.telegram.url,
        telegram_webhook_url=url or desk.hook_url,
        http_port=port or (desk.server.port if desk.server else None),
    )
    (found,) = [f async for f in findings(settings) if f.about == "Webhook"]
    return found


async def test_a_webhook_that_works_is_good(desk: Desk) -> None:
    async with desk.running():
        found = await webhook_of(desk)

    assert (found.mark, found.says) == (
        Mark.GOOD,
        f"Telegram brings updates to {desk.hook_url}.",
    )


async def test_before_the_first_start_it_is_only_not_set_yet(desk: Desk) -> None:
    found = await webhook_of(desk)

    assert found.mark is Mark.GOOD
    assert "the next start does that" in found.says


async def test_while_the_bot_is_away_updates_wait(desk: Desk) -> None:
    async with desk.running():
        pass
    desk.telegram.say(desk.ada, "/help")
    found = await webhook_of(desk, port=9)

    assert found.mark is Mark.GOOD
    assert "does not run here now (1 updates wait)" in found.says


async def test_what_needs_no_network_is_told_without_it(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    async with telegram() as fake:
        without_port = Desk(fake)
        found = await webhook_of(without_port, "https://bot.example.org")

    assert found.mark is Mark.WRONG
    assert "needs HTTP_PORT too" in found.says


async def test_somebody_else_behind_the_address_is_noticed(desk: Desk) -> None:
    async with web_server() as other, desk.running():
        desk.telegram.hook_up(f"{other.url}/hook")
        found = await webhook_of(desk, f"{other.url}/hook")

    assert found.mark is Mark.WRONG
    assert "not from the bot" in found.says
    assert "hand requests for this very path on to port" in found.says


async def test_an_address_that_nobody_answers_is_noticed(desk: Desk) -> None:
    async with desk.running():
        desk.telegram.hook_up("http://127.0.0.1:9/hook")
        found = await webhook_of(desk, "http://127.0.0.1:9/hook")

    assert found.mark is Mark.WRONG
    assert "cannot be reached, though the bot runs here" in found.says


async def test_updates_that_telegram_cannot_bring_are_told(desk: Desk) -> None:
    async with desk.running():
        desk.drawer.jammed = True
        desk.telegram.say(desk.ada, "/help")
        await desk.telegram.until(lambda: desk.telegram.refusals)
        found = await webhook_of(desk)

    assert found.mark is Mark.WRONG
    assert "1 updates wait at Telegram, which says: Wrong response" in found.says


async def test_a_telegram_that_does_not_tell_is_no_verdict(desk: Desk) -> None:
    desk.telegram.fail_next("getWebhookInfo", 502)
    found = await webhook_of(desk)

    assert found.mark is Mark.WRONG
    assert "Try again in a minute" in found.says

from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checkup import Finding, Mark, findings
from bot.settings import Settings
from tests.discord_fake import DiscordFake
from tests.telegram_fake import telegram


async def found(**settings: object) -> dict[str, Finding]:
    chosen = Settings(_env_file=None, **settings)  # type: ignore[arg-type]  # by name
    return {finding.about: finding async for finding in findings(chosen)}


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


async def test_on_a_fresh_machine_only_the_platforms_are_open() -> None:
    seen = await found()

    assert {about: finding.mark for about, finding in seen.items()} == {
        "Database": Mark.GOOD,
        "Sources": Mark.GOOD,
        "Telegram": Mark.OPEN,
        "Discord": Mark.OPEN,
    }
    assert "the first start makes it" in seen["Database"].says
    assert "TELEGRAM_BOT_TOKEN is empty" in seen["Telegram"].says


async def test_a_token_that_works_shows_the_bot_s_name() -> None:
    async with telegram() as fake, DiscordFake() as discord:
        seen = await found(
            telegram_bot_token=SecretStr(fake.token),
            telegram_api_url=fake.url,
            discord_bot_token=SecretStr(discord.token),
            discord_api_url=discord.url,
        )

    assert seen["Telegram"].says == "The bot is called @verbatim_bot."
    assert seen["Discord"].says == "The bot is called verbatim."


async def test_a_token_that_nobody_knows_is_wrong_and_not_repeated() -> None:
    async with telegram() as fake, DiscordFake() as discord:
        seen = await found(
            telegram_bot_token=SecretStr("1:secret"),
            telegram_api_url=fake.url,
            discord_bot_token=SecretStr("secret"),
            discord_api_url=discord.url,
        )

    for platform in ("Telegram", "Discord"):
        assert seen[platform].mark is Mark.WRONG
        assert "does not know this token" in seen[platform].says
        assert "secret" not in seen[platform].says


async def test_a_platform_that_cannot_be_reached_is_said_to_be_so() -> None:
    seen = await found(
        telegram_bot_token=SecretStr("1:x"), telegram_api_url="http://127.0.0.1:9"
    )

    assert seen["Telegram"].mark is Mark.WRONG
    assert "cannot be reached" in seen["Telegram"].says


async def test_a_file_that_is_no_database_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("These are my notes." * 100)
    seen = await found(database_url="sqlite:///notes.db")

    assert seen["Database"].mark is Mark.WRONG
    assert "DATABASE_URL" in seen["Database"].says


async def test_a_sources_file_is_read_to_see_whether_it_can_be(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text("sources = 3\n")
    seen = await found(sources_file=file)

    assert seen["Sources"].mark is Mark.WRONG
    assert seen["Sources"].says.startswith("SOURCES_FILE: ")

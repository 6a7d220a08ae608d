from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.checkup import Finding, Mark, findings
from bot.settings import Settings
from tests.discord_fake import DiscordFake
from tests.model_server import model_server
from tests.telegram_fake import telegram
from tests.web_server import web_server


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
        "Model": Mark.OPEN,
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


@pytest.mark.parametrize(
    ("model", "key", "mark", "says"),
    [
        ("tiny-writer", "right", Mark.GOOD, "tiny-writer writes the digests"),
        ("other", "right", Mark.WRONG, "has no other. OPENAI_MODEL names one"),
        ("tiny-writer", "wrong", Mark.WRONG, "Copy it into OPENAI_API_KEY again"),
    ],
)
async def test_a_model_is_asked_for(
    model: str, key: str, mark: Mark, says: str
) -> None:
    async with model_server() as server:
        server.key = "right"
        seen = await found(
            openai_api_key=SecretStr(key),
            openai_base_url=server.base_url,
            openai_model=model,
        )

    assert seen["Model"].mark is mark
    assert says in seen["Model"].says
    assert key not in seen["Model"].says


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"data": 3}', b'{"data": [3]}'])
async def test_what_is_no_model_server_is_said_to_be_none(body: bytes) -> None:
    async with web_server() as web:
        web.says("/v1/models", body)
        seen = await found(openai_base_url=f"{web.url}/v1")

    assert seen["Model"].mark is Mark.WRONG
    assert "OPENAI_BASE_URL names it" in seen["Model"].says

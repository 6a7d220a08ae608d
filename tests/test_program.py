"""The program as the system runs it: a process that is started, and told to stop."""

import asyncio
import contextlib
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.discord_fake import DiscordFake
from tests.telegram_fake import Telegram, telegram


@contextlib.asynccontextmanager
async def running(
    home: Path, fake: Telegram, discord: DiscordFake, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Run the bot in an empty folder until the block ends."""
    sources = home / "none.toml"
    sources.write_text("sources = []\n")
    given = {
        "TELEGRAM_BOT_TOKEN": fake.token,
        "TELEGRAM_API_URL": fake.url,
        "DISCORD_BOT_TOKEN": discord.token,
        "DISCORD_API_URL": discord.url,
        "SOURCES_FILE": str(sources),
        "PYTHONPATH": str(Path(__file__).parent.parent),
    }
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=home,
        env={**os.environ, **given, **settings},
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()


async def connected(discord: DiscordFake) -> None:
    """Wait until the bot is on the gateway and has registered its commands."""
    async with asyncio.timeout(30):
        while not (discord.gateway.sessions and discord.world.commands):  # noqa: ASYNC110 - it happens in another program
            await asyncio.sleep(0.02)


async def ended(process: asyncio.subprocess.Process) -> tuple[int | None, str]:
    """Wait for the end that was asked for, which has ten seconds to come."""
    async with asyncio.timeout(10):
        _, said = await process.communicate()
    return process.returncode, said.decode()


async def test_it_answers_on_both_platforms_and_stops_cleanly_when_told(
    tmp_path: Path,
) -> None:
    async with telegram() as fake, DiscordFake() as discord:
        ada = fake.person("Ada")
        guild = discord.world.add_guild("Newsroom")
        channel = discord.world.add_channel(guild, "news")
        boss = discord.world.add_user("boss")
        async with running(tmp_path, fake, discord) as process:
            await fake.until(lambda: fake.calls["getUpdates"], seconds=60)
            fake.say(ada, "/help")
            on_telegram = await fake.sent(to=ada)
            await connected(discord)
            asked = await discord.slash(channel, boss, "help")
            on_discord = await asked.answer()
            process.send_signal(signal.SIGTERM)
            code, said = await ended(process)

    assert "/digest" in on_telegram.text
    assert "/digest" in on_discord.text
    assert code == 0
    assert "Traceback" not in said
    assert "ERROR" not in said


async def test_a_token_that_nobody_knows_ends_it_with_a_sentence(
    tmp_path: Path,
) -> None:
    async with telegram() as fake, DiscordFake() as discord:
        wrong = {"TELEGRAM_BOT_TOKEN": "1:wrong-one", "DISCORD_BOT_TOKEN": ""}
        async with running(tmp_path, fake, discord, **wrong) as process:
            async with asyncio.timeout(60):
                _, said = await process.communicate()

    assert process.returncode == 1
    assert "Correct TELEGRAM_BOT_TOKEN and start again." in said.decode()
    assert "wrong-one" not in said.decode()


@pytest.mark.parametrize("brought", [False, True], ids=["polled", "brought"])
async def test_a_command_is_answered_although_the_program_is_killed_meanwhile(
    tmp_path: Path, *, brought: bool
) -> None:
    async with telegram(local=True) as fake, DiscordFake() as discord:
        ada = fake.person("Ada")
        settings = {"DISCORD_BOT_TOKEN": ""} | (_webhook() if brought else {})
        async with running(tmp_path, fake, discord, **settings) as process:
            await fake.until(lambda: fake.is_polled or fake.hook, seconds=60)
            fake.fail_next("sendMessage", "hang")
            fake.say(ada, "/help")
            await fake.until(lambda: fake.calls["sendMessage"])
            await fake.read()
            process.kill()
            await process.communicate()
        fake.repeat()
        async with running(tmp_path, fake, discord, **settings) as process:
            await fake.until(lambda: fake.log, seconds=60)
            fake.say(ada, "/topics")
            await fake.sent(2, to=ada)
            await fake.read()
            process.send_signal(signal.SIGTERM)
            await ended(process)

    assert bool(fake.calls["getUpdates"]) is not brought
    assert [sent.text.partition("\n")[0][:12] for sent in fake.log] == [
        "What I can d",
        "Ready topics",
    ]


def _webhook() -> dict[str, str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    return {
        "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "HTTP_PORT": str(port),
    }

"""What is set up, what is wrong, and how to mend it: ``verbatim check``."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import aiohttp
from sqlalchemy.exc import DBAPIError

from bot.platforms import token_of, variable
from bot.settings import Settings
from bot.webhook_checkup import WebhookTrouble, webhook
from digests import (
    Database,
    NewsError,
    WrongDatabase,
    bundled_catalogue,
    in_short,
    read_catalogue,
)

_SECONDS = 10
_UNKNOWN_TOKEN = frozenset({401, 404})
_UNKNOWN_KEY = frozenset({401, 403})
# Discord turns away what does not name itself in just this form.
_DISCORD_BOT = "DiscordBot (https://verbatim.example/bot, 2026.11)"


class Mark(StrEnum):
    """How a thing stands."""

    GOOD = "ok"
    OPEN = "not set up"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; ``says`` is a sentence, with advice if need be."""

    about: str
    mark: Mark
    says: str


async def findings(settings: Settings) -> AsyncIterator[Finding]:
    """Look at everything that the program needs, one thing after the other."""
    yield await _database(settings)
    yield _sources(settings)
    async with aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=_SECONDS)
    ) as session:
        for platform, ask in (("telegram", _telegram), ("discord", _discord)):
            yield await _platform(settings, platform, session, ask)
        token = token_of(settings, "telegram")
        if token and settings.telegram_webhook_url:
            yield await _webhook(settings, session, token)
        yield await _model(settings, session)


async def _database(settings: Settings) -> Finding:
    about = "Database"
    path = _file_of(settings.database_url)
    if path is not None and not path.exists():
        says = f"{path} is not there yet; the first start makes it."
        return Finding(about=about, mark=Mark.GOOD, says=says)
    try:
        async with (
            Database.open(settings.database_url) as database,
            database.reading() as connection,
        ):
            await connection.exec_driver_sql("SELECT 1")
    except (WrongDatabase, DBAPIError, OSError) as error:
        says = (
            f"It cannot be used: {in_short(error)}. DATABASE_URL says which one it is."
        )
        return Finding(about=about, mark=Mark.WRONG, says=says)
    return Finding(about=about, mark=Mark.GOOD, says="It can be read.")


def _file_of(url: str) -> Path | None:
    path = url.removeprefix("sqlite:///")
    return Path(path) if path not in {url, "", ":memory:"} else None


def _sources(settings: Settings) -> Finding:
    about = "Sources"
    path = settings.sources_file
    try:
        catalogue = bundled_catalogue() if path is None else read_catalogue(path)
    except NewsError as error:
        return Finding(about=about, mark=Mark.WRONG, says=f"SOURCES_FILE: {error}")
    origin = "the ones that come with Verbatim" if path is None else str(path)
    says = (
        f"{len(catalogue.sources)} sources and {len(catalogue.topics)} ready topics, "
        f"from {origin}."
    )
    return Finding(about=about, mark=Mark.GOOD, says=says)


_Ask = Callable[[aiohttp.ClientSession, Settings, str], Awaitable[str]]


async def _platform(
    settings: Settings, platform: str, session: aiohttp.ClientSession, ask: _Ask
) -> Finding:
    about = platform.capitalize()
    token = token_of(settings, platform)
    name = variable(platform)
    if token is None:
        says = f"{name} is empty; .env.example says where to get one."
        return Finding(about=about, mark=Mark.OPEN, says=says)
    try:
        who = await ask(session, settings, token)
    except aiohttp.ClientResponseError as error:
        if error.status in _UNKNOWN_TOKEN:
            says = f"{about} does not know this token. Copy it into {name} again."
        else:
            says = f"{about} answered {error.status}. Try again in a minute."
        return Finding(about=about, mark=Mark.WRONG, says=says)
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError):
        says = f"{about} cannot be reached from here. Is the network up?"
        return Finding(about=about, mark=Mark.WRONG, says=says)
    return Finding(about=about, mark=Mark.GOOD, says=f"The bot is called {who}.")


async def _webhook(
    settings: Settings, session: aiohttp.ClientSession, token: str
) -> Finding:
    about = "Webhook"
    try:
        says = await webhook(settings, session, token)
    except WebhookTrouble as trouble:
        return Finding(about=about, mark=Mark.WRONG, says=str(trouble))
    return Finding(about=about, mark=Mark.GOOD, says=says)


async def _model(settings: Settings, session: aiohttp.ClientSession) -> Finding:
    about = "Model"
    model = settings.model()
    if model is None:
        says = "OPENAI_API_KEY is empty: digests are of chosen sentences, and cost nothing."
        return Finding(about=about, mark=Mark.OPEN, says=says)
    base = model.base_url or "https://api.openai.com/v1"
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    try:
        async with session.get(
            f"{base}/models", headers=headers, raise_for_status=True
        ) as got:
            answer = await got.json(content_type=None)
            known = {str(each["id"]) for each in answer["data"]}
    except aiohttp.ClientResponseError as error:
        says = f"{base} answered {error.status}."
        if error.status in _UNKNOWN_KEY:
            says = f"{base} does not know this key. Copy it into OPENAI_API_KEY again."
        return Finding(about=about, mark=Mark.WRONG, says=says)
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError, TypeError):
        says = (
            f"{base} cannot be reached, or is no such server. OPENAI_BASE_URL names it."
        )
        return Finding(about=about, mark=Mark.WRONG, says=says)
    if model.name not in known:
        says = f"{base} has no {model.name}. OPENAI_MODEL names one that it has."
        return Finding(about=about, mark=Mark.WRONG, says=says)
    budget = (
        f"{model.daily_tokens:,} tokens a day" if model.daily_tokens else "no limit"
    )
    says = f"{model.name} writes the digests ({budget})."
    return Finding(about=about, mark=Mark.GOOD, says=says)


async def _telegram(
    session: aiohttp.ClientSession, settings: Settings, token: str
) -> str:
    base = settings.telegram_api_url or "https://api.telegram.org"
    async with session.post(f"{base}/bot{token}/getMe", raise_for_status=True) as got:
        answer = await got.json(content_type=None)
        return f"@{answer['result']['username']}"


async def _discord(
    session: aiohttp.ClientSession, settings: Settings, token: str
) -> str:
    base = settings.discord_api_url or "https://discord.com/api/v10"
    headers = {"Authorization": f"Bot {token}", "User-Agent": _DISCORD_BOT}
    async with session.get(
        f"{base}/users/@me", headers=headers, raise_for_status=True
    ) as got:
        answer = await got.json(content_type=None)
        return str(answer["username"])

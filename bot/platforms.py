"""Which platforms this process serves: those whose role it has and whose token is set.

A new platform is one line here, beside its chat and its renderer.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Self

from pydantic import SecretStr

from bot import briefings, partings, remembered, subscriptions
from bot.chat import Address, Chat
from bot.commands import COMMANDS, Commands, Desk
from bot.discord_chat import DiscordChat
from bot.http_server import HttpServer
from bot.settings import Settings, WrongSettings
from bot.stand_ins import StandIns
from bot.telegram_chat import TelegramChat
from bot.telegram_inbox import Inbox
from bot.telegram_inbox_rows import InboxRows
from bot.telegram_webhook import Webhook, objection
from digests import Database, Reason

COLLECT = "collect"
ROLES = (COLLECT, "telegram", "discord")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """What ties a platform to the rest: the answers, and what must be kept for it."""

    commands: Commands
    database: Database
    clock: Callable[[], datetime]
    server: HttpServer | None = None

    @classmethod
    def of(cls, desk: Desk, server: HttpServer | None = None) -> Self:
        return cls(
            commands=Commands(desk),
            database=desk.database,
            clock=desk.clock,
            server=server,
        )

    async def recall(self, key: str) -> str:
        async with self.database.reading() as connection:
            return await remembered.recall(connection, key)

    async def remember(self, key: str, value: str) -> None:
        async with self.database.writing() as connection:
            await remembered.keep(connection, key, value)

    async def whose(self, briefing: int) -> Address | None:
        """Say to which chat a briefing was given, if it is still kept."""
        async with self.database.reading() as connection:
            return await briefings.whose(connection, briefing)

    async def lost(self, addresses: tuple[Address, ...], why: Reason) -> None:
        """Note that these chats are gone, each with its threads if none is named."""
        at = self.clock()
        async with self.database.writing() as connection:
            for address in addresses:
                for known in await subscriptions.look_up_all(connection, address):
                    await partings.part_with(connection, known.id, why=why, at=at)

    async def back(self, addresses: tuple[Address, ...]) -> None:
        """Let chats go on that were gone, each with its threads if none is named."""
        async with self.database.writing() as connection:
            for address in addresses:
                for known in await subscriptions.look_up_all(connection, address):
                    await subscriptions.greet(
                        connection, known.address, at=self.clock()
                    )

    async def gone(self, platform: str) -> tuple[Address, ...]:
        """List the chats of a platform that could not be written to any more."""
        async with self.database.reading() as connection:
            return await partings.gone(connection, platform)

    async def moved(self, old: Address, new: Address) -> None:
        """Let a chat and its threads live on at the new address.

        It may have been reported gone on the way, or moved already.
        """
        async with self.database.writing() as connection:
            for known in await subscriptions.look_up_all(connection, old):
                there = replace(new, thread=known.address.thread)
                await partings.move(connection, known.id, there)
                await subscriptions.greet(connection, there, at=self.clock())


def served(settings: Settings, roles: frozenset[str] | None) -> tuple[str, ...]:
    """Name the platforms to serve. Raises ``WrongSettings``.

    Without roles, those whose token is set, one at least; with roles, just those
    that they name, each with its token.
    """
    named = sorted(_MAKERS if roles is None else roles & set(_MAKERS))
    with_token = tuple(name for name in named if token_of(settings, name) is not None)
    missing = [variable(name) for name in named if name not in with_token]
    if missing and (roles is not None or not with_token):
        joint = " or " if roles is None else " and "
        raise WrongSettings(
            f"No chat platform can be served: put {joint.join(missing)} into .env "
            "(.env.example says where to get one). "
            "To look around without any: verbatim demo"
        )
    if "telegram" in with_token and (problem := webhook_objection(settings)):
        raise WrongSettings(problem)
    return with_token


def webhook_objection(settings: Settings) -> str:
    """Say why Telegram's webhook cannot work; empty if it may, or none is wanted."""
    if not settings.telegram_webhook_url:
        return ""
    return objection(
        settings.telegram_webhook_url,
        port=settings.http_port,
        own_server=bool(settings.telegram_api_url),
    )


def chats_of(
    settings: Settings, platforms: Iterable[str], ties: Ties
) -> dict[str, Chat]:
    """Make the chats of these platforms, whose tokens are set."""
    return {
        platform: _MAKERS[platform](token_of(settings, platform) or "", settings, ties)
        for platform in platforms
    }


def variable(platform: str) -> str:
    """Name the setting that holds a platform's token."""
    return f"{platform.upper()}_BOT_TOKEN"


def token_of(settings: Settings, platform: str) -> str | None:
    """Return the token of a platform, if the operator set one."""
    token: SecretStr | None = getattr(settings, f"{platform}_bot_token")
    return token.get_secret_value() if token is not None else None


def _telegram(token: str, settings: Settings, ties: Ties) -> Chat:
    return TelegramChat(
        token,
        commands=COMMANDS,
        recall=ties.recall,
        remember=ties.remember,
        lost=ties.lost,
        moved=ties.moved,
        back=ties.back,
        stand_ins=StandIns(
            platform="telegram", database=ties.database, clock=ties.clock
        ),
        inbox=Inbox(
            InboxRows(database=ties.database, bot=token.partition(":")[0][:20]),
            ties.clock,
        ),
        whose=ties.whose,
        operators=settings.operators("telegram"),
        api_url=settings.telegram_api_url,
        paid=settings.telegram_paid_broadcast,
        webhook=_webhook(token, settings, ties),
    )


def _webhook(token: str, settings: Settings, ties: Ties) -> Webhook | None:
    url = settings.telegram_webhook_url
    if not url or ties.server is None:
        return None
    return Webhook(url, token=token, server=ties.server)


def _discord(token: str, settings: Settings, ties: Ties) -> Chat:
    return DiscordChat(
        token,
        commands=COMMANDS,
        suggest=ties.commands.suggest,
        recall=ties.recall,
        remember=ties.remember,
        lost=ties.lost,
        gone=partial(ties.gone, "discord"),
        back=ties.back,
        operators=settings.operators("discord"),
        api_url=settings.discord_api_url,
    )


_Maker = Callable[[str, Settings, Ties], Chat]
_MAKERS: Mapping[str, _Maker] = {"telegram": _telegram, "discord": _discord}

"""Telegram brings its updates to our door, instead of being asked for them again and again.

The door opens to who knows the secret, made from the token: it is the same after each
start, and stands nowhere. A stop leaves the webhook set, so that Telegram keeps what
comes meanwhile.
"""

import asyncio
import hashlib
import hmac
import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from aiohttp import web
from telegram import Bot, Update, WebhookInfo
from telegram.error import BadRequest, TelegramError

from bot.http_server import HttpServer
from bot.telegram_menu import Recall, Remember

log = logging.getLogger(__name__)

Bring = Callable[[Update], Awaitable[None]]

ALLOWED_UPDATES = ("message", "channel_post", "callback_query", "my_chat_member")
REMEMBERED_AS = "telegram webhook"
REFUSAL = "Only Telegram comes in here.\n"
_HEADER = "X-Telegram-Bot-Api-Secret-Token"
_PORTS = (443, 80, 88, 8443)
# Telegram's own default. Each is held for as long as it takes to store an update.
_AT_ONCE = 40
_LOOK_SECONDS = 60.0


class WebhookRefused(Exception):
    """Telegram does not take the address; the text says why, and which setting it is."""


class WebhookGone(Exception):
    """Another program took the webhook away: one of the two must stop."""


def objection(url: str, *, port: int | None, own_server: bool) -> str:
    """Say why no webhook can work like this, and how to mend it; empty if it may.

    A Bot API server of one's own takes any address.
    """
    address = urlsplit(url)
    if port is None:
        return (
            "TELEGRAM_WEBHOOK_URL needs HTTP_PORT too: the port that we listen on, and "
            "that your proxy hands requests on to. Without a webhook, empty both."
        )
    if not own_server and address.scheme != "https":
        return (
            "TELEGRAM_WEBHOOK_URL: Telegram comes by https:// only. Let a proxy with a "
            f"certificate (Caddy, nginx, a tunnel) hand its requests on to port {port}."
        )
    if not own_server and (address.port or 443) not in _PORTS:
        return (
            "TELEGRAM_WEBHOOK_URL: Telegram comes to the ports 443, 80, 88 and 8443 only; "
            f"HTTP_PORT may be any, such as your {port}."
        )
    if not own_server and not _is_public(address.hostname or ""):
        return (
            f"TELEGRAM_WEBHOOK_URL: Telegram cannot reach {address.hostname}. Give a name "
            "or an address that the internet knows, or empty it to poll instead."
        )
    return ""


def _is_public(host: str) -> bool:
    try:
        return ip_address(host).is_global
    except ValueError:
        return "." in host


def path_of(url: str) -> str:
    """Return the path that we serve for a webhook's address."""
    return unquote(urlsplit(url).path) or "/"


def secret_of(token: str) -> str:
    """Make what Telegram must say; nobody gets from it to the token."""
    return hmac.new(token.encode(), b"verbatim webhook", hashlib.sha256).hexdigest()


class Webhook:
    """The webhook of one bot at one address, served by ``server``."""

    def __init__(self, url: str, *, token: str, server: HttpServer) -> None:
        self._url = url
        self._secret = secret_of(token)
        self._server = server
        self._bot: Bot | None = None
        self._bring: Bring | None = None
        self._known_trouble: datetime | None = None
        self._was_refused = False

    def open(self, bot: Bot, bring: Bring) -> None:
        """Take updates from now on; ``bring`` returns when one is safe with us."""
        self._bot, self._bring = bot, bring
        self._server.serve(path_of(self._url), self._take)

    def close(self) -> None:
        """Take no more: Telegram keeps them, and tries again."""
        self._server.end(path_of(self._url))

    async def set(self, bot: Bot, *, recall: Recall, remember: Remember) -> None:
        """Tell Telegram the address, unless it knows all of it.

        Raises ``WebhookRefused``, and what the library raises if Telegram is away.
        """
        info = await bot.get_webhook_info()
        self._known_trouble = info.last_error_date
        # Telegram does not tell which secret it has.
        fingerprint = hashlib.sha256(f"{self._url} {self._secret}".encode()).hexdigest()
        if self._is_set(info) and await recall(REMEMBERED_AS) == fingerprint:
            return
        await self._tell(bot)
        await remember(REMEMBERED_AS, fingerprint)

    async def watch(self, bot: Bot, end: asyncio.Future[Exception]) -> None:
        """Look after the webhook until the end. Raises ``WebhookGone``."""
        while not end.done():
            await asyncio.wait([end], timeout=_LOOK_SECONDS)
            if not end.done():
                await self._look(bot)

    async def _look(self, bot: Bot) -> None:
        try:
            info = await bot.get_webhook_info()
            if self._told_of_trouble(info) and "403" in (info.last_error_message or ""):
                # Somebody set the same address with another secret.
                await self._tell(bot)
        except TelegramError as error:
            log.info("Telegram does not tell how its webhook is doing: %s", error)
            return
        if info.url != self._url:
            raise WebhookGone(
                "Another program uses this Telegram bot token and took the webhook away. "
                "Stop it, or give it a token of its own."
            )

    def _told_of_trouble(self, info: WebhookInfo) -> bool:
        """Log what Telegram could not bring since the last look; say whether it did."""
        if info.last_error_date in {None, self._known_trouble}:
            return False
        self._known_trouble = info.last_error_date
        log.warning(
            "Telegram could not bring an update, and tries again: %s (%d wait)",
            info.last_error_message,
            info.pending_update_count,
        )
        return True

    async def _tell(self, bot: Bot) -> None:
        try:
            await bot.set_webhook(
                self._url,
                secret_token=self._secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=_AT_ONCE,
            )
        except BadRequest as error:
            raise WebhookRefused(
                f"Telegram does not take TELEGRAM_WEBHOOK_URL: {error}"
            ) from error
        log.info("Telegram's webhook is set")

    def _is_set(self, info: WebhookInfo) -> bool:
        return (
            info.url == self._url
            and set(info.allowed_updates or ()) == set(ALLOWED_UPDATES)
            and info.max_connections == _AT_ONCE
        )

    async def _take(self, request: web.Request) -> web.Response:
        """Answer one request; all but a 2xx makes Telegram come again, up to a day."""
        if request.method != "POST":
            raise web.HTTPMethodNotAllowed(request.method, ["POST"])
        if not self._knows_secret(request):
            return self._turned_away()
        # Raises 413 where it is too much.
        body = await request.read()
        try:
            given = json.loads(body)
            number = int(given["update_id"])
        except (ValueError, KeyError, TypeError):
            log.warning("what came to Telegram's webhook is no update")
            return web.Response(status=400, text="This is no update.\n")
        try:
            update = Update.de_json(given, self._bot)
        except Exception:
            # Refused, it would come again for a day and keep its chat waiting.
            log.exception("update %d cannot be read and is given up", number)
            return web.Response()
        return await self._brought(update)

    async def _brought(self, update: Update) -> web.Response:
        if self._bring is None:
            raise RuntimeError("the webhook is not open")
        try:
            await self._bring(update)
        except Exception as error:  # noqa: BLE001 - whatever the database says, Telegram must keep the update
            log.warning("update %d cannot be stored yet: %s", update.update_id, error)
            return web.Response(status=503, text="Not now.\n")
        return web.Response()

    def _knows_secret(self, request: web.Request) -> bool:
        said = request.headers.get(_HEADER, "").encode(errors="surrogateescape")
        return hmac.compare_digest(said, self._secret.encode())

    def _turned_away(self) -> web.Response:
        # One line for the operator; strangers must not fill the log.
        if not self._was_refused:
            self._was_refused = True
            log.warning("somebody without the secret came to Telegram's webhook")
        return web.Response(status=403, text=REFUSAL)

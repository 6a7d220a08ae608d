"""Whether Telegram can bring updates to the webhook that is set up, and if not, why."""

from typing import Any

import aiohttp

from bot.platforms import webhook_objection
from bot.settings import Settings
from bot.telegram_webhook import REFUSAL


class WebhookTrouble(Exception):
    """What is wrong with the webhook, and how to mend it."""


async def webhook(
    settings: Settings, session: aiohttp.ClientSession, token: str
) -> str:
    """Say how the webhook stands. Raises ``WebhookTrouble``."""
    url, port = settings.telegram_webhook_url, settings.http_port
    if problem := webhook_objection(settings):
        raise WebhookTrouble(problem)
    info = await _told(settings, session, token)
    waiting = int(info.get("pending_update_count", 0))
    if info.get("url") != url:
        return "It is not set at Telegram yet; the next start does that."
    if not await _is_here(session, port):
        return f"It is set; the bot does not run here now ({waiting} updates wait)."
    await _knock(session, url, port)
    if waiting and (why := info.get("last_error_message")):
        raise WebhookTrouble(
            f"{waiting} updates wait at Telegram, which says: {why}. It tries again "
            "by itself; if that lasts, look whether its requests pass your proxy."
        )
    return f"Telegram brings updates to {url}."


async def _told(
    settings: Settings, session: aiohttp.ClientSession, token: str
) -> dict[str, Any]:
    base = settings.telegram_api_url or "https://api.telegram.org"
    try:
        async with session.post(
            f"{base}/bot{token}/getWebhookInfo", raise_for_status=True
        ) as got:
            result: dict[str, Any] = (await got.json(content_type=None))["result"]
            return result
    except (aiohttp.ClientError, TimeoutError, ValueError, KeyError) as error:
        raise WebhookTrouble(
            "Telegram does not tell how its webhook is doing. Try again in a minute."
        ) from error


async def _is_here(session: aiohttp.ClientSession, port: int | None) -> bool:
    try:
        async with session.get(f"http://localhost:{port}/"):
            return True
    except (aiohttp.ClientError, TimeoutError):
        return False


async def _knock(session: aiohttp.ClientSession, url: str, port: int | None) -> None:
    """Come without the secret: whoever turns us away just so is the bot."""
    mend = f"Let your proxy hand requests for this very path on to port {port}."
    try:
        async with session.post(url, json={}, allow_redirects=False) as got:
            status, said = got.status, await got.text(errors="replace")
    except aiohttp.ClientConnectorCertificateError as error:
        raise WebhookTrouble(
            f"{url} shows a certificate that nobody vouches for. Telegram wants one "
            "of a known authority, such as Let's Encrypt."
        ) from error
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        raise WebhookTrouble(
            f"{url} cannot be reached, though the bot runs here. {mend}"
        ) from error
    if said != REFUSAL:
        raise WebhookTrouble(f"{url} answers {status}, and not from the bot. {mend}")

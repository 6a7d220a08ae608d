"""How a bot hears of updates: it polls, or has them brought to an address of its own.

As strict as the real one about that address, except that it may be set twice in a second.
What is refused there is brought again, after hundredths of the seconds that the real one
waits; one chat's updates come one after the other.
"""

import asyncio
import contextlib
import ipaddress
import re
import time
from collections import Counter, deque
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from tests.telegram_faults import Fault
from tests.telegram_rules import JSON, Refused, bad
from tests.telegram_world import World

_OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
_PORTS = {443, 80, 88, 8443}
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """Where updates are brought, and with which secret."""

    url: str
    secret: str
    max_connections: int


class Hearing(World):
    """The part of the Bot API that hands out updates. ``local`` ones allow any address."""

    local: bool
    hook: Hook | None
    refusals: list[str]
    _faults: dict[str, deque[Fault]]
    _poll: asyncio.Event | None
    _on_the_way: set[int]
    _attempts: Counter[int]
    _refused_at: int

    @property
    def is_polled(self) -> bool:
        """Say whether a long poll waits at this moment."""
        return self._poll is not None

    async def poll_as_another(self) -> None:
        """Ask for updates once, as a second program with the same token would."""
        await self._do_get_updates({})

    def take_hook_away(self) -> None:
        """Delete the webhook, as a second program with the same token would."""
        self._do_delete_webhook({})
        self._tell()

    def hook_up(self, url: str) -> None:
        """Set a webhook, as a second program with the same token would."""
        self._do_set_webhook({"url": url, "secret_token": "another"})
        self._tell()

    async def bring(self) -> None:
        """Bring updates to the webhook, as long as there is one."""
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as tasks:
            while True:
                await self.until(self._next, seconds=None)
                if self.hook and (update := self._next()):
                    self._on_the_way.add(update["update_id"])
                    tasks.create_task(self._bring(session, self.hook, update))

    def _next(self) -> JSON | None:
        """Return an update that may go now; of each chat, the first has to go first."""
        if self.hook is None or len(self._on_the_way) >= self.hook.max_connections:
            return None
        chats = set()
        for update in self._updates:
            chat = _chat_of(update)
            if chat not in chats and update["update_id"] not in self._on_the_way:
                return update
            chats.add(chat)
        return None

    async def _bring(
        self, session: aiohttp.ClientSession, hook: Hook, update: JSON
    ) -> None:
        id_ = update["update_id"]
        why = await _post(session, hook, update)
        if not why and self._fault("webhook"):
            why = "Webhook connection closed"
        if not why:
            with contextlib.suppress(ValueError):
                self._updates.remove(update)
        else:
            self._refused_at = int(time.time())
            self.refusals.append(why)
            self._tell()
            if self._attempts[id_]:
                await asyncio.sleep(min(2 ** self._attempts[id_], 60) / 100)
            self._attempts[id_] += 1
        self._on_the_way.discard(id_)
        self._tell()

    def _fault(self, name: str) -> Fault | None:
        waiting = self._faults.get(name)
        return waiting.popleft() if waiting else None

    def _do_set_webhook(self, given: JSON) -> bool:
        url, secret = given.get("url", ""), given.get("secret_token", "")
        if not url:
            return self._do_delete_webhook(given)
        if len(secret) > 256:
            raise bad("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise bad("secret token contains unallowed characters")
        self._check_address(url)
        most = 100_000 if self.local else 100
        wanted = given.get("max_connections", 40)
        if self._poll is not None:
            self._poll.set()
        self._listen_to(given)
        self.refusals.clear()
        self.hook = Hook(
            url=url, secret=secret, max_connections=min(max(wanted, 1), most)
        )
        return True

    def _check_address(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme not in {"http", "https"} or not address.hostname:
            raise bad("invalid webhook URL specified")
        if self.local:
            return
        if address.scheme == "http":
            raise bad("bad webhook: An HTTPS URL must be provided for webhook")
        if (address.port or 443) not in _PORTS:
            why = "Webhook can be set up only on ports 80, 88, 443 or 8443"
            raise bad(f"bad webhook: {why}")
        with contextlib.suppress(ValueError):
            if not ipaddress.ip_address(address.hostname).is_global:
                raise bad(f"bad webhook: IP address {address.hostname} is reserved")

    def _listen_to(self, given: JSON) -> None:
        if given.get("drop_pending_updates"):
            self._updates.clear()
        if given.get("allowed_updates"):
            self._allowed = set(given["allowed_updates"])

    def _do_delete_webhook(self, given: JSON) -> bool:
        self._listen_to(given)
        self.hook = None
        self.refusals.clear()
        return True

    def _do_get_webhook_info(self, _: JSON) -> JSON:
        info: JSON = {
            "url": self.hook.url if self.hook else "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates),
        }
        if self.hook:
            info["max_connections"] = self.hook.max_connections
        if self._allowed is not None:
            info["allowed_updates"] = sorted(self._allowed)
        if self.refusals:
            info["last_error_date"] = self._refused_at
            info["last_error_message"] = self.refusals[-1]
        return info

    async def _do_get_updates(self, given: JSON) -> list[JSON]:
        if self.hook is not None:
            raise Refused(409, _HAS_WEBHOOK)
        if self._poll is not None:
            self._poll.set()
            self._tell()
        offset = given.get("offset", 0)
        while offset > 0 and self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        if given.get("allowed_updates"):
            self._allowed = set(given["allowed_updates"])
        ended = self._poll = asyncio.Event()
        self._tell()
        await self._next_update(ended, given.get("timeout", 0))
        if ended.is_set():
            raise Refused(409, _OTHER_POLLER)
        self._poll = None
        return list(self._updates)[: given.get("limit", 100)]

    async def _next_update(self, ended: asyncio.Event, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await self.until(lambda: self._updates or ended.is_set(), seconds=seconds)


def _chat_of(update: JSON) -> int:
    ((kind, what),) = ((k, v) for k, v in update.items() if k != "update_id")
    return int((what["message"] if kind == "callback_query" else what)["chat"]["id"])


async def _post(session: aiohttp.ClientSession, hook: Hook, update: JSON) -> str:
    """Bring one update; returns why it was not taken, if so."""
    headers = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
    try:
        async with session.post(
            hook.url, json=update, headers=headers, allow_redirects=False
        ) as answer:
            if answer.ok and answer.status < 300:
                return ""
            return f"Wrong response from the webhook: {answer.status} {answer.reason}"
    except aiohttp.ClientConnectionError:
        return "Connection refused"

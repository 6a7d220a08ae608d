"""The fake REST interface: routes, authorisation, limits, faults."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.discord_fake import rules
from tests.discord_fake.faults import Fault, Faults, Trouble
from tests.discord_fake.gateway import Gateway
from tests.discord_fake.interactions import Interactions
from tests.discord_fake.limits import Limits
from tests.discord_fake.places import Json, Refusal
from tests.discord_fake.threads import Threads
from tests.discord_fake.uploads import Uploaded, check_files, read_form
from tests.discord_fake.world import World

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
PREFIX = "/api/v10"
_BOT_AGENT = re.compile(r"DiscordBot \(https?://\S+,? \S+\)")


class Rest:
    """Answers as Discord's API does, for the routes that a news bot needs."""

    def __init__(
        self,
        world: World,
        gateway: Gateway,
        interactions: Interactions,
        *,
        limits: Limits,
        faults: Faults,
    ) -> None:
        self.world = world
        self.gateway = gateway
        self.interactions = interactions
        self.threads = Threads(world, gateway)
        self.limits = limits
        self.faults = faults
        self.requests: list[str] = []
        self.shards = 1

    def application(self) -> web.Application:
        application = web.Application(
            middlewares=[self._troubled, self._worded], client_max_size=64 * 1024 * 1024
        )
        bot = self._as_bot
        hook = "/webhooks/{application}/{token}"
        original = f"{hook}/messages/@original"
        message = "/channels/{channel}/messages/{message}"
        routes: list[tuple[str, str, Handler]] = [
            ("GET", "/gateway/bot", bot(self.find_gateway)),
            ("GET", "/users/@me", bot(self.who_am_i)),
            ("GET", "/oauth2/applications/@me", bot(self.what_am_i)),
            ("PUT", "/applications/{application}/commands", bot(self.put_commands)),
            ("GET", "/applications/{application}/commands", bot(self.get_commands)),
            ("GET", "/channels/{channel}", bot(self.get_channel)),
            ("POST", "/channels/{channel}/messages", bot(self.post_message)),
            ("GET", "/channels/{channel}/messages", bot(self.get_messages)),
            ("PATCH", message, bot(self.edit_message)),
            ("POST", f"{message}/crosspost", bot(self.publish)),
            ("POST", f"{message}/threads", bot(self.start_thread)),
            ("POST", "/channels/{channel}/threads", bot(self.create_post)),
            ("GET", "/guilds/{guild}/threads/active", bot(self.active_threads)),
            ("POST", "/users/@me/channels", bot(self.open_dm)),
            ("POST", "/interactions/{interaction}/{token}/callback", self.callback),
            ("POST", hook, self.follow_up),
            ("PATCH", original, self.edit_original),
            ("GET", original, self.get_original),
            ("DELETE", original, self.delete_original),
        ]
        for method, path, handler in routes:
            application.router.add_route(method, PREFIX + path, handler)
        application.router.add_get("/gateway", self.gateway.serve)
        application.router.add_get("/attachments/{attachment}/{name}", self.fetch)
        return application

    # What every request goes through ------------------------------------------

    @web.middleware
    async def _troubled(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        name = f"{request.method} {request.path.removeprefix(PREFIX)}"
        self.requests.append(name)
        fault = self.faults.next_for(name)
        if fault is None:
            return await handler(request)
        match fault.trouble:
            case Trouble.STATUS:
                return _faulty(fault)
            case Trouble.DONE_THEN:
                await handler(request)
                return _faulty(fault)
            case Trouble.LOST:
                return _broken(request)
            case Trouble.UNANSWERED:
                await handler(request)
                return _broken(request)
            case Trouble.HANGING:
                await handler(request)
                await asyncio.Event().wait()
        raise AssertionError("nothing else can go wrong")

    @web.middleware
    async def _worded(
        self, request: web.Request, handler: Handler
    ) -> web.StreamResponse:
        try:
            return await handler(request)
        except Refusal as refusal:
            return _json(refusal.body, status=refusal.status)
        except web.HTTPNotFound:
            return _json({"message": "404: Not Found", "code": 0}, status=404)
        except web.HTTPMethodNotAllowed:
            return _json({"message": "405: Method Not Allowed", "code": 0}, status=405)

    def _as_bot(self, handler: Handler) -> Handler:
        """Let only the bot in, within its limits."""

        async def limited(request: web.Request) -> web.StreamResponse:
            if request.headers.get("Authorization") != f"Bot {self.world.token}":
                return _json({"message": "401: Unauthorized", "code": 0}, status=401)
            if not request.headers.get("User-Agent", "").startswith("DiscordBot ("):
                return _json(
                    {"message": "internal network error", "code": 40333}, status=403
                )
            headers, refused = self.limits.check(
                _route(request), request.match_info.get("channel", ""), self.world.now()
            )
            if refused is not None:
                return _json(refused, status=429, headers=headers)
            response = await _refusable(handler, request)
            response.headers.update(headers)
            return response

        return limited

    # Routes -------------------------------------------------------------------

    async def find_gateway(self, request: web.Request) -> web.Response:
        start = {
            "total": 1000,
            "remaining": 1000,
            "reset_after": 0,
            "max_concurrency": 1,
        }
        return _json(
            {
                "url": self.gateway.url,
                "shards": self.shards,
                "session_start_limit": start,
            }
        )

    async def who_am_i(self, request: web.Request) -> web.Response:
        return _json({**self.world.bot.payload(), "bot": True, "verified": True})

    async def what_am_i(self, request: web.Request) -> web.Response:
        return _json(
            {
                "id": str(self.world.application_id),
                "name": "Verbatim",
                "description": "",
                "icon": None,
                "bot_public": True,
                "bot_require_code_grant": False,
                "owner": {**self.world.bot.payload(), "username": "owner"},
                "verify_key": "00",
                "team": None,
                "flags": 0,
            }
        )

    async def put_commands(self, request: web.Request) -> web.Response:
        self._own(request)
        commands = rules.check_commands(await _body(request))
        self.world.commands = [self._registered(command) for command in commands]
        return _json(self.world.commands)

    async def get_commands(self, request: web.Request) -> web.Response:
        self._own(request)
        return _json(self.world.commands)

    def _own(self, request: web.Request) -> None:
        if request.match_info["application"] != str(self.world.application_id):
            raise Refusal(403, 20012, "You are not authorized on this application")

    def _registered(self, command: Json) -> Json:
        identity = {
            "id": str(self.world.snowflake()),
            "application_id": str(self.world.application_id),
            "version": str(self.world.snowflake()),
            "type": 1,
            # Menus have none, which Discord shows as an empty one.
            "description": "",
        }
        permissions = command.get("default_member_permissions")
        # Permission sets are too long for JSON's numbers and come back as text.
        shown = None if permissions is None else str(permissions)
        return {**identity, **command, "default_member_permissions": shown}

    async def get_channel(self, request: web.Request) -> web.Response:
        channel = self.world.visible(_number(request, "channel"))
        return _json(channel.payload(self.world.bot.id))

    async def post_message(self, request: web.Request) -> web.Response:
        taken, uploaded = await _form(request)
        body = rules.check_message(taken, files=bool(uploaded))
        files = check_files(body, uploaded)
        message = self.world.post(_number(request, "channel"), body, files)
        return _json(message.payload(self.world.bot))

    async def get_messages(self, request: web.Request) -> web.Response:
        wanted = rules.check_page(dict(request.query))
        page = self.world.history(_number(request, "channel"), **wanted)
        return _json([message.as_history(self.world.bot) for message in page])

    async def edit_message(self, request: web.Request) -> web.Response:
        channel, id_ = (_number(request, name) for name in ("channel", "message"))
        taken, uploaded = await _form(request)
        body = rules.check_message(taken, edit=True, files=bool(uploaded))
        return _json(self.world.edit(channel, id_, body).payload(self.world.bot))

    async def publish(self, request: web.Request) -> web.Response:
        channel, message = (_number(request, name) for name in ("channel", "message"))
        return _json(self.world.publish(channel, message).payload(self.world.bot))

    async def create_post(self, request: web.Request) -> web.Response:
        body, uploaded = await _form(request)
        channel = _number(request, "channel")
        return _json(await self.threads.post(channel, body, uploaded), status=201)

    async def start_thread(self, request: web.Request) -> web.Response:
        channel, message = (_number(request, name) for name in ("channel", "message"))
        body = await _body(request)
        return _json(await self.threads.start(channel, message, body), status=201)

    async def active_threads(self, request: web.Request) -> web.Response:
        return _json(self.threads.active(_number(request, "guild")))

    async def fetch(self, request: web.Request) -> web.Response:
        content = self.world.attached.get(_number(request, "attachment"))
        if content is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=content)

    async def open_dm(self, request: web.Request) -> web.Response:
        body = await _body(request)
        user = self.world.users.get(int(body.get("recipient_id", 0)))
        if user is None:
            raise Refusal(400, 50033, "Invalid Recipient(s)")
        return _json(self.world.add_dm(user).payload(self.world.bot.id))

    async def callback(self, request: web.Request) -> web.Response:
        interaction = self.interactions.callback(
            _number(request, "interaction"),
            request.match_info["token"],
            await _body(request),
        )
        if request.query.get("with_response") not in {"1", "true"}:
            return web.Response(status=204)
        original = interaction.original
        loading = original is not None and original.loading
        about = {
            "id": str(interaction.id),
            "type": interaction.kind,
            "response_message_id": str(original.id) if original else None,
            "response_message_loading": loading,
            "response_message_ephemeral": interaction.ephemeral,
        }
        return _json({"interaction": about})

    async def follow_up(self, request: web.Request) -> web.Response:
        interaction = self._hooked(request)
        message = self.interactions.follow_up(interaction, *await _form(request))
        return _json(message.payload(self.world.bot))

    async def edit_original(self, request: web.Request) -> web.Response:
        interaction = self._hooked(request)
        message = self.interactions.edit_original(interaction, *await _form(request))
        return _json(message.payload(self.world.bot))

    async def get_original(self, request: web.Request) -> web.Response:
        original = self._hooked(request).original
        if original is None:
            raise Refusal(404, 10008, "Unknown Message")
        return _json(original.payload(self.world.bot))

    async def delete_original(self, request: web.Request) -> web.Response:
        self.interactions.delete_original(self._hooked(request))
        return web.Response(status=204)

    def _hooked(self, request: web.Request) -> Any:
        return self.interactions.by_webhook(
            _number(request, "application"), request.match_info["token"]
        )


async def _refusable(handler: Handler, request: web.Request) -> web.StreamResponse:
    """Answer a refusal as any other answer, so that it carries the limits' headers."""
    try:
        return await handler(request)
    except Refusal as refusal:
        return _json(refusal.body, status=refusal.status)


def _json(
    body: Any, *, status: int = 200, headers: dict[str, str] | None = None
) -> web.Response:
    # A charset after the type makes discord.py take the body for plain text.
    return web.Response(
        body=json.dumps(body).encode(),
        status=status,
        headers={"Content-Type": "application/json", **(headers or {})},
    )


async def _body(request: web.Request) -> Any:
    if request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
        raise Refusal(400, 50035, "Invalid Form Body: only JSON is taken here")
    try:
        return json.loads(await request.text())
    except ValueError:
        raise Refusal(400, 50109, "The request body contains invalid JSON.") from None


async def _form(request: web.Request) -> tuple[Any, Uploaded]:
    """Read a message, which comes as JSON, or as a form if files go along."""
    kind = request.headers.get("Content-Type", "").partition(";")[0]
    if kind == "multipart/form-data":
        return await read_form(request)
    return await _body(request), {}


def _number(request: web.Request, name: str) -> int:
    text = request.match_info[name]
    if not text.isdigit():
        raise Refusal(400, 50035, f"Invalid Form Body: {text} is not a snowflake")
    return int(text)


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    path = resource.canonical if resource else request.path
    return f"{request.method} {path.removeprefix(PREFIX)}"


def _faulty(fault: Fault) -> web.Response:
    body = fault.body or {"message": "Something broke.", "code": 0}
    return _json(body, status=fault.status, headers=fault.headers)


def _broken(request: web.Request) -> web.Response:
    if request.transport:
        request.transport.abort()
    return web.Response()

"""The fake Discord as a process: ``python -m tests.discord_fake --port N --log FILE``.

It prints one JSON line with its address, token and places, then serves until it is
stopped. ``POST /people/slash`` and ``/people/press`` act as its one person,
``POST /faults`` orders trouble, ``/gateway`` breaks connections, and ``/places`` closes
a channel to the bot.
"""

import argparse
import asyncio
import contextlib
import json
import sys
from functools import partial
from pathlib import Path

from aiohttp import web

from tests.discord_fake import (
    TOKEN,
    DiscordFake,
    Fault,
    Kind,
    Limits,
    Message,
    Permission,
    Trouble,
)

GUILD, CHANNEL, USER, DM = 1001, 2001, 3001, 4001
MORE, THREADS, FORUMS = 5001, 6001, 7001


def main() -> None:
    options = _options()
    limits = Limits() if options.limits else Limits(rules={}, everything=100_000)
    fake = DiscordFake(
        token=options.token, port=options.port, log_file=options.log, limits=limits
    )
    asyncio.run(
        serve(
            fake,
            channels=options.channels,
            threads=options.threads,
            forums=options.forums,
        )
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.discord_fake")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--log", type=Path, help="each accepted message, a JSON line")
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument(
        "--no-limits", dest="limits", action="store_false", help="for floods"
    )
    parser.add_argument(
        "--channels", type=int, default=0, help=f"more channels, with ids from {MORE}"
    )
    parser.add_argument(
        "--threads", type=int, default=0, help=f"in those, with ids from {THREADS}"
    )
    parser.add_argument(
        "--forums", type=int, default=0, help=f"forums, with ids from {FORUMS}"
    )
    return parser.parse_args()


async def serve(
    fake: DiscordFake, *, channels: int = 0, threads: int = 0, forums: int = 0
) -> None:
    """Make one server with a channel, and one person; serve until cancelled."""
    world = fake.world
    guild = world.add_guild("Newsroom", id_=GUILD)
    world.add_channel(guild, "news", id_=CHANNEL)
    for number in range(channels):
        world.add_channel(guild, f"room-{number}", id_=MORE + number)
    for number in range(threads):
        parent = world.channels[MORE + number]
        world.add_thread(parent, f"thread-{number}", id_=THREADS + number)
    for number in range(forums):
        name = f"forum-{number}"
        world.add_channel(guild, name, kind=Kind.FORUM, id_=FORUMS + number)
    user = world.add_user("reader", id_=USER)
    guild.managers.add(user.id)
    world.add_dm(user, id_=DM)
    fake.extra_routes = [
        web.post("/people/slash", partial(_slash, fake)),
        web.post("/people/press", partial(_press, fake)),
        web.post("/faults", partial(_order, fake)),
        web.post("/gateway", partial(_break, fake)),
        web.post("/places", partial(_shut, fake)),
    ]
    async with fake:
        places = {"guild": GUILD, "channel": CHANNEL, "user": USER, "dm": DM}
        about = {"url": fake.url, "token": fake.token, **places}
        sys.stdout.write(json.dumps(about) + "\n")
        sys.stdout.flush()
        await asyncio.Event().wait()


async def _slash(fake: DiscordFake, request: web.Request) -> web.Response:
    """``{channel, command, options}``: type a command, and wait for its answer."""
    body = await request.json()
    channel = fake.world.channels[int(body["channel"])]
    user = fake.world.users[USER]
    options = body.get("options") or {}
    interaction = await fake.slash(channel, user, body["command"], options)
    return _told(await interaction.answer())


async def _press(fake: DiscordFake, request: web.Request) -> web.Response:
    """``{message, custom_id}``: press a button, and wait for what it does."""
    body = await request.json()
    message = fake.world.messages[int(body["message"])]
    user = fake.world.users[USER]
    interaction = await fake.press(message, body["custom_id"], user)
    return _told(await interaction.answer())


async def _order(fake: DiscordFake, request: web.Request) -> web.Response:
    """``{route, trouble, times, status, ...}``: let requests fail."""
    body = await request.json()
    fake.order(Fault(**{**body, "trouble": Trouble(body["trouble"])}))
    return web.json_response({})


async def _break(fake: DiscordFake, request: web.Request) -> web.Response:
    """``{how, code, resumable}``: let every connection ``close``, or ask for another."""
    body = await request.json()
    resumable = body.get("resumable", False)
    match body["how"]:
        case "reconnect":
            await fake.gateway.ask_to_reconnect()
        case "invalidate":
            await fake.gateway.invalidate(resumable=resumable)
        case _ if resumable:
            await fake.gateway.close(body["code"])
        case _:
            await fake.gateway.forget(body["code"])
    return web.json_response({})


async def _shut(fake: DiscordFake, request: web.Request) -> web.Response:
    """``{channel, gone}``: forbid the bot to write there, or delete the channel."""
    body = await request.json()
    channel = fake.world.channels[int(body["channel"])]
    channel.denied = Permission.SEND_MESSAGES
    if body.get("gone"):
        del fake.world.channels[channel.id]
    return web.json_response({})


def _told(message: Message) -> web.Response:
    about = {"id": str(message.id), "text": message.text, "buttons": message.buttons}
    return web.json_response(about)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()

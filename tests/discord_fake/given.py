"""What people give a command: options as Discord's app sends them, and what it resolves."""

from dataclasses import dataclass
from typing import Any

from tests.discord_fake.places import Channel, Json, Kind, User
from tests.discord_fake.world import World

_STRING, _BOOLEAN, _CHANNEL, _ATTACHMENT = 3, 5, 7, 11
_PLAIN: dict[int, type] = {_STRING: str, _BOOLEAN: bool}


class CannotDo(Exception):
    """Discord's own app would not let this person do that."""


@dataclass(frozen=True)
class Upload:
    """A file that somebody chooses for an option; ``gone`` ones cannot be fetched."""

    name: str
    content: bytes
    gone: bool = False


def option_of(command: Json, name: str) -> Json:
    """Return an option of a registered command."""
    for option in command.get("options") or []:
        if option["name"] == name:
            found: Json = option
            return found
    raise CannotDo(f"/{command['name']} has no option {name}")


def options_of(
    world: World, command: Json, given: Json, user: User
) -> tuple[list[Json], Json]:
    """Return the options as they are sent, and the things that they name."""
    missing = {
        option["name"]
        for option in command.get("options") or []
        if option.get("required") and option["name"] not in given
    }
    if missing:
        raise CannotDo(f"/{command['name']} needs {', '.join(sorted(missing))}")
    resolved: Json = {}
    options = [
        {
            "name": name,
            "type": option_of(command, name)["type"],
            "value": _value(world, option_of(command, name), value, user, resolved),
        }
        for name, value in given.items()
    ]
    return options, resolved


def _value(
    world: World, option: Json, value: Any, user: User, resolved: Json
) -> object:
    kind = option["type"]
    if kind == _ATTACHMENT:
        return _attached(world, value, resolved)
    if kind == _CHANNEL:
        return _resolved(world, option, value, user, resolved)
    if not isinstance(value, _PLAIN[kind]):
        raise CannotDo(f"{value!r} is no value for an option of type {kind}")
    return value


def _resolved(
    world: World, option: Json, channel: Channel, user: User, resolved: Json
) -> str:
    """Resolve a channel, with what the person and the bot may do in it."""
    if channel.kind not in option.get("channel_types", list(Kind)):
        raise CannotDo(f"#{channel.name} is not among the channels to choose from")
    id_ = str(channel.id)
    ours = {"app_permissions": str(channel.allowed.value)}
    resolved.setdefault("channels", {})[id_] = {
        **channel.payload(world.bot.id),
        "permissions": str(channel.permissions_of(user).value),
        **(ours if world.tells_permissions else {}),
    }
    return id_


def _attached(world: World, upload: Upload, resolved: Json) -> str:
    id_ = str(world.snowflake())
    if not upload.gone:
        world.attached[int(id_)] = upload.content
    url = f"{world.cdn}/attachments/{id_}/{upload.name}"
    resolved.setdefault("attachments", {})[id_] = {
        "id": id_,
        "filename": upload.name,
        "size": len(upload.content),
        "url": url,
        "proxy_url": url,
        "content_type": "application/octet-stream",
    }
    return id_

"""What Discord takes as a message and as a command, and how it words what it does not."""

import re
from collections.abc import Iterator
from typing import Any

from tests.discord_fake.places import Json, Refusal
from tests.discord_fake.world import walk

V2 = 1 << 15
EPHEMERAL = 1 << 6
_SENDABLE_FLAGS = V2 | 1 << 12 | 1 << 2
_ROW, _BUTTON, _SELECTS = 1, 2, {3, 5, 6, 7, 8}
_SECTION, _TEXT, _THUMBNAIL, _GALLERY, _FILE = 9, 10, 11, 12, 13
_SEPARATOR, _CONTAINER = 14, 17
_TOP = {_ROW, _SECTION, _TEXT, _GALLERY, _FILE, _SEPARATOR, _CONTAINER}
_IN_CONTAINER = _TOP - {_CONTAINER}
_NAME = re.compile(r"[-_'\w]{1,32}")
# The locales of Discord's apps, as its reference lists them.
_LOCALES = frozenset(
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr "
    "cs el bg ru uk hi th zh-CN ja zh-TW ko".split()
)
_MOST_OF_A_COMMAND = 8000
_COMMAND_KEYS = {
    "name", "name_localizations", "description", "description_localizations",
    "options", "default_member_permissions", "dm_permission", "nsfw", "type",
    "contexts", "integration_types",
}  # fmt: skip
_MESSAGE_KEYS = {
    "content", "nonce", "tts", "embeds", "allowed_mentions", "message_reference",
    "components", "sticker_ids", "attachments", "flags", "enforce_nonce", "poll",
}  # fmt: skip

Fault = tuple[str, str]  # the path of a field, with dots; what is wrong with it


def check_page(query: dict[str, str]) -> dict[str, int]:
    """Check how a page of a history is asked for, or refuse as Discord does."""
    unknown = set(query) - {"limit", "before", "after"}
    if unknown or not all(value.isdigit() for value in query.values()):
        raise Refusal(400, 50035, "Invalid Form Body: not a page of a history")
    if "before" in query and "after" in query:
        raise Refusal(400, 50035, "Invalid Form Body: before and after exclude another")
    limit = int(query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise Refusal(400, 50035, "Invalid Form Body: limit: 1 to 100")
    before, after = int(query.get("before", 1 << 63)), int(query.get("after", 0))
    return {"limit": limit, "before": before, "after": after}


def check_message(
    body: Any, *, flags: int = 0, edit: bool = False, files: bool = False
) -> Json:
    """Return the body if Discord would take it; raises ``Refusal`` (50035 or 50006).

    ``files`` says that some go along: without components they are enough.
    """
    if not isinstance(body, dict):
        raise Refusal(400, 50109, "The request body contains invalid JSON.")
    _refuse(list(_message_faults(body, flags)))
    if (
        not edit
        and not files
        and not any(
            body.get(key) for key in ("content", "embeds", "components", "sticker_ids")
        )
    ):
        raise Refusal(400, 50006, "Cannot send an empty message")
    return body


def _refuse(faults: list[Fault]) -> None:
    if not faults:
        return
    errors: Json = {}
    for path, why in faults:
        place = errors
        for step in path.split("."):
            place = place.setdefault(step, {})
        place.setdefault("_errors", []).append({"code": "INVALID", "message": why})
    raise Refusal(400, 50035, "Invalid Form Body", errors)


def _message_faults(body: Json, flags: int) -> Iterator[Fault]:
    for key in body.keys() - _MESSAGE_KEYS:
        yield key, "Unknown field."
    set_flags = body.get("flags") or 0
    if set_flags & ~(_SENDABLE_FLAGS | flags):
        yield "flags", "These flags cannot be set."
    if len(str(body.get("nonce") or "")) > 25:
        yield "nonce", "Must be 25 or fewer in length."
    mentions = body.get("allowed_mentions") or {}
    if set(mentions.get("parse", [])) - {"roles", "users", "everyone"}:
        yield "allowed_mentions.parse", "Value is not a mention type."
    if set_flags & V2:
        yield from _v2_faults(body)
    else:
        yield from _v1_faults(body)


def _v1_faults(body: Json) -> Iterator[Fault]:
    if len(body.get("content") or "") > 2000:
        yield "content", "Must be 2000 or fewer in length."
    components = body.get("components") or []
    if len(components) > 5:
        yield "components", "Must be 5 or fewer in length."
    for at, row in enumerate(components):
        if row.get("type") != _ROW:
            yield f"components.{at}.type", "Value must be 1 without IS_COMPONENTS_V2."
        yield from _component_faults(row, f"components.{at}")


def _v2_faults(body: Json) -> Iterator[Fault]:
    for key in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(key):
            yield key, f"The '{key}' field cannot be used with IS_COMPONENTS_V2"
    components = body.get("components") or []
    everything = list(walk(components))
    if len(everything) > 40:
        yield "components", "Must be 40 or fewer in total, nested ones included."
    if sum(len(c.get("content") or "") for c in everything) > 4000:
        yield "components", "The displayable text must be 4000 or fewer in total."
    ids = [c["custom_id"] for c in everything if c.get("custom_id")]
    if len(ids) != len(set(ids)):
        yield "components", "Component custom id cannot be duplicated"
    for at, part in enumerate(components):
        if part.get("type") not in _TOP:
            yield f"components.{at}.type", "This component cannot stand here."
        yield from _component_faults(part, f"components.{at}")


def _component_faults(part: Json, path: str) -> Iterator[Fault]:
    if check := _CHECKS.get(part.get("type", 0)):
        yield from check(part, path)


def _text_faults(part: Json, path: str) -> Iterator[Fault]:
    if not 1 <= len((part.get("content") or "").strip()) <= 4000:
        yield f"{path}.content", "Must be between 1 and 4000 in length."


def _gallery_faults(part: Json, path: str) -> Iterator[Fault]:
    if not 1 <= len(part.get("items") or []) <= 10:
        yield f"{path}.items", "Must be between 1 and 10 in length."


def _file_faults(part: Json, path: str) -> Iterator[Fault]:
    url = (part.get("file") or {}).get("url", "")
    if not url.startswith("attachment://"):
        yield f"{path}.file.url", "Only attachment:// references are supported."


def _separator_faults(part: Json, path: str) -> Iterator[Fault]:
    if part.get("spacing", 1) not in {1, 2}:
        yield f"{path}.spacing", "Value must be 1 or 2."


def _container_faults(part: Json, path: str) -> Iterator[Fault]:
    children = part.get("components") or []
    if not children:
        yield f"{path}.components", "This field is required"
    for at, child in enumerate(children):
        if child.get("type") not in _IN_CONTAINER:
            yield f"{path}.components.{at}.type", "This component cannot stand here."
        yield from _component_faults(child, f"{path}.components.{at}")


def _row_faults(part: Json, path: str) -> Iterator[Fault]:
    children = part.get("components") or []
    kinds = {child.get("type") for child in children}
    if not 1 <= len(children) <= 5:
        yield f"{path}.components", "Must be between 1 and 5 in length."
    if kinds - {_BUTTON} - _SELECTS or (kinds & _SELECTS and len(children) > 1):
        yield f"{path}.components", "A row holds buttons, or one select."
    for at, child in enumerate(children):
        yield from _component_faults(child, f"{path}.components.{at}")


def _button_faults(part: Json, path: str) -> Iterator[Fault]:
    if len(part.get("label") or "") > 80:
        yield f"{path}.label", "Must be 80 or fewer in length."
    if not (part.get("label") or part.get("emoji")):
        yield f"{path}.label", "A button must have a label or an emoji."
    if part.get("style") == 5:
        url = part.get("url") or ""
        if not re.match(r"(?:https?|discord)://", url) or len(url) > 512:
            yield f"{path}.url", "Not a well formed URL of 512 or fewer characters."
        if part.get("custom_id"):
            yield f"{path}.custom_id", "A link button has no custom id."
    elif part.get("style") not in {1, 2, 3, 4}:
        yield f"{path}.style", "Value must be one of {1, 2, 3, 4, 5}."
    elif not 1 <= len(part.get("custom_id") or "") <= 100:
        yield f"{path}.custom_id", "Must be between 1 and 100 in length."


def _section_faults(part: Json, path: str) -> Iterator[Fault]:
    children = part.get("components") or []
    if not 1 <= len(children) <= 3 or {c.get("type") for c in children} != {_TEXT}:
        yield f"{path}.components", "A section holds 1 to 3 texts."
    if (part.get("accessory") or {}).get("type") not in {_BUTTON, _THUMBNAIL}:
        yield f"{path}.accessory", "A section needs a button or a thumbnail."


_CHECKS = {
    _ROW: _row_faults,
    _BUTTON: _button_faults,
    _SECTION: _section_faults,
    _TEXT: _text_faults,
    _GALLERY: _gallery_faults,
    _FILE: _file_faults,
    _SEPARATOR: _separator_faults,
    _CONTAINER: _container_faults,
}


# Commands ---------------------------------------------------------------------


_SLASH, _USER_MENU, _MESSAGE_MENU = 1, 2, 3
_MOST_COMMANDS = {_SLASH: 100, _USER_MENU: 15, _MESSAGE_MENU: 15}


def check_commands(body: Any) -> list[Json]:
    """Return the commands if Discord would take them; raises ``Refusal``."""
    if not isinstance(body, list):
        raise Refusal(400, 50035, "Invalid Form Body")
    for kind, most in _MOST_COMMANDS.items():
        if sum(command.get("type", _SLASH) == kind for command in body) > most:
            raise Refusal(
                400, 30032, f"Maximum number of application commands reached ({most})"
            )
    _refuse(
        [
            fault
            for at, command in enumerate(body)
            for fault in _command_faults(command, str(at))
        ]
    )
    names = [(command.get("type", 1), command["name"]) for command in body]
    if len(names) != len(set(names)):
        raise Refusal(400, 50035, "Application command names must be unique")
    return body


def _command_faults(command: Json, path: str) -> Iterator[Fault]:
    for key in command.keys() - _COMMAND_KEYS:
        yield f"{path}.{key}", "Unknown field."
    if command.get("type", _SLASH) == _SLASH:
        yield from _named_faults(command, path)
    else:
        yield from _menu_faults(command, path)
    if _weight(command) > _MOST_OF_A_COMMAND:
        yield path, "Command exceeds maximum size (8000)."
    permissions = command.get("default_member_permissions")
    if permissions is not None and not str(permissions).isdigit():
        yield f"{path}.default_member_permissions", "Value is not a permission set."
    if set(command.get("contexts") or []) - {0, 1, 2}:
        yield f"{path}.contexts", "Value must be one of {0, 1, 2}."
    if set(command.get("integration_types") or []) - {0, 1}:
        yield f"{path}.integration_types", "Value must be one of {0, 1}."
    options = command.get("options") or []
    if len(options) > 25:
        yield f"{path}.options", "Must be 25 or fewer in length."
    needed = [bool(option.get("required")) for option in options]
    if needed != sorted(needed, reverse=True):
        yield f"{path}.options", "Required options must be placed before others."
    for at, option in enumerate(options):
        yield from _option_faults(option, f"{path}.options.{at}")


def _weight(thing: Json) -> int:
    """Count a command's characters; of a text in several languages, the longest."""
    own = sum(
        max(
            map(
                len,
                (
                    thing.get(key) or "",
                    *(thing.get(f"{key}_localizations") or {}).values(),
                ),
            )
        )
        for key in ("name", "description")
    )
    return own + sum(map(_weight, thing.get("options") or []))


def _menu_faults(command: Json, path: str) -> Iterator[Fault]:
    if not 1 <= len(command.get("name") or "") <= 32:
        yield f"{path}.name", "Must be between 1 and 32 in length."
    for key in ("description", "options"):
        if command.get(key):
            yield f"{path}.{key}", "Context menu commands have none."


def _named_faults(thing: Json, path: str) -> Iterator[Fault]:
    name, description = thing.get("name") or "", thing.get("description") or ""
    if not _NAME.fullmatch(name) or name != name.lower():
        yield f"{path}.name", "Must be 1 to 32 small letters, digits, - or _."
    if not 1 <= len(description) <= 100:
        yield f"{path}.description", "Must be between 1 and 100 in length."
    for locale, text in (thing.get("name_localizations") or {}).items():
        if locale not in _LOCALES:
            yield f"{path}.name_localizations.{locale}", "Unknown locale."
        if not _NAME.fullmatch(text) or text != text.lower():
            yield (
                f"{path}.name_localizations.{locale}",
                "Must be 1 to 32 small letters.",
            )
    for locale, text in (thing.get("description_localizations") or {}).items():
        if locale not in _LOCALES:
            yield f"{path}.description_localizations.{locale}", "Unknown locale."
        if not 1 <= len(text) <= 100:
            yield f"{path}.description_localizations.{locale}", "Must be 1 to 100 long."


def _option_faults(option: Json, path: str) -> Iterator[Fault]:
    yield from _named_faults(option, path)
    if option.get("type") not in range(1, 12):
        yield f"{path}.type", "Value must be between 1 and 11."
    choices = option.get("choices") or []
    if len(choices) > 25:
        yield f"{path}.choices", "Must be 25 or fewer in length."
    if option.get("autocomplete") and (choices or option.get("type") not in {3, 4, 10}):
        yield f"{path}.autocomplete", "Only for strings and numbers without choices."


def check_choices(body: Json) -> dict[str, str]:
    """Return what an autocomplete offers, labels by value; raises ``Refusal``."""
    choices = (body.get("data") or {}).get("choices")
    if not isinstance(choices, list) or len(choices) > 25:
        raise Refusal(400, 50035, "Invalid Form Body: at most 25 choices")
    for choice in choices:
        if not (1 <= len(choice["name"]) <= 100 and 1 <= len(choice["value"]) <= 100):
            raise Refusal(400, 50035, "Invalid Form Body: 1 to 100 characters a choice")
    return {choice["value"]: choice["name"] for choice in choices}

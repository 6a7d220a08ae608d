"""Telegram, its rich messages and Discord, as places where documents arrive."""

import json
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from bot import discord_markdown, render_discord, render_telegram
from bot.documents import (
    Block,
    Bullets,
    Document,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Run,
    Story,
    without_asking,
)
from bot.telegram_rich import render_rich
from bot.telegram_text import BLANK, clean
from tests import telegram_rules
from tests.bot.arrival import Platform, Taken
from tests.discord_fake import rules
from tests.discord_reader import Seen, read
from tests.telegram_reader import calls, calls_somebody
from tests.telegram_rich import check_rich, read_rich

_TEXT, _FILE = 10, 13
# What we make ourselves; whatever else Discord reads in a text was written by others.
_OURS = {"opener", "bold", "italic", "link", "time"}


# Telegram ---------------------------------------------------------------------


# Both forms of a message are cut alike, and what is no rich one is a classic one.
_telegram_parts = lru_cache(maxsize=1)(render_telegram.parts)


@lru_cache(maxsize=64)
def _by_telegram(part: Document) -> Taken:
    message = render_telegram.render(part)
    entities = [entity.to_dict() for entity in message.entities]
    keyboard = message.keyboard.to_dict() if message.keyboard else {}
    telegram_rules.check_text(message.text)
    telegram_rules.check_entities(message.text, entities)
    telegram_rules.check_keyboard(keyboard)
    rows = keyboard.get("inline_keyboard", ())
    return Taken(
        text=message.text,
        labels=tuple(button["text"] for row in rows for button in row),
        live=tuple(calls(message.text, entities)),
        form="classic",
    )


def _by_rich_telegram(part: Document) -> Taken:
    """Take a part as a rich message; what can be none is sent as a classic one."""
    classic = _by_telegram(part)
    try:
        rich = render_rich(part).to_dict()
    except ValueError:
        return classic
    shown = check_rich(rich)
    _, links = read_rich(str(rich["html"]))
    live = () if rich["skip_entity_detection"] else calls(shown)
    return Taken(
        text=shown,
        labels=classic.labels,
        live=(*live, *filter(calls_somebody, links)),
        form="rich",
    )


def _visible_on_telegram(text: str) -> str:
    """Leave out blanks, and what Telegram drops from any text."""
    return "".join(each for each in clean(text) if each not in BLANK)


def _kept_on_telegram(whole: Document) -> tuple[str, ...]:
    rows = without_asking(whole.buttons)
    return tuple(button.label for row in rows for button in row)


TELEGRAM = Platform(
    name="Telegram",
    parts=_telegram_parts,
    taken=_by_telegram,
    visible=_visible_on_telegram,
    labels=_kept_on_telegram,
    shows_moments=True,
)
RICH = Platform(
    name="Telegram, rich",
    parts=_telegram_parts,
    taken=_by_rich_telegram,
    visible=_visible_on_telegram,
    labels=_kept_on_telegram,
    shows_moments=True,
)


# Discord ----------------------------------------------------------------------


def _by_discord(part: Document) -> Taken:
    try:
        view = render_discord.render(part)
    except ValueError as error:
        if "nothing" in str(error):
            return Taken(text="", form="")
        raise
    components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # the library does not say
    json.dumps(components, ensure_ascii=False).encode()
    rules.check_message({"components": components, "flags": rules.V2})
    inside = components[0]["components"]
    _check_files(part, inside)
    seen = [read(each["content"]) for each in inside if each["type"] == _TEXT]
    return Taken(
        text="\n".join(each.text for each in seen),
        labels=tuple(b["label"] for row in inside for b in row.get("components", ())),
        live=tuple(_live(part, seen)),
    )


def _check_files(part: Document, inside: list[dict[str, Any]]) -> None:
    shown = [each["file"]["url"] for each in inside if each["type"] == _FILE]
    sent = [
        f"attachment://{file.filename}" for file in render_discord.attachments(part)
    ]
    if shown != sent or len(set(sent)) != len(sent) or len(sent) > 10:
        raise ValueError("The files that are shown are not those that are sent.")


def _live(part: Document, seen: list[Seen]) -> Iterator[str]:
    """List what Discord makes of a text, if we did not make it so."""
    special = [each for text in seen for each in text.special]
    links = {discord_markdown.safe_url(url) for url in _urls(part.blocks)}
    links |= {button.url for row in part.buttons for button in row}
    moments = sum(run.when is not None for run in _runs(part.blocks))
    yield from (what for kind, what in special if kind not in _OURS)
    yield from (what for kind, what in special if kind == "link" and what not in links)
    yield from [what for kind, what in special if kind == "time"][moments:]


def _runs(blocks: tuple[Block, ...]) -> Iterator[Run]:
    for line in _lines(blocks):
        yield from line


def _lines(blocks: tuple[Block, ...]) -> Iterator[Line]:
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                yield block.line
            case Bullets():
                yield from block.lines
            case Story():
                yield block.footer


def _urls(blocks: tuple[Block, ...]) -> Iterator[str]:
    yield from (run.url for run in _runs(blocks))
    for block in blocks:
        if isinstance(block, Story):
            yield block.url
            yield from _urls(block.quotes)
        elif isinstance(block, Quotation):
            yield block.link


def _visible_on_discord(text: str) -> str:
    return "".join(discord_markdown.whole(text).replace("\u200b", "").split())


def _kept_on_discord(whole: Document) -> tuple[str, ...]:
    """Give a label for each thing that a button does: the same is offered once."""
    kept: dict[object, str] = {}
    for button in (button for row in whole.buttons for button in row):
        does = button.url or (button.command, button.argument, button.asks)
        kept.setdefault(does, button.label.strip())
    return tuple(kept.values())


DISCORD = Platform(
    name="Discord",
    parts=render_discord.parts,
    taken=_by_discord,
    visible=_visible_on_discord,
    labels=_kept_on_discord,
    shows_moments=False,
)

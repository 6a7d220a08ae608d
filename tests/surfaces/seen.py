"""What somebody sees of an answer, in the same words for every platform."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.discord_fake import Message
from tests.discord_reader import read
from tests.telegram_fake import Sent

_ADDRESS = re.compile(r"https?://[^\s)]+")
_SPELLED = re.compile(r"\[([^\]]+)\] (/|http)")
_NUMBERED = re.compile(r"^(\d+)\.", re.MULTILINE)
_FILE = re.compile(r"^(\S+\.json):\n(.*)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An answer as it is read, over all of its messages.

    ``presses`` are labels of buttons that ask the bot something, ``pages`` of those
    that open a page, ``keys`` of those in the place of the keyboard.
    """

    text: str
    links: tuple[str, ...] = ()
    presses: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


def on_telegram(sent: Sequence[Sent]) -> Seen:
    buttons = [each for one in sent for row in one.buttons for each in row]
    return Seen(
        text="\n".join(one.text for one in sent),
        links=tuple(e["url"] for one in sent for e in one.entities if "url" in e),
        presses=tuple(each["text"] for each in buttons if "callback_data" in each),
        pages=tuple(each["text"] for each in buttons if "url" in each),
        keys=tuple(key["text"] for one in sent for row in one.keys for key in row),
        files={name: text for name, text in (one.file for one in sent) if name},
    )


def on_discord(messages: Iterable[Message]) -> Seen:
    told = tuple(messages)
    shown = [read(_NUMBERED.sub(r"\1\\.", message.text)) for message in told]
    return Seen(
        text="\n".join(each.text for each in shown),
        links=tuple(link for each in shown for link in each.links),
        presses=tuple(label for message in told for label in message.buttons),
        files={
            name: content.decode()
            for message in told
            for name, content in message.files.items()
        },
    )


def on_console(printed: str) -> Seen:
    spelled = _SPELLED.findall(printed)
    file = _FILE.search(printed)
    return Seen(
        text=printed.strip(),
        links=tuple(_ADDRESS.findall(printed)),
        presses=tuple(label for label, does in spelled if does == "/"),
        files={file[1]: file[2]} if file else {},
    )

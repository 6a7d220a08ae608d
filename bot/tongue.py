"""The languages that the bot speaks, and its sentences in the one that is in use.

A sentence stands in the code in English, which is its key in ``locales/<code>.po``.
Whoever talks to a chat does so inside ``speaking(tag)``; all below it need not know.
"""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

LOCALES = Path(__file__).parent / "locales"
LANGUAGES = {
    "en": "English",
    "de": "Deutsch",
    "ru": "Русский",
    "es": "Español",
    "fr": "Français",
    "uk": "Українська",
    "ar": "العربية",
    "zh": "中文",
}
"""Each language by its code, as its speakers call it."""
READY = ("en", "de", "ru", "es", "fr", "uk", "ar", "zh")
"""The languages whose catalogues are complete; nobody is offered any other."""
_FROM_RIGHT = frozenset({"ar"})
# British English writes dates and lists as the sentences here do: 23 Nov; a, b and c.
_LOCALES = {"en": "en_GB"}
# Topics and sentences may share a word that another language has two for.
TOPIC = "topic"

_in_use: ContextVar[str] = ContextVar("the language in use", default="en")


def resolved(tag: str) -> str:
    """Find the language that serves a tag best: ``de-AT`` is ``de``, unknown is ``en``."""
    code = tag.replace("_", "-").partition("-")[0].lower()
    return code if code in READY else "en"


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Say everything inside in the language that serves a tag best."""
    with using(resolved(tag)):
        yield


@contextmanager
def using(code: str) -> Iterator[None]:
    """Say everything inside in one of ``LANGUAGES``, whether it is ready or not."""
    token = _in_use.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _in_use.reset(token)


def spoken() -> str:
    """Return the code of the language in use."""
    return _in_use.get()


def runs_from_right() -> bool:
    """Say whether the language in use is written from right to left."""
    return spoken() in _FROM_RIGHT


def locale() -> Locale:
    """Return how the language in use writes dates, numbers and lists."""
    return Locale.parse(_LOCALES.get(spoken(), spoken()))


def _(sentence: str) -> str:
    """Return a sentence in the language in use, its ``{facts}`` still to be filled in."""
    return _catalogue(spoken()).gettext(sentence) if sentence else ""


def plural(one: str, many: str, number: int, /, **facts: object) -> str:
    """Say a sentence about a number of things; ``{count}`` in it is that number."""
    sentence = _catalogue(spoken()).ngettext(one, many, number)
    return sentence.format(count=figure(number), **facts)


def topic_called(label: str) -> str:
    """Return the label of a topic; an operator's own topics keep theirs."""
    return _catalogue(spoken()).pgettext(TOPIC, label)


def marked(sentence: str) -> str:
    """Mark a sentence for the catalogues that is said later, by ``_(name)``."""
    return sentence


def quoted(words: str) -> str:
    """Set words between the quotation marks of the language in use."""
    opening, closing = quotation_marks()
    return f"{opening}{words}{closing}"


def quotation_marks() -> tuple[str, str]:
    """Return what opens and closes a quotation: “ and ”, „ and “, « and »."""
    opening, _words, closing = _("“{words}”").partition("{words}")
    return opening, closing


def figure(number: int) -> str:
    """Write a number: ``1,204`` in English, ``1.204`` in German."""
    return format_decimal(number, locale=locale())


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    """Read a catalogue, once; English needs none, and what lacks in one is English."""
    path = LOCALES / f"{code}.po"
    if not path.exists():
        return gettext.NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=code))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

"""``./run words``: gathers every sentence that people read, and brings all catalogues up to date.

What is new comes in empty, what is said no more goes, and nothing else changes: the
files name no lines and no times, so that they differ only where a sentence does.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from bot.commands import COMMANDS
from bot.tongue import LANGUAGES, LOCALES, TOPIC
from digests import bundled_catalogue

ROOT = Path(__file__).parent.parent
_WIDTH = 88
# A comment that begins so, right above a sentence, is for its translators.
_NOTE = "Translators:"
# Where the sentence stands among the arguments of what says or keeps it.
_IN_THE_BOT = {"_": None, "marked": None, "plural": (1, 2)}
_IN_THE_NEWS = {
    **dict.fromkeys(("worded", "refused", "later"), None),
    **dict.fromkeys(("NotFound", "Refused", "TryLater", "Unreadable"), (2,)),
}


def template() -> Catalog:
    """Gather the sentences of the code, the commands' table and the ready topics."""
    found = Catalog()
    for package, keywords in (("bot", _IN_THE_BOT), ("digests", _IN_THE_NEWS)):
        for path in sorted((ROOT / package).rglob("*.py")):
            for _line, key, notes, _context in extract_from_file(
                "python",
                path,
                keywords=keywords,
                comment_tags=(_NOTE,),
                strip_comment_tags=True,
            ):
                found.add(key, auto_comments=notes)
    for key in _of_the_commands():
        found.add(key)
    for topic in bundled_catalogue().topics:
        found.add(topic.label, context=TOPIC)
    return found


def _of_the_commands() -> Iterator[str]:
    for command in COMMANDS:
        yield command.summary
        yield from filter(None, (command.argument, command.file))


def stored(code: str) -> Catalog:
    """Read a language's catalogue; one that is not there yet is empty."""
    path = LOCALES / f"{code}.po"
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def updated(code: str, sentences: Catalog) -> bytes:
    """Write a language's catalogue with these sentences and no other."""
    catalogue = stored(code)
    catalogue.update(sentences, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    file = BytesIO()
    write_po(
        file,
        catalogue,
        width=_WIDTH,
        no_location=True,
        omit_header=True,
        sort_output=True,
    )
    return _header(code).encode() + file.getvalue().strip(b"\n") + b"\n"


def _header(code: str) -> str:
    """Say what translators' tools want to know, and nothing that changes by itself."""
    forms = get_plural(code)
    return (
        f"# Verbatim in {LANGUAGES[code]}. Brought up to date by ./run words.\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {code}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: nplurals={forms.num_plurals}; plural={forms.plural_expr};\\n"\n\n'
    )


def missing(code: str) -> Iterable[str]:
    """List what a language cannot say yet."""
    return (
        str(message.id)
        for message in stored(code)
        if message.id and (message.fuzzy or not all(_forms(message.string)))
    )


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return tuple(string or ("",)) if not isinstance(string, str) else (string,)


def main() -> None:
    """Bring every catalogue up to date, and say what is missing in each."""
    sentences = template()
    for code in LANGUAGES:
        if code == "en":
            continue
        (LOCALES / f"{code}.po").write_bytes(updated(code, sentences))
        sys.stdout.write(f"{code}: {len(list(missing(code)))} to translate\n")


if __name__ == "__main__":
    main()

"""The catalogues say what the code says, in every language that is ready."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from bot.commands import COMMANDS
from bot.schedule_words import examples, parse_schedule
from bot.tongue import LANGUAGES, LOCALES, READY, _, topic_called, using
from digests import bundled_catalogue
from tests.words import ROOT, missing, stored, template, updated

TRANSLATED = [code for code in LANGUAGES if code != "en"]


# What catalogues hold ---------------------------------------------------------


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalogue_has_every_sentence_of_the_code_and_no_other(code: str) -> None:
    written = (LOCALES / f"{code}.po").read_bytes()

    assert written == updated(code, template()), "./run words brings it up to date"


def test_there_is_a_catalogue_for_each_language_and_no_other() -> None:
    assert {path.stem for path in LOCALES.glob("*.po")} == set(TRANSLATED)


@pytest.mark.parametrize("code", [code for code in READY if code != "en"])
def test_a_language_that_is_ready_says_everything(code: str) -> None:
    assert list(missing(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_has_the_facts_of_its_sentence_and_the_forms_of_its_language(
    code: str,
) -> None:
    forms = get_plural(code).num_plurals
    for message in stored(code):
        said = [text for text in _texts(message.string) if text]
        if message.id and message.pluralizable:
            assert len(_texts(message.string)) == forms, message.id
        for text in said if message.id else ():
            assert _is_faithful(message, text), f"{message.id!r} is not {text!r}"


def _texts(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ())


def _is_faithful(message: Message, text: str) -> bool:
    """Compare the places for facts; a form for one thing may leave out the count."""
    wanted = set().union(*map(_places, _texts(message.id)))
    lacking = wanted - _places(text)
    return _places(text) <= wanted and lacking <= (
        {"count"} if message.pluralizable else set()
    )


def _places(text: str) -> set[str]:
    return {name for _text, name, _spec, _how in Formatter().parse(text) if name}


# What depends on what they say ------------------------------------------------


@pytest.mark.parametrize("code", READY)
def test_the_examples_of_schedules_mean_the_same_in_each_language(code: str) -> None:
    def wishes() -> list[object]:
        return [parse_schedule(words) for words in _quoted(examples())]

    english = wishes()
    with using(code):
        assert wishes() == english
    assert len(english) == len(("weekdays", "daily", "some days"))


def _quoted(text: str) -> list[str]:
    return re.findall("[“„«「]([^“”„«»「」]+)[“”»」]", text)


@pytest.mark.parametrize("code", READY)
def test_a_topic_is_found_by_what_each_language_calls_it(code: str) -> None:
    catalogue = bundled_catalogue()
    with using(code):
        names = {topic.id: topic_called(topic.label) for topic in catalogue.topics}

    found = {id_: catalogue.named(name) for id_, name in names.items()}
    assert [
        id_ for id_, topic in found.items() if topic is None or topic.id != id_
    ] == []


@pytest.mark.parametrize("code", READY)
def test_what_is_said_of_a_command_fits_discords_menu(code: str) -> None:
    most = 100
    with using(code):
        said = [_(text) for each in COMMANDS for text in (each.summary, each.argument)]

    assert [text for text in said if len(text) > most] == []


# What the code says -----------------------------------------------------------

# Said in a terminal, to whoever runs the bot.
_FOR_OPERATORS = {
    *("__main__", "checkup", "console_chat", "demo", "platforms", "settings"),
    *("terminal", "terminal_digest"),
}
# What these return is read by people; elsewhere it may be a key, or a line of the log.
_WORDING = {
    *("briefing_document", "mishaps", "notices", "phrases", "schedule_words"),
    *("weights", "wording"),
}
_SAYING = {"excuse", "heading", "paragraph", "quiet", "say", "toast", "_sentence"}
_SHOWN = {"credit", "headline", "label", "lead", "note", "text"}
_WRAPPED = {"_", "marked", "plural", "topic_called"}
_WORD = re.compile(r"(?<![/\w])[^\W\d_]{2,}")
_NO_WORDS = {"UTC"}


def _spoken_modules() -> list[Path]:
    return [
        path
        for path in sorted((ROOT / "bot").rglob("*.py"))
        if path.stem not in _FOR_OPERATORS and "migrations" not in path.parts
    ]


def test_everything_that_people_read_goes_through_the_catalogues() -> None:
    bare = [
        f"{path.name}:{line}: {text!r}"
        for path in _spoken_modules()
        for line, text in _bare_words(
            ast.parse(path.read_text(encoding="utf-8")),
            returns=path.stem in _WORDING or path.parent.name == "commands",
        )
    ]

    assert bare == []


@pytest.mark.parametrize(
    "said",
    [
        'say("Hello there")',
        'say(f"Hello {name}")',
        'say(_("Hello"), "and there")',
        'Button(label="Undo" if done else _("Do"))',
        'Run(text="Also: " + names)',
        'paragraph("Some {n}".format(n=n))',
        'def f() -> str:\n    return "no such thing"',
    ],
)
def test_words_that_go_round_the_catalogues_are_seen(said: str) -> None:
    assert list(_bare_words(ast.parse(said), returns=True))


@pytest.mark.parametrize(
    "said",
    [
        'say(_("Hello {name}").format(name="Ada"))',
        'Button(label=f"/{name}", command="help")',
        'Run(text=f"{number}. ")',
        'Run(text=plural("{count} day", "{count} days", 3) + ": ")',
    ],
)
def test_words_of_the_catalogues_and_signs_pass(said: str) -> None:
    assert not list(_bare_words(ast.parse(said), returns=True))


def _bare_words(tree: ast.AST, *, returns: bool) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Return) and not returns:
            continue
        for shown in _shown_by(node):
            yield from _literals(shown)


def _shown_by(node: ast.AST) -> Iterator[ast.expr]:
    """Find what a call shows to people, and sentences that a function returns."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            if name in _SAYING:
                yield from node.args
            yield from (k.value for k in node.keywords if k.arg in _SHOWN)
        case ast.Return(value=ast.Constant(value=str(text)) as value) if " " in text:
            yield value
        case ast.Return(value=ast.JoinedStr() as value):
            yield value


def _literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    match node:
        case ast.Constant(value=str(text)):
            if set(_WORD.findall(text)) - _NO_WORDS:
                yield node.lineno, text
        case ast.Call(func=ast.Name(id=name)) if name in _WRAPPED:
            return
        case ast.Call(func=ast.Attribute(value=template, attr="format")):
            yield from _literals(template)
        case ast.JoinedStr(values=parts):
            for part in parts:
                yield from _literals(part)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            yield from (*_literals(one), *_literals(other))
        case ast.BoolOp(values=parts):
            for part in parts:
                yield from _literals(part)

"""The catalogues say what the code says, in every language that is ready."""

import ast
import re
from collections.abc import Sequence
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from bot.commands import COMMANDS
from bot.discord_commands import ANOTHER_CHANNEL, FOR_YOU, LINKS_MENU
from bot.schedule_words import examples, parse_schedule
from bot.tongue import LANGUAGES, LOCALES, READY, _, topic_called, using
from digests import bundled_catalogue
from tests.bare_words import (
    bare_words,
    shown_bare,
    spoken_modules,
    unmarked,
    unworded,
)
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
    hints = [(each.summary, each.argument, each.file) for each in COMMANDS]
    sentences = [*(text for each in hints for text in each), ANOTHER_CHANNEL, FOR_YOU]
    with using(code):
        assert [_(text) for text in sentences if len(_(text)) > 100] == []
        assert len(_(LINKS_MENU)) <= 32


# What the code says -----------------------------------------------------------


def test_everything_that_people_read_goes_through_the_catalogues() -> None:
    assert [bare for path in spoken_modules() for bare in bare_words(path)] == []


def test_every_reason_of_the_news_is_in_the_catalogues() -> None:
    for path in sorted((ROOT / "digests").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert list(unworded(tree)) == [], path.name


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
        'HELLO = marked("Hello")\nsay(HELLO)',
        'HELLO = marked("Hello {name}")\nwords = HELLO.format(name="Ada")',
    ],
)
def test_words_that_go_round_the_catalogues_are_seen(said: str) -> None:
    assert list(shown_bare(ast.parse(said), returns=True))


@pytest.mark.parametrize(
    "reason",
    [
        'raise Unreadable(url, f"is larger than {MOST}")',
        'raise errand.refused(f"answered {status}")',
        'why = "is no filter"',
    ],
)
def test_a_reason_that_no_catalogue_can_have_is_seen(reason: str) -> None:
    assert list(unworded(ast.parse(reason)))


@pytest.mark.parametrize(
    "said",
    [
        'say(_("Hello {name}").format(name="Ada"))',
        'Button(label=f"/{name}", command="help")',
        'Run(text=f"{number}. ")',
        'Run(text=plural("{count} day", "{count} days", 3) + ": ")',
        'HELLO = marked("Hello")\nsay(_(HELLO))',
    ],
)
def test_words_of_the_catalogues_and_signs_pass(said: str) -> None:
    assert not list(shown_bare(ast.parse(said), returns=True))


@pytest.mark.parametrize(
    "written",
    [
        'HELLO = "Hello there."',
        'A, B = "A channel…", "A group…"',
        'TITLE = "Discussion"',
        'WORDS = {1: "This is over."}',
        'def f():\n    words = f"Hello {name}"',
        'blocks.append(line("Hello there"))',
        'raise FileTrouble("This is too large.")',
    ],
)
def test_texts_that_no_catalogue_has_heard_of_are_seen(written: str) -> None:
    assert list(unmarked(ast.parse(written)))


@pytest.mark.parametrize(
    "written",
    [
        'HELLO = marked("Hello there.")',
        '"""What this does."""',
        'log.info("It is done: %s", it)',
        'raise ValueError("there is no such thing")',
        'WORDS = frozenset("yes no".split())',
        'Button(label=_("Pause"), argument="pause 1 week")',
    ],
)
def test_texts_that_are_marked_or_not_for_people_pass(written: str) -> None:
    assert not list(unmarked(ast.parse(written)))

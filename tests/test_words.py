"""The catalogues say what the code says, in every language that is ready."""

from collections.abc import Sequence
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.plurals import get_plural

from bot.commands import COMMANDS
from bot.tongue import LANGUAGES, LOCALES, READY, _, topic_called, using
from digests import bundled_catalogue
from tests.words import missing, stored, template, updated

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

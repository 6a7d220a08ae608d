"""The languages of the bot: which one is in use, and what it says in it."""

import pytest

from bot.tongue import (
    LANGUAGES,
    READY,
    _,
    figure,
    locale,
    plural,
    quotation_marks,
    quoted,
    resolved,
    runs_from_right,
    speaking,
    spoken,
    topic_called,
    using,
)


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("de_CH", "de"),
        ("DE", "de"),
        ("en-GB", "en"),
        ("pt-BR", "en"),
        ("tlh", "en"),
        ("", "en"),
        ("../../etc", "en"),
    ],
)
def test_a_tag_is_served_by_its_language_or_in_english(tag: str, code: str) -> None:
    assert resolved(tag) == code


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_languages_that_are_ready_are_spoken_to_people(code: str) -> None:
    with speaking(code):
        assert spoken() == (code if code in READY else "en")


def test_chinese_is_chinese_however_its_tag_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.tongue.READY", tuple(LANGUAGES))

    assert {resolved(tag) for tag in ("zh", "zh-hans", "zh-Hant-TW", "zh_CN")} == {"zh"}


def test_a_language_ends_where_its_block_does_whatever_happens() -> None:
    with speaking("de"):
        with pytest.raises(ZeroDivisionError), speaking("en"):
            assert 1 / 0
        assert _("Undo") == "Rückgängig"

    assert _("Undo") == "Undo"


def test_what_no_catalogue_has_is_said_in_english_and_nothing_stays_nothing() -> None:
    with speaking("de"):
        assert _("A sentence of tomorrow.") == "A sentence of tomorrow."
        assert _("") == ""


def test_things_are_counted_as_each_language_does() -> None:
    assert plural("{count} story", "{count} stories", 1) == "1 story"
    assert plural("{count} story", "{count} stories", 1204) == "1,204 stories"
    with speaking("de"):
        assert plural("{count} story", "{count} stories", 1204) == "1.204 Meldungen"


def test_a_topic_has_a_name_in_each_language_and_an_operators_own_keeps_its() -> None:
    with speaking("de"):
        assert topic_called("Climate") == "Klima"
        assert topic_called("Sources") == "Sources"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_a_locale_and_numbers(code: str) -> None:
    with using(code):
        assert locale().language == code
        assert figure(5) == "5"
        assert runs_from_right() == (locale().text_direction == "rtl")


@pytest.mark.parametrize(
    ("code", "marks"), [("en", ("“", "”")), ("de", ("„", "“")), ("es", ("«", "»"))]
)
def test_words_stand_between_the_quotation_marks_of_the_language(
    code: str, marks: tuple[str, str]
) -> None:
    with using(code):
        assert quotation_marks() == marks
        assert quoted("Ja") == f"{marks[0]}Ja{marks[1]}"

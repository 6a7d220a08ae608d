"""The systems that ours stands beside: the regex, textacy's offsets, and what is missing."""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.quality import beside, digests
from tests.quality.gold import Missing, read, write
from tests.quality.rivals import environment, nearest_verb
from tests.quality.rivals.running import System, run_in_turn
from tests.quality.rivals.tokens import paragraphs, quote_of

NO_PINS = Path("there-are-no-pins.txt")


@dataclass(frozen=True)
class Word:
    idx: int
    text: str


def words(text: str) -> list[Word]:
    """Cut a text as a parser does, marks and stops apart."""
    found, place = [], 0
    for part in text.split():
        place = text.index(part, place)
        found.append(Word(place, part))
        place += len(part)
    return found


def said(text: str) -> list[tuple[str, str | None]]:
    return [
        (text[quote["start"] : quote["end"]], quote["speaker"])
        for quote in nearest_verb.find({"text": text})
    ]


@pytest.mark.parametrize(
    ("text", "quote", "speaker"),
    [
        pytest.param(
            "“We lost the roof,” said Dana Petrov on Monday.",
            "We lost the roof,",
            "Dana Petrov",
            id="verb before name",
        ),
        pytest.param(
            'Marta Oss, who leads the union, said: "We sang."',
            "We sang.",
            "Marta Oss",
            id="name before verb",
        ),
        pytest.param(
            "Anna Berg lachte. „Wir bauen weiter“, sagte Ute von Thal.",
            "Wir bauen weiter",
            "Ute von Thal",
            id="German",
        ),
        pytest.param(
            "''It isn't over,'' Mr. Holt said.",
            "It isn't over,",
            "Mr. Holt",
            id="apostrophes as marks",
        ),
        pytest.param(
            "Ida Moss wrote that “Dune” had won.",
            "Dune",
            "Ida Moss",
            id="a title, wrongly",
        ),
        pytest.param(
            "Lee Park said it rained.\n“Growth for whom?”",
            "Growth for whom?",
            None,
            id="nobody in the paragraph",
        ),
    ],
)
def test_the_regex_gives_a_span_to_the_name_at_the_nearest_verb(
    text: str, quote: str, speaker: str | None
) -> None:
    assert said(text) == [(quote, speaker)]


def test_the_regex_takes_the_nearer_of_two_names_and_none_between_marks() -> None:
    text = "Al Roe said “Bo Lund said no,” and Cy Dahl said “yes, we can.”"

    assert said(text) == [("Bo Lund said no,", "Al Roe"), ("yes, we can.", "Cy Dahl")]


def test_the_regex_says_where_it_read_the_name() -> None:
    text = "It rained. “We lost the roof,” said Dana Petrov."
    (quote,) = nearest_verb.find({"text": text})

    assert text[quote["speaker_start"] : quote["speaker_end"]] == "Dana Petrov"


def test_a_token_of_a_paragraph_is_found_in_the_article() -> None:
    text = 'Rain fell.\n\n \nThen " We lost 10,000 tiles , " said Dana Petrov .\n'
    start, paragraph = list(paragraphs(text))[1]
    tokens = words(paragraph)
    quote = quote_of(tokens[1:8], tokens[9:11], start)

    assert text[quote["start"] : quote["end"]] == "We lost 10,000 tiles ,"
    assert text[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"]
    assert quote["speaker"] == "Dana Petrov"


def test_a_system_runs_in_a_process_that_holds_no_memory_of_ours(
    tmp_path: Path,
) -> None:
    rows = [{"id": "a", "text": "“We sang,” said Marta Oss. It was “loud”."}]
    ballast = b"x" * 200_000_000
    regex = System(name="regex", module="nearest_verb")
    (ran,) = run_in_turn([regex], write(tmp_path / "gold.jsonl", rows), tmp_path, 2)

    assert len(ballast) > 1_000_000 * ran.cost("megabytes") > 0
    assert ran.cost("articles") == 1
    assert [quote["speaker"] for quote in read(ran.found)[0]["found"]] == [
        "Marta Oss",
        "Marta Oss",
    ]


def test_an_environment_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(
        Missing,
        match=r"^not measured, because its environment cannot be made: .*no-pins",
    ):
        environment.made(tmp_path / "rivals", tmp_path / NO_PINS)


def test_an_environment_with_these_pins_is_not_made_again(tmp_path: Path) -> None:
    pins = tmp_path / "pins.txt"
    pins.write_text("textacy==0.13.0\n")
    folder = tmp_path / "rivals"
    folder.mkdir()
    (folder / "pins").write_text(pins.read_text())

    assert environment.made(folder, pins) == folder / "bin" / "python"


def test_without_textacy_the_others_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "quotes"
    folder.mkdir()
    row = {"id": "a", "lang": "en", "text": "“We sang all night,” said Marta Oss."}
    write(folder / "hardcases_dev.jsonl", [row])
    scores = {"n": [1, 1], "ex": [1, 1], "spkP": 1, "pair": [1, 1], "scare": [0, 0]}
    told = json.dumps({**scores, "via": [0, 0, 0]})
    (folder / "score_quotes.py").write_text(f"print({told!r})")
    able = beside.systems(tmp_path / "rivals", tmp_path / NO_PINS)
    beside.measure(tmp_path, tmp_path, able, runs=1)

    printed = capsys.readouterr().out
    assert printed.startswith(
        "textacy is not measured, because its environment cannot be made"
    )
    assert "verbatim" in printed
    assert "regex baseline" in printed


def test_textacy_is_left_out_unless_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert [system.name for system in beside.systems(None)] == [
        "verbatim",
        "regex baseline",
    ]
    assert "--rivals" in capsys.readouterr().out


@pytest.mark.parametrize("pins", [environment.TEXTACY, environment.SUMY])
def test_the_pins_of_the_rivals_name_no_registry(pins: Path) -> None:
    pinned = pins.read_text(encoding="utf-8")

    assert "://" not in pinned
    assert not [line for line in pinned.splitlines() if line.startswith("-")]
    assert f"{pins.stem}==" in pinned


def test_where_sumy_cannot_be_had_a_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert digests.systems(tmp_path / "rivals", tmp_path / NO_PINS) == []
    assert capsys.readouterr().out.startswith("sumy is not measured, because its")

"""The quality report: what it does with data that is not all there, and its own counting."""

import json
from pathlib import Path

import pytest

from tests.quality import digests, gold, rouge
from tests.quality.__main__ import main


def report(data: Path, *what: str) -> int:
    return main(["--data", str(data), *what])


def test_what_is_missing_is_said_and_the_rest_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "summaries"
    folder.mkdir()
    row = {
        "id": "a",
        "lang": "en",
        "title": "",
        "source": "invented",
        "text": "The town of Varnholm will close its last coal plant in March, it said.",
        "reference": "Varnholm closes its last coal plant.",
    }
    (folder / "en_abstractive_dev.jsonl").write_text(json.dumps(row))
    assert report(tmp_path) == 0

    told = capsys.readouterr().out
    assert "quotes: not measured, because" in told
    assert "invented" in told
    assert "lead-3" in told
    assert f"there is no {tmp_path / 'feeds' / 'feeds'}" in told


def test_a_folder_without_gold_data_is_a_failure(tmp_path: Path) -> None:
    assert report(tmp_path, "stories") == 1


def test_an_unknown_part_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        report(tmp_path, "poems")

    assert "no such part: poems" in capsys.readouterr().err


def test_rouge_agrees_with_itself_and_with_arithmetic() -> None:
    one, other = "The cat sat on the mat.", "The cat lay on a mat."

    assert rouge.rouge_n(one, one, 1) == rouge.rouge_n(one, one, 2) == 1
    assert rouge.rouge_n(one, other, 1) == pytest.approx(2 * 4 / 12)
    assert rouge.rouge_n(one, other, 2) == pytest.approx(2 * 1 / 10)
    assert rouge.rouge_l([one], [other]) == pytest.approx(2 * 4 / 12)
    assert rouge.rouge_n(one, "", 1) == rouge.rouge_l([], [one]) == 0


def test_an_opener_dangles_only_without_its_neighbour() -> None:
    text = "Marta Oss left on Monday. She had led the union for years. It wept."
    first, second, third = digests._split(text)

    assert digests._dangling([first, second], text) == 0
    assert digests._dangling([second, third], text) == 1
    assert digests._dangling([first, third], text) == 1


def test_a_missing_file_is_named() -> None:
    with pytest.raises(gold.Missing, match=r"there is no .*nowhere\.jsonl"):
        gold.read(Path("nowhere.jsonl"))

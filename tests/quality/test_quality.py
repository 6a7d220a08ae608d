"""The quality report: what it does with data that is not all there, and its own counting."""

import json
import random
from pathlib import Path

import pytest

from digests.news import Article
from tests.quality import (
    copies,
    digests,
    gate,
    gold,
    novelty,
    planted,
    rouge,
    stories,
    tf_idf,
    variants,
)
from tests.quality.__main__ import main
from tests.quality.quotes import wilson
from tests.quality.reliability import Step, gap


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


def test_what_earlier_sentences_said_is_redundant() -> None:
    one, other = "Varnholm closed the plant.", "The plant of Varnholm burned coal."

    assert digests._redundancy([one, one]) == 1
    assert digests._redundancy([one, other]) == pytest.approx(2 / 4)
    assert digests._redundancy([one, "It rained on Monday.", one]) == 0.5
    assert digests._redundancy([one]) == digests._redundancy([]) == 0


def test_a_missing_file_is_named() -> None:
    with pytest.raises(gold.Missing, match=r"there is no .*nowhere\.jsonl"):
        gold.read(Path("nowhere.jsonl"))


@pytest.mark.parametrize(
    ("share", "of", "low", "high"),
    [(0.5, 100, 0.4038, 0.5962), (1.0, 12, 0.7575, 1.0), (0.0, 12, 0.0, 0.2425)],
)
def test_an_interval_agrees_with_the_textbook(
    share: float, of: int, low: float, high: float
) -> None:
    assert wilson(share, of) == pytest.approx((low, high), abs=1e-4)
    assert wilson(float("nan"), of) == wilson(share, 0) == (0, 1)


def test_versions_of_a_quote_are_counted_by_their_label(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "quotes"
    folder.mkdir()
    rows = [
        {"label": "same_case", "a": "We will rebuild", "b": "we will rebuild"},
        {"label": "altered_cleaned", "a": "They was gone by six", "b": "We sang"},
    ]
    gold.write(folder / "quote_variants_dev.jsonl", rows)
    variants.measure(tmp_path)

    told = " ".join(capsys.readouterr().out.split())
    assert "quote_variants_dev same 1 1 altered 1 0 1 unrelated" in told
    assert f"there is no {tmp_path / 'stories'}" in told


def test_a_confidence_is_off_by_what_it_states_too_much_or_too_little() -> None:
    steps = [
        Step(low=0.0, high=0.9, count=30, stated=0.5, right=0.6),
        Step(low=0.9, high=1.0, count=10, stated=0.98, right=0.94),
    ]

    assert gap(steps) == pytest.approx((30 * 0.1 + 10 * 0.04) / 40)
    assert gap([]) == 0
    assert steps[1].cells() == ("0.90 to 1.00", "10", "98.0", "94.0")


_CHANCE = random.Random(1)  # noqa: S311 - the same errors every time
_TOLD = planted.Told(
    sentences=(
        "In Varnholm, the mayor, Marta Oss, will not pay 12 per cent to Otto Uhl.",
        "The council of Ostholm is sure that “a kind of theft” was planned.",
    ),
    text="Marta Oss will not pay Otto Uhl. The council of Ostholm and Lena Roth did.",
    quoted=("a kind of theft",),
    is_ours=True,
)


def test_every_kind_of_error_can_be_planted() -> None:
    found = list(planted.spoilt(_TOLD, ["Bernd Klein"], _CHANCE))

    assert {kind for kind, _, _ in found} == set(planted.SPOILS) == set(gate._TARGETS)
    for kind, wrong, right in found:
        assert wrong != right, kind
        assert right in _TOLD.sentences


def test_nothing_is_planted_where_there_is_no_place_for_it() -> None:
    told = planted.Told(
        sentences=("it rained all day.",), text="It rained.", quoted=(), is_ours=True
    )

    assert list(planted.spoilt(told, [], _CHANCE)) == []


def test_planted_errors_and_judged_summaries_are_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "summaries"
    folder.mkdir()
    text = "The mayor of Varnholm, Marta Oss, will not pay 12 per cent to Otto Uhl. It rained."
    article = {"id": "a", "title": "", "text": text}
    judged = [
        {"doc_id": "a", "dataset": "summeval", "label": 1, "summary": text},
        {"doc_id": "a", "dataset": "summeval", "label": 0, "summary": "Oss will pay."},
    ]
    gold.write(folder / "en_abstractive_dev.jsonl", [article])
    gold.write(folder / "consistency_docs_dev.jsonl", [article])
    gold.write(folder / "consistency_dev.jsonl", judged)
    gate.measure(tmp_path)

    told = " ".join(capsys.readouterr().out.split())
    assert "number changed NUMBER" in told
    assert "summeval 2 50.0 100.0 100.0 0.0" in told
    assert "inconsistent summaries were blocked for: 1 NEGATION" in told


def test_what_tokenisers_did_is_undone() -> None:
    assert gate._mended("$ 1, 000 -LRB- ` so' -RRB-") == "$1,000 ( 'so' )"


def test_new_facts_are_counted_as_told_or_missed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    first = "A storm tore the roof off a school in Varnholm on Monday, the town said."
    later = "The repair of the school in Varnholm will cost 700,000 crowns."
    rows = [
        _told("a", f"2026-03-0{day}T06:00:00Z", text, facts)
        for day, text, facts in (
            (2, first, ["storm in Varnholm"]),
            (3, later, ["repair to cost 700,000 crowns"]),
            (4, first, []),
        )
    ]
    gold.write(folder / "stories_dev.jsonl", rows)
    novelty.measure(tmp_path, tmp_path)

    told = " ".join(capsys.readouterr().out.split())
    assert "all before it 1 100.0 100.0 0 1 100.0" in told


def _told(event: str, at: str, text: str, facts: list[str]) -> gold.Row:
    return {
        "id": at,
        "event": event,
        "published": at,
        "lang": "en",
        "outlet": "",
        "title": "",
        "text": text,
        "new_facts": facts,
    }


def test_an_answer_is_right_where_a_cited_span_meets_the_gold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    text = "Nine schools in Varnholm closed on Monday, the council said."
    article = {
        "id": "a",
        "lang": "en",
        "outlet": "invented",
        "title": "Varnholm closes schools",
        "text": text,
        "published": "2026-05-04T06:00:00Z",
        "event": "schools",
    }
    span = {"id": "a", "start": 0, "end": 12, "text": text[:12]}
    asked = "How many schools closed in Varnholm?"
    labels = [
        {
            "kind": "question",
            "lang": "en",
            "question": asked,
            "answer": "nine",
            "support": [span],
        },
        {
            "kind": "question",
            "lang": "en",
            "question": "Who built them?",
            "answer": None,
        },
    ]
    (folder / "stories_dev.jsonl").write_text(json.dumps(article))
    (folder / "labels_dev.jsonl").write_text("\n".join(map(json.dumps, labels)))

    assert report(tmp_path, "answers") == 0

    told = capsys.readouterr().out
    assert "missed" not in told
    assert told.count("100.0") == 6


def test_labels_without_a_question_are_said_to_be_missing(tmp_path: Path) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    (folder / "stories_dev.jsonl").write_text("")
    (folder / "labels_dev.jsonl").write_text("")

    assert report(tmp_path, "answers") == 1


def test_events_that_share_a_story_are_named_with_their_articles() -> None:
    events = ["quake", "quake", "strike", "vote", "vote"]

    assert stories.false_merges(events, [0, 0, 0, 3, 4]) == {
        ("quake", "strike"): (2, 1)
    }
    assert stories.false_merges(events, [0, 0, 2, 3, 3]) == {}


def test_the_plain_grouping_joins_what_shares_rare_words() -> None:
    texts = [
        "The dam of Varnholm leaks and the valley is empty.",
        "The market of Ostholm sells the first pears.",
        "Valley empty as dam of Varnholm leaks.",
    ]

    assert tf_idf.grouped(texts, near_enough=0.4) == [0, 1, 0]


_DAM = "The dam above Varnholm leaked on Monday and its valley was cleared of people. Divers found a crack at the sluice, the engineers of the lake said, and sealed it at dawn."
_PEARS = "Pears were sold out in Ostholm after a cold spring had spoilt every orchard. Growers asked the ministry for aid, and a market hall stayed closed for the first time."


def _printed(text: str) -> Article:
    return Article(url="", title="", text=text, lang="en")


def test_a_copy_counts_as_known_only_under_its_own_original() -> None:
    originals = [_printed(_DAM), _printed(_PEARS)]
    found = copies.find(originals, [(0, originals[0]), (0, originals[1])])

    assert (found.copies, found.known) == (2, 1)
    assert found.false == [(0, 1)]


def test_pages_that_came_twice_or_are_short_are_left_out() -> None:
    long = " ".join(f"{_DAM} Day {day} passed by." for day in range(6))
    pages: list[gold.Row] = [
        {"id": name, "text": text}
        for name, text in (("a", long), ("again", long), ("short", _PEARS))
    ]

    assert [page["id"] for page in copies._distinct(pages)] == ["a"]


def test_every_kind_of_copy_keeps_most_of_what_it_tells() -> None:
    for kind in copies.KINDS:
        ((original, copy),) = copies._made(kind, [_printed(_DAM * 8)])
        kept = set(copy.text.split()) & set(_DAM.split())

        assert original == 0
        assert copy.text != _DAM * 8, kind
        assert len(kept) > 0.9 * len(set(_DAM.split())), kind

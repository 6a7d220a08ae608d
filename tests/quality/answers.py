"""Answers: questions about invented news, put to all its articles and to its event's alone."""

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

from digests.answers import Cited, Source, answer
from digests.news import Article
from tests.quality.gold import Missing, Row, read
from tests.quality.report import note, percent, progress, rate, table

_SHOWN = 12

Put = tuple[Row, tuple[Cited, ...]]


def measure(data: Path, scratch: Path) -> None:
    folder = data / "stories"
    articles = read(folder / "stories_dev.jsonl")
    questions = _questions(read(folder / "labels_dev.jsonl"))
    everything = [_source(key, row) for key, row in enumerate(articles)]
    ids = [row["id"] for row in articles]
    events = {row["id"]: row["event"] for row in articles}

    def of_event(question: Row) -> list[Source]:
        wanted = {events[span["id"]] for span in question.get("support") or ()}
        return [one for one in everything if events[ids[one.key]] in wanted]

    answered = [row for row in questions if row["answer"] is not None]
    _report("all articles", questions, lambda _: everything, ids)
    _report("its event's articles", answered, of_event, ids)


def _questions(labels: Iterable[Row]) -> list[Row]:
    found = [row for row in labels if row["kind"] == "question"]
    if not found:
        raise Missing("not measured, because no label is a question")
    return found


def _source(key: int, row: Row) -> Source:
    return Source(
        key=key,
        article=Article(
            url=f"https://example.org/{row['id']}",
            title=row["title"],
            text=row["text"],
            lang=row["lang"],
            outlet=row["outlet"],
            published=datetime.fromisoformat(row["published"]),
        ),
    )


def _report(
    asked_of: str,
    questions: Sequence[Row],
    sources: Callable[[Row], Sequence[Source]],
    ids: Sequence[str],
) -> None:
    started = time.process_time()
    put = [
        (row, answer(row["question"], sources(row)))
        for row in progress(questions, "questions")
    ]
    seconds = time.process_time() - started
    langs = sorted({row["lang"] for row in questions})
    table(
        f"Answers (stories_dev, asked of {asked_of})",
        ("language", "answerable", "cited", "%", "not said", "none", "%", "per CPU-s"),
        [
            _row("all", put, ids, rate(len(put), seconds)),
            *(
                _row(lang, [p for p in put if p[0]["lang"] == lang], ids)
                for lang in langs
            ),
        ],
    )
    missed = [row["question"] for row, cited in put if not _is_right(row, cited, ids)]
    for question in missed[:_SHOWN]:
        note(f"  missed: {question}")


def _row(
    name: str, put: Sequence[Put], ids: Sequence[str], speed: str = ""
) -> list[str]:
    counts = Counter(
        (row["answer"] is not None, _is_right(row, cited, ids)) for row, cited in put
    )
    cells = [name]
    for answerable in (True, False):
        right = counts[answerable, True]
        number = right + counts[answerable, False]
        share = percent(right / number if number else None)
        cells += [str(number), str(right), share]
    return [*cells, speed]


def _is_right(row: Row, cited: Sequence[Cited], ids: Sequence[str]) -> bool:
    """Whether a cited span meets a place that is enough, or nothing is cited for nothing."""
    if row["answer"] is None:
        return not cited
    return any(
        ids[one.key] == span["id"]
        and one.start < span["end"]
        and span["start"] < one.end
        for one in cited
        for span in row["support"]
    )

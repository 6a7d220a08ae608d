"""The parts of the quality report that need a newsroom: topics, and what a chat is told."""

import asyncio
import json
from pathlib import Path

import pytest

from tests.quality import gold, topics, week
from tests.quality.__main__ import main

_QUAKE = (
    "A strong earthquake shook the Irvel valley on Tuesday and destroyed 40 houses in "
    "Dosk. Rescuers from Telmar searched for people, the governor Ana Belk said. The "
    "quake had a magnitude of 6.1, and the hospital of Dosk was damaged."
)
_TOLL = (
    "The earthquake in the Irvel valley killed 17 people, the governor Ana Belk said. "
    "Rescuers from Telmar left Dosk, where 40 houses were destroyed and the hospital "
    "was damaged. A second hospital with 300 beds opens in Ostholm on Friday."
)
_NOVEL = (
    "The novel of Piet Rosen won the Golden Lantern on Tuesday. It begins with an "
    "earthquake, and ends in a kitchen in Varnholm, where two sisters bake bread."
)


def _row(id_: str, at: str, event: str, text: str, facts: list[str]) -> gold.Row:
    return {
        "id": id_,
        "lang": "en",
        "outlet": f"Outlet {id_}",
        "title": text.partition(".")[0],
        "text": text,
        "published": at,
        "event": event,
        "new_facts": facts,
    }


_ROWS = [
    _row("a", "2026-03-03T05:40:00+00:00", "quake", _QUAKE, ["quake"]),
    _row("b", "2026-03-03T07:00:00+00:00", "prize", _NOVEL, ["a prize"]),
    _row("c", "2026-03-04T06:00:00+00:00", "quake", _TOLL, ["17 dead", "a hospital"]),
    _row("d", "2026-03-05T06:00:00+00:00", "quake", _TOLL, []),
]


def test_topics_count_what_is_found_and_what_is_about_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "stories"
    folder.mkdir()
    gold.write(folder / "stories_dev.jsonl", _ROWS)
    label = {"kind": "topic", "query": "earthquakes", "ids": ["a", "c", "d"]}
    (folder / "labels_dev.jsonl").write_text(json.dumps(label))

    assert main(["--data", str(tmp_path), "topics"]) == 0

    told = " ".join(capsys.readouterr().out.split())
    assert "earthquakes 3 75.0 100.0 75.0 100.0 - 0.0" in told
    assert "found, but not about it: b" in told


def test_keywords_are_found_only_as_they_are_written() -> None:
    assert topics.has_all_words(_ROWS[0], "Irvel EARTHQUAKE")
    assert not topics.has_all_words(_ROWS[0], "earthquakes")


def test_a_chat_is_told_a_story_again_only_with_its_news() -> None:
    told = asyncio.run(week.follow(_ROWS))

    assert (told.briefings, told.stories, told.updates) == (3, 3, 1)
    assert told.doubled == told.repeated == told.again == []
    assert told.events == {"quake", "prize"}


def test_events_are_moved_by_whole_weeks() -> None:
    later = [{**_ROWS[1], "published": "2026-05-14T09:30:00+00:00"}]
    moved = week.in_one_week([_ROWS[0], *later])

    assert [row["published"] for row in moved] == [
        "2026-03-03T05:40:00+00:00",
        "2026-03-05T09:30:00+00:00",
    ]

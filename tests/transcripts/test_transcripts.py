"""The pages that show what readers see: one scene on each platform."""

from pathlib import Path

import pytest

from tests.transcripts.__main__ import written
from tests.transcripts.scenes import SCENES, played
from tests.transcripts.telegram_marks import blocks, pieces


@pytest.mark.parametrize(
    ("platform", "drawn", "told"),
    [
        ("telegram", "<blockquote", ">>> presses: ✅ Show me a sample now"),
        ("discord", "<blockquote>", "> “"),
    ],
)
async def test_a_scene_becomes_a_transcript_and_a_page(
    platform: str, drawn: str, told: str, tmp_path: Path
) -> None:
    chapters = await played(platform, "first-contact")
    (page,) = written(tmp_path, platform, chapters)
    html = page.read_text(encoding="utf-8")
    transcript = (tmp_path / f"{platform}.txt").read_text(encoding="utf-8")

    assert drawn in html
    assert "Morning briefing · Mon 23 Nov" in html
    assert "hours ago" in html
    assert told in transcript
    assert "[ ✅ Show me a sample now ]" in transcript


def test_both_platforms_play_the_same_scenes_but_for_one_each() -> None:
    telegram, discord = ({scene.name for scene in scenes} for scenes in SCENES.values())

    assert telegram ^ discord == {"rich", "form"}


def test_offsets_of_entities_count_units_beyond_the_first_plane() -> None:
    bold = {"type": "bold", "offset": 3, "length": 4}

    assert [
        (piece.text, bool(piece.of("bold")))
        for piece in pieces({"text": "😀 bold /more", "entities": [bold]})
    ] == [("😀 ", False), ("bold", True), (" ", False), ("/more", False)]


def test_a_quote_takes_the_line_breaks_beside_it() -> None:
    quote = {"type": "blockquote", "offset": 5, "length": 5}
    parted = blocks({"text": "Said\nwords\nthen", "entities": [quote]})
    shown = ["".join(piece.text for piece in inside) for _, inside in parted]

    assert shown == ["Said", "words", "then"]

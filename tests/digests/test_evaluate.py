"""Predictions for gold data: their shapes, and what is said of what cannot be read."""

import gzip
from pathlib import Path
from typing import Any

import pytest

from digests import evaluate

TEXT = (
    "The town of Varnholm will close its last coal plant in March, the council said.\n\n"
    "“Nobody in this town will lose a day's pay over it,” said union leader Marta Oss.\n\n"
    "Oss told reporters on Mill Street that the offer was fair to all 412 workers."
)
PAGE = (
    "<html lang=en><title>Coal plant closes</title><article><h1>Coal plant closes</h1>"
    + "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n"))
    + "</article></html>"
)
FEED = """<rss version="2.0"><channel><title>Courier</title><item>
<title>Coal plant closes</title><link>https://news.example/1</link><guid>1</guid>
<author>Mira Dunnett</author><pubDate>Mon, 23 Nov 2026 12:00:00 GMT</pubDate>
<description>It burned its last coal.</description></item></channel></rss>"""


def a_row(**more: Any) -> dict[str, Any]:
    return {"id": "a", "lang": "en", "title": "Coal plant closes", "text": TEXT, **more}


def test_every_candidate_quote_is_a_slice_of_its_text() -> None:
    (found,) = evaluate.eval_quotes([a_row()])

    assert found["id"] == "a"
    assert found["seconds"] >= 0
    for quote in found["quotes"]:
        assert TEXT[quote["start"] : quote["end"]] == quote["text"]
        assert {"speaker", "speaker_start", "speaker_end", "via"} <= quote.keys()
        assert {type(quote["fragment"]), type(quote["printed"])} == {bool}
        assert 0 <= quote["confidence"] <= 1


def test_a_printed_quote_has_its_speaker() -> None:
    (found,) = evaluate.eval_quotes([a_row()])
    (printed,) = [quote for quote in found["quotes"] if quote["printed"]]

    assert printed["text"].startswith("Nobody in this town")
    assert printed["speaker"] == "Marta Oss"


@pytest.mark.parametrize(("lang", "printed"), [("de", True), ("en", False)])
def test_a_piece_is_printed_where_pieces_are(lang: str, printed: bool) -> None:
    said = {
        "de": "Jana Roth sagte, das sei „ein kluger Anfang“ gewesen.",
        "en": "It was “a wise thing to do,” Jana Roth said on Monday.",
    }
    (found,) = evaluate.eval_quotes([{"id": 1, "lang": lang, "text": said[lang]}])
    (quote,) = found["quotes"]

    assert (quote["fragment"], quote["printed"]) == (True, printed)


def test_a_digest_is_a_list_of_sentences_with_its_quotes() -> None:
    (found,) = evaluate.eval_digests([a_row()])

    assert found["summary"][0] == TEXT.partition("\n")[0]
    assert isinstance(found["quotes"], list)


def test_a_row_needs_neither_title_nor_language() -> None:
    (found,) = evaluate.eval_digests([{"id": 7, "text": TEXT, "title": None}])

    assert found["id"] == 7
    assert found["summary"]


def test_stories_are_grouped_in_the_order_of_the_rows() -> None:
    other = (
        "A bakery in Lower Finch won the county prize for rye bread for a third time."
    )
    rows = [
        a_row(id="1", published="2026-11-23T12:00:00+00:00"),
        {"id": "2", "text": other, "published": "2026-11-23T13:00:00"},
        a_row(id="3", published="2026-11-23T14:00:00+00:00"),
    ]
    found = list(evaluate.eval_stories(rows))

    assert [row["id"] for row in found] == ["1", "2", "3"]
    assert found[0]["story"] == found[2]["story"] != found[1]["story"]


def test_pages_are_read_packed_or_not_and_named_without_their_endings(
    tmp_path: Path,
) -> None:
    (tmp_path / "one.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "two.x.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    (tmp_path / "notes.txt").write_text("not a page")
    one, two = evaluate.eval_extract(tmp_path)

    assert [one["id"], two["id"]] == ["one", "two.x"]
    assert one["text"] == two["text"]
    assert "Nobody in this town will lose" in one["text"]
    assert one["title"] == "Coal plant closes"
    assert one["lang"] == "en"
    assert one.keys() >= {"author", "published", "seconds"}


@pytest.mark.parametrize(
    "body", [b"", b"\x1f\x8bnot gzip at all"], ids=["empty", "damaged"]
)
def test_a_page_that_cannot_be_read_has_no_text_and_a_reason(
    tmp_path: Path, body: bytes
) -> None:
    (tmp_path / "bad.html.gz").write_bytes(body)
    (found,) = evaluate.eval_extract(tmp_path)

    assert found["text"] == ""
    assert found["error"]


def test_feeds_give_their_entries_or_say_why_not(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<catalog><book/></catalog>")
    (tmp_path / "good.xml.gz").write_bytes(gzip.compress(FEED.encode()))
    (tmp_path / ".hidden").write_text("not ours")
    bad, good = evaluate.eval_feeds(tmp_path)

    assert bad["entries"] == []
    assert "no feed" in bad["error"]
    assert good["error"] is None
    assert good["entries"] == [
        {
            "id": "1",
            "title": "Coal plant closes",
            "link": "https://news.example/1",
            "published": "2026-11-23T12:00:00+00:00",
            "author": "Mira Dunnett",
            "text": "It burned its last coal.",
        }
    ]

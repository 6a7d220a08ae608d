"""``verbatim digest`` and ``verbatim eval`` as somebody at a terminal sees them."""

import argparse
import gzip
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.settings import Settings
from bot.terminal_digest import EVALUATIONS, digest, evaluate
from digests import NewsError, Unreadable
from tests.web_server import WebServer, web_server

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LEAD = "The town of Varnholm will close its last coal plant in March, the council said."
SAID = "Nobody in this town will lose a day's pay over it, and that is a promise"
WIND = "A wind farm off Tarvik is to deliver as much power as Varnholm needs by summer."
TEXT = f"{LEAD}\n\n{WIND}\n\n“{SAID},” said union leader Marta Oss."
ARTICLE = f"Coal plant closes\n\n{TEXT}"


@pytest_asyncio.fixture
async def web() -> AsyncIterator[WebServer]:
    async with web_server() as server:
        yield server


async def digested(target: Path | str, *, as_json: bool = False) -> int:
    given = argparse.Namespace(target=str(target), json=as_json)
    return await digest(given, Settings(allow_private_networks=True))


async def evaluated(what: str, path: Path) -> int:
    return await evaluate(argparse.Namespace(what=what, input=path), Settings())


def a_file(folder: Path, body: str | bytes, name: str = "article.txt") -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def rows(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


async def test_a_file_is_shown_with_its_sentences_and_its_quote(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await digested(a_file(tmp_path, ARTICLE)) == 0

    shown = capsys.readouterr().out
    assert "Coal plant closes\n" in shown
    assert f"{LEAD} {WIND}\n" in shown
    assert f"“{SAID}”" in shown
    assert "— Marta Oss\n" in shown


async def test_what_is_shown_in_a_pipe_is_plain_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await digested(a_file(tmp_path, ARTICLE.replace("Coal", "[red]Coal\x1b[31m")))

    captured = capsys.readouterr()
    assert "\x1b" not in captured.out
    assert "[red]Coal" in captured.out
    assert captured.err == ""


async def test_json_holds_all_that_a_program_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await digested(a_file(tmp_path, ARTICLE), as_json=True)
    (found,) = rows(capsys)
    text = found["text"]
    (quote,) = found["quotes"]

    assert list(found) == [
        "title", "url", "lang", "made_by", "sentences", "quotes", "text",
    ]  # fmt: skip
    for sentence in found["sentences"]:
        assert [text[a:b] for a, b in sentence["support"]] == [sentence["text"]]
    assert list(quote) == ["text", "start", "end", "speaker", "via", "kind", "link"]
    assert text[quote["start"] : quote["end"]] == quote["text"] == SAID
    assert quote["speaker"] == "Marta Oss"


async def test_standard_input_is_read_for_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = io.TextIOWrapper(io.BytesIO(gzip.compress(ARTICLE.encode())))
    monkeypatch.setattr("sys.stdin", typed)
    await digested("-")

    assert LEAD in capsys.readouterr().out


async def test_a_feed_is_shown_with_its_stories_and_its_failures(
    web: WebServer, capsys: pytest.CaptureFixture[str]
) -> None:
    page = "".join(f"<p>{line}</p>" for line in TEXT.split("\n\n"))
    good = web.says("/good", f"<article><h1>Plant</h1>{page}</article>".encode())
    items = (
        f"<item><title>Plant</title><link>{good}</link></item>"
        f"<item><title>Gone</title><link>{web.url}/gone</link></item>"
    )
    feed = f"<rss><channel><title>Courier</title>{items}</channel></rss>".encode()
    url = web.says("/feed", feed)
    await digested(url)
    shown = capsys.readouterr().out

    assert shown.split() >= ["Courier"]
    assert "1. Plant\n" in shown
    assert LEAD in shown
    assert "Headlines only" in shown
    assert f"• Gone ({web.url}/gone) — answered 404: there is no such page" in shown

    await digested(url, as_json=True)
    (found,) = rows(capsys)

    assert found["title"] == "Courier"
    assert [story["title"] for story in found["stories"]] == ["Plant"]
    assert [entry["title"] for entry in found["unread"]] == ["Gone"]
    assert found["left"] == 0


async def test_an_empty_feed_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    feed = "<rss><channel><title>Courier</title></channel></rss>"
    await digested(a_file(tmp_path, feed, "feed.xml"))

    assert "There is nothing in this feed yet." in capsys.readouterr().out


async def test_a_page_without_a_fit_sentence_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = "Tide table\n\n" + "\n\n".join(
        f"High water {hour}:14" for hour in range(24)
    )
    await digested(a_file(tmp_path, words))

    assert "No whole sentence of this page is fit for a digest." in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("missing.html", "there is no such file; a web address begins with https://"),
        (".", "it cannot be read"),
        ("nul\0byte", "it cannot be read"),
    ],
)
async def test_a_file_that_cannot_be_read_is_named(target: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as caught:
        await digested(target)

    assert caught.value.subject == target


async def test_a_file_that_is_no_article_is_named(tmp_path: Path) -> None:
    path = a_file(tmp_path, b"\x1f\x8b\x08broken", "page.gz")

    with pytest.raises(Unreadable, match=r"page\.gz: is packed, and damaged"):
        await digested(path)


async def test_private_networks_are_closed_unless_opened() -> None:
    given = argparse.Namespace(target="http://127.0.0.1/page", json=False)

    with pytest.raises(NewsError, match="private network"):
        await digest(given, Settings())


def test_everything_can_be_evaluated_that_has_gold_data() -> None:
    assert set(EVALUATIONS) == {"quotes", "digests", "stories", "extract", "feeds"}


@pytest.mark.parametrize("what", ["quotes", "digests", "stories"])
async def test_eval_writes_a_line_for_every_row(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [json.dumps({"id": n, "text": TEXT}) for n in (1, 2)]
    path = a_file(tmp_path, "\n\n".join(lines), "rows.jsonl")
    assert await evaluated(what, path) == 0

    found = rows(capsys)
    assert [row["id"] for row in found] == [1, 2]
    assert all(row["seconds"] >= 0 for row in found)
    assert {"quotes": "quotes", "digests": "summary", "stories": "story"}[what] in found[0]  # fmt: skip


async def test_eval_reads_packed_rows_and_folders(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    packed = gzip.compress(json.dumps({"id": "a", "text": TEXT}).encode())
    await evaluated("digests", a_file(tmp_path, packed, "rows.jsonl.gz"))
    assert [row["id"] for row in rows(capsys)] == ["a"]

    folder = tmp_path / "pages"
    folder.mkdir()
    a_file(folder, f"<article><p>{LEAD}</p><p>{WIND}</p></article>", "one.html")
    await evaluated("extract", folder)
    assert [row["id"] for row in rows(capsys)] == ["one"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param("{", "this is no JSON", id="broken"),
        pytest.param("[" * 100_000, "this is no JSON", id="too deep"),
        pytest.param('["a"]', "a row is an object", id="a list"),
        pytest.param('{"text": "x"}', 'needs an "id"', id="no id"),
        pytest.param('{"id": true, "text": "x"}', 'needs an "id"', id="a wrong id"),
        pytest.param('{"id": 1}', 'needs a "text"', id="no text"),
        pytest.param('{"id": 1, "text": 2}', 'needs a "text"', id="a wrong text"),
        pytest.param('{"id": 1, "text": "x", "lang": 3}', '"lang" is no string', id="a wrong language"),
        pytest.param('{"id": 1, "text": "x", "published": "soon"}', "no ISO 8601 time", id="a wrong time"),
        pytest.param('{"id": 1, "text": "\\ud800"}', "half a character", id="half a character"),
    ],
)  # fmt: skip
async def test_a_bad_row_is_refused_with_its_line(
    line: str, why: str, tmp_path: Path
) -> None:
    good = json.dumps({"id": 0, "text": TEXT})
    path = a_file(tmp_path, f"{good}\n\n{line}\n", "rows.jsonl")

    with pytest.raises(Unreadable, match=f"line 3: .*{why}"):
        await evaluated("stories", path)


async def test_rows_that_are_no_text_are_refused_with_their_line(
    tmp_path: Path,
) -> None:
    path = a_file(tmp_path, b'{"id": 1, "text": "\xff"}', "rows.jsonl")
    with pytest.raises(Unreadable, match="line 1: this is no JSON"):
        await evaluated("quotes", path)

    path = a_file(tmp_path, gzip.compress(b"{}")[:-4], "rows.jsonl.gz")
    with pytest.raises(Unreadable, match="breaks off, or is damaged"):
        await evaluated("quotes", path)


async def test_eval_says_what_input_it_wants(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no such folder"):
        await evaluated("extract", a_file(tmp_path, "x"))
    with pytest.raises(Unreadable, match="no such file of JSON lines"):
        await evaluated("quotes", tmp_path)

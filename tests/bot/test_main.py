import socket
from pathlib import Path

import pytest

from bot.__main__ import main

TOKENS = ("TELEGRAM_BOT_TOKEN", "DISCORD_BOT_TOKEN", "SOURCES_FILE")


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run in an empty folder, with nothing set up but a database there."""
    monkeypatch.chdir(tmp_path)
    for name in TOKENS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATABASE_URL", "sqlite:///news.db")


def test_running_without_any_token_says_where_to_get_one(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = main(["run"])

    said = capsys.readouterr().err
    assert code == 2
    assert "DISCORD_BOT_TOKEN or TELEGRAM_BOT_TOKEN" in said
    assert "verbatim demo" in said
    assert not (tmp_path / "news.db").exists()


def test_a_role_that_is_asked_for_needs_its_own_token(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISCORD_BOT_TOKEN", "x")
    code = main(["run", "--roles", "collect,telegram,discord"])

    assert code == 2
    assert "put TELEGRAM_BOT_TOKEN into .env" in capsys.readouterr().err


def test_a_port_that_is_taken_is_named(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    with socket.create_server(("", 0)) as taken:
        monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:x")
        monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://bot.example.org")
        monkeypatch.setenv("HTTP_PORT", str(taken.getsockname()[1]))
        code = main(["run"])

    assert code == 2
    assert "HTTP_PORT: we cannot listen on" in capsys.readouterr().err
    assert not (tmp_path / "news.db").exists()


@pytest.mark.parametrize("roles", ["", "cook", "collect,cook"])
def test_a_role_that_does_not_exist_is_refused(
    roles: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["run", "--roles", roles])

    assert exit_.value.code == 2
    assert "collect, telegram, discord" in capsys.readouterr().err


def test_a_wrong_setting_stops_the_start_by_its_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")

    assert main(["status"]) == 2
    assert capsys.readouterr().err.startswith("verbatim: LOG_LEVEL: ")


def test_a_database_of_another_kind_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "mysql://somewhere/news")

    assert main(["migrate"]) == 2
    assert "only sqlite and postgresql" in capsys.readouterr().err


def test_a_sources_file_that_cannot_be_read_is_named(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    broken = tmp_path / "sources.toml"
    broken.write_text("[[sources]\n")
    monkeypatch.setenv("SOURCES_FILE", str(broken))

    assert main(["sources"]) == 1
    assert "sources.toml" in capsys.readouterr().err


def test_the_sources_are_listed_for_a_pipe_one_a_line(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    file = tmp_path / "mine.opml"
    file.write_text(
        '<opml version="2.0"><body>'
        '<outline type="rss" text="Echo" xmlUrl="https://echo.example/feed"/>'
        "</body></opml>"
    )
    monkeypatch.setenv("SOURCES_FILE", str(file))
    code = main(["sources"])

    (line,) = capsys.readouterr().out.splitlines()
    assert code == 0
    assert line.split("\t")[1:3] == ["Echo", "https://echo.example/feed"]
    assert line.endswith("not asked yet")


def test_a_status_of_an_empty_newsroom_says_that_nothing_was_collected(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["status"]) == 0

    said = capsys.readouterr().out
    assert "No article has been collected yet" in said
    assert "0 articles in 0 stories" in said


def test_migrating_twice_is_fine(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate"]) == main(["migrate"]) == 0
    assert capsys.readouterr().out.count("up to date") == 2


def test_the_demo_shows_at_least_three_stories_with_quotes_and_links(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["demo", "--once"]) == 0

    shown = capsys.readouterr().out
    assert "3. " in shown
    assert shown.count("— ") >= 3
    assert shown.count("http://127.0.0.1:") >= 6
    assert "Quotes are word for word" in shown


def test_a_file_that_is_no_database_is_refused_in_a_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "news.db").write_text("Minutes of the meeting. " * 100)

    assert main(["status"]) == 1
    said = capsys.readouterr().err
    assert "cannot be used (file is not a database)" in said
    assert "Traceback" not in said

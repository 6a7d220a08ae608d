from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot import call_notes
from bot.call_notes import CallNotes, Noted, noted
from tests.bot.builders import NOON

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def boot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that started once; another text in this file is another start."""
    file = tmp_path / "boot_id"
    file.write_text("first\n", encoding="ascii")
    monkeypatch.setattr(call_notes, "BOOT_ID", file)
    return file


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "verbatim.db-telegram.calls"


def anew(path: Path) -> CallNotes:
    notes = CallNotes.anew(path, at=NOON)
    assert notes is not None
    return notes


def test_what_began_and_what_it_brought_is_read_by_the_next_process(path: Path) -> None:
    notes = anew(path)
    notes.take(7, at=NOON)
    notes.take(8, at=NOON + SECOND)
    notes.answer(7, "m7", at=NOON + 2 * SECOND)

    assert noted(path) == Noted(
        arrived={7: "m7"}, under_way=frozenset({8}), last=NOON + 2 * SECOND
    )


def test_before_the_first_call_nothing_left(path: Path) -> None:
    anew(path)

    assert noted(path) == Noted(last=NOON)


def test_a_new_process_begins_with_nothing(path: Path) -> None:
    anew(path).take(7, at=NOON)

    anew(path)

    assert noted(path) == Noted(last=NOON)


def test_a_call_that_begins_again_is_one_call(path: Path) -> None:
    notes = anew(path)
    notes.take(7, at=NOON)
    notes.take(7, at=NOON + SECOND)
    notes.end(7)
    notes.take(7, at=NOON + MINUTE)
    notes.answer(7, "m", at=NOON + MINUTE)

    assert noted(path) == Noted(arrived={7: "m"}, last=NOON + MINUTE)


def test_the_file_does_not_grow_for_ever_and_calls_under_way_stay_in_it(
    path: Path,
) -> None:
    notes = anew(path)
    notes.take(1, at=NOON)
    for id_ in range(2, 5000):
        notes.take(id_, at=NOON)
        notes.answer(id_, f"m{id_}", at=NOON)
        notes.end(id_)

    read = noted(path)
    assert read is not None
    assert read.under_way == {1}
    assert read.arrived[4999] == "m4999"
    assert len(read.arrived) == len(path.read_text().splitlines()) - 2 < 1100


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda text: text[:0], id="empty"),
        pytest.param(lambda text: text[:-90], id="cut"),
        pytest.param(lambda text: text.replace("calls-3", "calls-2"), id="older"),
        pytest.param(lambda text: text.replace(" ? ", " "), id="a word is missing"),
        pytest.param(lambda text: text.replace(" ? ", " * "), id="no state"),
        pytest.param(lambda text: text + "\0" * 128, id="zeros"),
        pytest.param(lambda text: text + "é", id="not ASCII"),
    ],
)
def test_notes_that_are_not_whole_tell_nothing_but_that(
    path: Path, spoil: Callable[[str], str], caplog: pytest.LogCaptureFixture
) -> None:
    anew(path).take(7, at=NOON)
    path.write_text(spoil(path.read_text()), encoding="utf-8")

    assert noted(path) is None
    (told,) = caplog.messages
    assert told.startswith(
        f"{path} says what was being sent when the bot stopped, and "
    )


def test_notes_that_are_not_there_tell_nothing(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert noted(path) is None
    assert not caplog.messages


def test_after_the_machine_started_anew_older_notes_tell_nothing(
    path: Path, boot: Path, caplog: pytest.LogCaptureFixture
) -> None:
    anew(path).take(7, at=NOON)
    boot.write_text("second\n", encoding="ascii")

    assert noted(path) is None
    assert not caplog.messages


def test_nothing_is_noted_where_nobody_knows_when_the_machine_started(
    path: Path, boot: Path
) -> None:
    anew(path).take(7, at=NOON)
    boot.unlink()

    assert CallNotes.anew(path, at=NOON) is None
    assert not path.exists()


def test_what_cannot_be_noted_says_so(tmp_path: Path, path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        CallNotes.anew(tmp_path / "missing" / "calls", at=NOON)
    notes = anew(path)
    notes.take(7, at=NOON)
    with pytest.raises(OSError, match="too long"):
        notes.answer(7, "m" * 200, at=NOON)

    assert noted(path) == Noted(under_way=frozenset({7}), last=NOON)


def test_a_call_that_promised_to_tell_has_not_begun_before_it_does(path: Path) -> None:
    notes = anew(path)
    for id_ in (6, 7, 8, 9):
        notes.take(id_, at=NOON)
    for id_ in (6, 7, 8):
        notes.promise(id_, at=NOON)
    for id_ in (6, 7):
        notes.begin(id_, at=NOON)
    notes.answer(6, "m", at=NOON)
    read = noted(path)

    assert read == Noted(arrived={6: "m"}, under_way=frozenset({7, 9}), last=NOON)
    assert [id_ for id_ in range(5, 10) if read.never_left(id_, NOON)] == [5, 8]


def test_promises_alone_are_enough(path: Path) -> None:
    notes = anew(path)
    for id_ in (7, 8):
        notes.take(id_, at=NOON)
        notes.promise(id_, at=NOON)

    assert noted(path) == Noted(last=NOON)


def test_a_call_that_began_promises_nothing_more(path: Path) -> None:
    notes = anew(path)
    notes.take(7, at=NOON)
    notes.begin(7, at=NOON)
    notes.promise(7, at=NOON)

    assert noted(path) == Noted(under_way=frozenset({7}), last=NOON)


def test_a_call_that_is_made_again_has_to_promise_again(path: Path) -> None:
    notes = anew(path)
    notes.take(7, at=NOON)
    notes.promise(7, at=NOON)
    notes.end(7)
    notes.take(7, at=NOON + SECOND)

    assert noted(path) == Noted(under_way=frozenset({7}), last=NOON + SECOND)


@pytest.mark.parametrize("message_id", ["m", ""])
def test_where_a_promise_was_broken_others_count_for_nothing(
    path: Path, message_id: str
) -> None:
    notes = anew(path)
    for id_ in (6, 7, 8):
        notes.take(id_, at=NOON)
        notes.promise(id_, at=NOON)
    notes.begin(6, at=NOON)
    notes.answer(7, message_id, at=NOON)
    read = noted(path)

    assert read is not None
    assert read.under_way == {6, 8}
    assert not read.never_left(8, NOON)


def test_a_message_has_arrived_before_its_id_is_read(path: Path) -> None:
    notes = anew(path)
    for id_ in (7, 8):
        notes.take(id_, at=NOON)
        notes.begin(id_, at=NOON)
        notes.answer(id_, "", at=NOON)
    notes.answer(8, "m8", at=NOON)

    assert noted(path) == Noted(arrived={7: "", 8: "m8"}, last=NOON)


def test_only_what_was_taken_lately_is_known_not_to_have_left() -> None:
    last = Noted(under_way=frozenset({7}), arrived={9: "m"}, last=NOON)

    assert last.never_left(8, NOON)
    assert last.never_left(8, NOON + MINUTE)
    assert not last.never_left(7, NOON)
    assert not last.never_left(9, NOON)
    assert not last.never_left(8, NOON - 2 * MINUTE)

"""Which calls to a platform are under way, in a file that outlives a killed process.

A row says ``sending`` from a commit before its call until a commit after it, and what a
kill leaves so is in doubt. A note costs a system call where a commit waits its turn, so
it is made as the call leaves and as soon as its answer is there: what is not noted never
left, and what is noted with its answer has arrived. Each line of the file is a call.

A power cut takes what the operating system had not written down yet: notes that were
made before the machine last started tell nothing. Only who holds the platform's name
(``Database.alone``) may read or write them, so their writer is gone by then.
"""

import logging
import os
import re
import weakref
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

log = logging.getLogger(__name__)

# https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html; no other system has it.
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_FORMAT = "verbatim-calls-3"
_WIDTH = 128
# Whether a call may have begun, has not yet, or has; then, once it arrived, and its
# message's id.
_TAKEN, _PROMISED, _BEGUN = "?", "-", "+"
_ARRIVED = "="
_KNOWN = re.compile(r"[?+-](=\S*)?").fullmatch
# Lines of calls that are over are kept for a while, and rows older than the notes are not
# judged by them: somebody may have put an old copy of the database in its place.
_KEPT = 1000
_MEMORY = timedelta(minutes=1)
_UNUSABLE = (
    "%s says what was being sent when the bot stopped, and cannot be used (%s): on "
    "Telegram, what may have arrived then is not sent again, and /latest shows it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a process that is gone had noted: its calls, and when it made the last note.

    ``arrived`` holds, by delivery, the id of the message that it became, or ``""`` if
    that was not read any more. What was ``under_way`` had begun, or may have.
    """

    last: datetime
    arrived: Mapping[int, str] = field(default_factory=dict)
    under_way: frozenset[int] = frozenset()

    def never_left(self, delivery_id: int, taken_at: datetime) -> bool:
        """Say whether the call of a delivery that was taken then surely did not begin."""
        is_noted = delivery_id in self.arrived or delivery_id in self.under_way
        return not is_noted and taken_at > self.last - _MEMORY


@dataclass(slots=True, weakref_slot=True, eq=False)
class CallNotes:
    """The notes of this process. What cannot be noted raises ``OSError``."""

    file: int
    _lines: dict[int, int] = field(init=False, default_factory=dict)
    _states: dict[int, str] = field(init=False, default_factory=dict)
    _over: deque[int] = field(init=False, default_factory=deque)

    @classmethod
    def anew(cls, path: Path, *, at: datetime) -> Self | None:
        """Begin with an empty file; ``None`` where nobody says when the machine started."""
        path.unlink(missing_ok=True)
        boot = _boot()
        if not boot:
            return None
        notes = cls(os.open(path, os.O_WRONLY | os.O_CREAT, 0o666))
        weakref.finalize(notes, os.close, notes.file)
        notes._write(0, _FORMAT, boot, at)
        return notes

    def take(self, delivery_id: int, *, at: datetime) -> None:
        """Note that the call is about to begin."""
        if delivery_id not in self._lines:
            self._lines[delivery_id] = self._free_line()
        self._state(delivery_id, _TAKEN, at)

    def promise(self, delivery_id: int, *, at: datetime) -> None:
        """Note that its bytes do not leave before ``begin``."""
        if self._states[delivery_id] == _TAKEN:
            self._state(delivery_id, _PROMISED, at)

    def begin(self, delivery_id: int, *, at: datetime) -> None:
        """Note that the call's bytes leave."""
        self._state(delivery_id, _BEGUN, at)

    def answer(self, delivery_id: int, message_id: str, *, at: datetime) -> None:
        """Note that the message has arrived, and its id, unless that is not read yet."""
        said = self._states[delivery_id] + _ARRIVED + message_id
        self._write(self._lines[delivery_id], delivery_id, said, at)

    def end(self, delivery_id: int) -> None:
        """Let the line be used again: the database knows what became of the call."""
        self._states.pop(delivery_id, None)
        if line := self._lines.pop(delivery_id, None):
            self._over.append(line)

    def _state(self, delivery_id: int, state: str, at: datetime) -> None:
        self._states[delivery_id] = state
        self._write(self._lines[delivery_id], delivery_id, state, at)

    def _free_line(self) -> int:
        if len(self._over) >= _KEPT:
            return self._over.popleft()
        return 1 + len(self._lines) + len(self._over)

    def _write(self, line: int, what: object, said: str, at: datetime) -> None:
        text = f"{what} {said} {at.isoformat()}"
        note = text.encode("ascii", "replace").ljust(_WIDTH - 1) + b"\n"
        if len(note) != _WIDTH:
            raise OSError(f"too long to be noted: {text}")
        if os.pwrite(self.file, note, line * _WIDTH) != _WIDTH:
            raise OSError("there was no room for all of a note")


def noted(path: Path) -> Noted | None:
    """Read what another process noted since the machine started, if all of it is whole."""
    try:
        return _read(path.read_text("ascii"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        log.warning(_UNUSABLE, path, error)
        return None


def _read(text: str) -> Noted | None:
    name, boot, began = _parsed(text[: _WIDTH - 1])
    if name != _FORMAT:
        raise ValueError(f"it is not {_FORMAT}")
    if boot != _boot():
        return None
    lines = [_parsed(line) for line in text.splitlines()[1:]]
    lines.sort(key=lambda line: line[2])
    states = {int(call): said for call, said, _ in lines}
    if unknown := next((said for said in states.values() if not _KNOWN(said)), ""):
        raise ValueError(f"a call is {unknown!r}")
    return Noted(
        last=max([began, *(at for _, _, at in lines)]),
        arrived={
            call: said.partition(_ARRIVED)[2]
            for call, said in states.items()
            if _ARRIVED in said
        },
        under_way=_under_way(states),
    )


def _under_way(states: Mapping[int, str]) -> frozenset[int]:
    """Return the calls that had begun, or may have: a promise broken once is none."""
    is_broken = any(said.startswith(_PROMISED + _ARRIVED) for said in states.values())
    open_ = {_TAKEN, _BEGUN, *([_PROMISED] if is_broken else [])}
    return frozenset(call for call, said in states.items() if said in open_)


def _parsed(line: str) -> tuple[str, str, datetime]:
    if len(line) != _WIDTH - 1:
        raise ValueError(f"a line is {len(line)} characters long")
    what, said, at = line.split()
    return what, said, datetime.fromisoformat(at).astimezone(UTC)


def _boot() -> str:
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""

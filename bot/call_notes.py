"""Which calls to a platform are under way, in a file that outlives a killed process.

A row says ``sending`` from a commit before its call until a commit after it, and what a
kill leaves so is in doubt. A note costs a system call where a commit waits its turn, so
it is made right before the call and right after it: what is not noted never left, and
what is noted with its answer has arrived. Each line of the file is a call.

A power cut takes what the operating system had not written down yet: notes that were
made before the machine last started tell nothing. Only who holds the platform's name
(``Database.alone``) may read or write them, so their writer is gone by then.
"""

import os
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

# https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html; no other system has it.
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
_FORMAT = "verbatim-calls-1"
_WIDTH = 128
_NO_ANSWER = "-"
# Lines of calls that are over are kept for a while, and rows older than the notes are not
# judged by them: somebody may have put an old copy of the database in its place.
_KEPT = 1000
_MEMORY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a process that is gone had noted: its calls, and when it made the last note.

    ``calls`` holds, by delivery, the id of the message that it became, or ``""``.
    """

    calls: Mapping[int, str]
    last: datetime

    def never_left(self, delivery_id: int, taken_at: datetime) -> bool:
        """Say whether the call of a delivery that was taken then surely did not begin."""
        return delivery_id not in self.calls and taken_at > self.last - _MEMORY


@dataclass(slots=True)
class CallNotes:
    """The notes of this process. What cannot be noted raises ``OSError``."""

    path: Path
    _lines: dict[int, int] = field(init=False, default_factory=dict)
    _over: deque[int] = field(init=False, default_factory=deque)

    @classmethod
    def anew(cls, path: Path, *, at: datetime) -> Self | None:
        """Begin with an empty file; ``None`` where nobody says when the machine started."""
        path.unlink(missing_ok=True)
        boot = _boot()
        if not boot:
            return None
        notes = cls(path)
        notes._write(0, _FORMAT, boot, at)
        return notes

    def begin(self, delivery_id: int, *, at: datetime) -> None:
        """Note that the call leaves now."""
        if delivery_id not in self._lines:
            self._lines[delivery_id] = self._free_line()
        self._write(self._lines[delivery_id], delivery_id, _NO_ANSWER, at)

    def answer(self, delivery_id: int, message_id: str, *, at: datetime) -> None:
        """Note which message the call brought."""
        self._write(self._lines[delivery_id], delivery_id, message_id, at)

    def end(self, delivery_id: int) -> None:
        """Let the line be used again: the database knows what became of the call."""
        if line := self._lines.pop(delivery_id, None):
            self._over.append(line)

    def _free_line(self) -> int:
        if len(self._over) >= _KEPT:
            return self._over.popleft()
        return 1 + len(self._lines) + len(self._over)

    def _write(self, line: int, what: object, said: str, at: datetime) -> None:
        text = f"{what} {said} {at.isoformat()}"
        note = text.encode("ascii", "replace").ljust(_WIDTH - 1) + b"\n"
        if len(note) != _WIDTH:
            raise OSError(f"too long to be noted: {text}")
        file = os.open(self.path, os.O_WRONLY | os.O_CREAT, 0o666)
        try:
            if os.pwrite(file, note, line * _WIDTH) != _WIDTH:
                raise OSError("there was no room for all of a note")
        finally:
            os.close(file)


def noted(path: Path) -> Noted | None:
    """Read what another process noted since the machine started, if all of it is whole."""
    try:
        first, *lines = (_parsed(line) for line in path.read_text("ascii").splitlines())
        name, boot, last = first
        if name != _FORMAT or boot != _boot():
            return None
        lines.sort(key=lambda line: line[2])
        return Noted(
            calls={int(call): _answer(said) for call, said, _ in lines},
            last=max([last, *(at for _, _, at in lines)]),
        )
    except (OSError, ValueError):
        return None


def _answer(said: str) -> str:
    return "" if said == _NO_ANSWER else said


def _parsed(line: str) -> tuple[str, str, datetime]:
    what, said, at = line.split()
    if len(line) != _WIDTH - 1:
        raise ValueError(f"a note is {len(line)} characters long")
    return what, said, datetime.fromisoformat(at).astimezone(UTC)


def _boot() -> str:
    try:
        return BOOT_ID.read_text("ascii").strip()
    except OSError:
        return ""

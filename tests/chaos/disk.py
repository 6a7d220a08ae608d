"""A small disk of our own, which can be full: Linux only, and only for root."""

import asyncio
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.chaos.processes import CannotPlay

_FILLER = "filler"
_BLOCK = 4096


@asynccontextmanager
async def small_disk(place: Path, *, megabytes: int) -> AsyncIterator[None]:
    """Mount a disk of this size at a folder; without a size it stays a mere folder.

    What was written to the disk is in the folder when the disk is gone.
    """
    if not megabytes:
        yield
        return
    if sys.platform != "linux" or os.geteuid():
        raise CannotPlay("a disk that can be full needs Linux, and root")
    await _called("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", place)
    with TemporaryDirectory(dir=place.parent) as aside:
        try:
            yield
        finally:
            shutil.copytree(place, aside, dirs_exist_ok=True)
            await _called("umount", "--lazy", place)
            shutil.copytree(aside, place, dirs_exist_ok=True)


@contextmanager
def filled(place: Path) -> Iterator[None]:
    """Leave no room on the disk of a folder for a while."""
    filler = place / _FILLER
    try:
        with filler.open("ab", buffering=0) as file:
            _fill(file.fileno())
        yield
    finally:
        filler.unlink(missing_ok=True)


def _fill(file: int) -> None:
    size = 0
    for step in (1 << 20, _BLOCK):
        try:
            while True:
                os.posix_fallocate(file, size, step)
                size += step
        except OSError:
            continue


async def _called(*command: str | Path) -> None:
    process = await asyncio.create_subprocess_exec(*command)
    if await process.wait():
        raise CannotPlay(f"{command[0]} refused to {' '.join(map(str, command[1:]))}")

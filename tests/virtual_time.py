"""An event loop whose clock jumps ahead instead of waiting: minutes pass at once."""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

from typing_extensions import override

T = TypeVar("T")


class _Impatient(selectors.DefaultSelector):
    def __init__(self) -> None:
        super().__init__()
        self.skipped = 0.0

    @override
    def select(
        self, timeout: float | None = None
    ) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(0)
        if not found:
            if timeout is None:
                raise RuntimeError("Everybody waits, and nothing will ever happen.")
            self.skipped += max(timeout, 0)
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    """Its time starts at 0 and moves only when all tasks wait."""

    def __init__(self) -> None:
        self._impatient = _Impatient()
        super().__init__(self._impatient)

    @override
    def time(self) -> float:
        return self._impatient.skipped


def run(story: Coroutine[Any, Any, T]) -> T:
    """Run one coroutine to its end in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(story)

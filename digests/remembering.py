"""What takes long to find out and is the same for all who ask: found once, and kept."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Remembered(Generic[_Key, _Value]):
    """Values by their keys; of more than ``most`` the oldest go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[_Key, _Value] = {}
        self._turns: dict[_Key, asyncio.Lock] = {}

    async def get(self, key: _Key, find: Callable[[], Awaitable[_Value]]) -> _Value:
        """Return what is known, or find it: once, however many ask together."""
        if key in self._known:
            return self._known[key]
        async with self._turns.setdefault(key, asyncio.Lock()):
            if key in self._known:
                return self._known[key]
            try:
                found = self._known[key] = await find()
            finally:
                self._turns.pop(key, None)
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]
        return found

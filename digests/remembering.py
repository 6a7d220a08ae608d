"""What takes long to find out and is the same for all who ask: found once, and kept."""

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


class Kept(Generic[_Key, _Value]):
    """Values by their keys; of more than ``most`` the oldest go."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: dict[_Key, _Value] = {}

    def get(self, key: _Key) -> _Value | None:
        """Return what is known."""
        return self._known.get(key)

    def keep(self, key: _Key, value: _Value) -> None:
        self._known[key] = value
        if len(self._known) > self._most:
            del self._known[next(iter(self._known))]


class Remembered(Generic[_Key, _Value]):
    """Values that are found when somebody asks; of more than ``most`` the oldest go."""

    def __init__(self, most: int) -> None:
        self._known = Kept[_Key, _Value](most)
        self._turns: dict[_Key, asyncio.Lock] = {}

    async def get(self, key: _Key, find: Callable[[], Awaitable[_Value]]) -> _Value:
        """Return what is known, or find it: once, however many ask together."""
        if (known := self._known.get(key)) is not None:
            return known
        async with self._turns.setdefault(key, asyncio.Lock()):
            if (known := self._known.get(key)) is not None:
                return known
            try:
                found = await find()
            finally:
                self._turns.pop(key, None)
            self._known.keep(key, found)
        return found

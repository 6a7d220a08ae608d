"""When two figures say the same: rounded, bounded, or read in another country's way."""

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

# How far a figure may lie from one that its writer calls a rounded or a least one.
_NEAR = 0.1
# How far a bare figure may lie from a plainly rounder one.
_CLOSE = 0.03
_SURE_DIGITS, _TEN = 2, 10


class Bound(StrEnum):
    """How a writer hedges a figure."""

    NONE = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"


def agree(
    one: Sequence[float], other: Sequence[float], bounds: tuple[Bound, Bound]
) -> bool:
    """Say whether some readings of two figures may both be true."""
    return any(_agree(a, b, bounds) for a in one for b in other)


def _agree(one: float, other: float, bounds: tuple[Bound, Bound]) -> bool:
    if one == other:
        return True
    gap, size = abs(one - other), max(abs(one), abs(other))
    if Bound.ABOUT in bounds and gap <= _NEAR * size:
        return True
    least, most = (one, other) if one < other else (other, one)
    low, high = bounds if one < other else bounds[::-1]
    if (low is Bound.OVER or high is Bound.UNDER) and gap <= _NEAR * most:
        return True
    return _rounds_to(least, most) or _rounds_to(most, least)


def _rounds_to(exact: float, rounded: float) -> bool:
    """Say whether one figure is the other with fewer digits: 54.3 and 54, 412 and 400."""
    fine, coarse = last_place(exact), last_place(rounded)
    if coarse <= fine:
        return False
    gap = abs(exact - rounded)
    if digits(rounded) >= _SURE_DIGITS or fine < 1 <= coarse < _TEN:
        return gap <= coarse / 2
    return gap <= _CLOSE * abs(exact)


@lru_cache(maxsize=10_000)
def last_place(value: float) -> float:
    """Give the worth of the last digit that is not nought: 100 for 400, 0.1 for 54.3."""
    mantissa, exponent = _parts(value)
    return 10.0 ** (exponent - max(len(mantissa) - 1, 0))


def digits(value: float) -> int:
    """Count the digits of a figure without the noughts at its ends."""
    return len(_parts(value)[0])


def are_transposed(one: float, other: float) -> bool:
    """Say whether two figures have the same digits in another order: 3.4 and 4.3."""
    first, second = _parts(one), _parts(other)
    long = len(first[0]) >= _SURE_DIGITS
    alike = sorted(first[0]) == sorted(second[0])
    return long and alike and first[1] == second[1] and one != other


@lru_cache(maxsize=10_000)
def _parts(value: float) -> tuple[str, int]:
    """Write a figure as its digits and the power of ten of the first: 54.3, "543", 1."""
    head, _, power = f"{abs(value):.11e}".partition("e")
    return head.replace(".", "").rstrip("0"), int(power)

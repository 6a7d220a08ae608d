"""Ours: the quotes that would be printed."""

from digests import evaluate
from tests.quality.gold import Row


def find(row: Row) -> list[Row]:
    (found,) = evaluate.eval_quotes([row])
    return [quote for quote in found["quotes"] if quote["printed"]]

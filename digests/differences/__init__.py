"""Where the accounts of one story disagree about the same fact."""

from digests.differences.accounts import (
    Account,
    Difference,
    DifferenceKind,
    Later,
    Statement,
    Version,
)
from digests.differences.verdicts import differences, doubts

__all__ = [
    "Account",
    "Difference",
    "DifferenceKind",
    "Later",
    "Statement",
    "Version",
    "differences",
    "doubts",
]

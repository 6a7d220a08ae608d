"""Stories that are told in several ways, with what was planted in them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from digests.differences import Account, Difference
from digests.news import Article, Span

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
_MARKED = re.compile(r"\{([ds]\d)\|([^{}|]*)\}")


@dataclass(frozen=True, slots=True)
class Told:
    """One story: its accounts, and where each planted fact stands in which of them."""

    name: str
    accounts: list[Account]
    planted: dict[str, list[tuple[int, Span]]] = field(default_factory=dict)


def stories(path: Path) -> Iterator[Told]:
    """Read the stories of a file."""
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["story"]:
        told = Told(row["name"], [])
        for key, account in enumerate(row["account"]):
            told.accounts.append(_account(key, account, told))
        yield told


def _account(key: int, row: dict[str, Any], told: Told) -> Account:
    text, at = "", 0
    for mark in _MARKED.finditer(row["text"]):
        text += row["text"][at : mark.start()]
        span = (len(text), len(text) + len(mark[2]))
        told.planted.setdefault(mark[1], []).append((key, span))
        text, at = text + mark[2], mark.end()
    text += row["text"][at:]
    article = Article(
        url=f"https://news.example/{key}",
        title=row["title"],
        text=text,
        lang=row.get("lang", "en"),
        outlet=row["outlet"],
        published=NOON + timedelta(hours=row.get("hours", 0)),
    )
    return Account(key=key, article=article)


def cites(difference: Difference, places: list[tuple[int, Span]]) -> bool:
    """Say whether two versions or more of a difference cite some places."""
    cited = [
        version
        for version in difference.versions
        if any(
            said.key == key and said.span[0] < end and start < said.span[1]
            for said in version.statements
            for key, (start, end) in places
        )
    ]
    return len(cited) > 1

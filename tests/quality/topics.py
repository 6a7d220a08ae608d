"""Topics in a reader's own words: what is found for them, and what is not about them.

The search is the real one, over articles in the tables of a newsroom.
"""

import asyncio
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from digests import Interest, InterestKind, cards, selection
from tests.quality.filed import Filed, filed
from tests.quality.gold import Missing, Row, read
from tests.quality.report import note, percent, table

_WORD = re.compile(r"\w+")

Ids = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One topic: the articles about it, and what each system found."""

    query: str
    gold: Ids
    found: Mapping[str, Ids]


def measure(data: Path, scratch: Path) -> None:
    folder = data / "stories"
    rows = read(folder / "stories_dev.jsonl")
    labels = [
        row for row in read(folder / "labels_dev.jsonl") if row["kind"] == "topic"
    ]
    if not labels:
        raise Missing("not measured, because no label is a topic")
    asked = asyncio.run(_ask(rows, labels))
    systems = list(asked[0].found)
    table(
        "Topics in a reader's words (stories_dev): precision and recall in %",
        ("topic", "about it", *(f"{name} {what}" for name in systems for what in "PR")),
        [
            _cells("all", asked, systems),
            *(_cells(each.query, [each], systems) for each in asked),
        ],
    )
    note("  stories: all articles of the stories that verbatim found")
    for each in asked:
        _list_faults(each)


async def _ask(rows: Sequence[Row], labels: Sequence[Row]) -> list[Asked]:
    async with filed() as desk:
        for row in rows:
            desk.clock.now = datetime.fromisoformat(row["published"])
            await desk.file(row)
        return [await _asked(desk, rows, label) for label in labels]


async def _asked(desk: Filed, rows: Sequence[Row], label: Row) -> Asked:
    words = label["query"]
    interest = Interest(kind=InterestKind.WORDS, value=words, label=words)
    async with desk.database.reading() as connection:
        matches = await selection.matches(connection, interest, since=None)
        stories = await cards.cards_of_stories(connection, matches.by_story().keys())
    told = [card.id for listed in stories.values() for card in listed]
    found = {
        "verbatim": [desk.rows[article] for article, _ in matches.articles],
        "stories": [desk.rows[article] for article in told],
        "keywords": [row for row in rows if has_all_words(row, words)],
    }
    return Asked(
        query=words,
        gold=frozenset(label["ids"]),
        found={name: _ids(which) for name, which in found.items()},
    )


def has_all_words(row: Row, query: str) -> bool:
    """Say whether every word of a query stands in an article, in the same form."""
    text = f"{row['title']} {row['text']}".casefold()
    return set(_WORD.findall(query.casefold())) <= set(_WORD.findall(text))


def _ids(rows: Iterable[Row]) -> Ids:
    return frozenset(row["id"] for row in rows)


def _cells(
    name: str, asked: Sequence[Asked], systems: Sequence[str]
) -> tuple[str, ...]:
    about = sum(len(each.gold) for each in asked)
    cells = [name, str(about)]
    for system in systems:
        right = sum(len(each.gold & each.found[system]) for each in asked)
        found = sum(len(each.found[system]) for each in asked)
        cells += [percent(right / found if found else None), percent(right / about)]
    return tuple(cells)


def _list_faults(asked: Asked) -> None:
    found = asked.found["verbatim"]
    missed, false = sorted(asked.gold - found), sorted(found - asked.gold)
    if missed:
        note(f"  {asked.query}: not found: {', '.join(missed)}")
    if false:
        note(f"  {asked.query}: found, but not about it: {', '.join(false)}")

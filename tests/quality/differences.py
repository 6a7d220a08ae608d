"""Differences: planted ones, what must not be one, and reports of neither.

Gold labels mark two places of a story's articles; a difference is found when two of
its versions cite one of them each.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from digests.differences import Account, differences
from digests.news import Span
from tests.digests import differing
from tests.quality.gold import Row, article_of, read
from tests.quality.report import note, percent, table

_ALL, _SHOWN = 100, 5
_INVENTED = (
    ("invented here, tuned on", "differing_stories.toml"),
    ("invented here, kept apart", "differing_stories_unseen.toml"),
)
Places = list[tuple[int, Span]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One story: its accounts, what differs in it, and what only looks as if."""

    accounts: Sequence[Account]
    differ: Sequence[Places]
    agree: Sequence[Places]


def measure(data: Path, scratch: Path) -> None:
    folder = data / "stories"
    rows = read(folder / "stories_dev.jsonl")
    gold = list(_gold(rows, read(folder / "labels_dev.jsonl")))
    sets = [("stories_dev, tuned on", gold)]
    sets += [(name, list(_invented(file))) for name, file in _INVENTED]
    table(
        "Differences between the accounts of a story",
        ("set", "limit", "planted", "found", "%", "same, told", "reports", "unplanned"),
        [
            (name, str(limit), *_scores(told, limit))
            for name, told in sets
            for limit in (_ALL, _SHOWN)
        ],
    )
    note("  unplanned: reports of no planted difference, to be judged by hand:")
    for line in _unplanned(gold):
        note(f"  {line}")


def _gold(rows: Sequence[Row], labels: Sequence[Row]) -> Iterator[Told]:
    for event, found in groupby(_by_event(rows), key=lambda row: str(row["event"])):
        members = list(found)
        keys = {row["id"]: key for key, row in enumerate(members)}
        own = [label for label in labels if label.get("event") == event]
        yield Told(
            accounts=[_account(key, row) for key, row in enumerate(members)],
            differ=[_places(keys, row) for row in own if row["kind"] == "difference"],
            agree=[_places(keys, row) for row in own if row["kind"] == "no_difference"],
        )


def _by_event(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (str(row["event"]), str(row["published"])))


def _account(key: int, row: Row) -> Account:
    return Account(key=key, article=article_of(row))


def _places(keys: dict[str, int], label: Row) -> Places:
    return [
        (keys[label[side]["id"]], (label[side]["start"], label[side]["end"]))
        for side in ("a", "b")
    ]


def _invented(file: str) -> Iterator[Told]:
    folder = Path(differing.__file__).parent
    for told in differing.stories(folder / file):
        marked = told.planted.items()
        yield Told(
            accounts=told.accounts,
            differ=[places for mark, places in marked if mark.startswith("d")],
            agree=[places for mark, places in marked if mark.startswith("s")],
        )


def _scores(stories: Sequence[Told], limit: int) -> tuple[str, ...]:
    planted = found = wrong = reports = others = 0
    for told in stories:
        shown = differences(told.accounts, limit=limit)
        planted += len(told.differ)
        found += sum(any(differing.cites(one, p) for one in shown) for p in told.differ)
        wrong += sum(any(differing.cites(one, p) for one in shown) for p in told.agree)
        reports += len(shown)
        others += sum(
            not any(differing.cites(one, p) for p in told.differ) for one in shown
        )
    share = percent(found / planted if planted else None)
    return (str(planted), str(found), share, str(wrong), str(reports), str(others))


def _unplanned(stories: Sequence[Told]) -> Iterator[str]:
    started = time.process_time()
    for told in stories:
        texts = [account.article.text for account in told.accounts]
        for one in differences(told.accounts, limit=_ALL):
            if not any(differing.cites(one, places) for places in told.differ):
                said = [version.statements[0] for version in one.versions]
                words = " / ".join(texts[s.key][slice(*s.span)] for s in said)
                yield f"- {one.kind}, about {', '.join(one.about)}: {words}"
    length = sum(len(a.article.text) for told in stories for a in told.accounts)
    seconds = time.process_time() - started
    yield f"({length:,} characters in {seconds:.2f} CPU-s)"

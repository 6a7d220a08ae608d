"""What a chat is told day by day: a briefing at eight, of all there is, with a memory.

``as dated`` keeps the months over which the invented events are spread; for ``in one
week`` each event is moved by whole weeks, so that its days and hours stay what they say.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from bot.briefing_document import in_one_message
from bot.briefings import in_brief, window_start
from digests import Briefing, Length, StoryView
from tests.quality.filed import Filed, filed
from tests.quality.gold import Row, read
from tests.quality.report import note, table

_WEEK, _DAY = timedelta(weeks=1), timedelta(days=1)
_AT = time(8)


@dataclass(slots=True)
class Told:
    """What a chat was told over all briefings; faults name their briefing."""

    briefings: int = 0
    stories: int = 0
    updates: int = 0
    doubled: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    events: set[str] = field(default_factory=set)

    def cells(self, name: str, events: int) -> tuple[str, ...]:
        counts = (
            self.briefings,
            self.stories,
            len(self.doubled),
            len(self.repeated),
            self.updates,
            len(self.again),
        )
        return name, *map(str, counts), f"{len(self.events)} of {events}"


def measure(data: Path, scratch: Path) -> None:
    rows = read(data / "stories" / "stories_dev.jsonl")
    events = len({row["event"] for row in rows})
    told = {
        "as dated": asyncio.run(follow(rows)),
        "in one week": asyncio.run(follow(in_one_week(rows))),
    }
    table(
        f"A chat that follows everything, briefed daily at 08:00 (stories_dev, {events} events)",
        (
            "calendar",
            "briefings",
            "told",
            "twice in one",
            "no news",
            "updates",
            "not new",
            "events told",
        ),
        [each.cells(name, events) for name, each in told.items()],
    )
    note("  twice in one: an event that a briefing names more than once")
    note("  no news: a story told before that shows no update, or an event that comes")
    note("  back as another story though its new articles add nothing")
    note("  not new: updates without a listed new fact")
    for name, each in told.items():
        for fault in (*each.doubled, *each.repeated, *each.again):
            note(f"  {name}: {fault}")


def in_one_week(rows: Sequence[Row]) -> list[Row]:
    """Move each event by whole weeks into the week of the first."""
    first = _monday(min(_published(row) for row in rows))
    begins: dict[str, datetime] = {}
    for row in sorted(rows, key=_published):
        begins.setdefault(row["event"], _monday(_published(row)))
    moved = [
        {
            **row,
            "published": (_published(row) - (begins[row["event"]] - first)).isoformat(),
        }
        for row in rows
    ]
    return sorted(moved, key=_published)


def _published(row: Row) -> datetime:
    return datetime.fromisoformat(row["published"])


def _monday(at: datetime) -> datetime:
    return datetime.combine(at.date() - at.weekday() * _DAY, time(), at.tzinfo)


async def follow(rows: Sequence[Row]) -> Told:
    """File the articles as they appear, and tell a chat each morning what is new."""
    told = Told()
    seen: dict[int, datetime] = {}
    last: datetime | None = None
    left = list(rows)
    async with filed() as desk:
        for morning in _mornings(rows):
            while left and _published(left[0]) <= morning:
                desk.clock.now = _published(left[0])
                await desk.file(left.pop(0))
            desk.clock.now = morning
            briefing = await _briefing(desk, seen, window_start(last, morning))
            _count(told, desk, briefing, seen, last)
            seen.update((story.id, morning) for story in briefing.stories)
            last = morning
    return told


def _mornings(rows: Sequence[Row]) -> Iterator[datetime]:
    first, end = _published(rows[0]), _published(rows[-1]) + _DAY
    morning = datetime.combine(first.date(), _AT, first.tzinfo)
    while morning <= end:
        yield morning
        morning += _DAY


async def _briefing(
    desk: Filed, seen: dict[int, datetime], since: datetime
) -> Briefing:
    chosen = await desk.newsroom.briefing(
        [desk.everything], since=since, length=in_brief(Length.NORMAL), seen=seen
    )
    return in_one_message(chosen)


def _count(
    told: Told,
    desk: Filed,
    briefing: Briefing,
    seen: dict[int, datetime],
    last: datetime | None,
) -> None:
    told.briefings += 1
    told.stories += len(briefing.stories)
    events = [desk.event_at(story.url) for story in briefing.stories]
    lines = [desk.event_at(line.url) for line in briefing.also]
    for event, times in Counter([*events, *lines]).items():
        if times > 1:
            told.doubled.append(f"{desk.clock.now:%d %b}: {event} {times} times")
    for event, story in zip(events, briefing.stories, strict=True):
        fault = f"{desk.clock.now:%d %b}: {event}: {story.headline}"
        has_news = _has_news(desk, story, seen.get(story.id, last))
        told.updates += story.update is not None
        if story.update and not has_news:
            told.again.append(f"{fault}: {story.update.sentences[0].text}")
        if not story.update and (
            story.id in seen or (event in told.events and not has_news)
        ):
            told.repeated.append(fault)
    told.events.update(events)


def _has_news(desk: Filed, story: StoryView, since: datetime | None) -> bool:
    """Say whether an article of a story since then adds something, by the gold."""
    rows = [desk.rows[one.article_id] for one in story.coverage]
    return any(
        row["new_facts"] for row in rows if since is None or _published(row) > since
    )

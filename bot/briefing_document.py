"""A briefing as a document: title, numbered stories, who reported them, how it was made."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.documents import (
    Block,
    Button,
    Document,
    Heading,
    Line,
    Paragraph,
    Proof,
    Quotation,
    Run,
    Story,
)
from bot.phrases import ago, clock, listed, weekday, weekday_and_date
from bot.tongue import _, plural
from digests import (
    Briefing,
    Coverage,
    PrintedQuote,
    StoryLine,
    StorySentence,
    StoryView,
)

STALE = timedelta(days=1)
"""When the newest article is older, collecting has stopped and readers are told."""
MESSAGE = 3_750
"""Characters for the stories of one message; title and small print need the rest."""
FEWEST_TOLD, FEWEST_ALSO = 3, 2
_STORY_AROUND, _LINE_AROUND, _NAME_AROUND = 90, 15, 30
_WORDS_A_MINUTE = 220
_OUTLETS_NAMED = 2
_BUTTONS_IN_A_ROW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For whom and when a briefing is made.

    ``interests`` are labels as people see them, ``topic`` is the ready topic that is all
    of them. ``due`` is the local time that a late briefing was
    promised for, empty if it is in time. ``since`` begins its window.
    """

    at: datetime
    zone: str
    since: datetime
    interests: tuple[str, ...]
    due: str = ""
    topic: str = ""


def in_one_message(briefing: Briefing) -> Briefing:
    """Keep what one message holds: first the last lines go, then stories become lines.

    Numbers stay: a story that becomes a line leads them. The strictest platform
    counts 4,000 characters, those of links too.
    """
    told, also = list(briefing.stories), list(briefing.also)
    while _size(told, also) > MESSAGE:
        if len(also) > FEWEST_ALSO:
            also.pop()
        elif len(told) > FEWEST_TOLD:
            also = [_as_line(told.pop()), *also]
        else:
            break
    return replace(briefing, stories=tuple(told), also=tuple(also))


def _size(told: Sequence[StoryView], also: Sequence[StoryLine]) -> int:
    """Estimate the characters of a briefing, its addresses included."""
    return sum(
        _STORY_AROUND
        + len(view.headline + view.url + _text(view))
        + sum(_quote_size(quote) for quote in view.quotes)
        for view in told
    ) + sum(_LINE_AROUND + len(line.headline + line.url) for line in also)


def _quote_size(quote: PrintedQuote) -> int:
    shown = quotation(quote)
    others = sum(len(other.outlet) + _NAME_AROUND for other in quote.differs)
    return len(shown.text + shown.credit + shown.link + shown.note) + others


def _as_line(view: StoryView) -> StoryLine:
    return StoryLine(
        id=view.id,
        headline=view.headline,
        url=view.url,
        outlets=tuple(dict.fromkeys(each.outlet for each in view.coverage)),
        published=view.published,
    )


def briefing_document(
    briefing: Briefing, occasion: Occasion, *, briefing_id: int
) -> Document:
    """Lay out a briefing; its buttons are numbered like its stories."""
    blocks = [
        _title(occasion),
        *_small_print_above(briefing, occasion),
        *(
            story_block(view, number, new_since=_new_since(view, occasion))
            for number, view in enumerate(briefing.stories, 1)
        ),
        *_also(briefing.also, first=len(briefing.stories) + 1),
        *_small_print_below(briefing, occasion),
    ]
    return Document(
        blocks=tuple(blocks),
        buttons=_buttons(len(briefing.stories)),
        briefing=briefing_id,
        topic=occasion.topic,
        day=f"{occasion.at.astimezone(ZoneInfo(occasion.zone)):%Y-%m-%d}",
    )


def story_ids(briefing: Briefing) -> tuple[int, ...]:
    """List the stories by their numbers, the ones in a line behind the others."""
    told, named = briefing.stories, briefing.also
    return (*(story.id for story in told), *(story.id for story in named))


def _title(occasion: Occasion) -> Heading:
    local = occasion.at.astimezone(ZoneInfo(occasion.zone))
    title = _briefing_at(local.hour).format(date=weekday_and_date(local))
    return Heading(line=(Run(text=title),))


def _briefing_at(hour: int) -> str:
    for until, title in (
        (5, _("Night briefing · {date}")),
        (12, _("Morning briefing · {date}")),
        (17, _("Afternoon briefing · {date}")),
        (22, _("Evening briefing · {date}")),
    ):
        if hour < until:
            return title
    return _("Night briefing · {date}")


def _small_print_above(briefing: Briefing, occasion: Occasion) -> list[Block]:
    blocks: list[Block] = []
    if briefing.stories:
        blocks.append(quiet(_counts(briefing)))
    if occasion.due:
        blocks.append(quiet(_late(occasion)))
    if warning := stale_warning(briefing.newest, occasion.at):
        blocks.append(Paragraph(line=(Run(text=warning, bold=True),)))
    elif not briefing.stories:
        blocks.append(quiet(_nothing_new(occasion)))
    return blocks


def _counts(briefing: Briefing) -> str:
    words = sum(
        len(f"{story.headline} {_text(story)}".split())
        + sum(len(quote.text.split()) for quote in story.quotes)
        for story in briefing.stories
    )
    minutes = max(1, round(words / _WORDS_A_MINUTE))
    # Translators: 5 stories from 15 articles · 1 min (to read)
    return _("{stories} {from_articles} · {minutes} min").format(
        stories=plural("{count} story", "{count} stories", len(briefing.stories)),
        from_articles=plural(
            "from {count} article", "from {count} articles", briefing.articles
        ),
        minutes=minutes,
    )


def _late(occasion: Occasion) -> str:
    return _("Delayed: this was due at {time}.").format(time=occasion.due[-5:])


def _nothing_new(occasion: Occasion) -> str:
    if not occasion.interests:
        return _("Nothing new about your subscriptions since {when}.").format(
            when=_since(occasion)
        )
    return _("Nothing new about {interests} since {when}.").format(
        interests=listed(occasion.interests), when=_since(occasion)
    )


def _since(occasion: Occasion) -> str:
    since = occasion.since.astimezone(ZoneInfo(occasion.zone))
    return _("{day} {time}").format(
        day=_day_of(occasion.since, occasion), time=clock(since)
    )


def _new_since(view: StoryView, occasion: Occasion) -> str:
    """Say since when the update of a story is new: its reader knows the day."""
    if view.update is None:
        return ""
    zone = ZoneInfo(occasion.zone)
    since = view.update.since.astimezone(zone)
    if since.date() == occasion.at.astimezone(zone).date():
        return clock(since)
    return _day_of(view.update.since, occasion)


def _day_of(moment: datetime, occasion: Occasion) -> str:
    zone = ZoneInfo(occasion.zone)
    then, now = moment.astimezone(zone), occasion.at.astimezone(zone)
    days = (now.date() - then.date()).days
    return {0: _("today"), 1: _("yesterday")}.get(days, weekday(then))


def stale_warning(newest: datetime | None, at: datetime) -> str:
    """Say that collecting has stopped, with the age of the newest article; or nothing."""
    if newest is None:
        return _("⚠ No article has been collected yet: /status says why.")
    if at - newest <= STALE:
        return ""
    return _(
        "⚠ Collecting has stopped: the newest article is {age} old. /status says why."
    ).format(age=ago(newest, at))


def _also(lines: Sequence[StoryLine], *, first: int) -> list[Block]:
    if not lines:
        return []
    runs = [Run(text=_("Also:"), bold=True)]
    for number, line in enumerate(lines, first):
        runs += [
            Run(text=f"\n{number}. "),
            Run(text=line.headline, url=line.url),
        ]
    return [Paragraph(line=tuple(runs))]


def _small_print_below(briefing: Briefing, occasion: Occasion) -> list[Block]:
    if not briefing.stories:
        return []
    made = _(
        "How this was made: {articles} {from_sources} since {when}. "
        "Quotes are word for word; texts: {made_by}."
    ).format(
        articles=plural("{count} article", "{count} articles", briefing.articles),
        from_sources=plural(
            "from {count} source", "from {count} sources", briefing.sources
        ),
        when=_since(occasion),
        made_by=listed(sorted({_(story.made_by) for story in briefing.stories})),
    )
    return [quiet(made)]


def _buttons(stories: int) -> tuple[tuple[Button, ...], ...]:
    numbers = [
        Button(label=str(number), command="more", argument=str(number))
        for number in range(1, stories + 1)
    ]
    settings = Button(label=_("⚙ Subscriptions"), command="subscriptions")
    ask = Button(label=_("💬 Ask"), command="ask", asks=True)
    return (*in_rows(numbers), (ask, settings) if stories else (settings,))


def in_rows(
    buttons: Sequence[Button], *, width: int = _BUTTONS_IN_A_ROW
) -> tuple[tuple[Button, ...], ...]:
    """Lay buttons out in rows; five fit on every platform."""
    return tuple(
        tuple(buttons[at : at + width]) for at in range(0, len(buttons), width)
    )


def story_block(view: StoryView, number: int = 0, *, new_since: str = "") -> Story:
    """Lay out one story with its quotes and who reported it.

    ``new_since`` says when its readers were told it before, if they were.
    """
    return Story(
        number=number,
        headline=view.headline,
        url=view.url,
        text=_text(view, new_since=new_since),
        quotes=_quotations(view, number),
        footer=_footer(view.coverage, view.published),
    )


def _text(view: StoryView, *, new_since: str = "") -> str:
    """Tell a story; what is new leads, and one sentence reminds of the rest."""
    told = [_credited(sentence) for sentence in view.sentences]
    if view.update is None:
        return " ".join(told)
    news = [sentence.text for sentence in view.update.sentences]
    if view.update.corrects:
        head = _("Corrected:")
    elif new_since:
        head = _("New since {when}:").format(when=new_since)
    else:
        head = _("New since then:")
    rest = [sentence for sentence in told if sentence not in news]
    return " ".join([head, *news, *rest[:1]])


def _credited(sentence: StorySentence) -> str:
    """Name the outlets of a sentence that the story's first one does not tell alone."""
    outlets = ", ".join(name or _("another outlet") for name in sentence.outlets)
    return f"{sentence.text} ({outlets})" if outlets else sentence.text


def _quotations(view: StoryView, number: int) -> tuple[Quotation, ...]:
    """Lay out a story's quotes; at most one line says that outlets differ."""
    laid = [quotation(quote) for quote in view.quotes]
    for place, quote in enumerate(view.quotes):
        if quote.differs:
            note = _lines(laid[place].note, _who_differs(quote.differs, number))
            laid[place] = replace(laid[place], note=note)
            break
    return tuple(laid)


def _who_differs(others: Sequence[PrintedQuote], number: int) -> str:
    outlets = dict.fromkeys(other.outlet for other in others)
    names = listed(tuple(outlets)) or _("Another outlet")
    if not number:
        return plural(
            "{outlets} has other words",
            "{outlets} have other words",
            len(outlets),
            outlets=names,
        )
    return plural(
        "{outlets} has other words: /quotes {number}",
        "{outlets} have other words: /quotes {number}",
        len(outlets),
        outlets=names,
        number=number,
    )


def _lines(*notes: str) -> str:
    return "\n".join(filter(None, notes))


def quotation(quote: PrintedQuote) -> Quotation:
    """Lay out a quote: its speaker, whom it came through, where it stands."""
    outlets = quote.outlets or (quote.outlet,)
    credit = [quote.speaker, quote.role]
    if quote.via and quote.via not in outlets:
        credit.append(_("via {outlet}").format(outlet=quote.via))
    credit.append(" · ".join(filter(None, outlets)))
    return Quotation(
        text=quote.text,
        credit=", ".join(filter(None, credit)),
        link=quote.link,
        note=_translated(quote.translation),
        proof=Proof(
            article_id=quote.article_id,
            start=quote.start,
            end=quote.end,
            sha256=quote.sha256,
        ),
    )


def _translated(words: str) -> str:
    if not words:
        return ""
    return _("Our translation: {words}").format(words=words)


def _footer(coverage: Sequence[Coverage], published: datetime | None) -> Line:
    outlets = list(dict.fromkeys(each.outlet for each in coverage if each.outlet))
    more = len(outlets) - _OUTLETS_NAMED
    names = " · ".join(outlets[:_OUTLETS_NAMED]) + (f" +{more}" if more > 0 else "")
    if len(outlets) == 1:
        names = _("{outlet}, single source").format(outlet=names)
    runs = [Run(text=names)] if names else []
    if names and published:
        runs.append(Run(text=" · "))
    if published:
        runs.append(Run(text="", when=published))
    return tuple(runs)


def quiet(text: str) -> Paragraph:
    """Return a line of small print."""
    return Paragraph(line=(Run(text=text),), quiet=True)

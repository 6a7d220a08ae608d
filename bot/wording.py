"""What the bot says besides briefings: stories, quotes, sources, lists, and its mishaps."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.briefing_document import (
    ago,
    count,
    in_rows,
    listed,
    quiet,
    quotation,
    story_block,
)
from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    Heading,
    Line,
    Paragraph,
    Quotation,
    Run,
)
from digests import (
    Answered,
    Compared,
    Disagreement,
    Interest,
    InterestKind,
    PrintedQuote,
    Said,
    StoryLine,
    StoryView,
    Supported,
    Weighed,
)

_OUTLETS_IN_A_LINE = 3
_CITED = 80
_KINDS = {
    InterestKind.TOPIC: "topic",
    InterestKind.WORDS: "your words",
    InterestKind.SOURCE: "source",
}


def say(*sentences: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Document:
    """Say something in plain paragraphs."""
    return Document(
        blocks=tuple(paragraph(sentence) for sentence in sentences), buttons=buttons
    )


def cited(words: str) -> str:
    """Repeat somebody's words between quote marks; long ones end with an ellipsis."""
    return f"“{words if len(words) <= _CITED else words[: _CITED - 1] + '…'}”"


def heading(text: str) -> Heading:
    """Return a heading that opens a message."""
    return Heading(line=(Run(text=text),))


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of plain text."""
    return Paragraph(line=(Run(text=text),))


def answer_document(question: str, found: Sequence[Answered]) -> Document:
    """Lay out the sentences that answer, each with where it stands."""
    return Document(
        blocks=(
            heading(cited(question)),
            *(Paragraph(line=_answered(each)) for each in found),
            quiet(_written_by(found)),
        )
    )


def _written_by(found: Sequence[Answered]) -> str:
    model = found[0].made_by
    if not model:
        return "Sentences of the articles, as they stand there."
    return f"Written by {model} from the sentences that the links open."


def _answered(found: Answered) -> Line:
    runs = [Run(text=found.text), Run(text=" — ")]
    for number, place in enumerate(found.places):
        runs.append(Run(text=", " * (number > 0)))
        runs.append(Run(text=place.outlet or "the article", url=place.link))
        if place.published:
            runs += [Run(text=", "), Run(text="", when=place.published)]
    return tuple(run for run in runs if run.text or run.when)


def no_answer(question: str, where: str) -> Document:
    """Say that the articles do not say it, and what may help."""
    return say(
        f"The articles of {where} do not say it, as far as I can see: {cited(question)}",
        "I only answer with sentences that stand in an article. Names spelt as in the "
        "news find most; /search finds articles by fewer words.",
    )


def skipped_document(local: str, *, moments: int = 1) -> Document:
    """Tell that briefings were hours late and left out, the last at ``local``."""
    when = f"{local[-5:]} on {local[:10]}"
    return say(
        f"I was away at {when}, so that briefing was left out."
        if moments == 1
        else f"I was away, so {moments} briefings were left out, the last at {when}.",
        buttons=(
            (
                Button(label="Get today's now", command="digest"),
                Button(label="The last one", command="latest"),
            ),
        ),
    )


def missed_document(briefings: int = 1) -> Document:
    """Tell that briefings could not be delivered for a day."""
    were = "a briefing was" if briefings == 1 else f"{briefings} briefings were"
    which = "it" if briefings == 1 else "the last one"
    return say(
        f"I could not reach this chat for a day, so {were} left out. "
        f"/latest shows {which}.",
        buttons=((Button(label="Show it", command="latest"),),),
    )


def alert_document(
    views: Sequence[StoryView], interest: str, *, briefing_id: int
) -> Document:
    """Tell at once what an interest brought; the small print says how to end it."""
    numbered = tuple(story_block(view, n) for n, view in enumerate(views, 1))
    made_by = listed(tuple(sorted({view.made_by for view in views})))
    return Document(
        blocks=(
            Heading(line=(Run(text=f"⚡ {interest}"),)),
            *numbered,
            quiet(
                "You asked to be told at once; /subscriptions ends that. "
                f"Quotes are word for word; texts: {made_by}."
            ),
        ),
        buttons=in_rows(
            [
                Button(label=f"More {n}", command="more", argument=str(n))
                for n in range(1, len(views) + 1)
            ]
        ),
        briefing=briefing_id,
    )


def article_document(view: StoryView, *, briefing_id: int) -> Document:
    """Show one article's digest as a message of its own."""
    return Document(
        blocks=(story_block(view), quiet(_made_by(view))),
        buttons=(_follow_ups(1),),
        briefing=briefing_id,
        preview=view.url,
    )


def more_document(
    view: StoryView, others: Compared, number: int, *, briefing_id: int
) -> Document:
    """Show a story in full: what others add, where they differ, and who reported it."""
    blocks: list[Block] = [story_block(view, number)]
    if others.additions:
        title = Heading(line=(Run(text="Told by others"),), level=2)
        blocks += [title, Bullets(lines=tuple(map(_said, others.additions)))]
    if others.disagreements:
        title = Heading(line=(Run(text="Where they differ"),), level=2)
        blocks += [title, Bullets(lines=tuple(map(_differing, others.disagreements)))]
    if len(view.coverage) > 1:
        blocks += [Heading(line=(Run(text="Reported by"),), level=2), _coverage(view)]
    return Document(
        blocks=(*blocks, quiet(_made_by(view))),
        buttons=(
            _follow_ups(number, more=False),
            (
                *_judgements(number),
                Button(label="Why?", command="why", argument=str(number)),
            ),
        ),
        briefing=briefing_id,
        preview=view.url,
    )


def why_document(
    found: Weighed, number: int, *, at: datetime, briefing_id: int
) -> Document:
    """Say what gives a story its place, factor by factor."""
    outlets = count(len(found.outlets), "outlet")
    articles = count(found.articles, "article")
    fit = (
        f"It suits {found.interest}" if found.interest else "You follow nothing like it"
    )
    factors = (
        (f"{outlets}, {articles} of their own", found.breadth),
        (fit, found.fit),
        (f"Its newest article is {ago(found.newest, at)} old", found.freshness),
        ("What you found useful before", found.liking),
    )
    total = found.breadth * found.fit * found.freshness * found.liking
    return Document(
        blocks=(
            heading(f"Why story {number} stands where it does"),
            Bullets(
                lines=tuple(
                    (Run(text=f"{what}: "), Run(text=f"× {factor:.2f}", bold=True))
                    for what, factor in factors
                )
            ),
            quiet(
                f"Weight {total:.2f}. The heaviest stories lead; no outlet leads more than "
                "two in a row, and your other interests come in between."
            ),
        ),
        buttons=(_judgements(number),),
        briefing=briefing_id,
    )


def _judgements(number: int) -> tuple[Button, ...]:
    return (
        Button(label="👍 Useful", command="rate", argument=f"{number} yes"),
        Button(label="👎 Not useful", command="rate", argument=f"{number} no"),
    )


def _said(said: Said) -> Line:
    where = Run(text=said.outlet or "another outlet", url=said.link)
    return Run(text=f"{said.text} — "), where


def _differing(found: Disagreement) -> Line:
    """Set the versions of one fact beside each other, each with its outlets."""
    runs = [Run(text=f"{', '.join(found.about)}: ")] if found.about else []
    for place, version in enumerate(found.versions):
        runs.append(Run(text=" · " * (place > 0) + f"{version[0].text} ("))
        for number, said in enumerate(version):
            runs.append(Run(text=", " * (number > 0)))
            runs.append(Run(text=said.outlet or "another outlet", url=said.link))
        last = f", {found.later})" if place == found.latest else ")"
        runs.append(Run(text=last))
    return tuple(run for run in runs if run.text)


def _made_by(view: StoryView) -> str:
    return f"Quotes are word for word; text: {view.made_by}."


def _follow_ups(number: int, *, more: bool = True) -> tuple[Button, ...]:
    names = {"more": "More"} if more else {}
    names |= {"quotes": "All quotes", "sources": "Sources"}
    return tuple(
        Button(label=label, command=name, argument=str(number))
        for name, label in names.items()
    )


def _coverage(view: StoryView) -> Bullets:
    return Bullets(
        lines=tuple(
            _line(each.title, each.url, (each.outlet,), each.published)
            for each in view.coverage
        )
    )


def _line(
    title: str, url: str, outlets: Sequence[str], published: datetime | None
) -> Line:
    names = " · ".join(list(filter(None, outlets))[:_OUTLETS_IN_A_LINE])
    runs = [Run(text=title, url=url)]
    if names:
        runs.append(Run(text=f" · {names}"))
    if published:
        runs += [Run(text=" · "), Run(text="", when=published)]
    return tuple(runs)


def quotes_document(
    title: str,
    quotes: Sequence[PrintedQuote],
    *,
    briefing_id: int | None = None,
    dated: bool = False,
) -> Document:
    """Show quotes, each with its place and surroundings, then who has it otherwise.

    ``dated`` ones say when they were published: they are of many days.
    """
    blocks: list[Block] = [heading(title)]
    told: set[str] = set()
    for quote in quotes:
        laid = replace(quotation(quote), note=_around(quote, told))
        if dated and quote.published:
            day = f"{quote.published.day} {quote.published:%b %Y}"
            laid = replace(laid, credit=f"{laid.credit}, {day}")
        blocks.append(laid)
        blocks += [_version(other) for other in quote.differs]
        told |= {quote.before, quote.after, quote.within}
    return Document(blocks=tuple(blocks), briefing=briefing_id)


def _version(quote: PrintedQuote) -> Quotation:
    """Show another outlet's words below the ones that they differ from."""
    outlets = quote.outlets or (quote.outlet,)
    names = listed(outlets) or "Another outlet"
    return replace(
        quotation(quote), lead=f"{names} {'have' if len(outlets) > 1 else 'has'}:"
    )


def _around(quote: PrintedQuote, told: Collection[str]) -> str:
    """Tell what stands beside the words in the article, unless it was told already."""
    beside = (
        ("Its sentence", quote.within),
        ("Before it", quote.before),
        ("After it", quote.after),
    )
    return " ".join(
        f"{where}: {words}" for where, words in beside if words and words not in told
    )


def sources_document(
    view: StoryView, number: int, support: Sequence[Supported], *, briefing_id: int
) -> Document:
    """Show who reported a story, and what each sentence of its digest rests on."""
    blocks: list[Block] = [heading(f"{number}. {view.headline}"), _coverage(view)]
    if support:
        title = Run(text="What each sentence rests on")
        blocks += [Heading(line=(title,), level=2), _support(support)]
    return Document(blocks=tuple(blocks), briefing=briefing_id)


def _support(support: Sequence[Supported]) -> Bullets:
    return Bullets(
        lines=tuple(
            (Run(text=each.sentence), Run(text=" ← "), *_rests_on(each))
            for each in support
        )
    )


def _rests_on(each: Supported) -> Line:
    runs: list[Run] = []
    for place, ground in enumerate(each.grounds):
        where = Run(text=ground.outlet or "the article", url=ground.link)
        between = " · " * (place > 0)
        if ground.sentences == (each.sentence,):
            runs += [Run(text=f"{between}word for word in "), where]
        else:
            words = " […] ".join(ground.sentences)
            runs += [Run(text=between), where, Run(text=f": {words}", italic=True)]
    return tuple(run for run in runs if run.text)


def search_document(
    words: str, lines: Sequence[StoryLine], *, days: int, briefing_id: int
) -> Document:
    """Show the stories that a search found; they are numbered for follow-ups."""
    found = Bullets(
        lines=tuple(
            _line(line.headline, line.url, line.outlets, line.published)
            for line in lines
        ),
        numbered=True,
    )
    numbers = [
        Button(label=str(number), command="more", argument=str(number))
        for number in range(1, len(lines) + 1)
    ]
    title = f"{cited(words)} · {count(len(lines), 'story', 'stories')} in {days} days"
    return Document(
        blocks=(heading(title), found), buttons=in_rows(numbers), briefing=briefing_id
    )


def named(interest: Interest) -> str:
    """Name an interest and what it is: ``Climate (topic)``."""
    return f"{interest.label} ({_KINDS[interest.kind]})"


def headlines(lines: Iterable[StoryLine]) -> Bullets:
    """List stories in a line each."""
    return Bullets(
        lines=tuple(
            _line(line.headline, line.url, line.outlets, line.published)
            for line in lines
        )
    )


def numbers(most: int) -> str:
    """Say which numbers there are: ``1``, ``1 or 2``, ``1 to 7``."""
    return {1: "1", 2: "1 or 2"}.get(most, f"1 to {most}")

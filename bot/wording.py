"""What the bot says besides briefings: stories, quotes, sources, lists, and its mishaps."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.briefing_document import in_rows, quiet, quotation, story_block
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
from bot.phrases import before_value, full_date, listed
from bot.tongue import READY, _, marked, plural, topic_called, using
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
)

_OUTLETS_IN_A_LINE = 3
_CITED = 80
_KINDS = {
    InterestKind.TOPIC: marked("{name} (topic)"),
    InterestKind.WORDS: marked("{name} (your words)"),
    InterestKind.SOURCE: marked("{name} (source)"),
}
_LATER = {"updated": marked("updated"), "corrected": marked("corrected")}


def say(*sentences: str, buttons: tuple[tuple[Button, ...], ...] = ()) -> Document:
    """Say something in plain paragraphs."""
    return Document(
        blocks=tuple(paragraph(sentence) for sentence in sentences), buttons=buttons
    )


def cited(words: str) -> str:
    """Repeat somebody's words between quote marks; long ones end with an ellipsis."""
    short = words if len(words) <= _CITED else words[: _CITED - 1] + "…"
    return _("“{words}”").format(words=short)


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
        return _("Sentences of the articles, as they stand there.")
    return _("Written by {model} from the sentences that the links open.").format(
        model=model
    )


def _answered(found: Answered) -> Line:
    runs = [Run(text=found.text), Run(text=" — ")]
    for number, place in enumerate(found.places):
        runs.append(Run(text=", " * (number > 0)))
        runs.append(Run(text=place.outlet or _("the article"), url=place.link))
        if place.published:
            runs += [Run(text=", "), Run(text="", when=place.published)]
    return tuple(run for run in runs if run.text or run.when)


def no_answer(question: str, story: int | None, *, days: int) -> Document:
    """Say that the articles do not say it, of a story or of so many days."""
    if story is None:
        silent = plural(
            "The articles of the last {count} day do not say it, as far as I can see: "
            "{question}",
            "The articles of the last {count} days do not say it, as far as I can see: "
            "{question}",
            days,
            question=cited(question),
        )
    else:
        silent = _(
            "The articles of story {number} do not say it, as far as I can see: "
            "{question}"
        ).format(number=story, question=cited(question))
    return say(
        silent,
        _(
            "I only answer with sentences that stand in an article. Names spelt as in "
            "the news find most; /search finds articles by fewer words."
        ),
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
        title = Heading(line=(Run(text=_("Told by others")),), level=2)
        blocks += [title, Bullets(lines=tuple(map(_said, others.additions)))]
    if others.disagreements:
        title = Heading(line=(Run(text=_("Where they differ")),), level=2)
        blocks += [title, Bullets(lines=tuple(map(_differing, others.disagreements)))]
    if len(view.coverage) > 1:
        title = Heading(line=(Run(text=_("Reported by")),), level=2)
        blocks += [title, _coverage(view)]
    return Document(
        blocks=(*blocks, quiet(_made_by(view))),
        buttons=(
            _follow_ups(number, more=False),
            (
                *judgements(number),
                Button(label=_("Why?"), command="why", argument=str(number)),
                Button(
                    label=_("💬 Ask"), command="ask", argument=str(number), asks=True
                ),
            ),
        ),
        briefing=briefing_id,
        preview=view.url,
    )


def judgements(number: int) -> tuple[Button, ...]:
    """Let a reader say whether a numbered story was useful."""
    return (
        Button(label=_("👍 Useful"), command="rate", argument=f"{number} yes"),
        Button(label=_("👎 Not useful"), command="rate", argument=f"{number} no"),
    )


def _said(said: Said) -> Line:
    where = Run(text=said.outlet or _("another outlet"), url=said.link)
    return Run(text=f"{said.text} — "), where


def _differing(found: Disagreement) -> Line:
    """Set the versions of one fact beside each other, each with its outlets."""
    runs = [Run(text=before_value(", ".join(found.about)))] if found.about else []
    for place, version in enumerate(found.versions):
        runs.append(Run(text=" · " * (place > 0) + f"{version[0].text} ("))
        for number, said in enumerate(version):
            runs.append(Run(text=", " * (number > 0)))
            runs.append(Run(text=said.outlet or _("another outlet"), url=said.link))
        how = _(_LATER.get(found.later, found.later))
        runs.append(Run(text=f", {how})" if place == found.latest else ")"))
    return tuple(run for run in runs if run.text)


def _made_by(view: StoryView) -> str:
    return _("Quotes are word for word; text: {made_by}.").format(
        made_by=_(view.made_by)
    )


def _follow_ups(number: int, *, more: bool = True) -> tuple[Button, ...]:
    names = {"more": _("More")} if more else {}
    names |= {"quotes": _("All quotes"), "sources": _("Sources")}
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
            laid = replace(laid, credit=f"{laid.credit}, {full_date(quote.published)}")
        blocks.append(laid)
        blocks += [_version(other) for other in quote.differs]
        told |= {quote.before, quote.after, quote.within}
    return Document(blocks=tuple(blocks), briefing=briefing_id)


def _version(quote: PrintedQuote) -> Quotation:
    """Show another outlet's words below the ones that they differ from."""
    outlets = quote.outlets or (quote.outlet,)
    lead = plural(
        "{outlets} has other words:",
        "{outlets} have other words:",
        len(outlets),
        outlets=listed(outlets) or _("Another outlet"),
    )
    return replace(quotation(quote), lead=lead)


def _around(quote: PrintedQuote, told: Collection[str]) -> str:
    """Tell what stands beside the words in the article, unless it was told already."""
    beside = (
        (_("Its sentence: {words}"), quote.within),
        (_("Before it: {words}"), quote.before),
        (_("After it: {words}"), quote.after),
    )
    return " ".join(
        where.format(words=words)
        for where, words in beside
        if words and words not in told
    )


def sources_document(
    view: StoryView, number: int, support: Sequence[Supported], *, briefing_id: int
) -> Document:
    """Show who reported a story, and what each sentence of its digest rests on."""
    blocks: list[Block] = [heading(f"{number}. {view.headline}"), _coverage(view)]
    if support:
        title = Run(text=_("What each sentence rests on"))
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
        where = Run(text=ground.outlet or _("the article"), url=ground.link)
        runs.append(Run(text=" · " * (place > 0)))
        if ground.sentences == (each.sentence,):
            whole = _("word for word in {outlet}")
            before, _between, after = whole.partition("{outlet}")
            runs += [Run(text=before), where, Run(text=after)]
        else:
            words = " […] ".join(ground.sentences)
            runs += [where, Run(text=f": {words}", italic=True)]
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
    title = plural(
        "{words} · {count} story in {days} days",
        "{words} · {count} stories in {days} days",
        len(lines),
        words=cited(words),
        days=days,
    )
    return Document(
        blocks=(heading(title), found), buttons=in_rows(numbers), briefing=briefing_id
    )


def named(interest: Interest) -> str:
    """Name an interest and what it is: ``Climate (topic)``."""
    return _(_KINDS[interest.kind]).format(name=called(interest))


def called(interest: Interest) -> str:
    """Call an interest what its reader does; a topic has a name in each language."""
    if interest.kind is not InterestKind.TOPIC:
        return interest.label
    filters = interest.value.partition(" ")[2]
    label = interest.label.removesuffix(filters).rstrip()
    return f"{topic_called(label)} {filters}".rstrip()


def names_of(interest: Interest) -> frozenset[str]:
    """List what people of any language may call an interest."""
    names = {interest.label}
    for code in READY:
        with using(code):
            names.add(called(interest))
    return frozenset(names)


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
    some = _("1 to {last}").format(last=most)
    return {1: "1", 2: _("1 or 2")}.get(most, some)

"""Stored stories as a reader sees them: digest, key quotes, and who reported.

A story is told by its best article. Copies of one agency's text count once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive, cards, digest_store
from digests.archive import StoredArticle, StoredQuote
from digests.cards import Card
from digests.errors import NewsError, NotFound
from digests.news import (
    Article,
    Coverage,
    Digest,
    Length,
    PrintedQuote,
    StoryDigest,
    StoryLine,
    StorySentence,
    StoryView,
    Verdict,
)
from digests.printing import linked, print_piece, print_quote
from digests.sayings import QUOTES_MAX, distinct
from digests.stories import Report, outlets
from digests.summarize.extractive import SIZES
from digests.surroundings import sentence_around, surrounded

# Quotes come from so many articles of a story; more would only repeat them.
QUOTED_MAX = 8
_CERTAIN = (Verdict.PRINTED, Verdict.FRAGMENT)
OVERTAKEN = timedelta(hours=18)
# A text counts as fuller in steps of so many characters, up to so many.
_STEP, _FULL = 800, 4_000
_Story = TypeVar("_Story")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story's cards, the one that tells it first, the others by time; no copies."""

    id: int
    headline: str
    cards: tuple[Card, ...]

    @property
    def lead(self) -> Card:
        return self.cards[0]

    @property
    def quoted(self) -> tuple[Card, ...]:
        """The cards that quotes may come from: beside a vouched lead only its like."""
        if not self.lead.vouched:
            return self.cards[:QUOTED_MAX]
        return tuple(card for card in self.cards if card.vouched)[:QUOTED_MAX]


async def told(
    connection: AsyncConnection,
    story_ids: Collection[int],
    *,
    lang: str = "",
    leads: Mapping[int, int] | None = None,
) -> dict[int, Told]:
    """Choose who tells each story: in ``lang`` if anybody does, or its article in ``leads``.

    Its headline is the telling article's own, since it is linked to that article.
    """
    listed = await cards.cards_of_stories(connection, story_ids)
    headlines = await cards.headlines(connection, listed)
    found: dict[int, Told] = {}
    for story_id, members in listed.items():
        clearest = headlines[story_id]
        lead = (leads or {}).get(story_id)
        ordered = in_order(members, lang=lang, lead=lead, clearest=clearest)
        found[story_id] = Told(
            id=story_id, headline=ordered[0].title or clearest, cards=ordered
        )
    return found


def in_order(
    members: Sequence[Card],
    *,
    lang: str = "",
    lead: int | None = None,
    clearest: str = "",
) -> tuple[Card, ...]:
    """Put the telling card first; leave out copies of what another card holds.

    Of the last hours' articles that are long enough and have quotes, the one with the
    ``clearest`` headline tells the story: an older one may be overtaken.
    """
    ids = {card.id for card in members}
    own = [c for c in members if c.copy_of not in ids or c.id == lead] or members
    spoken = {card.lang for card in own}
    wanted = lang if lang in spoken else _main_language(members)

    newest = max(card.at for card in own)

    def worth(
        card: Card,
    ) -> tuple[bool, bool, bool, bool, bool, bool, bool, int, datetime, int]:
        return (
            card.id != lead,
            not card.vouched,
            card.lang != wanted,
            newest - card.at > OVERTAKEN,
            not card.printed,
            card.chars < _STEP,
            card.title != clearest,
            -min(card.chars, _FULL) // _STEP,
            card.at,
            card.id,
        )

    first = min(own, key=worth)
    return (first, *(card for card in own if card.id != first.id))


def line(story: Told) -> StoryLine:
    """Tell a story in one line."""
    return StoryLine(
        id=story.id,
        headline=story.headline,
        url=story.lead.url,
        outlets=outlets_of(story.cards),
        published=story.lead.published,
    )


async def lines(
    connection: AsyncConnection, story_ids: Sequence[int], *, lang: str = ""
) -> tuple[StoryLine, ...]:
    """Tell stories in one line each, in the order of their ids; unknown ones are left out."""
    stories = await told(connection, story_ids, lang=lang)
    return tuple(map(line, those(stories, story_ids)))


def those(stories: Mapping[int, Told], story_ids: Iterable[int]) -> list[Told]:
    """Give stories in the order of their ids; unknown ones are left out."""
    return [stories[id_] for id_ in story_ids if id_ in stories]


def outlets_of(listed: Iterable[Card]) -> tuple[str, ...]:
    """Name the outlets that reported by themselves, in the order of the cards."""
    return outlets(
        Report(key=card.id, outlet=card.outlet, copy_of=card.copy_of) for card in listed
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the articles of some stories hold, by article id."""

    articles: Mapping[int, StoredArticle]
    quotes: Mapping[int, Sequence[StoredQuote]]
    digests: Mapping[int, Digest]

    @property
    def texts(self) -> dict[int, Article]:
        return {key: stored.article for key, stored in self.articles.items()}


async def material(connection: AsyncConnection, stories: Iterable[Told]) -> Material:
    """Fetch the texts, certain quotes and normal digests that quotes are chosen from."""
    ids = [card.id for story in stories for card in story.quoted]
    return Material(
        articles=await archive.get_articles(connection, ids),
        quotes=await archive.get_quotes(connection, ids, only=_CERTAIN),
        digests=await digest_store.get_digests(connection, ids, length=Length.NORMAL),
    )


def by_its_lead(story: Told, digest: Digest) -> StoryDigest:
    """Take the digest of its lead for a story's."""
    lead = story.lead.id
    return StoryDigest(
        length=digest.length,
        lang=digest.lang,
        sentences=tuple(
            StorySentence(
                text=sentence.text,
                support=tuple((lead, start, end) for start, end in sentence.support),
            )
            for sentence in digest.sentences
        ),
        made_by=digest.made_by,
        translations=digest.translations,
    )


def view(story: Told, digest: StoryDigest, found: Material) -> StoryView:
    """Tell a story in full, by its digest."""
    chosen = key_quotes(story, found, limit=SIZES[digest.length].quotes)
    chosen = tuple(_translated(quote, story, digest) for quote in chosen)
    return StoryView(
        id=story.id,
        headline=story.headline,
        url=story.lead.url,
        lang=digest.lang,
        sentences=tuple(_credited(one, story) for one in digest.sentences),
        quotes=chosen,
        coverage=_coverage(story.cards),
        published=story.lead.published,
        made_by=digest.made_by,
    )


def _credited(sentence: StorySentence, story: Told) -> StorySentence:
    """Name the outlets that a sentence rests on beside the lead's."""
    articles = {article for article, _, _ in sentence.support}
    outlets = {
        card.outlet.casefold(): card.outlet
        for card in story.cards
        if card.id in articles
    }
    outlets.pop(story.lead.outlet.casefold(), None)
    return replace(sentence, outlets=tuple(outlets.values()))


def _translated(quote: PrintedQuote, story: Told, digest: StoryDigest) -> PrintedQuote:
    """Put our translation beside a quote of the article that leads."""
    if quote.article_id != story.lead.id:
        return quote
    said = digest.translations.get((quote.start, quote.end), "")
    return replace(quote, translation=said)


def key_quotes(
    story: Told, found: Material, *, limit: int = QUOTES_MAX
) -> tuple[PrintedQuote, ...]:
    """Print the key quotes of all articles in turn, the lead's first, no two alike.

    The other quotes only tell who else prints these, and who prints them otherwise;
    those on which outlets agree come first.
    """
    rows = [
        found.digests[card.id].quotes
        for card in story.quoted
        if card.id in found.digests
    ]
    ids = [c.id for c in story.quoted if c.id in found.digests]
    ranked = [
        (article_id, (row[place].start, row[place].end))
        for place in range(max(map(len, rows), default=0))
        for article_id, row in zip(ids, rows, strict=True)
        if place < len(row)
    ]
    every = {
        (quote.article_id, (quote.start, quote.end)): quote
        for quote in _every_quote(story, found)
        if quote is not None
    }
    chosen = [every[key] for key in ranked if key in every]
    shown = distinct((*chosen, *every.values()), most=len(distinct(chosen)))
    best = sorted(shown, key=lambda quote: bool(quote.differs))[:limit]
    texts = found.texts
    return tuple(linked(quote, texts) for quote in best)


def all_quotes(story: Told, found: Material) -> tuple[PrintedQuote, ...]:
    """Print every quote of a story with its surroundings, each once, article by article.

    Pieces come last, each in its sentence.
    """
    texts = found.texts
    whole = [
        surrounded(texts[quote.article_id], linked(quote, texts))
        for quote in distinct(_every_quote(story, found))
    ]
    told = "\n".join(quote.text for quote in whole)
    pieces: dict[str, PrintedQuote] = {}
    for piece in _every_piece(story, found):
        if piece is not None and piece.text not in told:
            pieces.setdefault(piece.within, piece)
    left = islice(pieces.values(), max(0, QUOTES_MAX - len(whole)))
    return (*whole, *(linked(piece, texts) for piece in left))


def _every_piece(story: Told, found: Material) -> Iterable[PrintedQuote | None]:
    for card in story.quoted:
        stored = found.articles[card.id]
        spans = [(one.quote.start, one.quote.end) for one in found.quotes[card.id]]
        for one, span in zip(found.quotes[card.id], spans, strict=True):
            yield print_piece(
                stored.article,
                one.quote,
                article_id=stored.id,
                sha256=one.sha256,
                within=sentence_around(stored.article.text, span, spans),
            )


def _every_quote(story: Told, found: Material) -> Iterable[PrintedQuote | None]:
    return (
        printed(found.articles[card.id], one)
        for card in story.quoted
        for one in found.quotes[card.id]
    )


def printed(stored: StoredArticle, found: StoredQuote) -> PrintedQuote | None:
    """Print a stored quote, if its words still stand."""
    return print_quote(
        stored.article, found.quote, article_id=stored.id, sha256=found.sha256
    )


def _main_language(members: Sequence[Card]) -> str:
    return Counter(card.lang for card in members).most_common(1)[0][0]


def _coverage(listed: Sequence[Card]) -> tuple[Coverage, ...]:
    """List each outlet once, by its first article of the row."""
    first: dict[str, Card] = {}
    for card in listed:
        first.setdefault(card.outlet.casefold(), card)
    return tuple(
        Coverage(
            article_id=card.id,
            outlet=card.outlet,
            title=card.title,
            url=card.url,
            published=card.published,
        )
        for card in first.values()
    )


def known(stories: Mapping[int, _Story], story_id: int) -> _Story:
    """Give a story if it is there. Raises ``NotFound``."""
    if story_id not in stories:
        raise no_story(story_id)
    return stories[story_id]


def no_story(story_id: int | None) -> NewsError:
    """Make the error about a story that is not there."""
    return NotFound(
        "", "Story {number}: it is no longer kept here", number=str(story_id)
    )

"""The sample news, read by the parts that read the real one.

What an editor knows about it stands in tests/sample_truth.toml.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from html import unescape

import pytest

from digests import quotes
from digests.extract import read_page
from digests.feeds import read_feed
from digests.links import one_address
from digests.news import Article, Length, Quote, Verdict
from digests.profiles import profile
from digests.sample_pages import (
    SampleArticle,
    SampleOutlet,
    SiteFile,
    page_path,
    sample_outlets,
    site_files,
)
from digests.sentences import language_of
from digests.stories import Window
from digests.summarize import extractive
from tests.sample_truth import TrueArticle, TrueQuote, true_articles

NOON = datetime(2026, 11, 25, 12, 30, 15, 250, tzinfo=UTC)
OUTLETS = {outlet.id: outlet for outlet in sample_outlets(NOON)}
TRUTH = tuple(true_articles())
# What finding quotes in it must reach: the share of all that could be printed, of those
# printed with a name as full as the article gives it, of those that name their outlet.
PRINTED, FULLY_NAMED, WITH_OUTLET = 0.5, 0.8, 0.5

every_article = pytest.mark.parametrize(
    "truth", TRUTH, ids=lambda truth: f"{truth.outlet}/{truth.slug}"
)
every_outlet = pytest.mark.parametrize("outlet", OUTLETS.values(), ids=OUTLETS)


def url_of(outlet: str) -> str:
    return f"https://{outlet}.example"


@cache
def files(outlet: str) -> dict[str, SiteFile]:
    return site_files(OUTLETS[outlet], url_of(outlet))


def page_of(truth: TrueArticle) -> SiteFile:
    return files(truth.outlet)[page_path(truth.slug)]


@cache
def read(truth: TrueArticle) -> Article:
    page = page_of(truth)
    article = read_page(
        page.body,
        url=url_of(truth.outlet) + page_path(truth.slug),
        content_type=page.content_type,
    )
    return replace(article, lang=article.lang or language_of(article.text))


def sample(truth: TrueArticle) -> SampleArticle:
    return next(a for a in OUTLETS[truth.outlet].articles if a.slug == truth.slug)


def around(truth: TrueArticle) -> tuple[str, ...]:
    """What stands on the page and is not the article, its picture's caption too."""
    return *truth.boilerplate, sample(truth).caption.partition(". ")[0]


def trimmed(words: str) -> str:
    return words.strip(" ,.?!")


def printed(truth: TrueArticle) -> Iterator[tuple[Quote, TrueQuote | None]]:
    """Pair what is printed with what an editor knows of these words."""
    known = {trimmed(quote.words): quote for quote in truth.quotes}
    article = read(truth)
    for quote in quotes.find(article):
        if quote.verdict is Verdict.PRINTED:
            yield quote, known.get(trimmed(article.text[quote.start : quote.end]))


@cache
def all_printed() -> tuple[tuple[Quote, TrueQuote], ...]:
    return tuple(
        (quote, true) for truth in TRUTH for quote, true in printed(truth) if true
    )


def is_called(name: str | None, full_names: tuple[str, ...]) -> bool:
    """Tell whether a name is one of these, or a part of one."""
    return bool(name) and any(
        set(str(name).split()) <= set(full.split()) for full in full_names
    )


def comes_through(quote: Quote, true: TrueQuote) -> bool:
    """Tell whether a quote names its outlet, with or without what kind it is."""
    return true.via is not None and f" {quote.via}".endswith(f" {true.via}")


# The press itself.


def test_the_truth_speaks_of_every_article() -> None:
    told = {(truth.outlet, truth.slug) for truth in TRUTH}
    exist = {(o.id, a.slug) for o in OUTLETS.values() for a in o.articles}

    assert told == exist
    assert len(exist) >= 18


def test_every_article_is_of_today_wherever_now_is() -> None:
    ages = [NOON - a.published for o in OUTLETS.values() for a in o.articles]

    assert min(ages) > timedelta(minutes=1)
    assert max(ages) < timedelta(hours=20)


@every_article
def test_traps_and_true_quotes_stand_in_the_page(truth: TrueArticle) -> None:
    page = unescape(page_of(truth).body.decode())

    assert [words for words in truth.never if words not in page] == []
    assert [quote.words for quote in truth.quotes if quote.words not in page] == []


@every_article
def test_no_weekday_is_left_open(truth: TrueArticle) -> None:
    assert not re.search(r"\{\w+\}", sample(truth).body)


def test_an_article_names_the_day_it_appears_on() -> None:
    slugs = {"cod-deal": "Wednesday", "wasserwerk": "Mittwoch"}
    bodies = {truth.slug: sample(truth).body for truth in TRUTH}

    assert all(day in bodies[slug] for slug, day in slugs.items())


# Read by the parts that read the real news.


@every_outlet
def test_a_feed_lists_every_article_of_its_outlet(outlet: SampleOutlet) -> None:
    file = files(outlet.id)[outlet.feed_path]
    feed = read_feed(
        file.body,
        url=url_of(outlet.id) + outlet.feed_path,
        content_type=file.content_type,
    )

    assert (feed.title, feed.lang) == (outlet.title, outlet.lang)
    assert one_address(feed.site) == one_address(url_of(outlet.id))
    assert [
        (one_address(entry.link), entry.title, entry.published, entry.author)
        for entry in feed.entries
    ] == [
        (url_of(outlet.id) + page_path(a.slug), a.title, a.published, a.author)
        for a in outlet.articles
    ]


@every_article
def test_a_page_is_read_with_what_it_says_of_itself(truth: TrueArticle) -> None:
    article, made = read(truth), sample(truth)

    assert article.title == made.title
    assert article.lang == OUTLETS[truth.outlet].lang
    # The German pages say of themselves no more than their title.
    if truth.outlet != "tagblatt":
        assert article.author == made.author
        assert article.published == made.published
        assert article.outlet == OUTLETS[truth.outlet].name


@every_article
def test_every_true_quote_is_read_word_for_word(truth: TrueArticle) -> None:
    text = read(truth).text

    assert [quote.words for quote in truth.quotes if quote.words not in text] == []


@every_article
def test_every_paragraph_is_read_in_order(truth: TrueArticle) -> None:
    text = read(truth).text
    lines = re.findall(r"^<p>(.*)</p>$", sample(truth).body, re.MULTILINE)
    told = [unescape(line).replace("\xa0", " ") for line in lines]
    places = [text.replace("\xa0", " ").find(line) for line in told]

    assert places == sorted(places)
    assert places[0] >= 0


@every_article
def test_nothing_of_the_page_around_gets_into_an_article(truth: TrueArticle) -> None:
    text = read(truth).text
    others = {a.title for a in OUTLETS[truth.outlet].articles if a.slug != truth.slug}

    assert [words for words in around(truth) if words in text] == []
    assert [title for title in others if title in text] == []


@every_article
def test_nothing_of_the_page_around_gets_into_a_digest(truth: TrueArticle) -> None:
    article = read(truth)
    digest = extractive.summarize(article, quotes.find(article), length=Length.LONG)
    told = " ".join(sentence.text for sentence in digest.sentences)

    assert told
    assert [words for words in around(truth) if words in told] == []


# Quotes.


@every_article
def test_whatever_is_printed_was_said_by_the_person_named(truth: TrueArticle) -> None:
    text = read(truth).text
    false = [
        (text[quote.start : quote.end], quote.speaker)
        for quote, true in printed(truth)
        if true is None or not is_called(quote.speaker, true.speakers)
    ]

    assert false == []


@every_article
def test_no_quote_is_said_to_come_through_another_outlet(truth: TrueArticle) -> None:
    own = OUTLETS[truth.outlet].name
    invented = [
        (true.words, quote.via)
        for quote, true in printed(truth)
        if true and quote.via not in (None, own) and not comes_through(quote, true)
    ]

    assert invented == []


def test_at_least_half_of_what_could_be_printed_is() -> None:
    could = [quote for truth in TRUTH for quote in truth.quotes if quote.named]

    assert len(all_printed()) >= PRINTED * len(could)


def test_most_quotes_bear_the_fullest_name_that_the_article_gives() -> None:
    full = [quote for quote, true in all_printed() if quote.speaker in true.speakers]

    assert len(full) >= FULLY_NAMED * len(all_printed())


def test_most_words_that_came_through_another_outlet_name_it() -> None:
    passed_on = [(quote, true) for quote, true in all_printed() if true.via]
    named = [quote for quote, true in passed_on if comes_through(quote, true)]

    assert passed_on
    assert len(named) >= WITH_OUTLET * len(passed_on)


# Stories.


def test_articles_of_one_event_are_one_story_and_no_others() -> None:
    window = Window()
    told: defaultdict[int, set[TrueArticle]] = defaultdict(set)
    for key, truth in enumerate(sorted(TRUTH, key=lambda t: sample(t).published)):
        kept = profile(read(truth), at=sample(truth).published)
        told[window.place(key, kept).story].add(truth)
    true: defaultdict[str, set[TrueArticle]] = defaultdict(set)
    for truth in TRUTH:
        true[truth.story].add(truth)

    assert sorted(map(_slugs, told.values())) == sorted(map(_slugs, true.values()))


def _slugs(articles: set[TrueArticle]) -> list[str]:
    return sorted(f"{truth.outlet}/{truth.slug}" for truth in articles)


def test_the_text_of_an_agency_is_known_in_both_outlets() -> None:
    window = Window()
    for key, truth in enumerate(TRUTH):
        window.place(key, profile(read(truth), at=sample(truth).published))
    original, copy = (key for key, truth in enumerate(TRUTH) if truth.agency)

    assert window.place(copy, profile(read(TRUTH[copy]), at=NOON)).copy_of == original

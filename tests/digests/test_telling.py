from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.archive import StoredArticle, StoredQuote
from digests.cards import Card
from digests.news import (
    Article,
    Digest,
    Length,
    PrintedQuote,
    Quote,
    QuoteKind,
    StoryDigest,
    StorySentence,
    Verdict,
)
from digests.quotes import fingerprint
from digests.sayings import distinct
from digests.telling import (
    Material,
    Told,
    all_quotes,
    by_its_lead,
    in_order,
    key_quotes,
    line,
    outlets_of,
    view,
)

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
SAID = ("We have waited for this boat", "Nobody asked the fishermen at all")


def a_card(
    id_: int,
    *,
    lang: str = "en",
    chars: int = 800,
    printed: int = 1,
    copy_of: int | None = None,
    outlet: str = "",
    vouched: bool = True,
) -> Card:
    return Card(
        id=id_,
        story_id=1,
        url=f"https://coast.example/{id_}",
        title=f"Title {id_}",
        outlet=outlet or f"Outlet {id_}",
        lang=lang,
        published=NOW,
        at=NOW + timedelta(minutes=id_),
        copy_of=copy_of,
        chars=chars,
        printed=printed,
        vouched=vouched,
    )


def a_quote(
    text: str, *, article: int = 1, speaker: str = "Marta Lindqvist", lang: str = "en"
) -> PrintedQuote:
    return PrintedQuote(
        text=text,
        speaker=speaker,
        via=None,
        kind=QuoteKind.DIRECT,
        outlet=f"Outlet {article}",
        link="",
        article_id=article,
        lang=lang,
        start=0,
        end=len(text),
        sha256="",
    )


def first(*cards: Card, lang: str = "", lead: int | None = None) -> int:
    return in_order(cards, lang=lang, lead=lead)[0].id


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param(a_card(2), a_card(1, printed=0), id="with quotes"),
        pytest.param(a_card(2, chars=3000), a_card(1), id="fuller"),
        pytest.param(a_card(1), a_card(2), id="earlier"),
        pytest.param(a_card(2), a_card(1, vouched=False), id="chosen by the operator"),
        pytest.param(a_card(1), a_card(2, copy_of=1, chars=4000), id="no copy"),
    ],
)
def test_the_better_article_tells_the_story(better: Card, worse: Card) -> None:
    assert first(better, worse) == better.id
    assert first(worse, better) == better.id


@pytest.mark.parametrize(
    ("clear", "told_by"),
    [
        pytest.param(a_card(2), 2, id="able to tell it"),
        pytest.param(a_card(2, printed=0), 1, id="without quotes"),
        pytest.param(a_card(2, chars=200), 1, id="a few lines"),
    ],
)
def test_the_article_with_the_clearest_headline_tells_the_story_if_it_can(
    clear: Card, told_by: int
) -> None:
    fuller = a_card(1, chars=3_000)

    assert in_order([fuller, clear], clearest=clear.title)[0].id == told_by


def test_a_story_is_told_in_the_readers_language_where_it_can_be() -> None:
    cards = (a_card(1), a_card(2), a_card(3, lang="de", printed=0))

    assert first(*cards, lang="de") == 3
    assert first(*cards, lang="fr") == 1


def test_who_shows_us_an_article_gets_that_article() -> None:
    cards = (a_card(1), a_card(2, copy_of=1, vouched=False, printed=0))

    assert first(*cards, lead=2) == 2


def test_a_story_of_which_only_copies_are_left_is_still_told() -> None:
    assert first(a_card(5, copy_of=1), a_card(6, copy_of=5)) == 5


def test_copies_of_one_text_are_one_outlet() -> None:
    cards = [a_card(1), a_card(2, copy_of=1), a_card(3, outlet="OUTLET 1"), a_card(4)]

    assert outlets_of(cards) == ("Outlet 1", "Outlet 4")


def test_a_line_names_the_story_by_its_lead() -> None:
    told = Told(id=1, headline="Ferry", cards=in_order([a_card(1), a_card(2)]))

    assert line(told).url == "https://coast.example/1"
    assert line(told).outlets == ("Outlet 1", "Outlet 2")


def test_what_the_operator_did_not_choose_is_not_quoted_beside_what_he_did() -> None:
    stranger = a_card(2, vouched=False)
    chosen = Told(id=1, headline="", cards=(a_card(1), stranger))
    shown = Told(id=1, headline="", cards=(stranger, a_card(1)))

    assert [card.id for card in chosen.quoted] == [1]
    assert [card.id for card in shown.quoted] == [2, 1]


def stored(text: str, start: int, end: int) -> StoredQuote:
    return StoredQuote(
        article_id=1,
        quote=Quote(start=start, end=end, speaker="Marta L", verdict=Verdict.PRINTED),
        sha256=fingerprint(text[start:end]),
    )


def material(*cards: Card) -> Material:
    """Every card's article says both sentences; its digest prefers the second."""
    text = ". ".join(SAID)
    found = [
        stored(text, text.index(said), text.index(said) + len(said)) for said in SAID
    ]
    return Material(
        articles={
            card.id: StoredArticle(
                id=card.id,
                story_id=1,
                article=Article(url=card.url, title="", text=text, outlet=card.outlet),
            )
            for card in cards
        },
        quotes={card.id: found for card in cards},
        digests={
            card.id: Digest(
                length=Length.NORMAL,
                lang="en",
                sentences=(),
                quotes=tuple(each.quote for each in reversed(found)),
                made_by="chosen sentences",
            )
            for card in cards
        },
    )


def test_key_quotes_come_from_the_lead_first_and_only_once() -> None:
    cards = (a_card(1), a_card(2))
    told = Told(id=1, headline="", cards=cards)
    found = key_quotes(told, material(*cards))

    assert [(quote.text, quote.article_id) for quote in found] == [
        (SAID[1], 1),
        (SAID[0], 1),
    ]


def test_all_quotes_come_in_the_order_of_the_text() -> None:
    told = Told(id=1, headline="", cards=(a_card(1),))

    assert [q.text for q in all_quotes(told, material(a_card(1)))] == list(SAID)


def test_pieces_come_last_each_in_its_sentence() -> None:
    text = (
        "Jana Roth sprach von „einem klugen Anfang“ am See.\n\n"
        "„Wir haben lange auf dieses Boot gewartet“, sagte Jana Roth."
    )
    found = german(
        text, "einem klugen Anfang", "Wir haben lange auf dieses Boot gewartet"
    )
    told = Told(id=1, headline="", cards=(a_card(1),))

    whole, piece = all_quotes(told, found)

    assert (whole.text, whole.within) == (
        "Wir haben lange auf dieses Boot gewartet",
        "",
    )
    assert piece.text == "einem klugen Anfang"
    assert piece.within == "Jana Roth sprach von „einem klugen Anfang“ am See."


def test_a_piece_of_a_quote_that_is_shown_is_left_out() -> None:
    text = (
        "Jana Roth sprach von „diesem schönen Boot“ am See.\n\n"
        "„Wir warten auf Teile von diesem schönen Boot“, sagte Jana Roth."
    )
    found = german(
        text, "diesem schönen Boot", "Wir warten auf Teile von diesem schönen Boot"
    )
    told = Told(id=1, headline="", cards=(a_card(1),))

    assert [quote.within for quote in all_quotes(told, found)] == [""]


def german(text: str, piece: str, whole: str) -> Material:
    """One German article with a piece and a whole quote."""
    found = material(a_card(1))
    article = replace(found.articles[1].article, text=text, lang="de")
    first = stored(text, text.index(piece), text.index(piece) + len(piece))
    fragment = replace(first, quote=replace(first.quote, verdict=Verdict.FRAGMENT))
    second = stored(text, text.index(whole), text.index(whole) + len(whole))
    return replace(
        found,
        articles={1: replace(found.articles[1], article=article)},
        quotes={1: [fragment, second]},
    )


def test_a_quote_on_which_outlets_agree_comes_before_one_that_differs() -> None:
    cards = (a_card(1), a_card(2))
    found = material(*cards)
    text = found.articles[2].article.text.replace("Nobody asked", "Somebody asked")
    said = "Somebody asked the fishermen at all"
    other = stored(text, text.index(said), text.index(said) + len(said))
    changed = replace(found.articles[2].article, text=text)
    articles = {**found.articles, 2: replace(found.articles[2], article=changed)}
    quotes = {**found.quotes, 2: [found.quotes[1][0], other]}
    told = Told(id=1, headline="", cards=cards)
    shown = key_quotes(told, replace(found, articles=articles, quotes=quotes))

    assert [(quote.text, len(quote.differs)) for quote in shown] == [
        (SAID[0], 0),
        (SAID[1], 1),
    ]
    assert shown[0].outlets == ("Outlet 1", "Outlet 2")


def test_a_short_digest_shows_one_quote() -> None:
    told = Told(id=1, headline="", cards=(a_card(1),))
    short = Digest(
        length=Length.SHORT, lang="en", sentences=(), quotes=(), made_by="nobody"
    )

    shown = view(told, by_its_lead(told, short), material(a_card(1)))
    assert len(shown.quotes) == 1


def test_each_outlet_is_listed_once() -> None:
    cards = (a_card(1), a_card(2, outlet="Outlet 1"), a_card(3))
    told = Told(id=1, headline="Ferry", cards=cards)
    digest = by_its_lead(told, material(a_card(1)).digests[1])
    shown = view(told, digest, material(*cards))

    assert [each.article_id for each in shown.coverage] == [1, 3]


def test_a_sentence_names_the_outlets_that_it_rests_on_beside_the_first() -> None:
    cards = (a_card(1), a_card(2), a_card(3, outlet="outlet 1"))
    told = Told(id=1, headline="Ferry", cards=cards)
    digest = StoryDigest(
        length=Length.NORMAL,
        lang="en",
        sentences=(
            StorySentence(text="It floats.", support=((1, 0, 9), (2, 0, 9))),
            StorySentence(text="It sails.", support=((3, 0, 9),)),
        ),
        made_by="a model",
    )
    shown = view(told, digest, material(*cards))

    assert [one.outlets for one in shown.sentences] == [("Outlet 2",), ()]


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        ("We have waited for this boat!", 1),
        ("we have WAITED for this boat so long", 1),
        ("Nobody asked the fishermen", 2),
    ],
)
def test_quotes_that_say_the_same_are_shown_once(other: str, kept: int) -> None:
    quotes = [a_quote(SAID[0]), None, a_quote(other)]

    assert len(distinct(quotes)) == kept


def versions(*quotes: PrintedQuote) -> list[tuple[tuple[str, ...], list[str]]]:
    """Tell each quote's outlets, and the words of those that differ."""
    return [
        (quote.outlets, [other.text for other in quote.differs])
        for quote in distinct(quotes)
    ]


def test_the_same_quote_of_several_outlets_is_one_that_names_them_all() -> None:
    assert versions(
        a_quote("We have waited for this boat"),
        a_quote("we have waited – for this boat!", article=2),
        a_quote("We have waited for this boat", article=2),
        a_quote("We have waited for this boat", article=3, speaker="Lindqvist"),
    ) == [(("Outlet 1", "Outlet 2", "Outlet 3"), [])]


def test_an_altered_quote_is_never_merged_but_shown_beside_the_other() -> None:
    other = "We have not waited for this boat"

    assert versions(
        a_quote("We have waited for this boat"),
        a_quote(other, article=2),
        a_quote(other, article=3),
        a_quote(SAID[1], article=3),
    ) == [(("Outlet 1",), [other]), (("Outlet 3",), [])]


def test_an_altered_quote_names_all_outlets_that_have_it_so() -> None:
    other = "We have not waited for this boat"
    (quote,) = distinct(
        [
            a_quote("We have waited for this boat"),
            a_quote(other, article=2),
            a_quote(other, article=3),
        ]
    )

    assert [version.outlets for version in quote.differs] == [("Outlet 2", "Outlet 3")]


def test_two_versions_in_one_article_are_shown_once() -> None:
    assert versions(
        a_quote("We have waited for this boat"),
        a_quote("We have long waited for this boat"),
    ) == [(("Outlet 1",), [])]


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [
        pytest.param(
            "We lost the roof.", "We lost the roof. We stay.", 2, id="the part"
        ),
        pytest.param(
            "We lost the roof. We stay.", "We lost the roof.", 1, id="the whole"
        ),
    ],
)
def test_only_who_prints_all_the_words_is_named_under_them(
    first: str, second: str, named: int
) -> None:
    (quote,) = distinct([a_quote(first), a_quote(second, article=2)])

    assert len(quote.outlets) == named
    assert not quote.differs


def test_a_cut_that_turns_the_sense_is_a_version_of_its_own() -> None:
    cut = "I like him as a person"

    assert versions(
        a_quote(f"{cut}, but I would never vote for him"), a_quote(cut, article=2)
    ) == [(("Outlet 1",), [cut])]


def test_a_translation_is_neither_merged_nor_called_another_version() -> None:
    german = "Wir haben auf dieses Boot gewartet"

    assert versions(a_quote(SAID[0]), a_quote(german, article=2, lang="de")) == [
        (("Outlet 1",), []),
        (("Outlet 2",), []),
    ]


def test_the_same_words_of_another_speaker_are_shown_as_differing() -> None:
    (quote,) = distinct([a_quote(SAID[1]), a_quote(SAID[1], article=2, speaker="Bo A")])

    assert [other.speaker for other in quote.differs] == ["Bo A"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from([*SAID, SAID[0] + " so long", SAID[0].replace("We", "I")]),
            st.integers(1, 4),
        )
    )
)
def test_no_outlet_is_named_under_words_that_it_did_not_print(
    found: list[tuple[str, int]],
) -> None:
    for quote in distinct(a_quote(text, article=number) for text, number in found):
        for shown in (quote, *quote.differs):
            for outlet in shown.outlets:
                texts = {text for text, number in found if outlet == f"Outlet {number}"}
                assert any(shown.text in text for text in texts)


@given(st.lists(st.text(max_size=30)), st.integers(0, 5))
def test_no_more_quotes_are_shown_than_wanted(said: list[str], most: int) -> None:
    assert len(distinct(map(a_quote, said), most=most)) <= most


def test_an_article_of_the_last_hours_tells_a_story_that_went_on() -> None:
    old = a_card(1)
    since, more = timedelta(hours=18), timedelta(minutes=1)

    assert first(old, a_card(2)._replace(at=old.at + since)) == 1
    assert first(old, a_card(2)._replace(at=old.at + since + more)) == 2

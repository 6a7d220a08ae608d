from dataclasses import replace

import pytest
from discord.ui import TextDisplay

from bot import render_discord, render_telegram
from bot.documents import Bullets, Document, Line, quotations, without
from bot.wording import (
    article_document,
    cited,
    more_document,
    named,
    numbers,
    quotes_document,
    search_document,
    sources_document,
)
from digests import Compared, Disagreement, Ground, Said, Supported
from tests.bot.builders import (
    CLIMATE,
    FERRIES,
    GAZETTE,
    NOON,
    a_line,
    a_quote,
    a_story,
    text_of,
)
from tests.bot.paper_newsroom import labels


def words(line: Line) -> str:
    return "".join(run.text for run in line)


def bullets_of(document: Document) -> list[str]:
    return [
        words(line)
        for block in document.blocks
        if isinstance(block, Bullets)
        for line in block.lines
    ]


def test_interests_are_named_with_what_they_are() -> None:
    assert [named(each) for each in (CLIMATE, FERRIES, GAZETTE)] == [
        "Climate (topic)",
        "ferries (your words)",
        "The Gazette (source)",
    ]


@pytest.mark.parametrize(
    ("most", "said"), [(1, "1"), (2, "1 or 2"), (3, "1 to 3"), (12, "1 to 12")]
)
def test_the_numbers_there_are_read_as_people_say_them(most: int, said: str) -> None:
    assert numbers(most) == said


def test_long_words_end_with_an_ellipsis() -> None:
    assert cited("x" * 80) == f"“{'x' * 80}”"
    assert cited("x" * 81) == f"“{'x' * 79}…”"


def test_what_is_not_known_about_an_article_is_left_out_of_its_line() -> None:
    bare = replace(a_line(1), outlets=(), published=None)
    some = replace(a_line(2), outlets=("", "A", "B", "C", "D"))
    document = search_document("x", [bare, some], days=30, briefing_id=1)

    assert bullets_of(document) == ["Buses too", "Buses too · A · B · C · "]
    assert labels(document) == ["1", "2"]
    assert document.briefing == 1


def test_a_story_of_one_outlet_needs_no_list_of_outlets() -> None:
    one = more_document(a_story(1), Compared(), 4, briefing_id=1)
    two = more_document(a_story(1, outlets=("A", "B")), Compared(), 4, briefing_id=1)

    assert "Reported by" not in text_of(one)
    assert bullets_of(two) == [
        "Ferries go electric · A · ",
        "Ferries go electric · B · ",
    ]


def test_an_article_has_no_number_and_its_follow_ups_mean_it() -> None:
    document = article_document(a_story(1), briefing_id=8)

    assert "1. Ferries" not in text_of(document)
    assert labels(document) == ["More", "All quotes", "Sources"]
    assert {b.argument for row in document.buttons for b in row} == {"1"}


def ground(outlet: str, *sentences: str) -> Ground:
    return Ground(sentences=sentences, outlet=outlet, link="l")


def test_a_sentence_that_was_chosen_is_not_repeated_as_its_own_source() -> None:
    chosen = Supported(sentence="It floats.", grounds=(ground("", "It floats."),))
    written = replace(chosen, grounds=(ground("A", "It swims.", "It sails."),))
    document = sources_document(a_story(1), 1, [chosen, written], briefing_id=1)

    assert bullets_of(document)[1:] == [
        "It floats. ← word for word in the article",
        "It floats. ← A: It swims. […] It sails.",
    ]


def test_a_sentence_of_two_outlets_stands_beside_the_words_of_both() -> None:
    both = (ground("A", "It swims."), ground("B", "It sails."))
    support = [Supported(sentence="It floats.", grounds=both)]
    document = sources_document(a_story(1), 1, support, briefing_id=1)

    assert bullets_of(document)[1:] == ["It floats. ← A: It swims. · B: It sails."]


def test_a_story_without_support_still_names_its_sources() -> None:
    document = sources_document(a_story(1), 1, [], briefing_id=1)

    assert "rests on" not in text_of(document)
    assert bullets_of(document) == ["Ferries go electric · The Gazette · "]


def disputed() -> Document:
    """Two outlets print one quote, a third prints it otherwise."""
    quote = replace(
        a_quote(),
        role="the mayor of Orvik",
        before="It was cold.",
        after="It rained.",
        outlets=("The Gazette", "Coast Post"),
        differs=(replace(a_quote("We will wait", article=2), outlet="The Times"),),
    )
    return quotes_document("1. Ferries", [quote])


def test_a_quote_shows_role_outlets_surroundings_and_who_has_it_otherwise() -> None:
    assert text_of(disputed()).splitlines() == [
        "1. Ferries",
        "    “We will not wait”",
        "    — Mara Lind, the mayor of Orvik, The Gazette · Coast Post",
        "    https://gazette.example/1",
        "    Before it: It was cold. After it: It rained.",
        "The Times has other words:",
        "    “We will wait”",
        "    — Mara Lind, The Times",
        "    https://gazette.example/1",
    ]


def test_a_piece_stands_above_its_sentence() -> None:
    piece = replace(
        a_quote("not wait"), within="The council will “not wait”, she said."
    )

    assert text_of(quotes_document("1. Ferries", [piece])).splitlines()[-1] == (
        "    Its sentence: The council will “not wait”, she said."
    )


def test_telegram_and_discord_keep_a_quote_and_what_belongs_to_it_together() -> None:
    telegram = render_telegram.render(disputed())
    assert telegram.text.endswith(
        "The Times has other words:\n“We will wait” — Mara Lind, The Times"
    )
    assert "Coast Post\nBefore it: It was cold. After it: It rained." in telegram.text
    quoted = [e for e in telegram.entities if e.type == "blockquote"]
    assert [telegram.text[e.offset : e.offset + 9] for e in quoted] == ["“We will "] * 2

    (part,) = render_discord.parts(disputed())
    texts = [
        item.content
        for item in render_discord.render(part).walk_children()
        if isinstance(item, TextDisplay)
    ]
    assert texts[1].endswith("\n-# Before it: It was cold. After it: It rained.")
    assert texts[2].startswith("The Times has other words:\n> “We will wait”")


def test_what_stands_around_an_untrue_quote_goes_with_it() -> None:
    document = disputed()
    proofs = frozenset(quote.proof for quote in quotations(document))

    assert text_of(without(document, proofs)) == "1. Ferries"


def test_a_sentence_between_two_quotes_is_told_once() -> None:
    first = replace(a_quote("One"), after="It rained.")
    second = replace(a_quote("Two"), before="It rained.", after="It stopped.")
    told = text_of(quotes_document("Ferries", [first, second]))

    assert told.count("It rained.") == 1
    assert told.endswith("After it: It stopped.")


def test_a_story_in_full_shows_what_others_add_and_where_they_differ() -> None:
    nine = Said(text="nine", outlet="Gazette", link="https://g.example/1")
    ten = Said(text="ten", outlet="Herald", link="https://h.example/1")
    also = Said(text="ten", outlet="Post", link="https://p.example/1")
    told = Said(text="The bridge is shut.", outlet="Herald", link="https://h.example/2")
    others = Compared(
        additions=(told,),
        disagreements=(
            Disagreement(
                about=("dead",),
                versions=((nine,), (ten, also)),
                latest=1,
                later="updated",
            ),
        ),
    )
    document = more_document(a_story(1), others, 4, briefing_id=1)

    assert "Told by others" in text_of(document)
    assert "Where they differ" in text_of(document)
    assert bullets_of(document) == [
        "The bridge is shut. — Herald",
        "dead: nine (Gazette) · ten (Herald, Post, updated)",
    ]


def test_quotes_of_many_days_say_when_they_were_published() -> None:
    quote = replace(a_quote(), published=NOON)
    undated = quotes_document("Quotes", [quote])
    dated = quotes_document("Quotes", [quote, a_quote("It sinks")], dated=True)

    assert "Nov 2026" not in quotations(undated)[0].credit
    assert [q.credit.endswith(", 24 Nov 2026") for q in quotations(dated)] == [
        True,
        False,
    ]

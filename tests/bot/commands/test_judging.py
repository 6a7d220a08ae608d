"""What readers say of stories, and why stories stand where they do."""

from datetime import timedelta

import pytest

from bot.tables import feedback
from tests.bot.builders import NOON, a_story, rows_of, text_of
from tests.bot.paper_newsroom import Reader, button, labels


async def a_briefed(reader: Reader) -> None:
    reader.newsroom.print(a_story(7), "climate")
    await reader.ask("/digest climate")


async def test_a_word_on_a_story_is_kept_with_what_it_is_like(reader: Reader) -> None:
    await a_briefed(reader)
    text = text_of(await reader.ask("/rate 1 yes"))

    assert "a little further up" in text
    assert "/why 1" in text
    assert await rows_of(reader.database, feedback, "story", "useful", "traits") == [
        (7, 1, '["outlet:the gazette", "topic:climate"]')
    ]


async def test_the_last_word_counts(reader: Reader) -> None:
    await a_briefed(reader)
    await reader.ask("/rate 1 yes")
    await reader.ask("/rate 1 no")

    assert await rows_of(reader.database, feedback, "useful") == [0]


async def test_a_story_in_full_has_buttons_for_a_word(reader: Reader) -> None:
    await a_briefed(reader)
    more = await reader.ask("/more 1")

    assert labels(more)[-4:] == ["👍 Useful", "👎 Not useful", "Why?", "💬 Ask"]
    assert button(more, "💬 Ask").asks
    assert button(more, "💬 Ask").argument == "1"
    assert "a little further down" in text_of(await reader.press(more, "👎 Not useful"))


@pytest.mark.parametrize("typed", ["/rate", "/rate 1", "/rate 1 maybe", "/rate yes no"])
async def test_a_word_that_is_none_is_asked_for_again(
    reader: Reader, typed: str
) -> None:
    reader.newsroom.print(a_story(7), "climate")
    reader.newsroom.print(a_story(8, published=NOON - timedelta(hours=1)), "climate")
    await reader.ask("/digest climate")
    text = text_of(await reader.ask(typed))

    assert "Say for example: /rate 3 yes" in text or "Which story?" in text
    assert await rows_of(reader.database, feedback, "story") == []


async def test_a_place_is_explained_by_its_factors(reader: Reader) -> None:
    await a_briefed(reader)
    text = text_of(await reader.ask("/why 1"))

    assert "Why story 1 stands where it does" in text
    assert "1 outlet, 1 article of their own: × 1.00" in text
    assert "You follow nothing like it: × 0.50" in text
    assert "Its newest article is 2 hours old: × 0.93" in text
    assert "What you found useful before: × 1.00" in text
    assert "Weight 0.46" in text


async def test_what_was_liked_goes_into_the_next_briefing(reader: Reader) -> None:
    await a_briefed(reader)
    await reader.ask("/rate 1 no")
    await reader.ask("/digest climate")

    assert reader.newsroom.liked[-1] == {
        "outlet:the gazette": pytest.approx(-1 / 3),
        "topic:climate": pytest.approx(-1 / 3),
    }

"""Questions put to stored news: found in a story, in a month of articles, or nowhere."""

from collections.abc import AsyncIterator

import pytest

from digests import Answered
from digests.quotes import fingerprint
from tests.databases import URLS
from tests.newsdesk import FERRY, GLACIER, VOTE, Desk, Item, desk, page

FEED = "/feed.xml"
PAID = "The town paid 14 million crowns for the ferry and its charging station."


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    pages = {"/ferry": FERRY, "/ice": GLACIER, "/vote": VOTE}
    async with desk(request.param, starts=FEED) as opened:
        items = [
            Item(
                link=opened.publish(path, page(told, title=f"News of {path[1:]}")),
                title=f"News of {path[1:]}",
            )
            for path, told in pages.items()
        ]
        opened.feeds(FEED, *items)
        await opened.collect()
        yield opened


async def ask(
    press: Desk, question: str, *, story_id: int | None = None
) -> tuple[Answered, ...]:
    stories = () if story_id is None else (story_id,)
    return await press.newsroom.ask(question, stories=stories, days=30, limit=3)


async def story_about(press: Desk, word: str) -> int:
    (line,) = await press.newsroom.search(word, days=30, limit=5)
    return line.id


async def test_an_answer_is_a_sentence_with_its_proof(press: Desk) -> None:
    (found,) = await ask(press, "How much did the ferry cost the town of Orvik?")

    (place,) = found.places
    assert found.text == PAID
    assert place.outlet == "Coast Post"
    assert "/ferry#:~:text=The%20town%20paid" in place.link
    assert place.sha256 == fingerprint(PAID)
    slices = {(place.article_id, place.start, place.end, place.sha256)}
    assert await press.newsroom.still_true(slices) == slices


async def test_a_question_in_small_letters_is_answered_too(press: Desk) -> None:
    found = await ask(press, "how many cars does the ferry carry?")

    assert ["120 cars" in one.text for one in found] == [True]


async def test_only_the_story_that_was_meant_answers(press: Desk) -> None:
    glacier = await story_about(press, "glacier")
    question = "How much did the ferry cost the town of Orvik?"

    assert await ask(press, question, story_id=glacier) == ()
    ferry = await story_about(press, "ferry")
    assert len(await ask(press, question, story_id=ferry)) == 1


@pytest.mark.parametrize(
    "question",
    ["Who sank the ferry?", "What does the bridge of Tarn cost?", "???", "", '-x " OR'],
)
async def test_what_no_article_says_has_no_answer(press: Desk, question: str) -> None:
    assert await ask(press, question) == ()


async def test_several_stories_answer_together_and_no_other(press: Desk) -> None:
    glacier = await story_about(press, "glacier")
    ferry = await story_about(press, "ferry")
    question = "How much did the ferry cost the town of Orvik?"
    found = await press.newsroom.ask(
        question, stories=(glacier, ferry, 999), days=30, limit=3
    )

    assert [one.text for one in found] == [PAID]


async def test_a_story_that_is_not_there_has_no_answer(press: Desk) -> None:
    assert await ask(press, "How many cars?", story_id=999) == ()

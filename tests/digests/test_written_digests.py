"""Digests by a model, through the whole newsroom: page, gate, story, status."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from digests import Interest, InterestKind, Length, ModelChoice, views
from digests.summarize.extractive import MADE_BY
from tests.databases import URLS
from tests.model_server import (
    ModelServer,
    fails,
    hangs,
    model_server,
    replies,
    tells,
    tells_abroad,
    tells_back,
)
from tests.newsdesk import Desk, Item, desk, page

FEED = "/feed.xml"
GOOD = tells(
    ("Orvik opened its first electric ferry on Monday.", [1]),
    ("The ferry carries 120 cars.", [2]),
    quotes=(1,),
)


@pytest.fixture
async def server() -> AsyncIterator[ModelServer]:
    async with model_server() as server:
        yield server


@pytest.fixture(params=URLS)
async def press(
    request: pytest.FixtureRequest, server: ModelServer
) -> AsyncIterator[Desk]:
    model = ModelChoice(
        name="tiny-writer", base_url=server.base_url, daily_tokens=9_000
    )
    async with desk(request.param, starts=FEED, model=model) as opened:
        opened.feeds(FEED, Item(link=opened.publish("/ferry")))
        yield opened


async def the_story(press: Desk) -> int:
    (line,) = await press.newsroom.search("ferry", days=30, limit=5)
    return line.id


async def test_a_model_writes_a_story_s_digest(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD)
    await press.collect()
    story = await press.newsroom.story(await the_story(press))

    assert [one.text for one in story.sentences] == [
        "Orvik opened its first electric ferry on Monday.",
        "The ferry carries 120 cars.",
    ]
    assert story.made_by == "tiny-writer"
    assert [quote.speaker for quote in story.quotes] == ["Marta Lindqvist"]


async def test_the_status_tells_what_it_cost(press: Desk, server: ModelServer) -> None:
    server.will(GOOD)
    await press.collect()
    model = (await press.newsroom.status()).model

    assert model is not None
    assert (model.calls, model.asked, model.answered) == (1, 400, 60)
    assert (model.budget, model.fallbacks) == (9_000, {})


async def test_without_an_answer_sentences_are_chosen(
    press: Desk, server: ModelServer
) -> None:
    server.will(fails(404))
    await press.collect()
    story = await press.newsroom.story(await the_story(press))
    model = (await press.newsroom.status()).model

    assert story.made_by == MADE_BY
    assert story.sentences != ()
    assert model is not None
    assert model.fallbacks == {"the server does not know the model or the address": 1}


async def test_each_length_is_one_call_for_all_readers(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD)
    await press.collect()
    id_ = await the_story(press)
    for length in (Length.NORMAL, Length.LONG, Length.LONG):
        await press.newsroom.story(id_, length=length)

    assert len(server.asked) == 2


async def test_the_same_words_elsewhere_cost_nothing(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD)
    await press.collect()
    press.clock.now += timedelta(hours=2)
    press.feeds(FEED, Item(link=press.publish("/ferry-again")))
    await press.collect()

    assert press.asked_for("/ferry-again") == 1
    assert len(server.asked) == 1


ABROAD = tells_abroad(
    ("Orvik eröffnete am Montag seine erste elektrische Fähre.", [1]),
    ("Die Fähre trägt 120 Autos.", [2]),
    quotes={1: "Auf dieses ruhige Boot warten wir seit dem Frühling letzten Jahres"},
)
BACK = tells_back(
    "Orvik opened its first electric ferry on Monday.",
    "The ferry carries 120 cars.",
    "We have waited for this quiet boat since the spring of last year",
)


async def test_readers_of_another_language_get_theirs(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD, ABROAD, BACK)
    await press.collect()
    id_ = await the_story(press)
    for _ in range(2):
        story = await press.newsroom.story(id_, lang="de")
        assert [one.text for one in story.sentences] == [
            "Orvik eröffnete am Montag seine erste elektrische Fähre.",
            "Die Fähre trägt 120 Autos.",
        ]
        assert story.lang == "de"
        assert [one.translation for one in story.quotes] == [
            "Auf dieses ruhige Boot warten wir seit dem Frühling letzten Jahres"
        ]
        assert [one.lang for one in story.quotes] == ["en"]

    assert len(server.asked) == 3


async def test_the_source_of_a_translated_sentence_is_the_article_s_own(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD, ABROAD, BACK)
    await press.collect()
    support = await press.newsroom.support(await the_story(press), lang="de")

    assert support[1].sentence == "Die Fähre trägt 120 Autos."
    assert "120 cars" in support[1].grounds[0].sentences[0]


async def test_what_could_not_be_told_abroad_is_told_as_it_was_and_not_tried_again(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD, ABROAD, tells_back("It rains."))
    await press.collect()
    id_ = await the_story(press)
    for _ in range(2):
        story = await press.newsroom.story(id_, lang="de")
        assert (story.lang, story.made_by) == ("en", "tiny-writer")

    assert len(server.asked) == 3


async def test_a_reader_does_not_wait_long_for_a_translation(
    press: Desk, server: ModelServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PATIENCE", 0.2)
    server.will(GOOD, hangs())
    await press.collect()
    story = await press.newsroom.story(await the_story(press), lang="de")

    assert story.lang == "en"


async def test_an_answer_by_a_model_rests_on_places_in_articles(
    press: Desk, server: ModelServer
) -> None:
    written = "The ferry has room for 120 cars."
    server.will(GOOD, replies((written, [1])))
    await press.collect()
    (found,) = await press.newsroom.ask(
        "How many cars does the ferry carry?", days=30, limit=3
    )

    assert (found.text, found.made_by) == (written, "tiny-writer")
    assert [place.outlet for place in found.places] == ["Coast Post"]


async def test_an_answer_that_does_not_hold_is_given_as_it_stands(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD, replies(("The ferry has room for 121 cars.", [1])))
    await press.collect()
    (found,) = await press.newsroom.ask(
        "How many cars does the ferry carry?", days=30, limit=3
    )

    assert "120 cars" in found.text
    assert found.made_by == ""


async def test_what_is_new_is_told_in_one_language_and_no_call_is_made(
    press: Desk, server: ModelServer
) -> None:
    server.will(GOOD, fails(404))
    await press.collect()
    id_ = await the_story(press)
    told_at = press.clock.now
    press.clock.advance(timedelta(days=1))
    fire = (
        (
            "The electric ferry of Orvik was taken out of service on Tuesday after its charging "
            "station caught fire, with damage of 3 million crowns."
        ),
    )
    press.feeds(FEED, Item(link=press.publish("/fire", page(fire))))
    await press.collect()
    asked = len(server.asked)
    ferries = Interest(kind=InterestKind.WORDS, value="ferry", label="ferry")
    briefing = await press.newsroom.briefing(
        [ferries], since=told_at - timedelta(days=1), seen={id_: told_at}, lang="de"
    )

    assert [story.update is not None for story in briefing.stories] == [True]
    assert briefing.stories[0].lang == "en"
    assert len(server.asked) == asked

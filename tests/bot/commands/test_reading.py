from dataclasses import replace
from datetime import timedelta

import pytest

from bot import outbox
from bot.briefings import Kind
from bot.commands.reading import is_link
from bot.outbox import State
from bot.subscriptions import chat_of
from bot.tables import briefings, seen
from digests import Answered, Place
from tests.bot.builders import (
    CLIMATE,
    NOON,
    a_quote,
    a_story,
    a_subscriber,
    file,
    rows_of,
    text_of,
)
from tests.bot.paper_newsroom import Reader, labels

WEEK = timedelta(days=7)


def print_news(reader: Reader) -> None:
    quoted = a_story(11, "Ferries go electric", quotes=[a_quote()], outlets=("A", "B"))
    reader.newsroom.print(quoted, "climate")
    reader.newsroom.print(a_story(12, "Chips get cheaper"), "tech")
    reader.newsroom.print(a_story(13, "Rivers rise"), "climate", "world")


async def test_a_digest_of_a_topic_has_its_stories(reader: Reader) -> None:
    print_news(reader)
    briefing = await reader.ask("/digest climate")
    assert briefing.topic == "climate"
    text = text_of(briefing)

    assert "1. Ferries go electric" in text
    assert "2. Rivers rise" in text
    assert "Chips" not in text
    assert await rows_of(reader.database, briefings, "stories", "kind") == [
        ("[11, 13]", "briefing")
    ]


async def test_a_digest_without_words_is_of_what_the_chat_follows(
    reader: Reader,
) -> None:
    print_news(reader)
    await reader.ask("/subscribe tech")

    assert "Rivers" not in text_of(await reader.ask("/digest"))


async def test_a_digest_for_whoever_follows_nothing_is_of_everything(
    reader: Reader,
) -> None:
    print_news(reader)

    assert "3 stories" in text_of(await reader.ask("/digest"))


async def test_a_digest_may_be_asked_for_again_and_again(reader: Reader) -> None:
    print_news(reader)
    first = await reader.ask("/digest climate")
    second = await reader.ask("/digest climate")

    assert "Rivers rise" in text_of(second)
    assert (first.briefing, second.briefing) == (1, 2)
    assert await rows_of(reader.database, seen, "story") == []


async def test_where_a_day_brought_nothing_a_week_is_looked_at(reader: Reader) -> None:
    old = a_story(1, published=NOON - timedelta(days=4))
    reader.newsroom.print(old, "climate")
    reader.newsroom.print(a_story(2, "Other", published=NOON), "tech")

    assert "Ferries go electric" in text_of(await reader.ask("/digest climate"))


async def test_where_a_week_brought_nothing_other_topics_are_offered(
    reader: Reader,
) -> None:
    print_news(reader)
    nothing = await reader.ask("/digest knitting")

    assert "Nothing new about knitting since Tue 12:00." in text_of(nothing)
    assert "/search looks at older articles" in text_of(nothing)
    assert "Chips" in text_of(await reader.press(nothing, "Tech"))


async def test_a_digest_of_a_link_is_that_articles(reader: Reader) -> None:
    print_news(reader)
    by_digest = await reader.ask("/digest https://gazette.example/12")
    by_article = await reader.ask("/article https://gazette.example/12")

    assert "Chips get cheaper" in text_of(by_digest)
    assert "Quotes are word for word; text: chosen sentences." in text_of(by_article)
    assert by_article.preview == "https://gazette.example/12"


async def test_an_articles_follow_ups_are_about_that_article(reader: Reader) -> None:
    print_news(reader)
    article = await reader.ask("/article https://gazette.example/11")
    await reader.ask("/digest tech")

    assert "We will not wait" in text_of(await reader.press(article, "All quotes"))
    assert "Reported by" in text_of(await reader.press(article, "More"))


@pytest.mark.parametrize(
    "words", ["", "climate", "https://a.example https://b.example"]
)
async def test_article_without_a_link_says_what_to_send(
    reader: Reader, words: str
) -> None:
    reply = await reader.reply(f"/article {words}")

    assert "Send me the link of an article" in text_of(reply.document)
    assert reply.quiet


async def test_a_page_that_is_no_article_is_refused_with_its_reason(
    reader: Reader,
) -> None:
    answer = await reader.ask("/article https://gazette.example/none")

    assert text_of(answer) == "https://gazette.example/none: is no article"


def test_a_link_is_one_web_address_and_nothing_else() -> None:
    assert is_link("HTTPS://gazette.example")
    assert not is_link("see https://gazette.example")
    assert not is_link("https://gazette.example and more")
    assert not is_link("file:///etc/passwd")
    assert not is_link("")


async def test_latest_shows_the_last_briefing_again(reader: Reader) -> None:
    print_news(reader)
    briefing = await reader.ask("/digest climate")
    await reader.ask("/search chips")

    assert await reader.ask("/latest") == briefing


async def test_latest_without_any_briefing_offers_one(reader: Reader) -> None:
    print_news(reader)
    reply = await reader.reply("/latest")

    assert "There is no briefing yet." in text_of(reply.document)
    assert "3 stories" in text_of(await reader.press(reply.document, "Make one now"))


@pytest.mark.parametrize(
    ("state", "doubt"),
    [
        (State.UNCERTAIN, True),
        (State.DEAD, True),
        (State.SENT, False),
        (State.PENDING, False),
    ],
)
async def test_latest_says_when_a_briefing_may_not_have_arrived(
    reader: Reader, state: State, *, doubt: bool
) -> None:
    print_news(reader)
    await a_subscriber(reader.database, CLIMATE)
    briefing = await reader.ask("/digest climate")
    async with reader.database.reading() as connection:
        chat = await chat_of(connection, 1)
    assert chat is not None
    filed = await file(reader.database, chat, "it", briefing_id=briefing.briefing)
    async with reader.database.writing() as connection:
        await outbox.settle(connection, {filed: {"state": state}})
    text = text_of(await reader.ask("/latest"))

    assert ("I am not sure that this one reached you" in text) == doubt


async def test_latest_drops_a_quote_that_no_longer_stands(reader: Reader) -> None:
    print_news(reader)
    briefing = await reader.ask("/digest climate")
    reader.newsroom.changed.add(1)
    again = await reader.ask("/latest")

    assert "We will not wait" in text_of(briefing)
    assert "We will not wait" not in text_of(again)
    assert "Ferries go electric" in text_of(again)


async def test_more_tells_a_numbered_story_in_full(reader: Reader) -> None:
    print_news(reader)
    briefing = await reader.ask("/digest climate")
    typed = await reader.ask("/more #1.")

    assert "Reported by" in text_of(typed)
    assert "2. Rivers rise" in text_of(await reader.press(briefing, "2"))
    assert labels(typed)[:2] == ["All quotes", "Sources"]


async def test_numbers_are_those_of_the_list_whose_button_was_pressed(
    reader: Reader,
) -> None:
    print_news(reader)
    climate = await reader.ask("/digest climate")
    await reader.ask("/digest tech")

    assert "Ferries" in text_of(await reader.press(climate, "1"))
    assert "Chips" in text_of(await reader.ask("/more 1"))


@pytest.mark.parametrize("number", ["", "0", "3", "999999999", "#0"])
async def test_a_number_that_is_not_there_asks_which(
    reader: Reader, number: str
) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    for command in ("more", "sources", "quotes"):
        reply = await reader.reply(f"/{command} {number}")

        assert "Which story? Say 1 or 2." in text_of(reply.document)
        assert labels(reply.document) == ["1", "2"]
        assert reply.quiet
        assert "Ferries" in text_of(await reader.press(reply.document, "1"))


async def test_of_one_story_no_number_is_needed(reader: Reader) -> None:
    print_news(reader)
    await reader.ask("/digest tech")

    assert "Chips" in text_of(await reader.ask("/more"))


@pytest.mark.parametrize(
    "command", ["more 1", "sources 1", "quotes 1", "more nonsense"]
)
async def test_without_a_list_there_are_no_numbers(
    reader: Reader, command: str
) -> None:
    answer = await reader.ask(f"/{command}")

    assert "There is no briefing here yet" in text_of(answer)


async def test_an_empty_briefing_has_no_numbers(reader: Reader) -> None:
    await reader.ask("/digest knitting")

    assert "There is no briefing here yet" in text_of(await reader.ask("/more 1"))


async def test_a_briefing_that_was_forgotten_says_so(reader: Reader) -> None:
    print_news(reader)
    briefing = await reader.ask("/digest climate")
    async with reader.database.writing() as connection:
        await connection.execute(briefings.delete())

    assert "I no longer have that briefing." in text_of(
        await reader.press(briefing, "1")
    )


async def test_a_story_that_was_forgotten_says_so(reader: Reader) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    reader.newsroom.stories.clear()

    assert "Story 11: it is no longer kept here" in text_of(await reader.ask("/more 1"))


async def test_quotes_of_a_story_have_speaker_and_outlet(reader: Reader) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    text = text_of(await reader.ask("/quotes 1"))

    assert "1. Ferries go electric" in text
    assert "“We will not wait”" in text
    assert "— Mara Lind, The Gazette" in text


async def test_a_story_without_a_certain_quote_says_why_none_is_shown(
    reader: Reader,
) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    none = await reader.ask("/quotes 2")

    assert "Story 2 has no quote whose words and speaker are certain" in text_of(none)
    assert "Rivers rise" in text_of(await reader.press(none, "Sources"))


async def test_quotes_of_a_person_are_found_without_a_list(reader: Reader) -> None:
    print_news(reader)

    assert "We will not wait" in text_of(await reader.ask("/quotes mara lind"))
    assert "I have no quote by or about “Nobody”" in text_of(
        await reader.ask("/quotes Nobody")
    )


async def test_sources_show_who_reported_and_what_each_sentence_rests_on(
    reader: Reader,
) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    text = text_of(await reader.ask("/sources 1"))

    assert "1. Ferries go electric" in text
    assert " · A · " in text
    assert "What each sentence rests on" in text
    assert "Ferries go electric, it is said. […] And more." in text


PLACE = Place(
    outlet="Coast Post",
    published=NOON,
    link="https://post.example/1#:~:text=The%20town",
    article_id=1,
    start=0,
    end=32,
    sha256="",
)
PAID = Answered(text="The town paid 14 million crowns.", places=(PLACE,))


async def test_a_question_about_a_story_is_answered_from_its_articles(
    reader: Reader,
) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    reader.newsroom.answers = (PAID,)
    reply = await reader.reply("/ask 1 who paid for it?")
    text = text_of(reply.document)

    ((question, stories),) = reader.newsroom.asked
    assert (question, len(stories)) == ("who paid for it?", 1)
    assert "“who paid for it?”" in text
    assert "The town paid 14 million crowns. — Coast Post" in text
    assert reply.quiet


async def test_an_answer_by_a_model_says_so_and_names_all_its_places(
    reader: Reader,
) -> None:
    other = replace(PLACE, outlet="Herald", published=None)
    reader.newsroom.answers = (
        replace(PAID, places=(PLACE, other), made_by="tiny-writer"),
    )
    text = text_of(await reader.ask("/ask who paid for the ferry?"))

    assert "Coast Post" in text
    assert "Herald" in text
    assert "Written by tiny-writer from the sentences that the links open." in text


async def test_a_question_without_a_number_is_put_to_a_month_of_news(
    reader: Reader,
) -> None:
    reader.newsroom.answers = (PAID,)
    await reader.ask("/ask who paid for the ferry?")

    assert reader.newsroom.asked == [("who paid for the ferry?", ())]


async def test_a_question_about_a_briefing_is_put_to_its_stories_first(
    reader: Reader,
) -> None:
    print_news(reader)
    briefing = (await reader.ask("/digest climate")).briefing
    await reader.ask("/ask who paid?", briefing=briefing)
    told, everything = reader.newsroom.asked

    assert len(told[1]) > 0
    assert everything == ("who paid?", ())

    reader.newsroom.answers = (PAID,)
    await reader.ask("/ask who paid?", briefing=briefing)
    assert reader.newsroom.asked[2:] == [told]


async def test_what_the_articles_do_not_say_is_said_to_be_missing(
    reader: Reader,
) -> None:
    print_news(reader)
    await reader.ask("/digest climate")
    missing = await reader.ask("/ask 1 who sank it?")

    assert "The articles of story 1 do not say it" in text_of(missing)
    assert "/search finds articles" in text_of(missing)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("/ask", "Without a number I look in all articles"),
        ("/ask 2", "For example: /ask 2 who pays?"),
    ],
)
async def test_who_asks_nothing_is_asked_what(
    reader: Reader, typed: str, says: str
) -> None:
    assert says in text_of(await reader.ask(typed))
    assert reader.newsroom.asked == []


async def test_a_question_about_a_number_that_is_not_there_offers_those_that_are(
    reader: Reader,
) -> None:
    print_news(reader)
    await reader.ask("/digest climate")

    assert "Which story?" in text_of(await reader.ask("/ask 9 who paid?"))


async def test_a_search_lists_stories_by_number(reader: Reader) -> None:
    print_news(reader)
    found = await reader.ask("/search rivers")

    assert "“rivers” · 1 story in 30 days" in text_of(found)
    assert "Rivers rise" in text_of(await reader.press(found, "1"))
    assert await rows_of(reader.database, briefings, "kind") == [Kind.SEARCH]


async def test_a_search_without_words_asks_for_some(reader: Reader) -> None:
    reply = await reader.reply("/search   ")

    assert "What shall I look for?" in text_of(reply.document)
    assert reply.quiet


async def test_a_search_that_finds_nothing_offers_to_tell_later(
    reader: Reader,
) -> None:
    nothing = await reader.ask("/search knitting")

    assert "Nothing about “knitting” in the articles of the last 30 days" in text_of(
        nothing
    )
    assert "✅ knitting" in text_of(await reader.press(nothing, "Subscribe"))


async def test_long_words_are_repeated_shortly(reader: Reader) -> None:
    text = text_of(await reader.ask(f"/search {'knitting ' * 100}"))

    assert "“knitting knitting" in text
    assert "…”" in text
    assert len(text) < 300


async def test_stories_of_any_age_count_in_a_search_of_a_month(
    reader: Reader,
) -> None:
    reader.newsroom.print(a_story(1, published=NOON - 3 * WEEK), "climate")
    reader.newsroom.print(a_story(2, published=NOON - 5 * WEEK), "climate")

    assert "1 story" in text_of(await reader.ask("/search ferries"))

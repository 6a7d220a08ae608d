from datetime import timedelta

from sqlalchemy import update

from bot.commands.state import report
from bot.tables import deliveries
from digests import ModelStatus
from tests.bot.builders import (
    CLIMATE,
    NOON,
    a_chat,
    a_story,
    a_subscriber,
    file,
    text_of,
)
from tests.bot.paper_newsroom import Reader


async def test_status_says_how_fresh_the_news_are_and_what_the_chat_follows(
    reader: Reader,
) -> None:
    reader.newsroom.print(a_story(1, published=NOON - timedelta(minutes=5)), "climate")
    await a_subscriber(reader.database, CLIMATE)
    text = text_of(await reader.ask("/status"))

    assert "The newest article is 5 minutes old" in text
    assert "1,204 articles in 1 story, 7 quotes with a certain speaker" in text
    assert "This chat follows 1 thing: Every day at 08:00, UTC" in text
    assert "⚠" not in text
    assert "operator" not in text


async def test_status_warns_when_collecting_has_stopped(reader: Reader) -> None:
    reader.newsroom.print(a_story(1, published=NOON - timedelta(days=3)), "climate")

    assert "⚠ Collecting has stopped: the newest article is 3 days old" in text_of(
        await reader.ask("/status")
    )


async def test_status_of_an_empty_newsroom(reader: Reader) -> None:
    assert "No article has been collected yet" in text_of(await reader.ask("/status"))


async def test_an_operator_also_sees_what_waits_and_fails(reader: Reader) -> None:
    chat, _ = await a_subscriber(reader.database, CLIMATE)
    await file(reader.database, chat, "news")
    for number in range(12):
        url = f"https://feed.example/{number}"
        reader.newsroom.followed.append(url)
        reader.newsroom.troubles[url] = "it answered 500"
    reader.is_operator = True
    text = text_of(await reader.ask("/status"))

    assert "1 chat with 1 subscription" in text
    assert "deliveries: 1 pending, 0 sending, 0 sent, 0 uncertain, 0 dead" in text
    assert "2 entries wait to be read, 1 could not be" in text
    assert "https://feed.example/9: it answered 500" in text
    assert "https://feed.example/10" not in text
    assert "… and 2 more that fail" in text


async def test_an_operator_sees_how_many_quotes_were_left_out_as_untrue(
    reader: Reader,
) -> None:
    chat, _ = await a_subscriber(reader.database, CLIMATE)
    for number in (1, 2):
        delivery = await file(reader.database, chat, f"news {number}")
        async with reader.database.writing() as connection:
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.id == delivery)
                .values(untrue=number)
            )
    line = "3 quotes left out: no longer word for word in the article"

    assert line in text_of(await report(reader.commands.desk))
    assert line not in text_of(await reader.ask("/status"))


async def test_a_group_is_not_shown_what_only_its_operator_should_see(
    reader: Reader,
) -> None:
    reader.is_operator = True
    reader.private = False

    assert "operator" not in text_of(await reader.ask("/status"))


async def test_the_report_from_outside_of_any_chat_has_all_of_it(
    reader: Reader,
) -> None:
    await a_chat(reader.database)
    text = text_of(await report(reader.commands.desk))

    assert "How it is going" in text
    assert "1 chat with 0 subscriptions" in text
    assert "This chat follows" not in text


async def test_an_operator_sees_what_the_model_cost_and_refused(reader: Reader) -> None:
    reader.is_operator = True
    reader.newsroom.model = ModelStatus(
        model="tiny-writer",
        budget=10_000,
        calls=3,
        asked=4_000,
        answered=500,
        cached=120,
        fallbacks={"the server took too long": 2},
        refused={},
    )
    text = text_of(await reader.ask("/status"))

    assert (
        "tiny-writer wrote 3 answers today for 4,500 of 10,000 tokens (120 cached)"
        in text
    )
    assert "digests of chosen sentences instead: 2 × the server took too long" in text
    assert "refused" not in text

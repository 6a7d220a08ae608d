"""In which language a chat is answered, and a person is offered something."""

from bot.documents import Bullets
from tests.bot.builders import text_of
from tests.bot.paper_newsroom import Reader


async def test_a_chat_is_answered_in_the_language_that_it_began_in(
    reader: Reader,
) -> None:
    reader.language = "de-AT"
    german = await reader.ask("/subscriptions")
    reader.language = "en"
    still_german = await reader.ask("/subscriptions")

    assert text_of(german).startswith("Dieser Chat hat noch nichts abonniert.")
    assert text_of(still_german) == text_of(german)
    assert still_german.language == "de"


async def test_a_stranger_and_a_mistyped_command_are_answered_in_the_askers_language(
    reader: Reader,
) -> None:
    reader.language = "de"

    assert text_of(await reader.ask("/nosuch")) == "/nosuch kenne ich nicht."
    reader.can_manage = False
    assert "die diesen Chat verwalten" in text_of(await reader.ask("/schedule"))


async def test_a_language_that_is_not_ready_is_answered_in_english(
    reader: Reader,
) -> None:
    reader.language = "tlh"

    assert text_of(await reader.ask("/nosuch")) == "I don't know /nosuch."


async def test_suggestions_are_in_the_askers_language(reader: Reader) -> None:
    reader.language = "de"
    assert await reader.suggestions("/subscribe kl") == {"climate": "Klima"}
    reader.language = "en"
    assert await reader.suggestions("/subscribe cl") == {"climate": "Climate"}


async def test_a_topic_can_be_removed_by_what_any_language_calls_it(
    reader: Reader,
) -> None:
    for name in ("Klima", "climate"):
        await reader.ask("/subscribe climate")
        removed = await reader.ask(f"/unsubscribe {name}")

        assert text_of(removed).startswith("Removed: Climate (topic).")


async def test_what_is_wrong_with_a_source_is_said_in_the_chats_language(
    reader: Reader,
) -> None:
    feed = "https://valley.example/feed"
    reader.language = "de"
    reader.newsroom.feeds["valley.example"] = (feed,)
    await reader.ask("/subscribe valley.example")
    reader.newsroom.troubles[feed] = "is empty"
    document = await reader.ask("/subscriptions")

    (listed,) = (block for block in document.blocks if isinstance(block, Bullets))
    assert listed.lines[0][0].text.endswith("(Quelle) – ist leer")


async def test_yes_and_no_and_all_are_understood_in_each_language(
    reader: Reader,
) -> None:
    await reader.ask("/subscribe climate")

    assert "nothing now" in text_of(await reader.ask("/unsubscribe alle"))
    assert "Was it useful?" in text_of(await reader.ask("/rate 3 vielleicht"))
    assert "no briefing" in text_of(await reader.ask("/rate 3 ja"))

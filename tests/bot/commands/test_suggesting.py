import pytest

from tests.bot.builders import CLIMATE, FERRIES, a_subscriber
from tests.bot.paper_newsroom import Reader


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("/subscribe cl", {"climate": "Climate"}),
        ("/digest ", {"world": "World", "climate": "Climate", "tech": "Tech"}),
        ("/unsubscribe C", {"#1": "Climate (topic)"}),
        ("/unsubscribe words", {"#2": "ferries (your words)"}),
        ("/schedule europe/ber", {"Europe/Berlin": "Europe/Berlin · 13:00"}),
        ("/schedule tokyo", {"Asia/Tokyo": "Asia/Tokyo · 21:00"}),
        ("/more 1", {}),
        ("/nonsense x", {}),
        ("/subscribe \ud800'%", {}),
        ("/schedule somewhere else", {}),
    ],
)
async def test_half_a_word_is_completed(
    reader: Reader, typed: str, found: dict[str, str]
) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)

    assert await reader.suggestions(typed) == found


async def test_what_is_offered_means_what_it_says(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    (value,) = await reader.suggestions("/unsubscribe fer")
    await reader.ask(f"/unsubscribe {value}")

    assert list(await reader.suggestions("/unsubscribe")) == ["#1"]


async def test_a_place_is_found_by_the_words_that_people_type(reader: Reader) -> None:
    found = await reader.suggestions("/schedule new york")

    assert found == {"America/New_York": "America/New_York · 07:00"}


async def test_days_and_times_may_stand_before_the_place(reader: Reader) -> None:
    found = await reader.suggestions("/schedule weekdays 8:00 berl")

    assert found == {
        "weekdays 8:00 Europe/Berlin": "weekdays 8:00 Europe/Berlin · 13:00"
    }
    assert await reader.suggestions("/schedule sometime berl") == {}


async def test_zones_begin_with_those_of_the_language(reader: Reader) -> None:
    reader.language = "de-AT"
    zones = list(await reader.suggestions("/schedule "))

    assert zones[:3] == ["Europe/Berlin", "Europe/Vienna", "Europe/Zurich"]
    assert len(zones) == 25


async def test_suggestions_begin_with_what_begins_so_and_are_few(
    reader: Reader,
) -> None:
    zones = list(await reader.suggestions("/schedule a"))

    assert len(zones) == 25
    assert all("a" in zone.casefold()[0] or "/A" in zone for zone in zones)
    assert list(await reader.suggestions("/digest e"))[:2] == ["climate", "tech"]

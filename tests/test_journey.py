"""The whole way: feed bytes in at one end, messages out at both platforms.

Only the network is fake, and the clock; the transcripts below are what a reader sees.
"""

import re
from datetime import timedelta

import aiohttp

from digests import SampleNews
from tests.whole_program import EIGHT_IN_BERLIN, a_world

QUOTED = re.compile(r"“([^”]+)”")


async def pages_of(news: SampleNews, text: str) -> str:
    """Fetch the pages that a message links to, as one text."""
    links = {link.partition("#")[0] for link in re.findall(r"http[^\s)>]+", text)}
    async with aiohttp.ClientSession() as session:
        bodies = []
        for link in links:
            async with session.get(link) as page:
                bodies.append(await page.text())
    return "\n".join(bodies)


async def test_a_subscription_brings_a_briefing_at_the_local_time_on_both_platforms() -> (
    None
):
    async with a_world() as world:
        await world.collected()
        followed = await world.says("/subscribe business")
        scheduled = await world.says("/schedule every day 8:00 Berlin")
        on_discord = await world.types(
            "subscribe", **{"topic-website-or-words": "business"}
        )
        await world.types("schedule", **{"days-times-city": "daily 8:00 Berlin"})
        await world.at(EIGHT_IN_BERLIN - timedelta(minutes=1))
        early = len(world.telegram.to(world.ada))
        await world.at(EIGHT_IN_BERLIN)
        briefing = await world.telegram.sent(early + 1, to=world.ada)
        on_channel = await world.posted()

    assert followed.text.startswith("✅ Business")
    assert "Every day at 08:00, Europe/Berlin." in scheduled.text
    assert "✅ Business" in on_discord.text
    assert briefing.text.startswith("Morning briefing · Mon 23 Nov")
    assert on_channel.text.startswith("## Morning briefing")


async def test_every_quote_of_a_briefing_stands_in_a_page_that_it_links_to() -> None:
    async with a_world() as world:
        await world.collected()
        briefing = await world.says("/digest")
        links = " ".join(
            entity["url"] for entity in briefing.entities if "url" in entity
        )
        pages = await pages_of(world.news, links)
        quoted = [
            words
            for shown in briefing.shown("blockquote")
            for words in QUOTED.findall(shown)
        ]

    assert len(quoted) >= 4
    assert [words for words in quoted if words not in pages] == []


async def test_a_headline_is_that_of_the_page_that_it_links_to() -> None:
    async with a_world() as world:
        await world.collected()
        briefing = await world.says("/digest")
        headed = [
            (headline, await pages_of(world.news, link))
            for headline, link in zip(
                briefing.shown("text_link"),
                [each["url"] for each in briefing.entities if "url" in each],
                strict=True,
            )
            if "#" not in link
        ]

    assert len(headed) >= 4
    assert [head for head, page in headed if f">{head}</h1>" not in page] == []


async def test_buttons_and_commands_follow_up_on_a_briefing() -> None:
    async with a_world() as world:
        await world.collected()
        briefing = await world.says("/digest")
        more = await world.presses(briefing, "1")
        sources = await world.presses(more, "Sources")
        quotes = await world.says("/quotes 1")
        told = await world.types("digest")
        pressed = await world.discord.press(told, told.buttons["1"], world.boss)
        more_on_discord = await pressed.answer()

    headline = briefing.text.split("1. ")[1].split("\n")[0]
    assert more.text.startswith(f"1. {headline}")
    assert "word for word in" in sources.text
    assert quotes.text.startswith(f"1. {headline}")
    assert headline in more_on_discord.text
    assert more_on_discord.ephemeral


async def test_who_unsubscribes_gets_no_more_briefings() -> None:
    async with a_world() as world:
        await world.collected()
        await world.says("/subscribe business")
        await world.says("/schedule daily 8:00 Berlin")
        gone = await world.says("/unsubscribe all")
        told = len(world.telegram.to(world.ada))
        await world.at(EIGHT_IN_BERLIN)
        listed = await world.says("/subscriptions")

    assert "You follow nothing now." in gone.text
    assert len(world.telegram.to(world.ada)) == told + 1
    assert listed.text.startswith("This chat follows nothing yet")


async def test_a_german_chat_hears_german_from_help_to_errors_on_both_platforms() -> (
    None
):
    async with a_world(language="de") as world:
        await world.collected()
        help_ = await world.says("/help")
        followed = await world.says("/subscribe klima")
        await world.says("/schedule täglich 8:00 Berlin")
        refused = await world.says("/article https://")
        told = len(world.telegram.to(world.ada))
        await world.at(EIGHT_IN_BERLIN)
        briefing = await world.telegram.sent(told + 1, to=world.ada)
        helped = await world.types("help")
        shown = await world.types("digest", **{"topic-or-link": "Wirtschaft"})
        failed = await world.types("article", link="https://")

    assert "/digest [Thema oder Link] Jetzt ein Briefing machen" in help_.text
    assert followed.text.startswith("✅ Klima (Thema)")
    assert "In deinem Briefing: Täglich um 08:00, UTC. Das nächste:" in followed.text
    assert refused.text == "https://: ist keine Adresse, die ich öffnen kann"
    assert briefing.text.startswith("Morgenbriefing · Mo., 23. Nov.")
    assert "Zitate sind wörtlich; Texte: ausgewählte Sätze." in briefing.text
    assert "Alle Befehle zeigen" in helped.text
    assert "So ist das entstanden: " in shown.text
    assert "ist keine Adresse, die ich öffnen kann" in failed.text

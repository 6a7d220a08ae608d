"""Links of other people's messages, digested from the message's own menu."""

import pytest

from bot.chat import Reply, Request
from bot.discord_answers import NO_LINK, ONLY_THE_FIRST
from bot.discord_commands import LINKS_MENU
from tests.discord_desk import an_open_desk, heard, saying
from tests.spoken import in_german

ONE, TWO, THREE, FOUR = (f"https://gazette.example/{number}" for number in range(1, 5))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param(f"Look: {ONE}.", [ONE], id="a sentence"),
        pytest.param(f"[Look]({ONE}), <{TWO}>", [ONE, TWO], id="markdown"),
        pytest.param(f"||{ONE}|| **{TWO}**", [ONE, TWO], id="styles"),
        pytest.param(f"{ONE}_(town)", [f"{ONE}_(town)"], id="parentheses"),
        pytest.param(f"{ONE} {TWO} {ONE}", [ONE, TWO], id="one twice"),
    ],
)
async def test_the_links_of_a_message_are_digested_for_the_one_who_asked(
    text: str, links: list[str]
) -> None:
    async with an_open_desk() as desk:
        message = desk.discord.world.say(desk.channel, desk.boss, text)
        chosen = await desk.discord.menu(message, desk.anna, LINKS_MENU)
        first = await chosen.answer()
        await heard(lambda: len(desk.discord.log) == len(links))

    assert [request.argument for request in desk.seen] == links
    assert {request.command for request in desk.seen} == {"article"}
    assert first.text == f"article: {links[0]}".replace("_", "\\_").replace(
        "://", "\\://"
    )
    assert all(each.ephemeral for each in desk.discord.log)


async def test_links_of_embeds_count_too() -> None:
    embed = {"type": "rich", "url": TWO, "description": f"More at {THREE}"}
    async with an_open_desk() as desk:
        message = desk.discord.world.say(desk.channel, desk.boss, ONE, embed)
        await desk.discord.menu(message, desk.anna, LINKS_MENU)
        await heard(lambda: len(desk.discord.log) == 3)

    assert [request.argument for request in desk.seen] == [ONE, TWO, THREE]


async def test_of_many_links_the_first_three_are_read() -> None:
    async with an_open_desk() as desk:
        text = f"{ONE} {TWO} {THREE} {FOUR}"
        message = desk.discord.world.say(desk.channel, desk.boss, text)
        await desk.discord.menu(message, desk.anna, LINKS_MENU)
        await heard(lambda: len(desk.discord.log) == 4)

    assert [request.argument for request in desk.seen] == [ONE, TWO, THREE]
    assert desk.texts()[3] == in_german(ONLY_THE_FIRST, read=3, found=4)


async def test_a_message_without_a_link_gets_a_sentence() -> None:
    async with an_open_desk() as desk:
        message = desk.discord.world.say(desk.channel, desk.boss, "no news, http://")
        chosen = await desk.discord.menu(message, desk.anna, LINKS_MENU)
        answer = await chosen.answer()

    assert answer.text == in_german(NO_LINK)
    assert answer.ephemeral
    assert desk.seen == []


async def test_one_link_that_breaks_costs_no_other() -> None:
    async def broken(request: Request) -> Reply:
        if request.argument == ONE:
            raise ZeroDivisionError
        return Reply(document=saying("read"))

    async with an_open_desk() as desk:
        desk.answer = broken
        message = desk.discord.world.say(desk.channel, desk.boss, f"{ONE} {TWO}")
        await desk.discord.menu(message, desk.anna, LINKS_MENU)
        await heard(lambda: len(desk.discord.log) == 2)

    assert desk.texts()[0].startswith("Bei mir ist etwas schiefgegangen")
    assert desk.texts()[1] == "read"

"""What is typed, and what its reader must then see and the database hold.

``before`` is what the chat had asked earlier; a ``briefed`` one had a briefing.
``{bridge}`` stands for an article's link.
"""

import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, text

from bot.chat import Address
from bot.commands import COMMANDS, Desk
from bot.subscriptions import look_up
from bot.tables import chats, feedback, subscriptions
from bot.telegram_channels import PRIVATELY
from bot.telegram_elsewhere import A_CHANNEL, A_GROUP, OFFER
from tests.surfaces.seen import Seen

HEADLINE = "Velland shuts Elvane bridge at Quellin after cracks found in main girder"
PAGE = "/articles/quellin-bridge.html"
_QUOTED = re.compile(r"“([^”]+)”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What came of a case at a place: what was seen, and what is kept."""

    seen: Seen
    desk: Desk
    address: Address
    is_channel: bool

    def says(self, *words: str) -> None:
        assert [each for each in words if each not in self.seen.text] == []

    def tells_the_bridge(self, number: int = 0) -> None:
        """Have the story told under its linked headline, numbered if it is in a list."""
        numbered = rf"{number}(?:\.| ·) {re.escape(HEADLINE)}"
        assert re.search(numbered if number else re.escape(HEADLINE), self.seen.text)
        assert any(link.endswith(PAGE) for link in self.seen.links)

    def offers(self, *labels: str) -> None:
        """Have buttons for follow-ups; a channel's readers get the way to the bot."""
        if self.is_channel:
            assert (self.seen.presses, self.seen.pages) == ((), (PRIVATELY,))
        else:
            self.lets_press(*labels)

    def lets_press(self, *labels: str) -> None:
        assert [each for each in labels if each not in self.seen.presses] == []

    async def quotes_word_for_word(self, *, least: int) -> None:
        """Have every word between quote marks stand in an article."""
        articles = await texts_of_articles(self.desk)
        quoted = _QUOTED.findall(self.seen.text)
        assert len(quoted) >= least
        assert [words for words in quoted if words not in articles] == []

    async def kept(self, table: Table) -> list[Any]:
        return await kept(self.desk, self.address, table)


async def kept(desk: Desk, address: Address, table: Table) -> list[Any]:
    """List what a table holds of a chat."""
    async with desk.database.reading() as connection:
        chat = await look_up(connection, address)
        if chat is None:
            return []
        of_the_chat = (table.c.id if table is chats else table.c.chat_id) == chat.id
        return list(await connection.execute(table.select().where(of_the_chat)))


async def texts_of_articles(desk: Desk) -> str:
    async with desk.database.reading() as connection:
        return "\n".join(await connection.scalars(text("SELECT text FROM articles")))


async def link_of(desk: Desk, page: str) -> str:
    async with desk.database.reading() as connection:
        urls = await connection.scalars(text("SELECT url FROM articles"))
        return next(str(url) for url in urls if url.endswith(page))


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A command with an argument, and what must come of it."""

    command: str
    argument: str = ""
    before: tuple[str, ...] = ()
    briefed: bool = False
    holds: Callable[[Cell], Awaitable[None]]

    @property
    def typed(self) -> str:
        link = self.argument.replace("{bridge}", "https://…")
        return f"/{self.command} {link}".rstrip()


# -- reading --


async def _begins(cell: Cell) -> None:
    cell.says("News in short, with real quotes")
    cell.lets_press("Climate", "✅ Show me a sample now", "⏰ When it comes")


async def _is_a_briefing(cell: Cell) -> None:
    cell.says("Morning briefing · Mon 23 Nov", "4 stories from 5 articles")
    cell.tells_the_bridge(1)
    cell.offers("1", "2", "⚙ Subscriptions")
    await cell.quotes_word_for_word(least=2)


async def _is_an_article(cell: Cell) -> None:
    cell.says("after inspectors found 14 cracks in the main steel girder")
    cell.tells_the_bridge()
    cell.offers("More", "All quotes", "Sources")
    await cell.quotes_word_for_word(least=1)


async def _is_told_in_full(cell: Cell) -> None:
    cell.says("Told by others", "Reported by", "Ardmouth Gazette")
    cell.tells_the_bridge(1)
    cell.offers("All quotes", "Sources", "👍 Useful", "Why?")
    await cell.quotes_word_for_word(least=3)


async def _are_its_quotes(cell: Cell) -> None:
    cell.says("Tomas Reddick, the director of the roads authority")
    assert any(f"{PAGE}#:~:text=" in link for link in cell.seen.links)
    await cell.quotes_word_for_word(least=8)


async def _are_its_sources(cell: Cell) -> None:
    cell.says("What each sentence rests on", "word for word in Compass Dispatch")
    cell.tells_the_bridge()
    assert any(f"{PAGE}#:~:text=" in link for link in cell.seen.links)


async def _is_answered(cell: Cell) -> None:
    sentence = _line_with(cell, "14 cracks").partition(" — ")[0]
    assert sentence in await texts_of_articles(cell.desk)
    assert any("#:~:text=" in link for link in cell.seen.links)
    cell.says("Sentences of the articles, as they stand there.")


def _line_with(cell: Cell, words: str) -> str:
    lines = cell.seen.text.replace("\n", " ").split("”", 1)[1].strip().split(". — ")
    return f"{next(line for line in lines if words in line)}."


async def _is_found(cell: Cell) -> None:
    cell.says("“bridge” · 2 stories in 30 days")
    cell.tells_the_bridge(1)
    cell.offers("1", "2")


async def _is_kept_as_useful(cell: Cell) -> None:
    cell.says("Thanks.", "a little further up")
    assert [row.useful for row in await cell.kept(feedback)] == [1]


async def _is_weighed(cell: Cell) -> None:
    cell.says("Why story 1 stands where it does", "3 outlets", "Weight ")
    cell.offers("👍 Useful", "👎 Not useful")


# -- what comes, and when --


async def _is_followed(cell: Cell) -> None:
    cell.says("✅ Climate (topic)", "In your briefing: Every day at 08:00")
    cell.lets_press("Undo", "Change time", "⚡ At once")
    rows = await cell.kept(subscriptions)
    assert [(row.kind, row.value) for row in rows] == [("topic", "climate")]


async def _is_followed_no_more(cell: Cell) -> None:
    cell.says("Removed: Climate (topic). You follow nothing now.")
    cell.lets_press("Undo")
    assert await cell.kept(subscriptions) == []


async def _is_listed(cell: Cell) -> None:
    cell.says("You follow 1 thing", "Climate (topic)")
    cell.lets_press("🗑 1", "➕ Add", "⏰ Schedule")


async def _is_told_at_once(cell: Cell) -> None:
    cell.says("⚡ Climate (topic) is told at once")
    cell.lets_press("Undo", "Quiet hours")
    assert [row.instant for row in await cell.kept(subscriptions)] == [True]


async def _comes_then(cell: Cell) -> None:
    cell.says("Weekdays at 07:30, Europe/Berlin.")
    cell.lets_press("Undo")
    (chat,) = await cell.kept(chats)
    assert (chat.times, chat.zone) == ("07:30", "Europe/Berlin")


async def _asks_which_chat(cell: Cell) -> None:
    assert cell.seen.text == OFFER
    assert cell.seen.keys == (A_CHANNEL, A_GROUP)


async def _is_chosen(cell: Cell) -> None:
    cell.says("How this chat is served", "Length: long")
    cell.lets_press("Length", "Language", "My data")
    assert [chat.length for chat in await cell.kept(chats)] == ["long"]


async def _lists_topics(cell: Cell) -> None:
    cell.says("a tick stands at those that you follow")
    cell.lets_press("Climate ✓", "Sport")


# -- the bot itself --


async def _says_how_it_goes(cell: Cell) -> None:
    cell.says("The newest article is 22 minutes old", "20 articles in 14 stories")


async def _says_what_is_kept(cell: Cell) -> None:
    cell.says("What I keep of this chat", "for 60 days")
    cell.lets_press("Export", "Delete my data")


async def _hands_it_over(cell: Cell) -> None:
    cell.says("Here is all that I keep of this chat, as a file.")
    exported = json.loads(cell.seen.files["verbatim-chat.json"])
    (chat,) = exported["chats"]
    assert (chat["chat"], chat["thread"]) == (cell.address.chat, cell.address.thread)
    assert len(exported["briefings"]) == 1


async def _is_deleted(cell: Cell) -> None:
    cell.says("Everything is deleted, and nothing will come any more.")
    assert await cell.kept(chats) == []


async def _lists_every_command(cell: Cell) -> None:
    cell.says(*(f"/{command.name}" for command in COMMANDS))
    cell.says(*(command.summary for command in COMMANDS))


_FOLLOWING = ("subscribe climate",)

CASES = (
    Case(command="start", holds=_begins),
    Case(command="digest", argument="business", holds=_is_a_briefing),
    Case(command="article", argument="{bridge}", holds=_is_an_article),
    Case(command="latest", briefed=True, holds=_is_a_briefing),
    Case(command="more", argument="1", briefed=True, holds=_is_told_in_full),
    Case(command="quotes", argument="1", briefed=True, holds=_are_its_quotes),
    Case(command="sources", argument="1", briefed=True, holds=_are_its_sources),
    Case(
        command="ask",
        argument="1 how many cracks were found?",
        briefed=True,
        holds=_is_answered,
    ),
    Case(command="search", argument="bridge", holds=_is_found),
    Case(command="rate", argument="1 yes", briefed=True, holds=_is_kept_as_useful),
    Case(command="why", argument="1", briefed=True, holds=_is_weighed),
    Case(command="subscribe", argument="climate", holds=_is_followed),
    Case(
        command="unsubscribe",
        argument="climate",
        before=_FOLLOWING,
        holds=_is_followed_no_more,
    ),
    Case(command="subscriptions", before=_FOLLOWING, holds=_is_listed),
    Case(
        command="alert", argument="climate", before=_FOLLOWING, holds=_is_told_at_once
    ),
    Case(command="schedule", argument="weekdays 7:30 Berlin", holds=_comes_then),
    Case(command="elsewhere", holds=_asks_which_chat),
    Case(command="settings", argument="length long", holds=_is_chosen),
    Case(command="topics", before=_FOLLOWING, holds=_lists_topics),
    Case(command="status", holds=_says_how_it_goes),
    Case(command="privacy", holds=_says_what_is_kept),
    Case(command="privacy", argument="export", briefed=True, holds=_hands_it_over),
    Case(command="privacy", argument="delete yes", briefed=True, holds=_is_deleted),
    Case(command="help", holds=_lists_every_command),
)

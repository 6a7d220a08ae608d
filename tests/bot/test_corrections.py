"""Messages that print what a page no longer says are corrected where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from bot import outbox, partings, subscriptions
from bot.chat import Address, ChatGone, NotSent, Rejected, SendError, Uncertain
from bot.corrections import CORRECTABLE, Correcting
from bot.documents import Block, Document, Quotation, Run, Story
from bot.proofs import Slice
from bot.tables import corrections, deliveries
from digests import Database, Loss, Reason
from tests.bot.builders import (
    HOME,
    NOON,
    Clock,
    a_chat,
    a_quotation,
    rows_of,
    text_of,
)

URL = "https://gazette.example/1"
HOUR = timedelta(hours=1)
LOSS = Loss(article_id=12, url=URL, at=NOON, is_withdrawn=False)
WITHDRAWN = replace(LOSS, is_withdrawn=True)


def a_story(*quotes: Quotation, url: str = URL) -> Story:
    return Story(
        number=1,
        headline="Ferries go electric",
        url=url,
        text="Ferries go electric, it is said.",
        quotes=quotes,
        footer=(Run(text="The Gazette"),),
    )


@dataclass(slots=True)
class Board:
    """A platform whose messages can be changed, or not for a reason."""

    changed: list[tuple[Address, str, str]] = field(default_factory=list)
    fails: list[SendError] = field(default_factory=list)

    async def edit(self, address: Address, message_id: str, document: Document) -> None:
        if self.fails:
            raise self.fails.pop(0)
        self.changed.append((address, message_id, text_of(document)))


@dataclass(slots=True)
class Paper:
    """A newsroom that lost something, and a bot that had sent it."""

    database: Database
    board: Board = field(default_factory=Board)
    clock: Clock = field(default_factory=Clock)
    lost: list[Loss] = field(default_factory=list)
    correcting: Correcting = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.correcting = Correcting(
            database=self.database,
            losses=self.losses,
            still_true=self.still_true,
            editable={"telegram": self.board},
            clock=self.clock,
        )

    async def losses(self, *, since: datetime) -> tuple[Loss, ...]:
        return tuple(loss for loss in self.lost if loss.at > since)

    async def still_true(self, slices: Iterable[Slice]) -> frozenset[Slice]:
        gone = {loss.article_id for loss in self.lost}
        return frozenset(each for each in slices if each[0] not in gone)

    async def sent(self, *blocks: Block, message_id: str = "m1") -> int:
        chat = await a_chat(self.database, at=NOON)
        async with self.database.writing() as connection:
            id_ = await outbox.file(
                connection, chat.id, [Document(blocks=blocks)], at=NOON
            )
            await connection.execute(
                update(deliveries)
                .where(deliveries.c.id == id_)
                .values(state="sent", message_id=message_id, started_at=self.clock())
            )
        return id_

    async def told(self, *, after: timedelta = HOUR) -> list[str]:
        """Make the round, and read all that was ever changed."""
        self.clock.pass_(after)
        await self.correcting.correct()
        return [text for _, _, text in self.board.changed]

    async def states(self) -> list[object]:
        return await rows_of(self.database, corrections, "state")


@pytest.fixture
def paper(database: Database) -> Paper:
    return Paper(database)


async def test_a_quote_that_its_page_lost_is_taken_out_with_a_line(
    paper: Paper,
) -> None:
    await paper.sent(a_story(a_quotation(12), replace(a_quotation(7), text="It sinks")))
    paper.lost = [LOSS]
    (text,) = await paper.told()

    assert "It floats" not in text
    assert "It sinks" in text
    assert "The Gazette · Corrected: a quote was taken out" in text
    assert [(a, id_) for a, id_, _ in paper.board.changed] == [(HOME, "m1")]


async def test_a_quote_of_its_own_leaves_the_line_in_its_place(paper: Paper) -> None:
    await paper.sent(a_quotation(12), a_quotation(7))
    paper.lost = [LOSS]
    (text,) = await paper.told()

    assert text.count("It floats") == 1
    assert text.startswith("Corrected: a quote was taken out")


async def test_a_story_that_was_withdrawn_is_marked_and_stays(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(12)), a_story(url="https://other.example/"))
    paper.lost = [WITHDRAWN]
    (text,) = await paper.told()

    assert text.count("Ferries go electric, it is said.") == 1
    assert "Withdrawn: the page that this was told from is no longer there." in text
    assert text.count("Ferries go electric") == 3
    assert "It floats" not in text


async def test_a_story_without_quotes_is_marked_by_its_address(paper: Paper) -> None:
    await paper.sent(a_story())
    paper.lost = [WITHDRAWN]

    assert len(await paper.told()) == 1


async def test_it_is_corrected_once_also_after_a_restart(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(12)))
    paper.lost = [LOSS]
    await paper.told()
    paper.restart()
    await paper.told()

    assert len(paper.board.changed) == 1


async def test_what_is_lost_later_is_corrected_too(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(12), a_quotation(7)))
    paper.lost = [LOSS]
    await paper.told()
    paper.lost += [replace(LOSS, article_id=7, url="x", at=paper.clock())]
    texts = await paper.told()

    assert [text.count("It floats") for text in texts] == [1, 0]


async def test_other_messages_and_old_ones_stay(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(1), url="https://other.example/"))
    await paper.sent(a_story(a_quotation(12)))
    paper.clock.pass_(CORRECTABLE)
    paper.lost = [replace(LOSS, at=paper.clock())]

    assert await paper.told() == []


async def test_who_wants_no_corrections_gets_none(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(12)))
    chat = await a_chat(paper.database)
    async with paper.database.writing() as connection:
        await subscriptions.change(connection, chat, corrects=False)
    paper.lost = [LOSS]

    assert await paper.told() == []


async def test_a_chat_that_is_gone_is_left_alone(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(12)))
    chat = await a_chat(paper.database)
    async with paper.database.writing() as connection:
        await partings.part_with(connection, chat.id, why=Reason("kicked"), at=NOON)
    paper.lost = [LOSS]

    assert await paper.told() == []


@pytest.mark.parametrize("error", [NotSent("busy"), Uncertain("no answer")])
async def test_what_failed_for_a_moment_is_tried_again(
    paper: Paper, error: SendError
) -> None:
    await paper.sent(a_story(a_quotation(12)))
    paper.lost, paper.board.fails = [LOSS], [error]
    assert await paper.told() == []

    assert len(await paper.told()) == 1
    assert await paper.states() == ["sent"]


@pytest.mark.parametrize("error", [Rejected("not found"), ChatGone("kicked")])
async def test_what_cannot_be_changed_stays_as_it_is(
    paper: Paper, error: SendError
) -> None:
    await paper.sent(a_story(a_quotation(12)))
    paper.lost, paper.board.fails = [LOSS], [error]

    assert await paper.told() == []
    assert await paper.told() == []
    assert await paper.states() == ["dead"]
    chat = await a_chat(paper.database)
    assert chat.active


async def test_what_nobody_answers_is_given_up(paper: Paper) -> None:
    await paper.sent(a_story(a_quotation(12)))
    paper.lost, paper.board.fails = [LOSS], [Uncertain("no answer")] * 10
    for _ in range(12):
        await paper.told(after=timedelta(minutes=2))

    assert await paper.states() == ["dead"]

"""Turns at Telegram: nobody floods it, nobody waits longer than that takes."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable, Coroutine, Iterable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter

from bot.chat import Call, freely
from bot.telegram_limits import Closed, Going, TelegramLimits, seconds_of
from bot.turns import Priority
from tests.telegram_rules import FloodControl, Refused
from tests.virtual_time import run

ADA, BEN, GROUP = 1, 2, -100


class Line:
    """A connection with a delay, to a Telegram that counts."""

    def __init__(
        self, *, delay: float = 0.05, jitter: random.Random | None = None
    ) -> None:
        self.limits = TelegramLimits()
        self.jitter = jitter
        self.paid = False
        self.flood = FloodControl()
        self.delay = delay
        self.sent: list[tuple[float, int]] = []
        self.floods: list[float] = []

    async def send(
        self,
        chat: int,
        priority: Priority | Going = Priority.REPLY,
        endpoint: str = "sendMessage",
    ) -> None:
        await self.limits.process_request(
            self._arrive, (chat,), {}, endpoint, {"chat_id": chat}, priority
        )

    async def _arrive(self, chat: int) -> bool:
        await asyncio.sleep(self.delay + self._chance())
        now = asyncio.get_running_loop().time()
        try:
            self.flood.check(chat, now, paid=self.paid)
        except Refused as refused:
            self.floods.append(now)
            raise RetryAfter(refused.parameters["retry_after"]) from refused
        self.sent.append((now, chat))
        if self.jitter:
            await asyncio.sleep(self.delay + self._chance())
        return True

    def _chance(self) -> float:
        return self.jitter.uniform(0, self.delay) if self.jitter else 0.0

    @property
    def order(self) -> list[int]:
        return [chat for _, chat in self.sent]


async def all_of(sends: Iterable[Coroutine[Any, Any, None]]) -> float:
    loop = asyncio.get_running_loop()
    start = loop.time()
    async with asyncio.TaskGroup() as tasks:
        for each in sends:
            tasks.create_task(each)
    return loop.time() - start


def in_virtual_time(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    run(story())


def test_three_messages_to_a_person_go_at_once_and_then_one_each_second() -> None:
    async def story() -> None:
        line = Line()
        seconds = await all_of(line.send(ADA) for _ in range(9))

        assert line.floods == []
        assert 6 <= seconds < 7

    in_virtual_time(story)


def test_a_group_gets_twenty_messages_a_minute() -> None:
    async def story() -> None:
        line = Line()
        await all_of(line.send(GROUP) for _ in range(45))

        assert line.floods == []
        per_minute = Counter(int(at // 60) for at, _ in line.sent)
        assert per_minute[0] == 20

    in_virtual_time(story)


@pytest.mark.parametrize("delay", [0.005, 0.05, 0.3])
def test_a_morning_of_briefings_takes_nearly_all_of_the_room(delay: float) -> None:
    async def story() -> None:
        line = Line(delay=delay)
        seconds = await all_of(
            line.send(person, Priority.BRIEFING) for person in range(1, 3001)
        )

        assert line.floods == []
        assert 3000 / 31 <= seconds <= 3000 / 29.1

    in_virtual_time(story)


@pytest.mark.parametrize("seed", range(5))
def test_an_uneven_line_floods_nobody(seed: int) -> None:
    async def story() -> None:
        line = Line(delay=0.05, jitter=random.Random(seed))  # noqa: S311 - no secrets here
        await all_of(line.send(person, Priority.BRIEFING) for person in range(1, 1001))

        assert line.floods == []

    in_virtual_time(story)


def test_paid_broadcasts_have_more_room() -> None:
    async def story() -> None:
        line = Line(delay=0)
        line.limits = TelegramLimits(paid=True)
        line.paid = True
        seconds = await all_of(
            line.send(person, Priority.BRIEFING) for person in range(1, 3001)
        )

        assert line.floods == []
        assert seconds < 4

    in_virtual_time(story)


def test_a_message_leaves_when_its_turn_has_come_and_not_before() -> None:
    async def story() -> None:
        line = Line(delay=0)
        left: list[float] = []

        async def leave() -> Call:
            left.append(asyncio.get_running_loop().time())
            return await freely()

        await all_of(
            line.send(ADA, Going(priority=Priority.BRIEFING, leave=leave))
            for _ in range(4)
        )

        assert left == [at for at, _ in line.sent]
        assert left[-1] >= 3

    in_virtual_time(story)


def test_what_may_not_leave_is_not_called_and_takes_no_room() -> None:
    async def story() -> None:
        line = Line(delay=0)

        async def stay() -> Call:
            raise ValueError("somebody else was faster")

        for _ in range(9):
            with pytest.raises(ValueError, match="faster"):
                await line.send(ADA, Going(priority=Priority.BRIEFING, leave=stay))
        seconds = await all_of(line.send(ADA) for _ in range(3))

        assert seconds == 0
        assert len(line.sent) == 3

    in_virtual_time(story)


def test_a_briefing_that_a_full_group_keeps_waiting_is_turned_away() -> None:
    async def story() -> None:
        line = Line(delay=0)
        await all_of(line.send(GROUP) for _ in range(20))
        with pytest.raises(RetryAfter) as turned_away:
            await line.send(GROUP, Priority.BRIEFING)

        assert seconds_of(turned_away.value) > 30

    in_virtual_time(story)


def test_replies_pass_the_queue_of_briefings() -> None:
    async def story() -> None:
        line = Line()

        async def ask() -> None:
            await asyncio.sleep(3)
            asked = asyncio.get_running_loop().time()
            await line.send(5000, Priority.REPLY)
            assert asyncio.get_running_loop().time() - asked < 0.2

        briefings = (line.send(n, Priority.BRIEFING) for n in range(1, 301))
        await all_of([*briefings, ask()])
        assert line.floods == []

    in_virtual_time(story)


def test_the_order_is_replies_then_follow_ups_then_briefings() -> None:
    async def story() -> None:
        line = Line(delay=0)
        await all_of(line.send(n) for n in range(100, 130))
        line.sent.clear()
        await all_of(
            line.send(chat, priority)
            for chat, priority in [
                (1, Priority.BRIEFING),
                (2, Priority.FOLLOW_UP),
                (3, Priority.REPLY),
                (4, Priority.FOLLOW_UP),
            ]
        )

        assert line.order == [3, 2, 4, 1]

    in_virtual_time(story)


def test_messages_to_one_chat_keep_their_order() -> None:
    async def story() -> None:
        limits = TelegramLimits()
        arrived: list[int] = []

        async def arrive(number: int) -> bool:
            arrived.append(number)
            return True

        async def send(number: int) -> None:
            await limits.process_request(
                arrive, (number,), {}, "sendMessage", {"chat_id": ADA}, None
            )

        await all_of(send(number) for number in range(12))
        assert arrived == list(range(12))

    in_virtual_time(story)


def test_what_is_no_message_does_not_wait() -> None:
    async def story() -> None:
        line = Line(delay=0)
        await all_of(line.send(ADA) for _ in range(3))
        called = asyncio.get_running_loop().time()

        async def answer() -> bool:
            return True

        for endpoint in ("sendChatAction", "answerCallbackQuery", "getChat"):
            await line.limits.process_request(
                answer, (), {}, endpoint, {"chat_id": ADA}, None
            )
        await line.limits.process_request(answer, (), {}, "getMe", {}, None)
        assert asyncio.get_running_loop().time() == called

    in_virtual_time(story)


class Flooded:
    """A Telegram that refuses the first messages of some chats."""

    def __init__(self, seconds: int, *chats: int) -> None:
        self.limits = TelegramLimits()
        self.seconds = seconds
        self.refusing = set(chats)
        self.sent: list[tuple[float, int]] = []

    async def send(self, chat: int) -> None:
        await self.limits.process_request(
            self._arrive, (chat,), {}, "sendMessage", {"chat_id": chat}, None
        )

    async def _arrive(self, chat: int) -> bool:
        if chat in self.refusing:
            self.refusing.remove(chat)
            raise RetryAfter(self.seconds)
        self.sent.append((asyncio.get_running_loop().time(), chat))
        return True

    async def be_refused(self, chat: int) -> None:
        with pytest.raises(RetryAfter):
            await self.send(chat)


def test_a_flooded_chat_is_left_alone_and_the_others_are_not() -> None:
    async def story() -> None:
        telegram = Flooded(7, ADA)
        await telegram.be_refused(ADA)
        await all_of([telegram.send(ADA), telegram.send(BEN)])

        assert telegram.sent == [(0.0, BEN), (7.0, ADA)]

    in_virtual_time(story)


def test_two_flooded_chats_stop_everything() -> None:
    async def story() -> None:
        telegram = Flooded(7, ADA, BEN)
        await telegram.be_refused(ADA)
        await telegram.be_refused(BEN)
        await telegram.send(3)

        assert telegram.sent == [(7.0, 3)]

    in_virtual_time(story)


def test_two_floods_far_apart_do_not_stop_everything() -> None:
    async def story() -> None:
        telegram = Flooded(7, ADA, BEN)
        await telegram.be_refused(ADA)
        await asyncio.sleep(6)
        await telegram.be_refused(BEN)
        await telegram.send(3)

        assert telegram.sent == [(6.0, 3)]

    in_virtual_time(story)


def test_a_long_pause_is_handed_back_with_what_is_left_of_it() -> None:
    async def story() -> None:
        telegram = Flooded(600, ADA)
        await telegram.be_refused(ADA)
        await asyncio.sleep(100)
        with pytest.raises(RetryAfter) as turned_away:
            await telegram.send(ADA)

        assert turned_away.value.retry_after == timedelta(seconds=500)

    in_virtual_time(story)


def test_who_waits_already_is_turned_away_when_a_long_pause_begins() -> None:
    async def story() -> None:
        telegram = Flooded(600, ADA)
        outcomes = await outcomes_of(telegram.send(ADA) for _ in range(6))

        assert outcomes[:1] == [RetryAfter]
        assert Counter(outcomes)[RetryAfter] >= 4

    in_virtual_time(story)


async def outcomes_of(
    sends: Iterable[Coroutine[Any, Any, None]],
) -> list[type[Exception] | None]:
    found: list[type[Exception] | None] = []

    async def tried(send: Coroutine[Any, Any, None]) -> None:
        try:
            await send
        except (RetryAfter, Closed) as error:
            found.append(type(error))
        else:
            found.append(None)

    await all_of(tried(send) for send in sends)
    return found


def test_stopping_turns_all_who_wait_away() -> None:
    async def story() -> None:
        line = Line(delay=0)

        async def stop() -> None:
            await asyncio.sleep(0.5)
            await line.limits.shutdown()

        sends = [*(line.send(ADA) for _ in range(8)), stop()]
        outcomes = await outcomes_of(sends)
        assert Counter(outcomes) == {None: 4, Closed: 5}

    in_virtual_time(story)


def test_who_gives_up_leaves_their_place_to_others() -> None:
    async def story() -> None:
        line = Line(delay=0)
        await all_of(line.send(ADA) for _ in range(3))
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.5):
                await line.send(ADA)
        await all_of(line.send(ADA) for _ in range(3))

        assert [at for at, _ in line.sent] == [0, 0, 0, 3, 3, 3]

    in_virtual_time(story)


def test_who_gives_up_as_their_turn_comes_leaves_it_to_others() -> None:
    async def story() -> None:
        line = Line(delay=0)
        await all_of(line.send(ADA) for _ in range(3))
        late = asyncio.ensure_future(line.send(ADA))
        asyncio.get_running_loop().call_at(3, late.cancel)
        await asyncio.wait([late])
        await all_of(line.send(ADA) for _ in range(6))

        assert late.cancelled()
        assert line.floods == []
        assert len(line.sent) == 9

    in_virtual_time(story)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([1, 2, 3, -1, -2]),
            st.sampled_from(list(Priority)),
            st.floats(0, 20),
        ),
        max_size=90,
    ),
    st.floats(0, 2),
)
def test_no_traffic_ever_floods_telegram(
    traffic: list[tuple[int, Priority, float]], delay: float
) -> None:
    async def story() -> None:
        line = Line(delay=delay)

        async def later(chat: int, priority: Priority, start: float) -> None:
            await asyncio.sleep(start)
            await line.send(chat, priority)

        await all_of(later(*message) for message in traffic)
        assert line.floods == []
        assert len(line.sent) == len(traffic)
        assert all(a[0] <= b[0] for a, b in pairwise(line.sent))

    in_virtual_time(story)

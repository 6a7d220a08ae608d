from dataclasses import replace
from typing import Any

import pytest

from tests.chaos.arrivals import Delivery, Message
from tests.chaos.verdict import Entry, Evidence, Kill, Slot, judge

FEED = "http://paper/feed"
PAGE = "http://paper/1.html"


def an_entry(**changes: Any) -> Entry:
    plain = Entry(feed=FEED, link=PAGE, state="read", why="", has_article=True)
    return replace(plain, **changes)


def a_delivery(platform: str = "telegram", **changes: Any) -> Delivery:
    plain = Delivery(
        id=7,
        platform=platform,
        chat="1",
        briefing=3,
        part=1,
        state="sent",
        message="100",
        began=50.0,
    )
    return replace(plain, **changes)


def a_message(platform: str = "telegram", **changes: Any) -> Message:
    key = "verbatim-7" if platform == "discord" else ""
    plain = Message(platform=platform, chat="1", id="100", at=51.0, key=key)
    return replace(plain, **changes)


def all_well(**changes: Any) -> Evidence:
    plain = Evidence(
        printed={FEED: {PAGE}},
        entries=[an_entry()],
        articles=[PAGE],
        planned=frozenset({(1, "2026-11-25 08:00")}),
        slots=[
            Slot(subscription=1, local="2026-11-25 08:00", state="composed", briefing=3)
        ],
        deliveries=[a_delivery()],
        messages=[a_message()],
    )
    return replace(plain, **changes)


def test_nothing_is_found_where_all_is_well() -> None:
    assert judge(all_well()).good


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        pytest.param({"entries": []}, "never became an entry", id="page overlooked"),
        pytest.param(
            {"entries": [an_entry(state="waiting")]}, "still waiting", id="never read"
        ),
        pytest.param(
            {"entries": [an_entry(state="failed", has_article=False)]},
            "without a reason",
            id="no reason",
        ),
        pytest.param(
            {"entries": [an_entry(has_article=False)]}, "no article", id="no article"
        ),
        pytest.param({"slots": []}, "got no slot", id="slot missed"),
        pytest.param(
            {"deliveries": [], "messages": []}, "no deliveries", id="not filed"
        ),
        pytest.param(
            {"deliveries": [a_delivery(state="pending")], "messages": []},
            "is pending",
            id="never sent",
        ),
        pytest.param(
            {"deliveries": [a_delivery(state="dead", why="gone")], "messages": []},
            "is dead: gone",
            id="given up",
        ),
        pytest.param({"messages": []}, "never arrived", id="not there"),
        pytest.param(
            {"deliveries": [a_delivery(part=2)]}, "lacks a part", id="part missing"
        ),
        pytest.param({"complaints": ["it fell over"]}, "it fell over", id="complaint"),
    ],
)
def test_what_is_lost_is_named(changes: dict[str, Any], finding: str) -> None:
    (lost, *_) = judge(all_well(**changes)).lost

    assert finding in lost


def test_a_closed_entry_with_a_reason_is_not_lost() -> None:
    gone = an_entry(state="failed", why="answered 410", has_article=False)

    assert judge(all_well(entries=[gone], articles=[])).good


def test_a_page_that_became_two_entries_is_doubled() -> None:
    verdict = judge(all_well(entries=[an_entry(), an_entry()]))

    assert len(verdict.doubled["entries"]) == 1


def test_a_slot_that_nobody_wanted_is_found() -> None:
    extra = Slot(subscription=1, local="2026-11-25 08:01", state="empty", briefing=3)
    verdict = judge(all_well(slots=[*all_well().slots, extra]))

    assert len(verdict.doubled["slots"]) == 1


@pytest.mark.parametrize(
    ("composed", "is_lost"),
    [pytest.param(119.0, True, id="before"), pytest.param(120.0, False, id="after")],
)
def test_a_slot_that_passed_before_an_earlier_one_was_served_comes_with_it(
    composed: float, *, is_lost: bool
) -> None:
    (slot,) = all_well().slots
    served = replace(slot, due=0.0, composed=composed)
    both = frozenset({(1, "2026-11-25 08:00"), (1, "2026-11-25 08:02")})
    verdict = judge(all_well(slots=[served], planned=both))

    assert bool(verdict.lost) is is_lost


def test_two_messages_of_one_key_are_a_double_on_discord() -> None:
    twice = [a_message("discord"), a_message("discord", id="101", at=52.0)]
    verdict = judge(all_well(deliveries=[a_delivery("discord")], messages=twice))

    assert len(verdict.doubled["discord"]) == 1


def test_a_message_in_the_wrong_channel_is_no_arrival_on_discord() -> None:
    astray = [a_message("discord", chat="2")]
    verdict = judge(all_well(deliveries=[a_delivery("discord")], messages=astray))

    assert verdict.doubled["discord"]
    assert verdict.lost


def test_a_second_message_that_no_delivery_explains_is_a_double_on_telegram() -> None:
    twice = [a_message(), a_message(id="101", at=52.0)]

    assert len(judge(all_well(messages=twice)).doubled["telegram"]) == 1


def test_a_delivery_that_was_answered_without_an_id_explains_one_message() -> None:
    nameless = a_delivery(message="", began=0.0)
    once = judge(all_well(deliveries=[nameless], messages=[a_message(id="9")]))
    twice = [a_message(id=number) for number in "89"]

    assert once.good
    assert judge(all_well(deliveries=[nameless], messages=[])).lost
    assert judge(all_well(deliveries=[nameless], messages=twice)).doubled["telegram"]


def test_an_uncertain_delivery_explains_one_message_and_no_more() -> None:
    doubtful = a_delivery(state="uncertain", message="")
    once = judge(all_well(deliveries=[doubtful], messages=[a_message()]))
    messages = [a_message(), a_message(id="101", at=52.0)]
    twice = judge(all_well(deliveries=[doubtful], messages=messages))

    assert once.good
    assert (once.uncertain, once.arrived) == (1, 1)
    assert len(twice.doubled["telegram"]) == 1


def test_a_message_from_before_an_uncertain_delivery_began_is_not_its() -> None:
    doubtful = a_delivery(state="uncertain", message="", began=60.0)
    verdict = judge(all_well(deliveries=[doubtful], messages=[a_message(at=51.0)]))

    assert len(verdict.doubled["telegram"]) == 1
    assert (verdict.uncertain, verdict.arrived) == (1, 0)


def test_parts_that_arrive_out_of_order_are_found() -> None:
    parts = [a_delivery(), a_delivery(id=8, part=2, message="99")]
    messages = [a_message(), a_message(id="99", at=40.0)]

    (lost,) = judge(all_well(deliveries=parts, messages=messages)).lost
    assert "came before 7" in lost


def test_briefings_that_arrive_out_of_order_are_found() -> None:
    briefings = [a_delivery(), a_delivery(id=8, briefing=4, message="99")]
    messages = [a_message(), a_message(id="99", at=40.0)]

    (lost,) = judge(all_well(deliveries=briefings, messages=messages)).lost
    assert "came before 7" in lost


def test_a_post_is_known_by_its_id_where_discord_takes_no_key() -> None:
    post = a_message("discord", key="")
    again = a_message("discord", id="101", at=52.0, key="")
    once = judge(all_well(deliveries=[a_delivery("discord")], messages=[post]))
    twice = judge(all_well(deliveries=[a_delivery("discord")], messages=[post, again]))

    assert once.good
    assert len(twice.doubled["discord"]) == 1


def test_what_a_chat_that_was_shut_does_not_get_is_not_lost() -> None:
    dead = a_delivery(state="dead", why="blocked")
    place = ("telegram", "1")
    parked = all_well(
        deliveries=[dead],
        messages=[],
        planned=frozenset({(1, "2026-11-25 08:00"), (1, "2026-11-25 08:01")}),
        owners={1: place},
        shut=frozenset({place}),
        parted={place: "blocked"},
    )

    assert judge(parked).good
    assert judge(replace(parked, parted={})).lost
    assert judge(replace(parked, parted={place: ""})).lost


def test_a_chat_that_was_given_up_without_being_shut_is_lost() -> None:
    verdict = judge(all_well(parted={("telegram", "1"): "blocked"}))

    assert verdict.lost == ("the chat 1 was given up: blocked",)


def a_kill(**changes: Any) -> Kill:
    left = a_delivery(state="sending", message="", began=80.0)
    plain = Kill(at=100.0, under_way=1, lately=frozenset({"1"}), sending=[left])
    return replace(plain, **changes)


DOUBTFUL = a_delivery(state="uncertain", message="", began=80.0)


@pytest.mark.parametrize(
    ("kill", "needless"),
    [
        pytest.param(a_kill(), 0, id="under way"),
        pytest.param(
            a_kill(
                lately=frozenset(),
                sending=[a_delivery(state="sending", message="", began=99.0)],
            ),
            0,
            id="about to leave",
        ),
        pytest.param(a_kill(lately=frozenset()), 1, id="long before"),
        pytest.param(a_kill(sending=[]), 1, id="not at a kill"),
    ],
)
def test_a_doubt_needs_a_message_that_was_under_way_at_a_kill(
    kill: Kill, needless: int
) -> None:
    evidence = all_well(deliveries=[DOUBTFUL], messages=[], kills=[kill])
    verdict = judge(evidence)

    assert len(verdict.needless) == needless
    assert verdict.good is (not needless)


def test_a_doubt_is_judged_at_the_kill_that_left_it() -> None:
    kills = [a_kill(), a_kill(at=110.0, lately=frozenset())]

    assert judge(all_well(deliveries=[DOUBTFUL], messages=[], kills=kills)).good


def test_without_a_kill_platforms_may_leave_doubts() -> None:
    assert not judge(all_well(deliveries=[DOUBTFUL], messages=[])).needless


def test_how_long_messages_were_waited_for_is_told() -> None:
    due = [a_delivery(id=n, briefing=n, message=f"{n}", due=0.0) for n in range(1, 5)]
    times = [1.0, 2.0, 3.0, 700.0]
    messages = [a_message(id=f"{n}", at=at) for n, at in enumerate(times, 1)]
    verdict = judge(all_well(deliveries=due, messages=messages))

    assert verdict.waits == tuple(times)
    assert (verdict.late, verdict.wait(0.5), verdict.wait(0.95)) == (1, 3.0, 700.0)

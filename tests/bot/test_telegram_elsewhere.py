"""Another chat set up from a private one: who may, for how long, and what they see."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.chat import Reply, Request
from bot.documents import Button
from bot.telegram_elsewhere import (
    A_CHANNEL,
    A_GROUP,
    BACK_LABEL,
    CHOSEN,
    MAY_NOT_POST,
    MAY_NOT_WRITE,
    NO_LONGER_SHOWN,
    NO_LONGER_YOURS,
    NOT_SAID,
    NOT_SHOWN,
    NOT_YOURS,
    OFFER,
    OWN_AGAIN,
    OWN_LABEL,
)
from tests.telegram_desk import LIST, Desk, address_of, an_open_desk, saying
from tests.telegram_fake import Room, Sent

ADD = Button(label="Climate", command="subscribe", argument="climate")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async def panel(request: Request) -> Reply:
        words = f"{request.command} {request.argument}".rstrip()
        return Reply(document=saying(words, ADD, LIST))

    async with an_open_desk() as desk:
        desk.answer = panel
        yield desk


@pytest.fixture
def channel(desk: Desk) -> Room:
    return desk.telegram.group("News", kind="channel", admins=(desk.boss,))


@pytest.fixture
def acting(desk: Desk, channel: Room) -> Room:
    """Let the boss act for the channel already."""
    desk.standing.kept[str(desk.boss.id)] = address_of(channel)
    return channel


async def says(desk: Desk, words: str) -> Sent:
    told = len(desk.telegram.log)
    desk.telegram.say(desk.boss, words)
    return await desk.telegram.sent(told + 1)


async def chosen(desk: Desk, room: Room) -> Sent:
    """Choose a chat with a key; gives the panel that follows."""
    offer = await says(desk, "/elsewhere")
    label = A_CHANNEL if room.kind == "channel" else A_GROUP
    desk.telegram.share(desk.boss, offer, label, room)
    return await desk.telegram.sent(len(desk.telegram.log) + 2)


# Choosing -----------------------------------------------------------------------


@pytest.mark.parametrize("words", ["/elsewhere", "/start target"])
async def test_telegram_lists_the_chats_and_asks_for_the_right_to_post(
    desk: Desk, words: str
) -> None:
    offer = await says(desk, words)

    ((channel, group),) = offer.keys
    assert offer.text == OFFER
    assert (channel["text"], group["text"]) == (A_CHANNEL, A_GROUP)
    asked = channel["request_chat"]
    assert asked["bot_administrator_rights"]["can_post_messages"]
    assert asked["user_administrator_rights"]["can_post_messages"]
    assert group["request_chat"]["bot_is_member"]
    assert group["request_chat"]["user_administrator_rights"]["can_manage_chat"]
    assert desk.seen == []


async def test_a_button_offers_it_too(desk: Desk) -> None:
    elsewhere = Button(label="Deliver elsewhere…", command="elsewhere")
    await desk.send(saying("Schedule", elsewhere), desk.boss)
    desk.telegram.press(desk.telegram.log[0], "Deliver elsewhere…")

    assert (await desk.telegram.sent(2)).keys


async def test_a_chosen_channel_shows_its_panel_in_private(
    desk: Desk, channel: Room
) -> None:
    desk.telegram.demote(channel, by=desk.boss)
    panel = await chosen(desk, channel)

    told = desk.telegram.log[-2]
    assert (told.text, told.removes_keys) == (CHOSEN, True)
    assert panel.text == "For News\n\nstart"
    assert {sent.chat for sent in desk.telegram.log} == {desk.boss.id}
    assert panel.buttons[-1][0]["text"] == BACK_LABEL
    assert desk.seen == [
        Request(
            address=address_of(channel),
            command="start",
            person=str(desk.boss.id),
            private=False,
            is_operator=True,
            home=address_of(desk.boss),
        )
    ]


async def test_a_group_lets_the_bot_in_as_a_member(desk: Desk) -> None:
    desk.telegram.kick(desk.group, by=desk.boss)
    offer = await says(desk, "/elsewhere")
    desk.telegram.share(desk.boss, offer, A_GROUP, desk.group)
    await desk.telegram.sent(3, to=desk.boss)

    assert not desk.group.bot_is_admin
    assert desk.standing.kept == {str(desk.boss.id): address_of(desk.group)}


async def test_in_a_group_a_sentence_says_where_it_is_done(desk: Desk) -> None:
    desk.telegram.say(desk.group, "/elsewhere", by=desk.boss)
    await desk.telegram.sent()

    assert (desk.seen[0].command, desk.seen[0].private) == ("elsewhere", False)


def _demoted(desk: Desk, room: Room) -> None:
    room.bot_posts = False


def _muted(desk: Desk, room: Room) -> None:
    room.muted = True


def _silent(desk: Desk, room: Room) -> None:
    room.silent = True


def _kicked(desk: Desk, room: Room) -> None:
    room.kicked = True


def _stripped(desk: Desk, room: Room) -> None:
    room.admins.clear()


def _not_posting(desk: Desk, room: Room) -> None:
    room.posters.clear()


@pytest.mark.parametrize(
    ("kind", "before", "words"),
    [
        ("channel", _demoted, MAY_NOT_POST),
        ("channel", _kicked, NOT_SHOWN),
        ("channel", _stripped, NOT_YOURS),
        ("channel", _not_posting, NOT_YOURS),
        ("supergroup", _muted, MAY_NOT_WRITE),
        ("supergroup", _silent, MAY_NOT_WRITE),
        ("supergroup", _kicked, NOT_SHOWN),
        ("supergroup", _stripped, NOT_YOURS),
    ],
)
async def test_what_is_missing_is_named_and_nothing_begins(
    desk: Desk, kind: str, before: object, words: str
) -> None:
    room = desk.telegram.group("Elsewhere", kind=kind, admins=(desk.boss,))
    assert callable(before)
    before(desk, room)
    sent = await says(desk, f"/elsewhere {room.id}")

    assert sent.text == words
    assert "Elsewhere" not in sent.text
    assert desk.standing.kept == {}


@pytest.mark.parametrize(
    "method", ["getChat", "getChatMember", "getChatAdministrators"]
)
async def test_what_telegram_does_not_say_is_not_guessed(
    desk: Desk, channel: Room, method: str
) -> None:
    desk.telegram.fail_next(method, 502)
    sent = await says(desk, f"/elsewhere {channel.id}")

    assert sent.text == NOT_SAID
    assert desk.standing.kept == {}


async def test_a_chat_that_nobody_knows_is_not_shown(desk: Desk) -> None:
    assert (await says(desk, "/elsewhere -404")).text == NOT_SHOWN


# Acting ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("/start", "/subscribe climate", "/subscriptions", "/alert 1"),
        *("/schedule 8:00", "/settings length", "/privacy"),
    ],
)
async def test_what_manages_a_chat_is_for_the_chosen_one(
    desk: Desk, acting: Room, words: str
) -> None:
    sent = await says(desk, words)

    assert sent.chat == desk.boss.id
    assert sent.text == f"For News\n\n{words[1:]}"
    assert desk.seen[-1].address == address_of(acting)
    assert not desk.seen[-1].private


async def test_a_press_is_for_the_chosen_chat_and_changes_its_panel(
    desk: Desk, acting: Room
) -> None:
    panel = await says(desk, "/start")
    desk.telegram.press(panel, "List")
    changed = await desk.telegram.sent(len(desk.telegram.log) + 1)

    assert (changed.method, changed.message_id) == (
        "editMessageText",
        panel.message_id,
    )
    assert changed.text == "For News\n\nsubscriptions"
    assert desk.seen[-1].address == address_of(acting)


async def test_a_list_of_feeds_is_for_the_chosen_chat(desk: Desk, acting: Room) -> None:
    file = desk.telegram.file("feeds.opml", b"<opml/>")
    desk.telegram.say(desk.boss, "", **file)
    await desk.telegram.sent(len(desk.telegram.log) + 1)

    assert desk.seen[-1].address == address_of(acting)
    assert desk.seen[-1].file == b"<opml/>"


async def test_news_stay_with_the_private_chat(desk: Desk, acting: Room) -> None:
    sent = await says(desk, "/digest climate")

    assert sent.text == "digest climate"
    assert desk.seen[-1].address == address_of(desk.boss)


async def test_a_link_to_the_bot_is_for_who_follows_it(
    desk: Desk, acting: Room
) -> None:
    sent = await says(desk, "/start t_climate")

    assert sent.text == "start t_climate"
    assert desk.seen[-1].address == address_of(desk.boss)


async def test_what_the_person_says_in_groups_is_for_the_group(
    desk: Desk, acting: Room
) -> None:
    desk.telegram.say(desk.group, "/subscribe climate", by=desk.boss)
    sent = await desk.telegram.sent(1, to=desk.group)

    assert sent.text == "subscribe climate"
    assert desk.seen[-1].address == address_of(desk.group)


async def test_others_act_for_themselves(desk: Desk, acting: Room) -> None:
    desk.telegram.say(desk.ada, "/subscribe climate")
    await desk.telegram.sent(1, to=desk.ada)

    assert desk.seen[-1].address == address_of(desk.ada)


async def test_a_button_leads_back_to_the_own_chat(desk: Desk, acting: Room) -> None:
    panel = await says(desk, "/start")
    desk.telegram.press(panel, BACK_LABEL)
    changed = await desk.telegram.sent(len(desk.telegram.log) + 1)
    own = await says(desk, "/subscriptions")

    assert (changed.message_id, changed.text) == (panel.message_id, OWN_AGAIN)
    assert changed.buttons[0][0]["text"] == OWN_LABEL
    assert own.text == "subscriptions"
    assert desk.seen[-1].address == address_of(desk.boss)


async def test_who_manages_the_chat_no_longer_changes_nothing_there(
    desk: Desk, acting: Room
) -> None:
    acting.admins.clear()
    asked = len(desk.seen)
    refused = await says(desk, "/subscribe climate")

    assert refused.text == NO_LONGER_YOURS
    assert len(desk.seen) == asked
    assert desk.standing.kept == {}


async def test_a_chat_that_is_gone_ends_it(desk: Desk, acting: Room) -> None:
    acting.kicked = True

    assert (await says(desk, "/subscribe climate")).text == NO_LONGER_SHOWN
    assert desk.standing.kept == {}


async def test_a_silence_of_telegram_does_not_end_it(desk: Desk, acting: Room) -> None:
    desk.telegram.fail_next("getChatAdministrators", 502)
    refused = await says(desk, "/subscribe climate")

    assert refused.text == NOT_SAID
    assert desk.standing.kept == {str(desk.boss.id): address_of(acting)}


async def test_a_message_in_the_outbox_goes_where_it_was_meant(
    desk: Desk, acting: Room
) -> None:
    await desk.send(replace(saying("Briefing"), briefing=1), desk.boss)

    assert desk.telegram.log[-1].text == "Briefing"

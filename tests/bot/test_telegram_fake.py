"""The fake Telegram is as strict as the real one, where it matters to us."""

from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from tests.bot.telegram_wire import Answered, Wire, why
from tests.telegram_fake import telegram


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    async with telegram() as fake, aiohttp.ClientSession() as session:
        yield Wire(fake, session)


async def test_tokens_and_methods_are_checked(wire: Wire) -> None:
    malformed = await wire.call("getMe", token="abc")
    unknown = await wire.call("getMe", token="123456:other")
    method = await wire.call("sendPigeon")

    assert why(malformed) == why(method) == "Not Found"
    assert unknown["error_code"] == 401


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n\u200b\u00a0", "Bad Request: message text is empty"),
        ("x" * 4097, "Bad Request: message is too long"),
        ("😀" * 4096, "taken"),
        ("😀" * 4097, "Bad Request: message is too long"),
        ("x" * 32_769, "Bad Request: text is too long"),
    ],
)
async def test_texts_are_measured(wire: Wire, text: str, refusal: str) -> None:
    assert why(await wire.send(text)) == refusal


@pytest.mark.parametrize(
    ("entity", "refusal"),
    [
        pytest.param({"offset": 0, "length": 2}, "taken", id="a whole symbol"),
        pytest.param({"offset": 0, "length": 1}, "middle", id="half a symbol"),
        pytest.param({"offset": 2, "length": 2}, "not trimmed", id="with a blank"),
        pytest.param({"offset": 3, "length": 9}, "after the end", id="too long"),
        pytest.param({"offset": -1, "length": 2}, "wrong offset", id="before it"),
        pytest.param({"offset": 0, "length": 0}, "wrong offset", id="empty"),
        pytest.param(
            {"offset": 3, "length": 2, "type": "shout"}, "unknown", id="unknown"
        ),
        pytest.param(
            {"offset": 3, "length": 2, "type": "text_link"}, "needs url", id="no url"
        ),
    ],
)
async def test_entities_are_counted_in_utf_16(
    wire: Wire, entity: dict[str, Any], refusal: str
) -> None:
    answered = await wire.send("😀 hello", entities=[{"type": "bold"} | entity])

    assert refusal in why(answered)


async def test_entities_do_not_cross_or_repeat(wire: Wire) -> None:
    def marked(kind: str, offset: int, length: int) -> dict[str, Any]:
        return {"type": kind, "offset": offset, "length": length}

    crossing = [marked("bold", 0, 4), marked("italic", 2, 4)]
    nested = [marked("blockquote", 0, 6), marked("expandable_blockquote", 1, 2)]
    many = [marked("bold", 2 * number, 1) for number in range(101)]

    assert "overlap" in why(await wire.send("abcdefgh", entities=crossing))
    assert "inside" in why(await wire.send("abcdefgh", entities=nested))
    assert "too many" in why(await wire.send("a " * 101, entities=many))


async def test_markup_languages_are_not_spoken(wire: Wire) -> None:
    answered = await wire.send("*hello*", parse_mode="MarkdownV2")

    assert "no parse mode" in why(answered)


@pytest.mark.parametrize(
    ("button", "refusal"),
    [
        ({"text": "x", "callback_data": "a" * 64}, "taken"),
        ({"text": "x", "callback_data": "ä" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "a"}, "text buttons are unallowed"),
        ({"text": "x"}, "exactly one action"),
        ({"text": "x", "url": "nowhere"}, "Wrong HTTP URL"),
        ({"text": "x", "url": "https://example.org/"}, "taken"),
    ],
)
async def test_buttons_are_checked(
    wire: Wire, button: dict[str, Any], refusal: str
) -> None:
    markup = {"inline_keyboard": [[button]]}

    assert refusal in why(await wire.send(reply_markup=markup))


async def test_too_many_buttons_are_refused(wire: Wire) -> None:
    button = {"text": "x", "callback_data": "a"}
    wide = {"inline_keyboard": [[button] * 9]}
    tall = {"inline_keyboard": [[button]] * 101}

    assert "BUTTON_COUNT" in why(await wire.send(reply_markup=wide))
    assert "BUTTON_COUNT" in why(await wire.send(reply_markup=tall))


async def test_nobody_is_written_to_who_did_not_start_the_bot(wire: Wire) -> None:
    stranger = wire.telegram.person(started=False)
    refused = await wire.send(chat_id=stranger.id)
    nobody = await wire.send(chat_id=404)

    assert refused["error_code"] == 403
    assert why(nobody) == "Bad Request: chat not found"


async def test_an_upgraded_group_names_its_new_id(wire: Wire) -> None:
    group = wire.telegram.group()
    new = wire.telegram.migrate(group)
    answered = await wire.send(chat_id=group.id)

    assert answered["parameters"] == {"migrate_to_chat_id": new.id}
    assert answered["error_code"] == 400
    with pytest.raises(ValueError, match="upgraded"):
        wire.telegram.say(group, "hello", by=wire.ada)


async def test_a_member_hears_only_what_privacy_lets_through(wire: Wire) -> None:
    group = wire.telegram.group()
    ours = (await wire.send(chat_id=group.id))["result"]["message_id"]
    say = wire.telegram.say
    say(group, "good morning", by=wire.ada)
    say(group, "/digest", by=wire.ada)
    say(group, "thanks", by=wire.ada, reply_to=ours)
    group.bot_is_admin = True
    say(group, "good evening", by=wire.ada)

    heard = [update["message"]["text"] for update in await wire.updates()]
    assert heard == ["/digest", "thanks", "good evening"]


async def test_only_own_messages_are_changed_and_only_to_something_else(
    wire: Wire,
) -> None:
    ours = (await wire.send("Hello"))["result"]["message_id"]
    theirs = wire.telegram.say(wire.ada, "Hello")

    async def edit(message: int, text: str) -> Answered:
        given: Answered = {"chat_id": wire.ada.id, "message_id": message, "text": text}
        return await wire.call("editMessageText", **given)

    assert "not modified" in why(await edit(ours, "Hello"))
    assert why(await edit(ours, "Hello again")) == "taken"
    assert "can't be edited" in why(await edit(theirs, "Bye"))
    assert "not found" in why(await edit(404, "Bye"))


async def test_a_press_is_answered_once(wire: Wire) -> None:
    button = {"text": "More", "callback_data": "v1:more::"}
    await wire.send(reply_markup={"inline_keyboard": [[button]]})
    query = wire.telegram.press(wire.telegram.log[0], "More")
    long = await wire.call(
        "answerCallbackQuery", callback_query_id=query, text="x" * 201
    )
    first = await wire.call("answerCallbackQuery", callback_query_id=query)
    again = await wire.call("answerCallbackQuery", callback_query_id=query)

    assert why(long) == "Bad Request: MESSAGE_TOO_LONG"
    assert why(first) == "taken"
    assert "too old" in why(again)


async def test_menus_are_checked(wire: Wire) -> None:
    def menu(name: str, text: str = "x", times: int = 1) -> list[dict[str, str]]:
        return [{"command": name, "description": text}] * times

    for commands, refusal in (
        (menu("digest"), "taken"),
        (menu("Digest"), "Bad Request: BOT_COMMAND_INVALID"),
        (menu("d" * 33), "Bad Request: BOT_COMMAND_INVALID"),
        (menu("digest", ""), "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        (menu("digest", "x" * 257), "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"),
        (menu("digest", times=101), "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    ):
        assert why(await wire.call("setMyCommands", commands=commands)) == refusal
    for code, refusal in (
        ("de", "taken"),
        ("de-AT", "Bad Request: invalid language code specified"),
    ):
        taken = await wire.call(
            "setMyCommands", commands=menu("digest"), language_code=code
        )
        assert why(taken) == refusal


async def test_floods_are_refused_with_the_time_to_wait() -> None:
    async with telegram(flood=True) as fake, aiohttp.ClientSession() as session:
        wire = Wire(fake, session)
        answers = [await wire.send() for _ in range(4)]

    assert [why(answered) for answered in answers[:3]] == ["taken"] * 3
    assert answers[3]["error_code"] == 429
    assert answers[3]["parameters"]["retry_after"] >= 1
    assert fake.floods == 1


async def test_another_process_can_play(wire: Wire) -> None:
    async with aiohttp.ClientSession(wire.telegram.url) as session:

        async def control(verb: str, **given: Any) -> Any:
            async with session.post(f"/control/{verb}", json=given) as response:
                return (await response.json())["result"]

        ben = await control("person", name="Ben")
        group = await control("group", title="Readers", admins=[ben])
        await control("say", chat=group, text="/digest", by=ben)
        await control("fail_next", method="sendMessage", how=500)
        failed = await wire.send(chat_id=ben)
        button = {"text": "More", "callback_data": "v1:more::"}
        markup = {"inline_keyboard": [[button]]}
        sent = (await wire.send(chat_id=ben, reply_markup=markup))["result"]
        await control("press", message=sent["message_id"], label="More")
        async with session.post("/control/dance", json={}) as response:
            assert response.status == 404

    kinds = [set(update) - {"update_id"} for update in await wire.updates()]
    assert kinds == [{"message"}, {"callback_query"}]
    assert failed["error_code"] == 500


async def test_another_process_can_shut_the_bot_out_and_upgrade_groups(
    wire: Wire,
) -> None:
    async with aiohttp.ClientSession(wire.telegram.url) as session:

        async def control(verb: str, **given: Any) -> Any:
            async with session.post(f"/control/{verb}", json=given) as response:
                return (await response.json())["result"]

        ben = await control("person", name="Ben")
        small = await control("group", title="Readers", kind="group")
        forum = await control("group", title="Forum")
        topic = await control("topic", chat=forum)
        await control("lose", chat=ben)
        new = await control("migrate", chat=small, announce=False)
        to_topic = await wire.send(chat_id=forum, message_thread_id=topic)
        await control("lose", chat=forum)
        shut = [(await wire.send(chat_id=chat))["error_code"] for chat in (ben, forum)]
        moved = await wire.send(chat_id=small)

    assert to_topic["ok"]
    assert shut == [403, 403]
    assert moved["parameters"] == {"migrate_to_chat_id": new}
    assert not await wire.updates()


async def test_parameters_that_a_method_does_not_have_are_refused(wire: Wire) -> None:
    answered = await wire.send(colour="red")

    assert why(answered) == "Bad Request: unknown parameters: colour"


async def test_a_document_is_a_file_with_content(wire: Wire) -> None:
    nothing = await wire.call("sendDocument", chat_id=wire.ada.id)

    assert "no document" in why(nothing)


async def test_a_file_is_handed_out_once_it_was_asked_for(wire: Wire) -> None:
    given = wire.telegram.file("list.opml", b"<opml/>")["document"]
    large = wire.telegram.file("film.mp4", b"x" * 20_000_001)["document"]
    early = await wire.download("documents/file1")
    found = await wire.call("getFile", file_id=given["file_id"])

    assert early == b""
    assert found["result"]["file_size"] == 7
    assert await wire.download(found["result"]["file_path"]) == b"<opml/>"
    assert "too big" in why(await wire.call("getFile", file_id=large["file_id"]))
    assert "wrong file_id" in why(await wire.call("getFile", file_id="nothing"))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({}, "taken"),
        ({"chat_is_channel": None}, "whether the requested chat is a channel"),
        ({"bot_is_member": True}, "groups only"),
        ({"bot_administrator_rights": {"can_change_info": True}}, "superset"),
    ],
)
async def test_keys_that_ask_for_chats_are_checked(
    wire: Wire, change: dict[str, Any], refusal: str
) -> None:
    asked = {"request_id": 1, "chat_is_channel": True} | change
    key = {"text": "A channel…", "request_chat": asked}
    sent = await wire.send(reply_markup={"keyboard": [[key]]})
    group = wire.telegram.group()
    public = await wire.send(chat_id=group.id, reply_markup={"keyboard": [[key]]})
    twice = await wire.send(reply_markup={"keyboard": [[key], [key]]})

    assert refusal in why(sent)
    assert "private chats only" in why(public)
    assert "unique" in why(twice)


async def test_keys_are_taken_away_again(wire: Wire) -> None:
    await wire.send(reply_markup={"remove_keyboard": True})
    nameless = await wire.send(reply_markup={"keyboard": [[{"text": " "}]]})
    empty = await wire.send(reply_markup={"keyboard": []})

    assert wire.telegram.log[0].removes_keys
    assert "non-empty" in why(nameless)
    assert "wrong number" in why(empty)


async def test_the_app_lists_only_chats_that_fit_the_key(wire: Wire) -> None:
    rights = {"can_post_messages": True}
    asked = {
        "request_id": 1,
        "chat_is_channel": True,
        "user_administrator_rights": rights,
        "bot_administrator_rights": rights,
    }
    key = {"text": "A channel…", "request_chat": asked}
    await wire.send(reply_markup={"keyboard": [[key]]})
    (offer,) = wire.telegram.log
    group = wire.telegram.group(admins=(wire.ada,))
    channel = wire.telegram.group("News", kind="channel")

    for room in (group, channel):
        with pytest.raises(ValueError, match="the app lists"):
            wire.telegram.share(wire.ada, offer, "A channel…", room)
    assert await wire.updates() == []


async def test_a_message_for_one_needs_a_group_and_a_press_of_theirs(
    wire: Wire,
) -> None:
    group, ben = wire.telegram.group(), wire.telegram.person("Ben")
    button = {"text": "More", "callback_data": "v1:more::"}
    markup = {"inline_keyboard": [[button]]}
    await wire.send(chat_id=group.id, reply_markup=markup)
    query = wire.telegram.press(wire.telegram.log[0], "More", by=wire.ada)

    async def alone(chat: int, person: int, query: str = "", **more: Any) -> str:
        wanted = {"receiver_user_id": person, "callback_query_id": query} | more
        return why(await wire.send(chat_id=chat, ephemeral_message_parameters=wanted))

    assert await alone(group.id, wire.ada.id, query) == "taken"
    assert "groups only" in await alone(wire.ada.id, wire.ada.id, query)
    assert "USER_ID_INVALID" in await alone(group.id, 404, query)
    assert "QUERY_ID_INVALID" in await alone(group.id, ben.id, query)
    assert "BOT_NOT_ADMIN" in await alone(group.id, ben.id)
    assert "unknown" in await alone(group.id, wire.ada.id, query, colour="red")
    wire.telegram.grow_old(query, seconds=16)
    assert "QUERY_ID_INVALID" in await alone(group.id, wire.ada.id, query)
    group.bot_is_admin = True
    assert await alone(group.id, ben.id) == "taken"
    assert [sent.seen_by for sent in wire.telegram.log] == [0, wire.ada.id, ben.id]

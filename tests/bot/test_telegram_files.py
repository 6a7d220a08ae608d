"""Files on Telegram, both ways: what goes along with a message, what people send."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.documents import Document, File
from bot.telegram_answers import MANAGERS_ONLY
from bot.telegram_files import LARGEST, NO_LIST, NOT_HANDED_OUT, TOO_LARGE
from bot.telegram_post import FILE_MISSING
from tests.spoken import in_german
from tests.telegram_desk import MORE, Desk, an_open_desk, saying

LIST = File(name="verbatim.opml", text="<opml/>")
DATA = File(name="data.json", text="{“é”: 1}")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


def with_files(*files: File, silent: bool = False) -> Document:
    return replace(saying("Here it is", MORE), files=files, silent=silent)


# Sent -------------------------------------------------------------------------


async def test_files_follow_their_message_in_its_topic(desk: Desk) -> None:
    thread = desk.telegram.topic(desk.group)
    id_ = await desk.send(with_files(LIST, DATA), desk.group, thread)

    message, *files = desk.telegram.log
    assert id_ == str(message.message_id)
    assert [sent.method for sent in files] == ["sendDocument"] * 2
    assert [sent.file for sent in files] == [
        ("verbatim.opml", "<opml/>"),
        ("data.json", "{“é”: 1}"),
    ]
    assert {sent.thread for sent in desk.telegram.log} == {thread}


async def test_a_silent_message_makes_no_sound_nor_do_its_files(desk: Desk) -> None:
    await desk.send(with_files(LIST, silent=True))
    await desk.send(with_files(LIST))

    assert [sent.silent for sent in desk.telegram.log] == [True, True, False, False]


async def test_files_wait_for_their_turn_as_messages_do() -> None:
    async with an_open_desk(flood=True) as desk:
        await desk.send(with_files(LIST, DATA, LIST, DATA))

    assert len(desk.telegram.log) == 5
    assert desk.telegram.floods == 0


async def test_files_go_along_with_the_last_part(desk: Desk) -> None:
    long = replace(with_files(LIST), blocks=saying("word " * 700).blocks * 2)
    parts = desk.chat.parts(long)

    assert [part.files for part in parts] == [(), (LIST,)]


@pytest.mark.parametrize(
    ("how", "why"), [(400, "Bad Request: NO"), (429, "")], ids=["refused", "a flood"]
)
async def test_a_file_that_did_not_leave_is_named_and_its_message_is_not_repeated(
    desk: Desk, how: int, why: str
) -> None:
    desk.telegram.fail_next("sendDocument", how, why=why, seconds=0)
    await desk.send(with_files(LIST, DATA))

    told = FILE_MISSING.format(name="verbatim.opml")
    assert desk.texts() == ["Here it is", told, ""]
    assert desk.telegram.log[-1].file[0] == "data.json"


async def test_an_empty_file_is_one_that_telegram_refuses(desk: Desk) -> None:
    await desk.send(with_files(File(name="empty.txt", text="")))

    assert desk.texts() == ["Here it is", FILE_MISSING.format(name="empty.txt")]


async def test_a_file_that_may_have_arrived_is_left_at_that(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next("sendDocument", "drop_after")
    await desk.send(with_files(LIST))

    assert [sent.method for sent in desk.telegram.log] == [
        "sendMessage",
        "sendDocument",
    ]
    assert "may not have arrived" in caplog.text


async def test_a_file_for_a_chat_that_went_meanwhile_is_only_logged(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next("sendDocument", 403)
    await desk.send(with_files(LIST))

    assert desk.texts() == ["Here it is"]
    assert "may not have arrived" in caplog.text


# Received ---------------------------------------------------------------------

OPML = b"<opml><body><outline xmlUrl='https://a.example/feed'/></body></opml>"


async def test_a_list_of_feeds_needs_no_words_in_private(desk: Desk) -> None:
    desk.telegram.say(desk.ada, "", **desk.telegram.file("Feeds.OPML", OPML))
    request = await desk.asked()

    assert (request.command, request.argument, request.file) == ("subscribe", "", OPML)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("feeds.xml", ""), ("feeds", "text/x-opml"), ("", "application/xml")],
)
async def test_a_list_is_known_by_its_name_or_its_type(
    desk: Desk, name: str, kind: str
) -> None:
    more = {"mime_type": kind} if kind else {}
    desk.telegram.say(desk.ada, "", **desk.telegram.file(name, OPML, **more))

    assert (await desk.asked()).file == OPML


async def test_words_beside_a_list_do_not_hide_it(desk: Desk) -> None:
    file = desk.telegram.file("feeds.opml", OPML)
    desk.telegram.say(desk.ada, "", caption="my feeds", **file)
    request = await desk.asked()

    assert (request.command, request.file) == ("subscribe", OPML)


async def test_in_a_group_a_list_comes_with_a_command(desk: Desk) -> None:
    file = desk.telegram.file("feeds.opml", OPML)
    desk.group.bot_is_admin = True
    talk = desk.telegram.say(desk.group, "", by=desk.ada, **file)
    desk.telegram.say(desk.group, "", by=desk.boss, caption="/subscribe", **file)
    await desk.telegram.sent(1)
    desk.telegram.say(desk.group, "/subscribe", by=desk.boss, reply_to=talk)
    await desk.telegram.sent(2)
    desk.telegram.say(desk.group, "/subscribe ice", by=desk.boss, reply_to=talk)
    await desk.telegram.sent(3)

    asked = [(each.argument, each.file) for each in desk.seen]
    assert asked == [("", OPML), ("", OPML), ("ice", b"")]


async def test_in_a_channel_a_list_comes_with_a_command_too(desk: Desk) -> None:
    channel = desk.telegram.group("News", kind="channel")
    file = desk.telegram.file("feeds.opml", OPML)
    desk.telegram.say(channel, "", **file)
    desk.telegram.say(channel, "", caption="/subscribe", **file)

    assert (await desk.asked()).file == OPML
    assert len(desk.seen) == 1


async def test_those_who_may_not_subscribe_cost_no_download(desk: Desk) -> None:
    file = desk.telegram.file("feeds.opml", OPML)
    desk.telegram.say(desk.group, "", by=desk.ada, caption="/subscribe", **file)
    sent = await desk.telegram.sent()

    assert sent.text == in_german(MANAGERS_ONLY)
    assert desk.telegram.calls["getFile"] == 0


@pytest.mark.parametrize("claimed", [LARGEST + 1, None, 7])
async def test_a_file_that_is_too_large_is_told_whatever_size_it_claims(
    desk: Desk, claimed: int | None
) -> None:
    file = desk.telegram.file("feeds.opml", b"x" * (LARGEST + 1), file_size=claimed)
    desk.telegram.say(desk.ada, "", **file)
    sent = await desk.telegram.sent()

    assert sent.text == in_german(TOO_LARGE)
    assert desk.telegram.calls["getFile"] == (claimed != LARGEST + 1)
    assert desk.seen == []


@pytest.mark.parametrize("method", ["getFile", "download"])
async def test_a_file_that_is_not_handed_out_is_told(
    desk: Desk, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next(method, 400, why="Bad Request: gone")
    desk.telegram.say(desk.ada, "", **desk.telegram.file("feeds.opml", OPML))
    sent = await desk.telegram.sent()

    assert sent.text == in_german(NOT_HANDED_OUT)
    assert desk.telegram.token not in caplog.text


async def test_any_other_file_is_told_what_is_possible(desk: Desk) -> None:
    file = desk.telegram.file("holiday.pdf", b"%PDF")
    desk.telegram.say(desk.ada, "", media_group_id="1", **file)
    desk.telegram.say(desk.ada, "", **file)
    await desk.telegram.sent()

    assert desk.texts() == [in_german(NO_LIST)]
    assert desk.telegram.calls["getFile"] == 0


async def test_the_words_beside_any_other_file_are_what_is_meant(desk: Desk) -> None:
    file = desk.telegram.file("holiday.pdf", b"%PDF")
    desk.telegram.say(desk.ada, "", caption="electric ferries", **file)
    request = await desk.asked()

    assert (request.command, request.argument) == ("digest", "electric ferries")

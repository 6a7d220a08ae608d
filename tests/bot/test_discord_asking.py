"""A question typed into a form."""

import pytest

from bot.chat import Address
from bot.discord_answers import OLD_BUTTON
from bot.discord_asking import QUESTION
from bot.documents import Button
from tests.discord_desk import Desk, a_desk, an_open_desk, heard, saying
from tests.discord_fake import CannotDo, Fault, Interaction, Trouble
from tests.spoken import in_german

ASK = Button(label="Ask", command="ask", asks=True)
ASK_3 = Button(label="Ask", command="ask", argument="3", asks=True)


async def opened(desk: Desk, button: Button = ASK) -> Interaction:
    document = saying("Briefing", buttons=((button,),), briefing=4711)
    await desk.chat.send(desk.here, document, key="k")
    message = desk.discord.log[-1]
    return await desk.discord.press(message, message.buttons["Ask"], desk.anna)


@pytest.mark.parametrize(
    ("button", "title", "argument"),
    [
        (ASK, "Nach den Nachrichten fragen", "who pays?"),
        (ASK_3, "Nach Meldung 3 fragen", "3 who pays?"),
    ],
)
async def test_a_question_is_asked_in_a_form_and_answered_to_its_asker(
    button: Button, title: str, argument: str
) -> None:
    async with an_open_desk() as desk:
        form = await opened(desk, button)
        asked = await desk.discord.submit(form, " who pays? ")
        answer = await asked.answer()

    assert form.modal
    (label,) = form.modal["components"]
    assert (form.modal["title"], label["label"]) == (title, in_german(QUESTION))
    assert label["component"]["max_length"] == 300
    assert (answer.text, answer.ephemeral) == (f"ask: {argument}", True)
    (request,) = desk.seen
    assert (request.command, request.briefing) == ("ask", 4711)
    assert request.address == desk.here


async def test_a_form_that_was_opened_before_a_restart_still_asks() -> None:
    async with a_desk() as desk:
        async with desk.running():
            form = await opened(desk)
            await heard(lambda: form.modal is not None)
        desk.chat = desk.new_chat()
        async with desk.running():
            asked = await desk.discord.submit(form, "who pays?")
            await asked.answer()

    assert desk.seen[0].argument == "who pays?"


async def test_no_more_than_300_characters_can_be_asked() -> None:
    async with an_open_desk() as desk:
        form = await opened(desk)
        with pytest.raises(CannotDo):
            await desk.discord.submit(form, "x" * 301)


async def test_a_form_of_another_time_gets_a_sentence() -> None:
    async with an_open_desk() as desk:
        form = await opened(desk)
        await heard(lambda: form.modal is not None)
        for custom_id in ("q0:ask", "q1:weather::"):
            form.modal = {**(form.modal or {}), "custom_id": custom_id}
            answer = await (await desk.discord.submit(form, "who?")).answer()

            assert answer.text == in_german(OLD_BUTTON)


async def test_a_form_that_does_not_open_is_only_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with an_open_desk() as desk:
        desk.discord.order(Fault("callback", Trouble.STATUS, status=404))
        await opened(desk)
        await heard(lambda: "could not be opened" in caplog.text)

    assert desk.seen == []


async def test_a_question_in_a_direct_message_is_answered_there() -> None:
    async with an_open_desk() as desk:
        address = Address(platform="discord", chat=str(desk.dm.id))
        await desk.chat.send(address, saying("B", buttons=((ASK,),)), key="k")
        (message,) = desk.discord.log
        form = await desk.discord.press(message, message.buttons["Ask"], desk.anna)
        await (await desk.discord.submit(form, "who?")).answer()

    assert desk.seen[0].address == address
    assert desk.seen[0].private

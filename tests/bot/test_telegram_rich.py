"""What a document becomes as a rich message: every word of it, and no markup but ours."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from telegram.ext import ExtBot

from bot.chat import ChatGone, NotSent, Reply, Request, Uncertain
from bot.documents import Bullets, Document, Heading, Paragraph, Run
from bot.render_telegram import parts, render
from bot.telegram_limits import TelegramLimits
from bot.telegram_post import Post
from bot.telegram_rich import render_rich
from bot.turns import Priority
from tests.bot.any_document import (
    NOON,
    WORDS,
    a_quotation,
    a_story,
    document,
    documents,
    letters,
)
from tests.telegram_desk import MORE, Desk, address_of, an_open_desk, saying
from tests.telegram_fake import telegram
from tests.telegram_faults import How
from tests.telegram_rich import check_rich, read_rich
from tests.telegram_rules import Refused


def a_line(text: str, *, quiet: bool = False) -> Paragraph:
    return Paragraph(line=(Run(text=text),), quiet=quiet)


def html(*blocks: object) -> str:
    return render_rich(document(*blocks)).html  # type: ignore[arg-type]  # blocks of all kinds


@settings(max_examples=60, deadline=None)
@given(documents)
def test_any_part_is_taken_and_says_what_the_classic_message_says(
    whole: Document,
) -> None:
    for part in parts(whole):
        classic = letters(render(part).text)
        try:
            rich = render_rich(part)
        except ValueError:
            # Nothing to say, or thousands of tags: it goes as a classic message.
            assert not classic or render(part).text.count("\n") > 200
            continue

        assert letters(check_rich(rich.to_dict())) == classic


def test_a_briefing_has_a_title_stories_quotes_and_a_footer() -> None:
    written = html(
        Heading(line=(Run(text="Morning briefing"),)),
        a_line("2 stories", quiet=True),
        a_story(3, "The sea wall is done."),
        a_line("How this was made: by hand.", quiet=True),
    )

    assert written == (
        "<h2>Morning briefing</h2>"
        "<p><i>2 stories</i></p>"
        '<h4>3. <a href="https://news.test/harbour">Harbour to open in spring</a></h4>'
        "<p>The sea wall is done.</p>"
        "<blockquote>“We will sail.”<cite>"
        '<a href="https://news.test/a#q">Mira Holt, harbour master</a>'
        "</cite></blockquote>"
        f'<p>Coast Daily · <tg-time unix="{NOON.timestamp():.0f}" format="r">3h ago'
        "</tg-time></p>"
        "<footer>How this was made: by hand.</footer>"
    )


def test_quotes_stand_between_the_marks_of_the_documents_language() -> None:
    said = render_rich(replace(document(a_quotation("Nass.")), language="de")).html

    assert said.startswith("<blockquote>„Nass.“<cite>")


def test_sections_after_a_story_are_folded() -> None:
    reported = Heading(line=(Run(text="Reported by"),), level=2)
    outlets = Bullets(lines=((Run(text="Coast Daily"),), (Run(text="Harbour Post"),)))
    alone = Heading(line=(Run(text="Where they differ"),), level=2)

    assert html(a_line("The wall."), reported, outlets, alone) == (
        "<p>The wall.</p>"
        "<details><summary>Reported by</summary>"
        "<ul><li>Coast Daily</li><li>Harbour Post</li></ul></details>"
        "<h4>Where they differ</h4>"
    )


def test_a_headline_that_a_long_story_was_cut_under_is_not_folded() -> None:
    headline = Heading(line=(Run(text="Harbour", url="https://news.test/a"),), level=2)

    assert "<details>" not in html(headline, a_line("The wall."))


def test_what_others_wrote_is_never_markup() -> None:
    evil = '<b>&amp; "x" </p><script>'
    written = html(
        a_line(evil), a_quotation(evil, credit=evil, link='https://a.test/?a=1&b="2"')
    )
    shown, links = read_rich(written)

    assert shown == f"{evil}\n“{evil}”{evil}"
    assert links == ['https://a.test/?a=1&b="2"']
    assert "&amp;amp;" in written


def test_line_breaks_are_kept() -> None:
    assert html(a_line("One\ntwo")) == "<p>One<br>two</p>"


def test_lines_without_words_keep_the_numbers_of_the_others() -> None:
    lines = ((Run(text="One"),), (Run(text=""),), (Run(text="Three"),))

    assert html(Bullets(lines=lines, numbered=True)) == (
        "<ol><li>One</li><li>…</li><li>Three</li></ol>"
    )
    assert html(Bullets(lines=lines)) == "<ul><li>One</li><li>Three</li></ul>"


def test_a_quotation_keeps_what_stands_around_it() -> None:
    quotation = a_quotation("Yes.", credit="", lead="Asked, she said:", note="Ours.")

    assert html(quotation) == (
        "<p>Asked, she said:</p>"
        '<blockquote>“Yes.<a href="https://news.test/a#q">”</a></blockquote>'
        "<p><i>Ours.</i></p>"
    )


def test_moments_that_telegram_cannot_keep_stay_words() -> None:
    far = Run(text="in time", when=datetime(2100, 1, 1, tzinfo=UTC))

    assert html(Paragraph(line=(far,))) == "<p>in time</p>"


@pytest.mark.parametrize(("language", "is_rtl"), [("en", False), ("ar", True)])
def test_the_direction_is_that_of_the_language(language: str, is_rtl: bool) -> None:
    told = replace(document(a_line("NATO 3")), language=language)

    assert render_rich(told).is_rtl is is_rtl


def test_what_no_rich_message_holds_is_refused() -> None:
    many = Bullets(lines=tuple((Run(text="x"),) for _ in range(500)))
    for unfit in (document(), document(a_line(WORDS * 1000)), document(many)):
        with pytest.raises(ValueError, match="rich message"):
            render_rich(unfit)
    render_rich(document(replace(many, lines=many.lines[:499])))


# Sent -------------------------------------------------------------------------


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    async with an_open_desk() as desk:
        yield desk


def a_rich_one(text: str = "Hello", **more: Any) -> Document:
    return replace(saying(text, MORE, briefing=7), rich=True, **more)


async def test_a_rich_document_goes_as_a_rich_message_alone(desk: Desk) -> None:
    thread = desk.telegram.topic(desk.group)
    id_ = await desk.send(a_rich_one(silent=True), desk.group, thread)
    (sent,) = desk.telegram.log

    assert (sent.method, sent.text) == ("sendRichMessage", "Hello")
    assert (id_, sent.thread, sent.silent) == (str(sent.message_id), thread, True)
    assert sent.buttons[0][0]["callback_data"] == "v1:more:7:2"


async def test_an_answer_may_be_rich_and_is_still_a_reply(desk: Desk) -> None:
    async def richly(request: Request) -> Reply:
        return Reply(document=a_rich_one())

    desk.answer = richly
    message = desk.telegram.say(desk.group, "/digest", by=desk.ada)
    sent = await desk.telegram.sent()

    assert (sent.method, sent.reply_to) == ("sendRichMessage", message)


async def test_a_reply_to_a_rich_briefing_is_about_it(desk: Desk) -> None:
    await desk.send(a_rich_one(), desk.group)
    (briefing,) = desk.telegram.log
    reply_to = briefing.message_id
    desk.telegram.say(desk.group, "/more 2", by=desk.ada, reply_to=reply_to)

    await desk.telegram.sent(2)

    assert desk.seen[0].briefing == 7


async def test_a_server_that_knows_no_rich_messages_is_asked_again_in_an_hour() -> None:
    clock = Clock()
    async with telegram() as fake:
        limits = TelegramLimits()
        bot = ExtBot(fake.token, base_url=f"{fake.url}/bot", rate_limiter=limits)
        post, there = Post(bot, clock=clock), address_of(fake.person("Ada"))
        fake.knows_rich = False
        async with bot:
            for later in (0, 3599, 2):
                clock.now += later
                await post.send(there, a_rich_one(), priority=Priority.REPLY)

    assert [sent.method for sent in fake.log] == ["sendMessage"] * 3
    assert fake.calls["sendRichMessage"] == 2


@pytest.mark.parametrize(
    "why", ["RICH_MESSAGE_EMAIL_INVALID", "RICH_MESSAGE_DATE_INVALID"]
)
async def test_a_refused_form_goes_as_a_classic_message(
    desk: Desk, why: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.telegram.fail_next("sendRichMessage", 400, why=f"Bad Request: {why}")
    await desk.send(a_rich_one())
    await desk.send(a_rich_one())

    methods = [sent.method for sent in desk.telegram.log]
    assert methods == ["sendMessage", "sendRichMessage"]
    assert desk.telegram.log[0].shown("bold") == ["Hello"]
    assert "goes again as a classic one" in caplog.text


async def test_what_no_rich_message_holds_goes_as_a_classic_one(desk: Desk) -> None:
    await desk.send(Document(blocks=(), rich=True))

    assert [sent.text for sent in desk.telegram.log] == ["…"]


@pytest.mark.parametrize(
    ("how", "fate"),
    [
        ("drop_after", Uncertain),
        (502, Uncertain),
        (429, NotSent),
        (403, ChatGone),
    ],
)
async def test_a_rich_message_that_may_have_arrived_or_cannot_is_not_sent_twice(
    desk: Desk, how: How, fate: type[Exception]
) -> None:
    desk.telegram.fail_next("sendRichMessage", how, seconds=60)
    with pytest.raises(fate):
        await desk.send(a_rich_one())

    assert desk.telegram.calls["sendMessage"] == 0
    assert len(desk.telegram.log) == (how == "drop_after")


async def test_mails_in_a_rich_text_stay_text(desk: Desk) -> None:
    await desk.send(a_rich_one("Write to desk@coast.test"))

    assert [sent.method for sent in desk.telegram.log] == ["sendRichMessage"]


@pytest.mark.parametrize(
    ("html", "refusal"),
    [
        ("Hello", "text in <>"),
        ("<p>a & b</p>", "not escaped"),
        ("<p>a\nb</p>", "not escaped"),
        ("<p>&nbsp;</p>", "&nbsp;"),
        ("<p>&#39;</p>", "&#39;"),
        ("<p><script>x</script></p>", "<script>"),
        ("<p><p>x</p></p>", "<p> in <p>"),
        ("<p>x", "not closed"),
        ("<p>x</b></p>", "</b> in <p>"),
        ("<cite>x</cite>", "<cite>"),
        ("<p class='x'>x</p>", "attributes"),
        ('<p><a href="javascript:x">x</a></p>', "URL_INVALID"),
        ('<p><tg-time unix="9999999999" format="r">x</tg-time></p>', "DATE_INVALID"),
        ("<!-- x --><p>x</p>", "comment"),
        ("<!doctype html><p>x</p>", "declaration"),
        ("<?x?><p>x</p>", "instruction"),
        ("<p> </p>", "EMPTY"),
        ("<p>x</p>" * 501, "TOO_LONG: blocks"),
        (f"<p>{'x' * 32_769}</p>", "TOO_LONG"),
        ("<details>" * 17, "not closed"),
    ],
)
def test_the_fake_refuses_what_is_not_documented(html: str, refusal: str) -> None:
    with pytest.raises(Refused, match=re.escape(refusal)):
        check_rich({"html": html, "skip_entity_detection": True})


def test_the_fake_looks_for_mails_unless_it_is_told_not_to() -> None:
    html = "<p>desk@coast.test</p>"

    assert check_rich({"html": html, "skip_entity_detection": True})
    with pytest.raises(Refused, match="EMAIL_INVALID"):
        check_rich({"html": html})

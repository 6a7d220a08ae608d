"""What a document becomes as a rich message: every word of it, and no markup but ours."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from bot.documents import Bullets, Document, Heading, Paragraph, Run
from bot.render_telegram import parts, render
from bot.telegram_rich import render_rich
from tests.bot.any_document import (
    NOON,
    WORDS,
    a_quotation,
    a_story,
    document,
    documents,
    letters,
)
from tests.telegram_rich import check_rich, read_rich


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

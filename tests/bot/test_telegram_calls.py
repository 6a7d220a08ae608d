"""Nobody on Telegram is called by what others wrote."""

from bot.documents import Block, Heading, Paragraph, Run
from bot.render_telegram import parts, render
from tests import telegram_rules
from tests.bot.any_document import a_quotation, a_story, document
from tests.telegram_reader import calls


def a_line(*texts: str) -> Paragraph:
    return Paragraph(line=tuple(Run(text=text) for text in texts))


def called(*blocks: Block) -> list[str]:
    return [
        name
        for part in parts(document(*blocks))
        for name in calls(
            render(part).text, [each.to_dict() for each in render(part).entities]
        )
    ]


def test_a_name_in_a_text_calls_nobody_and_looks_the_same() -> None:
    text = render(document(a_line("Posted by @nasa."))).text

    assert calls("Posted by @nasa.") == ["@nasa"]
    assert calls(text) == []
    assert text == "Posted by @\u2060nasa."


def test_no_place_of_a_story_calls_anybody() -> None:
    quotation = a_quotation("Ask @mira!", credit="@holt", lead="@a_b", note="@c_d")
    story = a_story(text="(@nasa)", headline="@esa", url="", quotes=(quotation,))

    assert called(story, Heading(line=(Run(text="@jaxa"),))) == []


def test_a_name_that_two_runs_make_calls_nobody() -> None:
    bold = Paragraph(line=(Run(text="by @"), Run(text="nasa", bold=True)))

    assert called(a_line("by @", "nasa"), bold) == []


def test_letters_and_addresses_with_an_at_in_them_stay_as_they_are() -> None:
    text = "a@example.org, https://social.test/@coast/1 and @ 7"

    assert render(document(a_line(text))).text == text


def test_a_link_to_a_person_is_no_link() -> None:
    line = (Run(text="press", url="tg://user?id=7"),)

    assert called(Paragraph(line=line)) == []
    assert render(document(Paragraph(line=line))).entities == ()


def test_a_long_text_full_of_names_is_cut_into_messages_that_telegram_takes() -> None:
    names = "@ab " * 3000
    blocks = (a_line(names), a_story(text=names), a_quotation(names, credit=names))
    cut = parts(document(*blocks))

    for part in cut:
        telegram_rules.check_text(render(part).text)
    assert "".join(render(part).text for part in cut).count("@") >= 4 * 3000
    assert called(*blocks) == []

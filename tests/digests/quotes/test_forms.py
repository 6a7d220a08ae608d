import pytest

from tests.digests.quotes.reading import found, printed


def test_dash_dialogue_is_cut_around_its_cue() -> None:
    text = "—No me arrepiento —dijo Julia Campos—. Lo haría otra vez mañana."

    assert printed(text, lang="es") == [
        ("No me arrepiento", "Julia Campos"),
        ("Lo haría otra vez mañana.", "Julia Campos"),
    ]


def test_a_dash_and_a_comma_are_enough_in_finnish() -> None:
    text = "– Emme peru lakkoa, pääluottamusmies Anna Salo sanoo."

    assert printed(text, lang="fi") == [("Emme peru lakkoa", "Anna Salo")]


@pytest.mark.parametrize("text", ["– Milk, eggs and bread", "—Nadie lo sabe todavía."])
def test_a_list_is_no_dialogue(text: str) -> None:
    assert found(text, lang="es") == ()


def test_a_block_belongs_to_whoever_is_said_to_have_posted_it() -> None:
    text = (
        "<p>Governor Ty Banks posted a statement:</p><blockquote><p>The levee held. "
        "We thank the crews.</p></blockquote><p>He will speak at noon.</p>"
    )

    assert printed(text) == [("The levee held. We thank the crews.", "Ty Banks")]


def test_a_pull_quote_is_no_block() -> None:
    text = (
        '<blockquote class="pullquote">The levee held. We thank the crews.'
        "</blockquote><p>Governor Ty Banks said nothing.</p>"
    )

    assert printed(text) == []


def test_a_post_below_its_announcement_is_a_quote() -> None:
    text = (
        "His sister Wren Pell posted on her page on Friday:\n\n"
        "If you have a shed up there, please open it and look.\n\n"
        "The post was shared by many."
    )

    assert printed(text) == [
        ("If you have a shed up there, please open it and look.", "Wren Pell")
    ]


def test_an_answer_belongs_to_the_name_before_it() -> None:
    text = "Q: Will you sue?\nLara Finch: We have asked for the files.\nQ: When?"

    assert printed(text) == [("We have asked for the files.", "Lara Finch")]


def test_a_label_without_a_question_is_no_answer() -> None:
    assert found("Lara Finch: We have asked for the files.") == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("'It's the workers' money, my friends,' said Al Greer.", None),
        ("“He told me ‘fix it or close’ and left,” Al Greer said.", None),
        ("‘When he said “trust me”, I left,’ recalled Al Greer.", None),
        ("„Wir bleiben alle hier“, Al Greer said.", "Wir bleiben alle hier"),
        ("“[The mayor] knew … and did nothing,” alleged Al Greer.", None),
        (
            "“I'd rather be told bad news\", said Al Greer.",
            "I'd rather be told bad news",
        ),
        (
            "\ufffdThe barley is not ripe,\ufffd said Al Greer.",
            "The barley is not ripe",
        ),
        ('The 6\'2" man left. "I am fit again," Al Greer said.', "I am fit again"),
    ],
)
def test_marks_of_all_sorts_are_paired_and_the_words_kept(
    text: str, words: str | None
) -> None:
    ((said, speaker),) = printed(text)

    assert said == (words or text[1 : text.rindex(",")])
    assert speaker == "Al Greer"

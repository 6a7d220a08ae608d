from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console

from bot.chat import Reply, Request
from bot.console_chat import HERE, ConsoleChat, understand
from bot.documents import Button, Document, Paragraph, Proof, Quotation, Run, Story


def typing(*lines: str) -> Callable[[str], str]:
    waiting = iter(lines)

    def read_line(prompt: str) -> str:
        for line in waiting:
            return line
        raise EOFError

    return read_line


def a_chat(*lines: str) -> tuple[ConsoleChat, StringIO]:
    out = StringIO()
    return ConsoleChat(Console(file=out, width=60), read_line=typing(*lines)), out


async def echo(request: Request) -> Reply:
    line = (Run(text=f"{request.command}:{request.argument}"),)
    return Reply(document=Document(blocks=(Paragraph(line=line),)))


async def test_each_typed_line_is_answered_until_the_input_ends() -> None:
    chat, out = a_chat("/digest climate", "", "/more 3")
    started: list[bool] = []
    await chat.run(echo, ready=lambda: started.append(True))

    assert out.getvalue().split() == ["digest:climate", "more:3"]
    assert started == [True]


async def test_quit_leaves_without_an_answer() -> None:
    chat, out = a_chat("/quit", "/digest")
    await chat.run(echo, ready=lambda: None)

    assert out.getvalue() == ""


@pytest.mark.parametrize(
    ("line", "command", "argument"),
    [
        pytest.param("/MORE 3", "more", "3", id="a command"),
        pytest.param("https://a.example/x", "article", "https://a.example/x", id="url"),
        pytest.param("solar power", "digest", "solar power", id="a topic"),
    ],
)
def test_a_line_is_understood_as(line: str, command: str, argument: str) -> None:
    request = understand(line)

    assert (request.command, request.argument) == (command, argument)
    assert request.can_manage


async def test_a_pipe_gets_every_line_whole_and_no_escape_from_an_article() -> None:
    chat, out = a_chat()
    words = "no colour from an article " * 10 + "\x1b[31mred\x9b"
    quote = Quotation(
        text=words,
        credit="A. Speaker",
        proof=Proof(article_id=1, start=0, end=4, sha256="x"),
        link="https://a.example/#:~:text=no",
    )
    story = Story(number=2, headline="Rain", url="https://a.example", text="It rained.")
    button = Button(label="More", command="more", argument="2")
    document = Document(blocks=(story, quote), buttons=((button,),))
    shown = await chat.send(HERE, document, key="k1")

    assert shown == "k1"
    assert "\x1b" not in out.getvalue()
    assert words.replace("\x1b", "").replace("\x9b", "") in out.getvalue()
    assert "2. Rain\nhttps://a.example\nIt rained." in out.getvalue()
    assert "[More] /more 2" in out.getvalue()
    assert chat.parts(document) == (document,)


async def test_what_breaks_is_told_with_a_number_and_the_next_line_is_answered(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fragile(request: Request) -> Reply:
        if request.argument == "break":
            raise RuntimeError("no disk")
        return await echo(request)

    chat, out = a_chat("/digest break", "/digest on")
    await chat.run(fragile, ready=lambda: None)

    assert "Something went wrong on my side (#" in out.getvalue()
    assert "digest:on" in out.getvalue()
    assert "/digest failed" in caplog.text

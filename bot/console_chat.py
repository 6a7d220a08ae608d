"""The terminal as a chat: the embedded default, and the demo.

One person, one chat: whoever sits at the keyboard may do everything.
"""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import final

from rich.console import Console

from bot import mishaps, render_console
from bot.chat import Address, Answer, Leave, Request, freely
from bot.documents import Document

HERE = Address(platform="console", chat="terminal")
_LEAVE = {"/quit", "/exit", "quit", "exit"}

ReadLine = Callable[[str], str]


@final
@dataclass(frozen=True, slots=True)
class ConsoleChat:
    """Takes commands at a prompt until the input ends or ``/quit`` is typed."""

    console: Console
    read_line: ReadLine = input
    platform: str = "console"

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None:
        ready()
        while (line := await _line_from(self.read_line, "\nverbatim> ")) is not None:
            words = line.strip()
            if words.lower() in _LEAVE:
                return
            if words:
                self.show(await _answered(answer, understand(words)))

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str:
        await leave()
        self.show(document)
        return key

    def parts(self, document: Document) -> tuple[Document, ...]:
        return (document,)

    async def private(self, person: str) -> Address:
        return HERE

    def show(self, document: Document) -> None:
        """Print a document; a pipe gets long lines unbroken."""
        plain = not self.console.is_terminal
        self.console.print(
            render_console.render(document), soft_wrap=plain, highlight=False
        )


async def _answered(answer: Answer, request: Request) -> Document:
    try:
        return (await answer(request)).document
    except Exception as error:  # noqa: BLE001 - whatever broke, the person must hear of it; the log hears why
        return mishaps.note(error, request.command).document


def understand(words: str) -> Request:
    """Read a typed line: a command, a link, or a topic to be digested."""
    if words.startswith("/"):
        command, _, argument = words[1:].partition(" ")
        return _request(command.lower(), argument.strip())
    if words.startswith(("http://", "https://")):
        return _request("article", words)
    return _request("digest", words)


def _request(command: str, argument: str) -> Request:
    return Request(
        address=HERE,
        command=command,
        argument=argument,
        person="console",
        is_operator=True,
    )


async def _line_from(read_line: ReadLine, prompt: str) -> str | None:
    """Wait for one line without holding up the loop; None when the input ended.

    A thread of its own, because a pool's threads are joined at exit and one that
    waits for a keyboard would keep the program from ending.
    """
    loop = asyncio.get_running_loop()
    line: asyncio.Future[str | None] = loop.create_future()

    def settle(result: str | None) -> None:
        if not line.done():
            line.set_result(result)

    def wait() -> None:
        try:
            result = read_line(prompt)
        except (EOFError, OSError):
            result = None
        loop.call_soon_threadsafe(settle, result)

    threading.Thread(target=wait, name="keyboard", daemon=True).start()
    return await line

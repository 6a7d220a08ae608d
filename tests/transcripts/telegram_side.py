"""A reader on the fake Telegram who writes down what happens."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat import Address
from bot.documents import Document
from bot.render_telegram import read_button
from tests.telegram_fake import Sent
from tests.transcripts.turns import JSON, SETTLED, Kind, Turn
from tests.whole_program import World


@dataclass
class OnTelegram:
    """Ada in her private chat with the bot."""

    world: World
    turns: list[Turn] = field(default_factory=list)

    async def asks(self, command: str, words: str = "") -> None:
        await self.says(f"/{command} {words}".strip())

    async def says(self, words: str) -> None:
        told = self._told()
        self._note(Kind.SAID, words)
        self.world.telegram.say(self.world.ada, words)
        await self._heard(told)

    async def presses(
        self, command: str, argument: str = "", *, files: int = 0
    ) -> None:
        """Press the newest button that does this, and wait for an answer and its files."""
        told, (sent, button) = self._told(), self._button(command, argument)
        self._note(Kind.PRESSED, button["text"])
        query = self.world.telegram.press_data(sent, button["callback_data"])
        await self.world.telegram.until(lambda: self.world.telegram.toasts[query])
        if hint := self.world.telegram.toasts[query].get("text"):
            self._note(Kind.HINTED, hint)
        await self._heard(told, 1 + files)

    async def waits(self, until: datetime) -> None:
        """Let time pass, and a briefing come."""
        told = self._told()
        await self.world.at(until)
        await self._heard(told)

    async def gets(self, document: Document) -> None:
        """Let the bot send something that no command gives in a language not ready."""
        told, chat = self._told(), self.world.app.chats["telegram"]
        address = Address(platform="telegram", chat=str(self.world.ada.id))
        for number, part in enumerate(chat.parts(document)):
            await chat.send(address, part, key=f"part-{number}")
        await self._heard(told)

    def _told(self) -> int:
        return len(self.world.telegram.to(self.world.ada))

    async def _heard(self, told: int, number: int = 1) -> None:
        """Write down what came since so many messages, when a number more have come."""
        telegram, ada = self.world.telegram, self.world.ada
        await telegram.sent(told + number, to=ada)
        await asyncio.sleep(SETTLED)
        for sent in telegram.to(ada)[told:]:
            changed = sent.method == "editMessageText"
            kind = Kind.CHANGED if changed else Kind.SENT
            words = sent.file[0]
            turn = Turn(kind=kind, at=self.world.now[0], words=words, wire=sent.wire)
            self.turns.append(turn)

    def _button(self, command: str, argument: str) -> tuple[Sent, JSON]:
        for sent in reversed(self.world.telegram.to(self.world.ada)):
            for button in (button for row in sent.buttons for button in row):
                does = read_button(button.get("callback_data", ""))
                means = does and {does.argument, button["text"]}
                if does and means and does.command == command and argument in means:
                    return sent, button
        raise LookupError(f"no button does /{command} {argument}")

    def _note(self, kind: Kind, words: str) -> None:
        self.turns.append(Turn(kind=kind, at=self.world.now[0], words=words))

"""Somebody on the fake Discord who writes down what happens."""

import asyncio
import json
from dataclasses import dataclass, field
from datetime import datetime

from bot.chat import Address
from bot.discord_presses import Press
from bot.documents import Document
from tests.discord_fake import Interaction, Message
from tests.discord_fake.world import walk
from tests.transcripts.turns import JSON, SETTLED, Kind, Turn
from tests.whole_program import World, until

_TEXT_OPTION = 3


@dataclass
class OnDiscord:
    """The manager of a server, in its channel for news."""

    world: World
    turns: list[Turn] = field(default_factory=list)
    opened: Interaction | None = None

    async def asks(self, command: str, words: str = "") -> None:
        """Use a slash command, with words for its first option."""
        world = self.world
        options = {self._option(command): words} if words else {}
        self._note(Kind.SAID, f"/{command} {words}".strip())
        await self._answered(
            await world.discord.slash(world.channel, world.boss, command, options)
        )

    async def presses(
        self, command: str, argument: str = "", *, files: int = 0
    ) -> None:
        """Press the newest button that does this; files come with their message."""
        message, part = self._button(command, argument)
        self._note(Kind.PRESSED, part["label"])
        pressed = await self.world.discord.press(
            message, part["custom_id"], self.world.boss
        )
        await self._answered(pressed)

    async def writes(self, words: str) -> None:
        """Fill in the form that the last press has opened."""
        assert self.opened
        self._note(Kind.FILLED, words)
        await self._answered(await self.world.discord.submit(self.opened, words))

    async def waits(self, until: datetime) -> None:
        """Let time pass, and a briefing come."""
        await self.world.at(until)
        self._sent(await self.world.posted())

    async def gets(self, document: Document) -> None:
        """Let the bot send something that no command gives in a language not ready."""
        chat = self.world.app.chats["discord"]
        address = Address(platform="discord", chat=str(self.world.channel.id))
        told = len(self.world.discord.log)
        for number, part in enumerate(chat.parts(document)):
            await chat.send(address, part, key=f"part-{number}")
        for message in self.world.discord.log[told:]:
            self._sent(message)

    async def _answered(self, asked: Interaction) -> None:
        # An answer with a file comes behind what was pressed, which itself stays.
        async def has_come() -> bool:
            return asked.answered.is_set() or bool(asked.follow_ups)

        await until(has_come)
        await asyncio.sleep(SETTLED)
        if asked.modal:
            self.opened = asked
            self._note(Kind.ASKED, asked.modal["title"], asked.modal)
            return
        for message in (asked.original, *asked.follow_ups):
            if message is asked.source and message:
                if asked.answered.is_set():
                    self._sent(message, Kind.CHANGED)
            elif message:
                self._sent(message)

    def _sent(self, message: Message, kind: Kind = Kind.SENT) -> None:
        # A message may be changed later: what it was is kept.
        wire = json.loads(json.dumps(message.body))
        at, alone = self.world.now[0], message.ephemeral
        words = ", ".join(message.files)
        turn = Turn(kind=kind, at=at, words=words, wire=wire, alone=alone)
        self.turns.append(turn)

    def _option(self, name: str) -> str:
        for command in self.world.discord.world.commands:
            for option in command.get("options") or []:
                if command["name"] == name and option["type"] == _TEXT_OPTION:
                    return str(option["name"])
        raise LookupError(f"/{name} takes no words")

    def _button(self, command: str, argument: str) -> tuple[Message, JSON]:
        for message in reversed(self.world.discord.log):
            for part in walk(message.body.get("components") or []):
                found = Press.template.fullmatch(part.get("custom_id") or "")
                does = Press.read(found) if found else None
                means = does and {does.argument, part["label"]}
                if does and means and does.command == command and argument in means:
                    return message, part
        raise LookupError(f"no button does /{command} {argument}")

    def _note(self, kind: Kind, words: str, wire: JSON | None = None) -> None:
        turn = Turn(kind=kind, at=self.world.now[0], words=words, wire=wire or {})
        self.turns.append(turn)

"""Commands and presses, and Discord's rules for answering them.

An interaction is answered within 3 seconds or not at all; its token then takes edits
and follow-ups for 15 minutes.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.discord_fake import rules
from tests.discord_fake.modals import check_modal
from tests.discord_fake.places import Channel, Json, Kind, Refusal, User
from tests.discord_fake.uploads import Uploaded, check_files
from tests.discord_fake.world import Message, World

FIRST_ANSWER_SECONDS = 3.0
TOKEN_SECONDS = 900.0
_COMMAND, _COMPONENT, _AUTOCOMPLETE, _SUBMIT = 2, 3, 4, 5
_MESSAGE, _THINKING, _UPDATE_LATER, _UPDATE, _CHOICES, _MODAL = 4, 5, 6, 7, 8, 9
_ALLOWED = {
    _COMMAND: {_MESSAGE, _THINKING, _MODAL},
    _COMPONENT: {_MESSAGE, _THINKING, _UPDATE_LATER, _UPDATE, _MODAL},
    _AUTOCOMPLETE: {_CHOICES},
    _SUBMIT: {_MESSAGE, _THINKING, _UPDATE_LATER, _UPDATE},
}
_OUTSIDE_FOLLOW_UPS = 5


@dataclass
class Interaction:
    """One press or command, and what has been answered to it."""

    id: int
    token: str
    kind: int
    channel: Channel
    user: User
    began: float
    source: Message | None = None
    deferred: bool = False
    original: Message | None = None
    follow_ups: list[Message] = field(default_factory=list)
    choices: dict[str, str] | None = None
    modal: Json | None = None
    answered: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def acknowledged(self) -> bool:
        shown = (self.original, self.choices, self.modal)
        return self.deferred or any(each is not None for each in shown)

    @property
    def ephemeral(self) -> bool:
        return self.original is not None and self.original.ephemeral

    async def answer(self, *, seconds: float = 10) -> Message:
        """Wait for the answer itself, not only for the sign that one will come."""
        async with asyncio.timeout(seconds):
            await self.answered.wait()
        assert self.original
        return self.original


class Interactions:
    """All interactions of a world, by their token."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.by_token: dict[str, Interaction] = {}

    # What the bot answers -----------------------------------------------------

    def callback(self, interaction_id: int, token: str, body: Any) -> Interaction:
        """Take the first answer to an interaction."""
        interaction = self.by_token.get(token)
        if interaction is None or interaction.id != interaction_id:
            raise Refusal(404, 10062, "Unknown interaction")
        if self.world.now() - interaction.began > FIRST_ANSWER_SECONDS:
            raise Refusal(404, 10062, "Unknown interaction")
        if interaction.acknowledged:
            raise Refusal(400, 40060, "Interaction has already been acknowledged.")
        if body.get("type") not in _ALLOWED[interaction.kind]:
            raise Refusal(400, 50035, "Invalid Form Body: not for this interaction")
        self._acknowledge(interaction, body)
        return interaction

    def _acknowledge(self, interaction: Interaction, body: Json) -> None:
        data = body.get("data") or {}
        match body["type"]:
            case 4:
                self._write(interaction, data)
            case 5:
                interaction.deferred = True
                interaction.original = self._message(interaction, data, loading=True)
            case 6:
                interaction.deferred = True
                interaction.original = interaction.source
            case 7:
                assert interaction.source
                interaction.source.body |= rules.check_message(data, edit=True)
                interaction.original = interaction.source
                interaction.answered.set()
            case 8:
                interaction.choices = rules.check_choices(body)
                interaction.answered.set()
            case 9:
                interaction.modal = check_modal(data)
                interaction.answered.set()

    def _write(self, interaction: Interaction, data: Json) -> None:
        checked = rules.check_message(data, flags=rules.EPHEMERAL)
        interaction.original = self._message(interaction, checked)
        interaction.answered.set()

    def _message(
        self, interaction: Interaction, body: Json, *, loading: bool = False
    ) -> Message:
        ephemeral = bool(body.get("flags", 0) & rules.EPHEMERAL)
        message = Message(
            self.world.snowflake(),
            interaction.channel,
            body,
            how="reply",
            ephemeral=ephemeral,
            loading=loading,
        )
        return self.world.accept(message)

    def by_webhook(self, application_id: int, token: str) -> Interaction:
        """Find the interaction whose token still takes edits and follow-ups."""
        interaction = self.by_token.get(token)
        if interaction is None or application_id != self.world.application_id:
            raise Refusal(404, 10015, "Unknown Webhook")
        if self.world.now() - interaction.began > TOKEN_SECONDS:
            raise Refusal(401, 50027, "Invalid Webhook Token")
        return interaction

    def edit_original(
        self, interaction: Interaction, body: Any, uploaded: Uploaded
    ) -> Message:
        """Change the first answer, or fill in the one that was promised."""
        original = interaction.original
        if original is None:
            raise Refusal(404, 10008, "Unknown Message")
        was_v2 = original.body.get("flags", 0) & rules.V2
        if was_v2 and not body.get("flags", rules.V2) & rules.V2:
            raise Refusal(400, 50035, "Invalid Form Body: IS_COMPONENTS_V2 stays")
        checked = rules.check_message(
            body, edit=not original.loading, files=bool(uploaded)
        )
        original.files = check_files(body, uploaded, original.files)
        original.body = {**original.body, **checked}
        if original.loading:
            original.loading = False
            self.world.accept(original)
        interaction.answered.set()
        return original

    def follow_up(
        self, interaction: Interaction, body: Any, uploaded: Uploaded
    ) -> Message:
        """Add a message; the first one after a deferral is the answer itself."""
        if not interaction.acknowledged:
            raise Refusal(404, 10015, "Unknown Webhook")
        if interaction.original and interaction.original.loading:
            shown = {k: v for k, v in body.items() if k != "flags"}
            flags = body.get("flags", 0) & ~rules.EPHEMERAL
            return self.edit_original(interaction, {**shown, "flags": flags}, uploaded)
        if (
            _is_outside(interaction.channel)
            and len(interaction.follow_ups) >= _OUTSIDE_FOLLOW_UPS
        ):
            raise Refusal(400, 40094, "This interaction has too many follow-ups")
        checked = rules.check_message(body, flags=rules.EPHEMERAL, files=bool(uploaded))
        files = check_files(body, uploaded)
        message = self._message(interaction, checked)
        message.how, message.files = "follow-up", files
        interaction.follow_ups.append(message)
        return message

    def delete_original(self, interaction: Interaction) -> None:
        if interaction.original is None:
            raise Refusal(404, 10008, "Unknown Message")
        self.world.messages.pop(interaction.original.id, None)
        interaction.original.loading = False


def _is_outside(channel: Channel) -> bool:
    """Say whether the bot is no member of a place."""
    if channel.guild:
        return not channel.guild.joined
    return channel.kind is Kind.GROUP

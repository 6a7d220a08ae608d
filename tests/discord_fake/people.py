"""People who type commands and press buttons, as far as Discord's app lets them."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable

from tests.discord_fake.given import CannotDo, option_of, options_of
from tests.discord_fake.interactions import FIRST_ANSWER_SECONDS, Interaction
from tests.discord_fake.modals import filled_in
from tests.discord_fake.places import Channel, Json, Kind, Permission, User
from tests.discord_fake.world import Message, World, walk

_COMMAND, _COMPONENT, _AUTOCOMPLETE, _SUBMIT = 2, 3, 4, 5
_SLASH, _MESSAGE_MENU = 1, 3
_GUILD, _BOT_DM, _PRIVATE = 0, 1, 2
_BY_GUILD, _BY_USER = 0, 1

Dispatch = Callable[[str, Json, int | None], Awaitable[None]]


class People:
    """Everybody on the fake Discord; ``by_token`` holds what they have begun."""

    def __init__(
        self, world: World, by_token: dict[str, Interaction], dispatch: Dispatch
    ) -> None:
        self.world = world
        self.by_token = by_token
        self.dispatch = dispatch

    async def slash(
        self,
        channel: Channel,
        user: User,
        name: str,
        options: Json | None = None,
        *,
        anyway: bool = False,
    ) -> Interaction:
        """Type a command; ``anyway`` skips what the app would hide from this person."""
        command = self._command(name)
        if not anyway:
            self._check_shown(command, channel, user)
        given, resolved = options_of(self.world, command, options or {}, user)
        data = {**_chosen(command), "options": given, "resolved": resolved}
        return await self._begin(_COMMAND, channel, user, data)

    async def menu(self, message: Message, user: User, name: str) -> Interaction:
        """Choose an entry of a message's menu."""
        command = self._command(name, kind=_MESSAGE_MENU)
        self._check_shown(command, message.channel, user)
        id_ = str(message.id)
        resolved = {"messages": {id_: message.payload(self.world.bot)}}
        data = {**_chosen(command), "target_id": id_, "resolved": resolved}
        return await self._begin(_COMMAND, message.channel, user, data)

    async def autocomplete(
        self,
        channel: Channel,
        user: User,
        name: str,
        option: str,
        typed: str,
        others: Json | None = None,
    ) -> dict[str, str]:
        """Type part of an option's value, and see what is offered: labels by value."""
        command = self._command(name)
        values = {option: typed, **(others or {})}
        (typing, *given), _ = options_of(self.world, command, values, user)
        if not option_of(command, option).get("autocomplete"):
            raise CannotDo(f"/{name} {option} offers nothing")
        # Of what else was chosen only the ids are sent.
        given = [{**typing, "focused": True}, *given]
        data = {**_chosen(command), "options": given}
        interaction = await self._begin(_AUTOCOMPLETE, channel, user, data)
        async with asyncio.timeout(FIRST_ANSWER_SECONDS):
            await interaction.answered.wait()
        return interaction.choices or {}

    async def press(self, message: Message, custom_id: str, user: User) -> Interaction:
        """Press a button of a message; ``KeyError`` if it has no such button."""
        buttons = {
            part.get("custom_id"): part for part in walk(message.body["components"])
        }
        data = {
            "custom_id": custom_id,
            "component_type": buttons[custom_id]["type"],
            "id": 1,
        }
        return await self._begin(
            _COMPONENT, message.channel, user, data, source=message
        )

    async def submit(self, opened: Interaction, text: str) -> Interaction:
        """Fill in the form that a press has opened, and send it."""
        if opened.modal is None:
            raise CannotDo("no form has opened")
        data = filled_in(opened.modal, text)
        return await self._begin(
            _SUBMIT, opened.channel, opened.user, data, source=opened.source
        )

    def _command(self, name: str, *, kind: int = _SLASH) -> Json:
        for command in self.world.commands:
            if (command["name"], command.get("type", _SLASH)) == (name, kind):
                return command
        raise CannotDo(f"/{name} is not registered")

    def _check_shown(self, command: Json, channel: Channel, user: User) -> None:
        contexts = command.get("contexts")
        if contexts is not None and _context(channel) not in contexts:
            raise CannotDo(f"/{command['name']} does not show here")
        installs = set(command.get("integration_types") or [_BY_GUILD])
        if not installs & set(self._owners(channel, user)):
            raise CannotDo(f"/{command['name']} is not installed here")
        needed = Permission(int(command.get("default_member_permissions") or 0))
        if channel.guild and needed & ~channel.permissions_of(user):
            raise CannotDo(f"/{command['name']} does not show to {user.name}")

    def _owners(self, channel: Channel, user: User) -> dict[int, str]:
        """Say through which installs somebody has the app in a place."""
        owners: dict[int, str] = {}
        if channel.guild and channel.guild.joined:
            owners[_BY_GUILD] = str(channel.guild.id)
        if channel.recipient and not user.has_app:
            owners[_BY_GUILD] = "0"
        if user.has_app:
            owners[_BY_USER] = str(user.id)
        return owners

    async def _begin(
        self,
        kind: int,
        channel: Channel,
        user: User,
        data: Json,
        *,
        source: Message | None = None,
    ) -> Interaction:
        interaction = Interaction(
            id=self.world.snowflake(),
            token=secrets.token_urlsafe(48),
            kind=kind,
            channel=channel,
            user=user,
            began=self.world.now(),
            source=source,
        )
        self.by_token[interaction.token] = interaction
        guild = channel.guild.id if channel.guild else None
        await self.dispatch(
            "INTERACTION_CREATE", self._payload(interaction, data), guild
        )
        return interaction

    def _payload(self, interaction: Interaction, data: Json) -> Json:
        channel, user = interaction.channel, interaction.user
        owners = self._owners(channel, user)
        payload: Json = {
            "id": str(interaction.id),
            "application_id": str(self.world.application_id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "channel": channel.payload(self.world.bot.id),
            "locale": user.locale,
            "entitlements": [],
            "attachment_size_limit": 10485760,
            "app_permissions": str(channel.allowed.value),
            "context": _context(channel),
            "authorizing_integration_owners": {
                str(kind): owner for kind, owner in owners.items()
            },
        }
        if interaction.source:
            payload["message"] = interaction.source.payload(self.world.bot)
        if channel.guild is None:
            return payload | {"user": user.payload()}
        permissions = str(channel.permissions_of(user).value)
        return payload | {
            "guild_id": str(channel.guild.id),
            "guild": {"id": str(channel.guild.id), "locale": "en-US", "features": []},
            "guild_locale": "en-US",
            "member": {**channel.guild.member(user), "permissions": permissions},
        }


def _context(channel: Channel) -> int:
    if channel.guild:
        return _GUILD
    return _PRIVATE if channel.kind is Kind.GROUP else _BOT_DM


def _chosen(command: Json) -> Json:
    return {
        "id": command["id"],
        "name": command["name"],
        "type": command.get("type", _SLASH),
    }

"""The table of commands as Discord's slash commands, registered only when they change.

Names that people type are English everywhere, as documents have them; what is said about
a command and its options, and the entry in the menu of messages, are also registered in
the other languages that Discord's apps have.
"""

import hashlib
import inspect
import json
import logging
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import discord
from discord import Locale, app_commands
from discord.app_commands import TranslationContextTypes
from typing_extensions import override

from bot.chat import Suggestion
from bot.tongue import READY, _, marked, using

log = logging.getLogger(__name__)

Interaction = discord.Interaction[Any]
Channel = app_commands.AppCommandChannel | app_commands.AppCommandThread
Recall = Callable[[str], Awaitable[str]]
Remember = Callable[[str, str], Awaitable[None]]

REMEMBERED_AS = "discord commands"
MANAGE = "manage"
LINKS_MENU = marked("Digest links in this message")
ANOTHER_CHANNEL = marked(
    "for this channel, forum or thread instead of the one you are in"
)
FOR_YOU = marked("show the answer to you alone")
_EVERYWHERE = app_commands.AppCommandContext(
    guild=True, dm_channel=True, private_channel=True
)
# In a conversation of others we may answer, but never send anything by ourselves.
_WHERE_WE_CAN_SEND = app_commands.AppCommandContext(
    guild=True, dm_channel=True, private_channel=False
)
_BY_ANYONE = app_commands.AppInstallationType(guild=True, user=True)
_NAME = 32
_TEXT = 100
_CHOICES = 25
_TRANSIENT = 500
# Discord's apps have no Arabic.
_LANGUAGES = {
    Locale.german: "de",
    Locale.russian: "ru",
    Locale.spain_spanish: "es",
    Locale.latin_american_spanish: "es",
    Locale.french: "fr",
    Locale.ukrainian: "uk",
    Locale.chinese: "zh",
}


class CommandInfo(Protocol):
    """A row of the commands table, as far as a platform looks at it.

    ``argument`` is the hint for what may follow the name, empty if nothing may;
    ``file`` is the one for a file that may come along. ``who`` is ``manage`` for what
    only managers of a server may do; ``elsewhere`` is asked for other channels too.
    What ``posts`` makes us send something by ourselves; a ``discreet`` answer may be
    had for oneself.
    """

    @property
    def name(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def argument(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def quiet(self) -> bool: ...
    @property
    def elsewhere(self) -> bool: ...
    @property
    def posts(self) -> bool: ...
    @property
    def discreet(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody gave a command: its argument, and what there is besides words."""

    argument: str = ""
    file: discord.Attachment | None = None
    channel: Channel | None = None
    private: bool = False


class Asked(Protocol):
    """Where typed commands go, and half-typed ones."""

    async def asked(self, interaction: Interaction, name: str, typed: Typed) -> None:
        """Answer a command."""

    async def linked(self, interaction: Interaction, message: discord.Message) -> None:
        """Digest the links of a message that somebody chose."""

    async def suggested(
        self, interaction: Interaction, name: str, typed: str
    ) -> Sequence[Suggestion]:
        """List what ``typed`` may become, best first."""


def slash_command(
    info: CommandInfo, desk: Asked
) -> app_commands.Command[Any, ..., None]:
    """Make one command, with those optional options that the table hints at."""

    async def typed(interaction: Interaction, **values: Any) -> None:
        await desk.asked(interaction, info.name, Typed(**values))

    options = _options(info)
    signed: Any = typed
    signed.__signature__ = _signature(options)
    app_commands.rename(**{each.name: each.shown for each in options})(signed)
    app_commands.describe(**{each.name: _translatable(each.hint) for each in options})(
        signed
    )
    command = _command(info, signed)
    if info.argument:
        command.autocomplete("argument")(_completed(info, desk))
    if info.who == MANAGE:
        # Only what the app shows; who may really do it is checked on each use.
        command.default_permissions = discord.Permissions(manage_guild=True)
    return command


def links_menu(desk: Asked) -> app_commands.ContextMenu:
    """Make the entry of every message's menu that digests its links."""

    async def chosen(interaction: Interaction, message: discord.Message) -> None:
        await desk.linked(interaction, message)

    return app_commands.ContextMenu(
        name=_translatable(LINKS_MENU, most=_NAME),
        callback=chosen,
        allowed_contexts=_EVERYWHERE,
        allowed_installs=_BY_ANYONE,
    )


@dataclass(frozen=True, slots=True)
class _Option:
    """An option of a command: a field of ``Typed``, its type, and how it is shown."""

    name: str
    kind: Any
    default: object
    hint: str
    shown: str


def _options(info: CommandInfo) -> tuple[_Option, ...]:
    another = ANOTHER_CHANNEL if info.elsewhere else ""
    every = (
        _Option("argument", str, "", info.argument, option_name(info.argument)),
        _Option("file", discord.Attachment | None, None, info.file, "file"),
        _Option("channel", _Channels(), None, another, "channel"),
        _Option("private", bool, False, FOR_YOU if info.discreet else "", "private"),
    )
    return tuple(option for option in every if option.hint)


class _Channels(app_commands.Transformer):
    """A channel that we can post in, as Discord sends it: with everybody's permissions."""

    @property
    @override
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    @override
    def channel_types(self) -> list[discord.ChannelType]:
        kinds = discord.ChannelType
        threads = (kinds.news_thread, kinds.public_thread, kinds.private_thread)
        return [kinds.text, kinds.news, kinds.forum, *threads]

    @override
    async def transform(self, interaction: Interaction, value: Any, /) -> Any:
        return value


def _signature(options: Sequence[_Option]) -> inspect.Signature:
    """Write what the library reads a command's options from."""
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    first = inspect.Parameter("interaction", kind, annotation=Interaction)
    given = (
        inspect.Parameter(
            option.name, kind, default=option.default, annotation=option.kind
        )
        for option in options
    )
    return inspect.Signature([first, *given])


def _completed(info: CommandInfo, desk: Asked) -> Any:
    async def offered(
        interaction: Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        offers = await desk.suggested(interaction, info.name, current)
        return [
            app_commands.Choice(name=_cut(offer.label), value=offer.value)
            for offer in offers
            if offer.label and 0 < len(offer.value) <= _TEXT
        ][:_CHOICES]

    return offered


def _command(info: CommandInfo, callback: Any) -> app_commands.Command[Any, ..., None]:
    return app_commands.Command(
        name=info.name,
        description=_translatable(info.summary),
        callback=callback,
        allowed_contexts=_WHERE_WE_CAN_SEND if info.who == MANAGE else _EVERYWHERE,
        allowed_installs=_BY_ANYONE,
    )


def _translatable(sentence: str, *, most: int = _TEXT) -> app_commands.locale_str:
    """Return a sentence in English that keeps its key for the translator."""
    return app_commands.locale_str(_cut(sentence, most), key=sentence, most=most)


class Descriptions(app_commands.Translator):
    """What is said about commands, in the languages that are ready.

    What comes without a key is a name that people type.
    """

    @override
    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: TranslationContextTypes,
    ) -> str | None:
        code = _LANGUAGES.get(locale)
        if code not in READY or "key" not in string.extras:
            return None
        sentence: str = string.extras["key"]
        with using(code):
            return _cut(_(sentence), string.extras["most"])


def option_name(hint: str) -> str:
    """Turn a hint into a name that Discord takes: ``topic or link`` -> ``topic-or-link``."""
    words = re.sub(r"[\W_]+", "-", hint.lower()).strip("-")
    return words[:_NAME].rstrip("-") or "argument"


def _cut(text: str, most: int = _TEXT) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


async def sync_changed(
    tree: app_commands.CommandTree[Any], *, recall: Recall, remember: Remember
) -> None:
    """Register all commands if they differ from the last time.

    Registering is limited, and each time makes people's apps load them again.
    A refusal leaves the old commands in place and is logged; the bot still serves.
    """
    translator = Descriptions()
    await tree.set_translator(translator)
    payload = [
        await command.get_translated_payload(tree, translator)
        for command in tree.get_commands()
    ]
    wanted = json.dumps([tree.client.application_id, payload], sort_keys=True)
    fingerprint = hashlib.sha256(wanted.encode()).hexdigest()
    if await recall(REMEMBERED_AS) == fingerprint:
        return
    try:
        await tree.sync()
    except discord.HTTPException as error:
        if error.status >= _TRANSIENT:
            raise
        log.exception("Discord refused the commands; the old ones stay")
    else:
        await remember(REMEMBERED_AS, fingerprint)

"""The command by which a chat says how it wants to be served."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.briefing_document import in_rows
from bot.chat import Request
from bot.commands.asking import Ask, chat_of
from bot.commands.command import Desk
from bot.documents import Block, Bullets, Button, Document, Run
from bot.phrases import before_value
from bot.preferences import QuietHours
from bot.schedule_words import NotUnderstoodError, parse_hours
from bot.subscriptions import KnownChat, change, greet
from bot.tongue import LANGUAGES, READY, _, marked
from bot.wording import cited, heading, paragraph, say
from digests import Length

_SWITCH = {"on": marked("on"), "off": marked("off")}
_TEST = "test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing that a chat may choose.

    ``word`` is how commands name it, ``label`` how people do. ``choices`` maps the
    words that are offered to what people read, ``now`` gives the word in force, and
    ``read`` turns a word into the columns that it sets in the chat's row; it raises
    ``NotUnderstoodError``. ``only`` names the platform that has such a thing.
    """

    word: str
    label: str
    hint: str
    choices: Mapping[str, str]
    now: Callable[[KnownChat], str]
    read: Callable[[str], Mapping[str, object]]
    only: str = ""

    @property
    def is_switch(self) -> bool:
        return self.choices is _SWITCH

    def shown(self, chat: KnownChat) -> str:
        """Say what is chosen."""
        word = self.now(chat)
        return _(self.choices.get(word, word))


async def settings(desk: Desk, request: Request) -> Document:
    """Show how the chat is served, the choices of one setting, or make a choice."""
    chat = await chat_of(desk, request)
    name, _, wish = request.argument.strip().partition(" ")
    if not name:
        return panel(chat)
    setting = _named(name, chat)
    if not wish:
        return _choices(setting, chat)
    if setting.word == "format" and wish == _TEST:
        return _sample()
    columns = _read(setting, wish.strip().casefold())
    async with desk.database.writing() as connection:
        await change(connection, chat, **columns)
        changed = await greet(connection, chat.address, at=desk.clock())
    return panel(changed)


def panel(chat: KnownChat) -> Document:
    """List every setting with what is chosen; a button each changes it."""
    offered = _offered(chat)
    buttons = [
        Button(
            label=_(setting.label),
            command="settings",
            argument=_press(setting, chat),
        )
        for setting in offered
    ]
    return Document(
        blocks=(
            heading(_("How this chat is served")),
            Bullets(
                lines=tuple(
                    (
                        Run(text=before_value(_(setting.label))),
                        Run(text=setting.shown(chat), bold=True),
                    )
                    for setting in offered
                )
            ),
        ),
        buttons=(
            *in_rows(buttons, width=3),
            (
                Button(label=_("⚙ Subscriptions"), command="subscriptions"),
                Button(label=_("⏰ Times and time zone"), command="schedule"),
                Button(label=_("My data"), command="privacy"),
            ),
        ),
    )


def _offered(chat: KnownChat) -> list[Setting]:
    platform = chat.address.platform
    return [one for one in SETTINGS if one.only in {"", platform}]


def _press(setting: Setting, chat: KnownChat) -> str:
    """Say what a button of the panel asks: a switch turns at once."""
    if not setting.is_switch:
        return setting.word
    other = "off" if setting.now(chat) == "on" else "on"
    return f"{setting.word} {other}"


def _named(name: str, chat: KnownChat) -> Setting:
    offered = {setting.word: setting for setting in _offered(chat)}
    if name.casefold() not in offered:
        words = ", ".join(offered)
        raise Ask(
            replace(
                panel(chat),
                blocks=(
                    paragraph(
                        _(
                            "I have no setting called {name}. There are: {words}."
                        ).format(name=cited(name), words=words)
                    ),
                ),
            )
        )
    return offered[name.casefold()]


def _choices(setting: Setting, chat: KnownChat) -> Document:
    now = setting.now(chat)
    buttons = [
        Button(
            label=f"{_(shown)} ✓" if word == now else _(shown),
            command="settings",
            argument=f"{setting.word} {word}",
        )
        for word, shown in setting.choices.items()
    ]
    if setting.word == "format":
        buttons.append(
            Button(label=_("Test"), command="settings", argument=f"format {_TEST}")
        )
    blocks: tuple[Block, ...] = (
        heading(_(setting.label)),
        paragraph(_(setting.hint)),
    )
    return Document(
        blocks=blocks,
        buttons=(
            *in_rows(buttons, width=3),
            (Button(label=_("‹ Back"), command="settings"),),
        ),
    )


def _read(setting: Setting, wish: str) -> Mapping[str, object]:
    try:
        return setting.read(wish)
    except NotUnderstoodError as error:
        raise Ask(say(str(error))) from error


def _sample() -> Document:
    """Show a message as the rich format draws it, and ask whether it arrived whole."""
    return Document(
        blocks=(
            heading(_("Can you read this?")),
            paragraph(
                _(
                    "If you see this sentence below a large heading, your app can show "
                    "rich messages. If you see an empty bubble, stay with the classic "
                    "format."
                )
            ),
        ),
        buttons=(
            (
                Button(
                    label=_("Yes, use it"), command="settings", argument="format rich"
                ),
                Button(label=_("No"), command="settings", argument="format classic"),
            ),
        ),
        rich=True,
    )


def _one_of(
    column: str, values: Mapping[str, object]
) -> Callable[[str], Mapping[str, object]]:
    """Make a reader of a word that stands for one value of a column."""

    def read(word: str) -> Mapping[str, object]:
        if word not in values:
            words = ", ".join(values)
            raise NotUnderstoodError(
                _("I don't understand “{word}”. It may be: {words}.").format(
                    word=word, words=words
                )
            )
        return {column: values[word]}

    return read


def _hours(word: str) -> Mapping[str, object]:
    hours = None if word == "off" else parse_hours(word)
    return {
        "quiet_hours": ""
        if hours is None
        else str(QuietHours(start=hours[0], end=hours[1]))
    }


def _switch(
    word: str, label: str, hint: str, *, column: str, on: bool = True, only: str = ""
) -> Setting:
    """Make a setting that is on or off; ``on`` is what the column holds when it is on."""
    return Setting(
        word=word,
        label=label,
        hint=hint,
        choices=_SWITCH,
        now=lambda chat: "on" if getattr(chat.preferences, column) == on else "off",
        read=_one_of(column, {"on": on, "off": not on}),
        only=only,
    )


SETTINGS = (
    Setting(
        word="language",
        label=marked("Language"),
        hint=marked(
            "The language that I speak here. Articles and quotes stay in their own."
        ),
        choices={code: LANGUAGES[code] for code in READY},
        now=lambda chat: chat.lang,
        read=_one_of("language", {code: code for code in READY}),
    ),
    Setting(
        word="length",
        label=marked("Length"),
        hint=marked("How much a briefing tells of each story."),
        choices={
            "short": marked("short"),
            "normal": marked("normal"),
            "long": marked("long"),
        },
        now=lambda chat: chat.length,
        read=_one_of("length", {length.value: length for length in Length}),
    ),
    _switch(
        "quotes",
        marked("Quotes"),
        marked("Whether briefings hold quotes."),
        column="quotes",
    ),
    Setting(
        word="format",
        label=marked("Format"),
        hint=marked(
            "Rich messages have headings and foldable quotes, but some apps show them as an "
            "empty bubble. Try the test before you choose them."
        ),
        choices={"classic": marked("classic"), "rich": marked("rich")},
        now=lambda chat: "rich" if chat.preferences.rich else "classic",
        read=_one_of("rich", {"classic": False, "rich": True}),
        only="telegram",
    ),
    _switch(
        "sound",
        marked("Sound"),
        marked("Whether briefings make a sound."),
        column="silent",
        on=False,
    ),
    Setting(
        word="quiet",
        label=marked("Quiet hours"),
        hint=marked(
            "No sound and no alert in these hours: /settings quiet 22:00-7:00, or off."
        ),
        choices={
            "22:00-07:00": "22:00-07:00",
            "23:00-06:00": "23:00-06:00",
            "off": marked("off"),
        },
        now=lambda chat: str(chat.preferences.quiet_hours or "off"),
        read=_hours,
    ),
    _switch(
        "empty",
        marked("Say when nothing is new"),
        marked("Whether a line comes at your time although there is no news."),
        column="tells_of_nothing",
    ),
    _switch(
        "corrections",
        marked("Correct what was sent"),
        marked(
            "Whether a message changes within two days when a page it quotes loses the "
            "words, or is withdrawn."
        ),
        column="corrects",
    ),
    _switch(
        "publish",
        marked("Publish"),
        marked(
            "Whether briefings in an announcement channel go to all servers that follow it."
        ),
        column="publish",
        only="discord",
    ),
)

"""Commands that say when briefings come, and where else they can go."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from bot import phrases
from bot.chat import Request
from bot.commands.asking import Ask, chat_of
from bot.commands.command import Desk
from bot.documents import Button, Document, Paragraph, Run
from bot.farewells import remember
from bot.pause_words import is_pause, parse_pause
from bot.schedule import Rule, describe, next_slot
from bot.schedule_words import NotUnderstoodError, examples, parse_schedule
from bot.subscriptions import KnownChat, pause, reschedule, subscriptions_of
from bot.timetable import had_on
from bot.tongue import _, marked
from bot.wording import say

_TIMES = ("07:00", "08:00", "18:00")
# What a button asks for, and how it is called.
_OFFERED_TIMES = dict(zip(_TIMES, _TIMES, strict=True))
_OFFERED_DAYS = {"weekdays": marked("Weekdays"), "every day": marked("Every day")}
# Where readers of a language mostly are: guesses, shown with the time there.
_ZONES = {
    "de": ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich"),
    "en": ("Europe/London", "America/New_York", "America/Los_Angeles"),
    "es": ("Europe/Madrid", "America/Mexico_City", "America/Bogota"),
    "fr": ("Europe/Paris", "Europe/Brussels", "America/Montreal"),
    "ru": ("Europe/Moscow", "Asia/Yekaterinburg", "Asia/Almaty"),
    "uk": ("Europe/Kyiv", "Europe/Warsaw", "Europe/Berlin"),
    "ar": ("Africa/Cairo", "Asia/Riyadh", "Asia/Dubai"),
    "zh": ("Asia/Shanghai", "Asia/Hong_Kong", "Asia/Taipei"),
    "pt": ("America/Sao_Paulo", "Europe/Lisbon", "Africa/Luanda"),
}

FROM_A_GROUP = marked(
    "Write to me in a private chat: there I set up another chat for those who manage it."
)
BY_OPTION = marked(
    "On Discord you name the channel with the command, on its server: "
    "/subscribe has an option channel:."
)
NOWHERE = marked("There is no other chat here that I could set up.")


async def schedule(desk: Desk, request: Request) -> Document:
    """Show or change the days, times and zone of a chat's briefings."""
    chat = await chat_of(desk, request)
    if not request.argument:
        return _current(chat, request, desk.clock(), await _next(desk, chat))
    if is_pause(request.argument):
        return await _pause(desk, chat, request.argument)
    try:
        rule = parse_schedule(request.argument).over(chat.rule)
    except NotUnderstoodError as error:
        raise Ask(say(str(error))) from error
    async with desk.database.writing() as connection:
        changed = await reschedule(connection, chat, rule, at=desk.clock())
        await remember(connection, chat, request, at=desk.clock())
    coming = await _next(desk, changed)
    undo = Button(label=_("Undo"), command="schedule", argument=describe(chat.rule))
    made = Button(label=_("Get today's now"), command="digest")
    left_out = changed != chat and await _leaves_today_out(desk, changed, coming)
    return Document(
        blocks=(_echo(changed, coming, desk.clock()),),
        buttons=(
            (*((undo,) if changed != chat else ()), *_onward()),
            *(((made,),) if left_out else ()),
        ),
    )


async def _leaves_today_out(desk: Desk, chat: KnownChat, coming: datetime) -> bool:
    """Say whether today's times are over on the chat's new clock, and nothing came."""
    at = desk.clock()
    zone = ZoneInfo(chat.rule.zone)
    today = at.astimezone(zone).date()
    if (
        today.weekday() not in chat.rule.days
        or coming.astimezone(zone).date() == today
        or chat.counts_from(at) > at
    ):
        return False
    async with desk.database.reading() as connection:
        kept = await subscriptions_of(connection, chat)
        return bool(kept) and not await had_on(connection, chat.id, today)


def _onward() -> tuple[Button, ...]:
    """Lead on from what was done: a panel that was changed would end there."""
    return (
        Button(label=_("Change time"), command="schedule"),
        Button(label=_("⚙ Subscriptions"), command="subscriptions"),
    )


async def _pause(desk: Desk, chat: KnownChat, words: str) -> Document:
    """Let nothing come until a day, or end a pause; with the way back."""
    at = desk.clock()
    local = at.astimezone(ZoneInfo(chat.rule.zone))
    try:
        day = parse_pause(words, local.date())
    except NotUnderstoodError as error:
        raise Ask(say(str(error))) from error
    until = None if day is None else _midnight(day, chat.rule.zone)
    async with desk.database.writing() as connection:
        paused = await pause(connection, chat, until, at=at)
    return Document(
        blocks=(_echo(paused, await _next(desk, paused), at),),
        buttons=((_resume() if until else _pause_a_week(), *_onward()),),
    )


def _pause_a_week() -> Button:
    return Button(
        label=_("⏸ Pause for a week"), command="schedule", argument="pause 1 week"
    )


def _resume() -> Button:
    return Button(label=_("▶ Go on"), command="schedule", argument="resume")


def _deliver_elsewhere() -> Button:
    return Button(label=_("Deliver elsewhere…"), command="elsewhere")


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)


async def _next(desk: Desk, chat: KnownChat) -> datetime:
    """Find when the chat's next briefing comes, or would if it followed something."""
    async with desk.database.reading() as connection:
        kept = await subscriptions_of(connection, chat, at=desk.clock())
    coming = next_slot(chat.rule, chat.counts_from(desk.clock())).due_at
    return min((each.next.due_at for each in kept), default=coming)


def _current(
    chat: KnownChat, request: Request, at: datetime, coming: datetime
) -> Document:
    hint = say(
        _("To change it: {examples}, or only a city for your clock.").format(
            examples=examples()
        )
    )
    return Document(
        blocks=(_echo(chat, coming, at), *hint.blocks),
        buttons=(
            _offers(_OFFERED_TIMES, chat.rule),
            _offers(_OFFERED_DAYS, chat.rule),
            _clocks(request.language, at),
            (
                _resume() if chat.counts_from(at) > at else _pause_a_week(),
                *((_deliver_elsewhere(),) if request.private else ()),
            ),
            _onward()[1:],
        ),
    )


def _echo(chat: KnownChat, coming: datetime, at: datetime) -> Paragraph:
    """Say a rule and when it comes next, so that a misunderstanding shows."""
    return Paragraph(
        line=(
            *_paused(chat, at),
            Run(text=f"{phrases.schedule(chat.rule)}.", bold=True),
            Run(text=" " + _("Next:") + " "),
            Run(text="", when=coming),
        )
    )


def _paused(chat: KnownChat, at: datetime) -> tuple[Run, ...]:
    """Say until which day nothing comes: in a week is too vague for that."""
    until = chat.counts_from(at).astimezone(ZoneInfo(chat.rule.zone))
    if until <= at:
        return ()
    words = _("⏸ Paused until {day}").format(day=phrases.weekday_and_date(until))
    return (Run(text=f"{words}\n"),)


def _offers(wishes: Mapping[str, str], rule: Rule) -> tuple[Button, ...]:
    return tuple(
        Button(
            label=f"{_(label)}{_tick(wish, rule)}", command="schedule", argument=wish
        )
        for wish, label in wishes.items()
    )


def _tick(wish: str, rule: Rule) -> str:
    return " ✓" if parse_schedule(wish).over(rule) == rule else ""


def _clocks(language: str, at: datetime) -> tuple[Button, ...]:
    """Ask what time it is there: people know their clock, not their zone's name."""
    return tuple(
        Button(
            label=f"{phrases.clock(at.astimezone(ZoneInfo(zone)))} {_city(zone)}",
            command="schedule",
            argument=zone,
        )
        for zone in likely_zones(language)
    )


async def elsewhere(desk: Desk, request: Request) -> Document:
    """Say how another chat is set up; where buttons choose it, its platform does that."""
    match request.address.platform:
        case "telegram":
            return say(_(FROM_A_GROUP))
        case "discord":
            return say(_(BY_OPTION))
    return say(_(NOWHERE))


def likely_zones(language: str) -> tuple[str, ...]:
    """Guess where somebody is who reads this language."""
    return _ZONES.get(language.partition("-")[0].lower(), _ZONES["en"])


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")

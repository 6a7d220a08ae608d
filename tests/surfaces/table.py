"""The table: places beside each other, what is typed below each other, reasons between.

The tests and the page are both made of it.
"""

from collections.abc import Collection
from dataclasses import dataclass

from bot.commands import COMMANDS, Who
from bot.commands.privacy import NOT_YOURS_TO_HAVE
from bot.commands.starting import NOT_YOURS_TO_START
from bot.commands.timing import BY_OPTION, FROM_A_GROUP, NOWHERE
from bot.discord_answers import MANAGERS, NO_MEMBER
from bot.telegram_answers import MANAGERS_ONLY
from tests.surfaces import places
from tests.surfaces.cases import CASES, Case


@dataclass(frozen=True, slots=True)
class Column:
    """A place, and what it is called."""

    name: str
    opening: places.Opening


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is not done somewhere: shortly, and as who asks reads it."""

    short: str
    sentence: str


PRIVATE = Column("Telegram: private chat", places.on_a_telegram(places.in_private))
GROUP = Column("group, a manager", places.on_a_telegram(places.in_a_group))
MEMBER = Column("group, a member", places.on_a_telegram(places.as_a_group_member))
TOPIC = Column("forum topic", places.on_a_telegram(places.in_a_topic))
CHANNEL = Column("channel", places.on_a_telegram(places.in_a_channel))
SERVER = Column("Discord: server, a manager", places.on_a_discord(places.in_a_server))
VISITOR = Column("server, a member", places.on_a_discord(places.as_a_server_member))
DIRECT = Column("direct message", places.on_a_discord(places.in_a_direct_message))
OWN_APP = Column(
    "where only you have the app",
    places.on_a_discord(places.with_ones_own_app, outside=True),
)
TERMINAL = Column("terminal", places.in_the_terminal)
COLUMNS = (
    PRIVATE,
    GROUP,
    MEMBER,
    TOPIC,
    CHANNEL,
    SERVER,
    VISITOR,
    DIRECT,
    OWN_APP,
    TERMINAL,
)

_MANAGED = tuple(each.name for each in COMMANDS if each.who == Who.MANAGE)
_OWN_DATA = ("privacy export", "privacy delete yes")
_BOTH_MEMBERS = (MEMBER, VISITOR)


def _because(
    reason: Reason, columns: Collection[Column], *typed: str
) -> dict[tuple[str, str], Reason]:
    """Give one reason to what begins so at these places."""
    return {
        (column.name, case.typed): reason
        for column in columns
        for case in CASES
        if case.typed.removeprefix("/").startswith(typed)
    }


REASONS = {
    **_because(Reason("managers", MANAGERS_ONLY), [MEMBER], *_MANAGED),
    **_because(Reason("managers", MANAGERS), [VISITOR], *_MANAGED),
    **_because(Reason("managers", NOT_YOURS_TO_START), _BOTH_MEMBERS, "start"),
    **_because(Reason("nothing can come", NOT_YOURS_TO_START), [OWN_APP], "start"),
    **_because(Reason("managers", NOT_YOURS_TO_HAVE), _BOTH_MEMBERS, *_OWN_DATA),
    **_because(Reason("nothing can come", NO_MEMBER), [OWN_APP], *_MANAGED),
    **_because(
        Reason("in private", FROM_A_GROUP),
        [GROUP, MEMBER, TOPIC, CHANNEL],
        "elsewhere",
    ),
    **_because(
        Reason("by option", BY_OPTION), [SERVER, VISITOR, DIRECT, OWN_APP], "elsewhere"
    ),
    **_because(Reason("no other chat", NOWHERE), [TERMINAL], "elsewhere"),
}


def reason_of(column: Column, case: Case) -> Reason | None:
    return REASONS.get((column.name, case.typed))

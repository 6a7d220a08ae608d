"""What a chat hears unasked: briefings that were left out, or never arrived."""

from datetime import datetime

from bot.documents import Button, Document
from bot.phrases import weekday_and_date
from bot.tongue import _, plural
from bot.wording import say


def skipped_document(local: str, *, moments: int = 1) -> Document:
    """Tell that briefings were hours late and left out, the last at ``local``."""
    what = plural(
        "I was away at {time} on {date}, so that briefing was left out.",
        "I was away, so {count} briefings were left out, the last at {time} on {date}.",
        moments,
        time=local[-5:],
        date=weekday_and_date(datetime.fromisoformat(local)),
    )
    return say(
        what,
        buttons=(
            (
                Button(label=_("Get today's now"), command="digest"),
                Button(label=_("The last one"), command="latest"),
            ),
        ),
    )


def missed_document(briefings: int = 1) -> Document:
    """Tell that briefings could not be delivered for a day."""
    what = plural(
        "I could not reach this chat for a day, so a briefing was left out. "
        "/latest shows it.",
        "I could not reach this chat for a day, so {count} briefings were left out. "
        "/latest shows the last one.",
        briefings,
    )
    return say(what, buttons=((Button(label=_("Show it"), command="latest"),),))

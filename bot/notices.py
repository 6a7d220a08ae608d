"""What a chat hears unasked: alerts, and what became of briefings that never arrived."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.briefing_document import in_rows, quiet, story_block
from bot.documents import Button, Document, Heading, Run
from bot.phrases import listed, reason, weekday_and_date
from bot.tongue import _, plural
from bot.wording import heading, named, paragraph, say
from digests import Interest, Reason, StoryView

_NAMED = 8


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why a chat can no longer be written to, and what it follows."""

    why: Reason
    followed: tuple[Interest, ...]


def ended_document(endings: Sequence[Ending]) -> Document:
    """Tell who set chats up that they can no longer be written to, and what helps."""
    names: dict[str, list[str]] = {}
    for ending in endings:
        known = names.setdefault(reason(ending.why), [])
        known += [named(each) for each in ending.followed if named(each) not in known]
    hint = _(
        "You are told because you set this up. What was followed there is kept: once I "
        "may write there again, any command there lets it go on with the next briefing."
    )
    return Document(
        blocks=(
            heading(_("Briefings that no longer arrive")),
            *(paragraph(_ended(why, followed)) for why, followed in names.items()),
            quiet(hint),
        )
    )


def _ended(why: str, followed: Sequence[str]) -> str:
    if not followed:
        return why
    more = len(followed) - _NAMED
    shown = listed([*followed[:_NAMED], *(["…"] if more > 0 else [])])
    return " ".join((why, _("What it followed: {names}.").format(names=shown)))


def alert_document(
    views: Sequence[StoryView], interest: str, *, briefing_id: int
) -> Document:
    """Tell at once what an interest brought; the small print says how to end it."""
    numbered = tuple(story_block(view, n) for n, view in enumerate(views, 1))
    made_by = listed(sorted({_(view.made_by) for view in views}))
    return Document(
        blocks=(
            Heading(line=(Run(text=f"⚡ {interest}"),)),
            *numbered,
            quiet(
                _(
                    "You asked to be told at once; /subscriptions ends that. "
                    "Quotes are word for word; texts: {made_by}."
                ).format(made_by=made_by)
            ),
        ),
        buttons=in_rows(
            [
                Button(
                    label=_("More on {number}").format(number=n),
                    command="more",
                    argument=str(n),
                )
                for n in range(1, len(views) + 1)
            ]
        ),
        briefing=briefing_id,
    )

"""Why a story stands where it does, said factor by factor."""

from datetime import datetime

from bot.briefing_document import quiet
from bot.documents import Bullets, Document, Run
from bot.phrases import ago, before_value, share
from bot.tongue import _, plural, topic_called
from bot.wording import heading, judgements
from digests import Weighed


def why_document(
    found: Weighed, number: int, *, at: datetime, briefing_id: int
) -> Document:
    """Say what gives a story its place, factor by factor."""
    total = found.breadth * found.fit * found.freshness * found.liking
    title = _("Why story {number} stands where it does").format(number=number)
    rule = _(
        "Weight {weight}. The heaviest stories lead; no outlet leads more than two in a "
        "row, and your other interests come in between."
    ).format(weight=share(total))
    return Document(
        blocks=(
            heading(title),
            Bullets(
                lines=tuple(
                    (
                        Run(text=before_value(what)),
                        Run(text=f"×\u00a0{share(factor)}", bold=True),
                    )
                    for what, factor in _factors(found, at)
                )
            ),
            quiet(rule),
        ),
        buttons=(judgements(number),),
        briefing=briefing_id,
    )


def _factors(found: Weighed, at: datetime) -> tuple[tuple[str, float], ...]:
    outlets = plural("{count} outlet", "{count} outlets", len(found.outlets))
    breadth = plural(
        "{outlets}, {count} article of their own",
        "{outlets}, {count} articles of their own",
        found.articles,
        outlets=outlets,
    )
    fit = _("You follow nothing like it")
    if found.interest:
        fit = _("It suits {interest}").format(interest=topic_called(found.interest))
    fresh = _("Its newest article is {age} old").format(age=ago(found.newest, at))
    return (
        (breadth, found.breadth),
        (fit, found.fit),
        (fresh, found.freshness),
        (_("What you found useful before"), found.liking),
    )

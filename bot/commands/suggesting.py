"""What a half-typed argument may become, for platforms that offer it while people type."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import Request, Suggestion
from bot.commands.asking import subscribed
from bot.commands.command import Desk
from bot.commands.timing import likely_zones
from bot.schedule import zones_by_word
from bot.schedule_words import NotUnderstoodError, parse_schedule
from bot.tongue import topic_called
from bot.wording import named

_MOST = 25


async def suggest(desk: Desk, request: Request) -> Sequence[Suggestion]:
    """List what a half-typed argument may become, best first."""
    match request.command:
        case "subscribe" | "digest":
            topics = desk.newsroom.topics()
            offers = [
                Suggestion(label=topic_called(each.label), value=each.id)
                for each in topics
            ]
        case "unsubscribe" | "alert":
            offers = await _subscriptions(desk, request)
        case "schedule":
            return _zones(request, desk.clock())
        case _:
            offers = []
    return _fitting(offers, request.argument)


async def _subscriptions(desk: Desk, request: Request) -> list[Suggestion]:
    """Offer what the chat follows; the value is an id, for two may have one name."""
    _chat, kept = await subscribed(desk, request)
    return [
        Suggestion(label=named(each.interest), value=f"#{each.id}") for each in kept
    ]


def _zones(request: Request, at: datetime) -> list[Suggestion]:
    """Offer time zones with the time there: people know their clock, not its name.

    Days and times may stand before the place: ``weekdays 8:00 Ber``.
    """
    likely = likely_zones(request.language)
    zones = dict.fromkeys((*likely, *sorted(set(zones_by_word().values()))))
    offers = [Suggestion(label=_with_clock(zone, at), value=zone) for zone in zones]
    words = request.argument.split()
    for before in range(len(words) or 1):
        begun, typed = " ".join(words[:before]), " ".join(words[before:])
        found = _fitting(offers, typed)
        if found and _is_understood(begun):
            return [_after(begun, offer) for offer in found]
    return []


def _after(begun: str, offer: Suggestion) -> Suggestion:
    if not begun:
        return offer
    return Suggestion(label=f"{begun} {offer.label}", value=f"{begun} {offer.value}")


def _is_understood(words: str) -> bool:
    try:
        return not words or bool(parse_schedule(words))
    except NotUnderstoodError:
        return False


def _with_clock(zone: str, at: datetime) -> str:
    return f"{zone} · {at.astimezone(ZoneInfo(zone)):%H:%M}"


def _fitting(offers: Iterable[Suggestion], typed: str) -> list[Suggestion]:
    """Keep the offers that hold what was typed, those first that begin with it."""
    wanted = _folded(typed)
    found = [offer for offer in offers if wanted in _folded(offer.label)]
    found.sort(key=lambda offer: not _begins(offer, wanted))
    return found[:_MOST]


def _begins(offer: Suggestion, wanted: str) -> bool:
    label = _folded(offer.label)
    return label.startswith(wanted) or f"/{wanted}" in label


def _folded(text: str) -> str:
    return text.strip().casefold().replace("_", " ")

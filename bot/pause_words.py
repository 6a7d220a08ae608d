"""People's words for a pause: "pause 2 weeks", "pause until 3 Dec", "Pause bis 24.12.", "resume"."""

import re
from datetime import date, timedelta
from functools import cache

from babel import Locale

from bot.schedule_vocabulary import LANGUAGES, unsigned
from bot.schedule_words import NotUnderstoodError
from bot.tongue import _

LONGEST = timedelta(days=366)
_PAUSE = frozenset({"pause", "pausa", "пауза", "إيقاف", "暂停"})
_RESUME = frozenset(
    {
        "resume",
        "weiter",
        "reanudar",
        "reprendre",
        "продолжить",
        "продовжити",
        "استئناف",
        "恢复",
        "继续",
    }
)
_DAYS_OF = {
    **dict.fromkeys(("day", "days", "tag", "tage", "tagen", "día", "días"), 1),
    **dict.fromkeys(("jour", "jours", "день", "дня", "дней"), 1),
    **dict.fromkeys(("дні", "днів"), 1),
    **dict.fromkeys(("week", "weeks", "woche", "wochen", "semana", "semanas"), 7),
    **dict.fromkeys(("semaine", "semaines", "неделя", "недели", "недель"), 7),
    **dict.fromkeys(("неделю", "тиждень", "тижні", "тижнів"), 7),
    **dict.fromkeys(("month", "months", "monat", "monate", "monaten", "mes"), 30),
    **dict.fromkeys(("meses", "mois", "месяц", "месяца", "месяцев"), 30),
    **dict.fromkeys(("місяць", "місяці", "місяців"), 30),
    **dict.fromkeys(("يوم", "يوما", "أيام"), 1),
    **dict.fromkeys(("أسبوع", "أسبوعا", "أسابيع"), 7),
    **dict.fromkeys(("شهر", "شهرا", "أشهر"), 30),
    # Arabic has a form for two.
    **dict.fromkeys(("يومين",), 2),
    **dict.fromkeys(("أسبوعين", "两周"), 14),
    **dict.fromkeys(("شهرين",), 60),
    **dict.fromkeys(("天",), 1),
    **dict.fromkeys(("周", "星期", "一周"), 7),
    **dict.fromkeys(("个月", "一个月"), 30),
}
_WORD = re.compile(r"[0-9]+|[^\W\d_]+")
_CHINESE = re.compile("暂停|恢复|继续|到|至")
_CHINESE_DAY = re.compile("(?:([0-9]{4})年)?([0-9]{1,2})月([0-9]{1,2})[日号]?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def is_pause(text: str) -> bool:
    """Say whether words ask for a pause, or for its end."""
    first = _words(text)[:1]
    return bool(first) and first[0] in _PAUSE | _RESUME


def parse_pause(text: str, today: date) -> date | None:
    """Read the first day on which briefings come again; ``None`` ends a pause now.

    Raises ``NotUnderstoodError``.
    """
    first, *words = _words(text)
    if first in _RESUME:
        return None
    day = _iso(text) or _span(words, today) or _day(words, today)
    if day is None:
        raise NotUnderstoodError(
            _(
                "Until when? I understand “pause 2 weeks”, “pause until 24 Dec”, “pause "
                "until 2026-12-24” and “resume”."
            )
        )
    if not today < day <= today + LONGEST:
        raise NotUnderstoodError(
            _("A pause ends tomorrow at the soonest, and within a year.")
        )
    return day


def _words(text: str) -> list[str]:
    """Part words; a day in Chinese, ``12月24日``, becomes ``24 12``."""
    text = _CHINESE_DAY.sub(r" \3 \2 \1 ", unsigned(text.casefold()))
    return _WORD.findall(_CHINESE.sub(r" \g<0> ", text))


def _iso(text: str) -> date | None:
    found = _ISO.search(text)
    return _date(*map(int, found.groups())) if found else None


def _span(words: list[str], today: date) -> date | None:
    """Read ``2 weeks`` or ``a week``: so many days from today."""
    for place, word in enumerate(words):
        if word in _DAYS_OF:
            before = words[place - 1] if place else "1"
            number = int(before[:4]) if before.isdecimal() else 1
            return today + timedelta(days=number * _DAYS_OF[word])
    return None


def _day(words: list[str], today: date) -> date | None:
    """Read ``24 Dec``, ``24.12.``, ``Dec 24``: the next such day."""
    numbers = [int(word[:4]) for word in words if word.isdecimal()]
    month = next((_months()[word] for word in words if word in _months()), None)
    if month is None:
        if len(numbers) < 2:  # noqa: PLR2004 - a day and a month
            return None
        day, month, *rest = numbers
    elif numbers:
        day, *rest = numbers
    else:
        return None
    if rest:
        return _date(rest[0], month, day)
    this_year = _date(today.year, month, day)
    if this_year is not None and this_year > today:
        return this_year
    return _date(today.year + 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """Map the names of months in our languages, full and short, to their numbers."""
    named: dict[str, int] = {}
    for lang in LANGUAGES:
        for context in Locale(lang).months.values():
            for names in (context["wide"], context["abbreviated"]):
                for number, name in names.items():
                    named[name.casefold().strip(".")] = number
    return named

"""The words for days and times of day, in the languages that the bot speaks.

Names of weekdays are Babel's; here stand the forms and phrases that it does not know.
"""

import re
from datetime import time
from functools import cache

from babel import Locale

from bot.schedule import EVERY_DAY, WEEKDAYS, WEEKEND

LANGUAGES = ("en", "de", "ru", "es", "fr", "uk", "ar", "zh")

_EVERY_DAY = """daily|everyday|every day|day|days|täglich|jeden tag|tag|ежедневно|каждый день|cada día
    |todos los días|a diario|diario|chaque jour|tous les jours|quotidien|щодня|кожен день|кожного дня
    |كل يوم|يوميا|每天|每日|天天"""
_WEEKDAYS = """weekday|weekdays|workdays|werktags|werktage|werktagen|wochentags|будни|будням|будние дни
    |по будням|entre semana|días laborables|laborables|en semaine|jours ouvrables|jours ouvrés|будні
    |по буднях|у будні|أيام العمل|أيام الأسبوع|工作日"""
_WEEKEND = """weekend|weekends|wochenende|wochenends|am wochenende|выходные|выходным|по выходным
    |fin de semana|fines de semana|week - end|le week - end|week - ends|les week - ends|вихідні|по вихідних|у вихідні
    |نهاية الأسبوع|عطلة نهاية الأسبوع|周末"""
GROUPS = {
    " ".join(phrase.split()): days
    for phrases, days in (
        (_EVERY_DAY, EVERY_DAY),
        (_WEEKDAYS, WEEKDAYS),
        (_WEEKEND, WEEKEND),
    )
    for phrase in phrases.split("|")
}
_SPELLINGS = (
    "mo mon mondays montags lunes lundis الإثنين 周一 星期一",
    "di tue tues tuesdays dienstags martes mardis 周二 星期二",
    "mi wed weds wednesdays mittwochs miércoles mercredis الاربعاء 周三 星期三",
    "do thu thur thurs thursdays donnerstags jueves jeudis 周四 星期四",
    "fr fri fridays freitags viernes vendredis 周五 星期五",
    "sa sat saturdays samstags sonnabend sonnabends sábados samedis 周六 星期六",
    "so sun sundays sonntags domingos dimanches الاحد 周日 周天 星期日 星期天",
)
# What all forms of a Slavic weekday begin with.
_STEMS = (
    ("понедельник", "понеділ", "щопонеділ"),
    ("вторник", "вівтор", "щовівтор"),
    ("сред", "серед", "щосеред"),
    ("четверг", "четвер", "щочетвер"),
    ("пятниц", "п'ятниц", "п’ятниц", "щоп'ятниц", "щоп’ятниц"),
    ("суббот", "субот", "щосубот"),
    ("воскресень", "неділ", "щонеділ"),
)
# Between two weekdays only; some of these mean something else elsewhere.
TO = frozenset("- – — to till until through bis до по a al à au إلى الى 至 到".split())
FILLERS = frozenset(
    """at um on am an every each jeden jede and und the in time clock o'clock uhr h zeit zone
    timezone zeitzone nach please bitte в во и с со на по каждый каждую каждое час часа часов время
    у о об з і й та кожен кожну кожного годині година годину a las la los el y de en cada hora horas
    del à a le les l chaque et heure heures du في الساعة و كل من 和 在 点 每 每周""".split()
)
NAMED_TIMES = {
    **dict.fromkeys(
        ("noon", "midday", "mittag", "mittags", "mediodía", "midi"), time(12)
    ),
    **dict.fromkeys(("полдень", "опівдні", "中午"), time(12)),
    **dict.fromkeys(("midnight", "mitternacht", "mitternachts", "medianoche"), time(0)),
    **dict.fromkeys(("minuit", "полночь", "опівночі", "午夜"), time(0)),
}
HALVES = {
    **dict.fromkeys(("am", "утра", "ночи", "ранку", "ночі", "mañana", "matin"), "am"),
    **dict.fromkeys(("صباحا", "ص"), "am"),
    **dict.fromkeys(("pm", "дня", "вечера", "вечора", "tarde", "noche", "soir"), "pm"),
    **dict.fromkeys(("مساء", "م"), "pm"),
}
# The tz database names cities in English; these are the large ones of our readers.
CITIES = {
    **dict.fromkeys(("wien",), "vienna"),
    **dict.fromkeys(("zürich", "genf", "bern", "basel"), "zurich"),
    **dict.fromkeys(("münchen", "hamburg", "köln", "frankfurt", "munich"), "berlin"),
    **dict.fromkeys(("берлин", "берлін", "berlín", "برلين", "柏林"), "berlin"),
    **dict.fromkeys(("rom", "mailand", "рим", "roma"), "rome"),
    **dict.fromkeys(("brüssel", "bruxelles", "bruselas", "брюссель"), "brussels"),
    **dict.fromkeys(("luxemburg",), "luxembourg"),
    **dict.fromkeys(("san francisco", "california"), "los angeles"),
    **dict.fromkeys(("washington", "boston", "nueva york", "нью - йорк"), "new york"),
    **dict.fromkeys(("москва", "москве", "moskau", "moscú", "moscou"), "moscow"),
    **dict.fromkeys(("киев", "київ", "киеве", "києві", "kiew", "kiev"), "kyiv"),
    **dict.fromkeys(("лондон", "londres"), "london"),
    **dict.fromkeys(("париж", "parís"), "paris"),
    **dict.fromkeys(("القاهرة",), "cairo"),
    **dict.fromkeys(("دبي",), "dubai"),
    **dict.fromkeys(("الرياض",), "riyadh"),
    **dict.fromkeys(("北京", "上海", "beijing", "peking"), "shanghai"),
    **dict.fromkeys(("香港",), "hong kong"),
    **dict.fromkeys(("台北",), "taipei"),
    **dict.fromkeys(("méxico", "ciudad de méxico"), "mexico city"),
    **dict.fromkeys(("bogotá",), "bogota"),
}
_CHINESE_HALF = r"(?P<half>上午|早上|早晨|凌晨|下午|晚上)"
_CHINESE_CLOCK = re.compile(
    _CHINESE_HALF + r"\s*(?P<hour>\d{1,2}):(?P<minute>\d{2})(?P<thirty>)"
)
_CHINESE_TIME = re.compile(
    _CHINESE_HALF
    + r"?\s*(?P<hour>\d{1,2})\s*[点點](?:\s*(?P<minute>\d{1,2})\s*分?|(?P<thirty>半))?"
)
_HOURS = re.compile(r"(?<!\d)(\d{1,2})\s*h\s*(\d{2})?(?![\w])")
# Vowel signs, which people write or not, and the stroke that makes a word longer.
_ARABIC_SIGNS = re.compile("[\u0640\u064b-\u0652]")
_AS_ASCII = str.maketrans("٠١٢٣٤٥٦٧٨٩：", "0123456789:")
_SEAMS = re.compile(r"(?<=[^\x00-\x7f\W\d])(?=\d)|(?<=\d)(?=[^\x00-\x7f\W\d])")


@cache
def weekdays() -> dict[str, int]:
    """Map the names of weekdays, full and short, to their numbers; Monday is 0."""
    named: dict[str, int] = {}
    for day, spellings in enumerate(_SPELLINGS):
        named.update(dict.fromkeys(spellings.split(), day))
    for lang in LANGUAGES:
        for names in Locale(lang).days["format"].values():
            for day, name in names.items():
                # A letter alone names several days, and short forms may be taken.
                if len(name) > 1:
                    named.setdefault(name.casefold().strip("."), day)
    return named


def weekday(word: str) -> int | None:
    """Say which weekday a word names, in whichever form."""
    # "And" is a part of the next word in Arabic.
    for name in (word, word.removeprefix("و")):
        if name in weekdays():
            return weekdays()[name]
    for day, stems in enumerate(_STEMS):
        if word.startswith(stems):
            return day
    return None


def spaced(text: str) -> str:
    """Part what is written together, and write hours as clocks show them.

    ``每天8点`` becomes ``每天 8:00``, ``7h30`` becomes ``7:30``.
    """
    text = _CHINESE_CLOCK.sub(_clock_time, unsigned(text))
    text = _CHINESE_TIME.sub(_clock_time, text)
    text = _HOURS.sub(lambda found: f" {found[1]}:{found[2] or '00'} ", text)
    text = _CHINESE.sub(lambda found: f" {found.group()} ", text)
    return _SEAMS.sub(" ", text)


def unsigned(text: str) -> str:
    """Leave out the vowel signs of Arabic, and write its figures as most others do."""
    return _ARABIC_SIGNS.sub("", text.translate(_AS_ASCII))


def _clock_time(found: re.Match[str]) -> str:
    minute = "30" if found["thirty"] else found["minute"] or "00"
    late = found["half"] in {"下午", "晚上"} and int(found["hour"]) < 12  # noqa: PLR2004
    return f" {int(found['hour']) + 12 * late}:{minute:0>2} "


_CHINESE = re.compile(
    "|".join(
        sorted(
            (
                word
                for word in (*GROUPS, *weekdays(), *TO, *FILLERS, *CITIES, *NAMED_TIMES)
                if "\u4e00" <= word[0] <= "\u9fff"
            ),
            key=len,
            reverse=True,
        )
    )
)

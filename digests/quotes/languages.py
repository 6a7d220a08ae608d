"""The table of cues for each language that we read with words and capitals."""

from collections.abc import Mapping

from digests.quotes.cues import Cues
from digests.quotes.cues_de import GERMAN
from digests.quotes.cues_en import ENGLISH
from digests.quotes.cues_iberian import PORTUGUESE, SPANISH
from digests.quotes.cues_nordic import DUTCH, FINNISH, NORWEGIAN, SWEDISH
from digests.quotes.cues_romance import FRENCH, ITALIAN
from digests.quotes.cues_slavic import CZECH, POLISH, RUSSIAN, UKRAINIAN
from digests.quotes.cues_wide import SPACED, TURKISH, UNSPACED

_CUES: Mapping[str, Cues] = {
    "ar": SPACED,
    "cs": CZECH,
    "da": NORWEGIAN,
    "de": GERMAN,
    "en": ENGLISH,
    "es": SPANISH,
    "fa": SPACED,
    "fi": FINNISH,
    "fr": FRENCH,
    "it": ITALIAN,
    "ja": UNSPACED,
    "ko": SPACED,
    "nb": NORWEGIAN,
    "nl": DUTCH,
    "nn": NORWEGIAN,
    "no": NORWEGIAN,
    "pl": POLISH,
    "pt": PORTUGUESE,
    "ru": RUSSIAN,
    "sk": CZECH,
    "sv": SWEDISH,
    "tr": TURKISH,
    "uk": UKRAINIAN,
    "zh": UNSPACED,
}


def cues_of(lang: str) -> Cues:
    """Give a language's table; English where we have none, which finds little."""
    return _CUES.get(lang.lower()[:2], ENGLISH)

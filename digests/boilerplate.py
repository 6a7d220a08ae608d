"""Lines of a page that are not the article: share bars, adverts, credits, bylines.

A line must be boilerplate as a whole: a sentence that only mentions a newsletter or
a cookie stays. What such lines say, in a dozen languages, is in boilerplate.toml.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

_SAYS = tomllib.loads(
    files("digests").joinpath("boilerplate.toml").read_text(encoding="utf-8")
)
_LONGEST = 240
_LONGEST_LINE = 90
_LONGEST_PLEA = 45
_MOST_NAMES = 14
_SHORTEST_PROSE = 100

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FULL_STOP = re.compile(r"[.。!?…؟।][\"'”’»)\]]*+$")
_EDGES = " \t*•·|-–—>»›→«‹[]#_"


def _any(phrases: Iterable[str]) -> str:
    """Make one pattern of phrases in which a last ``*`` means anything."""
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(
        re.escape(phrase).replace(r"\*", r"\b.*") for phrase in longest_first
    )


_BUTTONS = frozenset(_WORD.findall(_SAYS["buttons"]))
_DATES = frozenset(_SAYS["dates"].split())
_LINES = re.compile(_any(line for lines in _SAYS["lines"].values() for line in lines))
_OTHERS = re.compile(_any(_SAYS["lines"]["more"]))
_LINK = re.compile(rf"(?:{_any(_SAYS['links']['before'])})\s*+[:|»›>→–—].*")
_PLEA = re.compile(_any(_SAYS["pleas"]["begin"]))
_PLEA_ABOUT = re.compile(_any(_SAYS["pleas"]["about"]))
_AGENCY = rf"\b(?:{_any(_SAYS['credits']['agencies'].split())})\b"
_CREDIT = re.compile(
    rf"(?:{_any(_SAYS['credits']['before'].split())})\s?(?:credits?|by|via|from)?\s?[:/|©]"
    rf"|[^.]{{0,60}}/\s?{_AGENCY}|{_AGENCY}[^.]{{0,40}}$"
    rf"|.*[(\[](?:photo|foto|file|image|courtesy|[^()\[\]]{{0,60}}{_AGENCY})"
    r"[^()\[\]]{0,60}[)\]]\.?$"
    r"|.*[.!?]\s(?:photo|photos|photograph|picture|image|foto|fotos|bild)\s?:[^.]{1,60}$"
)
_BEFORE_NAME = frozenset(_SAYS["bylines"]["before"].split())
_BETWEEN_NAMES = frozenset(_SAYS["bylines"]["between"].split())


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole paragraph belongs to the page rather than to the article.

    A line of more than 240 characters never does.
    """
    folded = line.strip(_EDGES).casefold()
    if len(line) > _LONGEST or not folded:
        return not folded
    sentence = is_sentence(line)
    return (
        _is_label(folded.rstrip(" :.…!"), sentence=sentence)
        or _says_only(folded, _BUTTONS)
        or (_says_only(folded, _DATES) and any(map(str.isdigit, folded)))
        or _is_plea(folded)
        or bool(_CREDIT.match(folded))
        or (not sentence and _is_byline(line))
    )


def without_other_articles(paragraphs: Iterable[str]) -> Iterator[str]:
    """Leave out "Related articles" and what stands below it, up to the next prose."""
    below = False
    for paragraph in paragraphs:
        below = _names_others(paragraph) or (below and not is_prose(paragraph))
        if not below:
            yield paragraph


def _names_others(line: str) -> bool:
    return bool(_OTHERS.fullmatch(line.strip(_EDGES).casefold().rstrip(" :.…!")))


def is_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence does."""
    return bool(_FULL_STOP.search(line))


def is_prose(line: str) -> bool:
    """Tell whether a line is too long and too finished for a headline or a teaser."""
    return len(line) >= _SHORTEST_PROSE and is_sentence(line)


def _is_label(folded: str, *, sentence: bool) -> bool:
    """Find a share button, "Related articles", "Read more: another headline"."""
    if sentence:
        return False
    label = len(folded) <= _LONGEST_LINE and _LINES.fullmatch(folded)
    return bool(label or _LINK.fullmatch(folded))


def _says_only(folded: str, words: frozenset[str]) -> bool:
    return all(word in words for word in _WORD.findall(folded))


def _is_plea(folded: str) -> bool:
    """Ask for a subscription, an address, consent."""
    begins = _PLEA.match(folded)
    return begins is not None and (
        (len(folded) <= _LONGEST_PLEA and not folded.endswith("."))
        or _PLEA_ABOUT.search(folded, begins.start()) is not None
    )


def _is_byline(line: str) -> bool:
    first, *names = _WORD.findall(line) or [""]
    return (
        first in _BEFORE_NAME
        and 1 <= len(names) <= _MOST_NAMES
        and all(name[0].isupper() or name in _BETWEEN_NAMES for name in names)
    )

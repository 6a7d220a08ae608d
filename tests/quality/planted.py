"""Digests with one error planted in them, of each kind that a model makes."""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from digests import quotes, sentences, terms
from digests.news import Article
from digests.quotes.marks import find_marked
from digests.summarize import extractive
from tests.quality.gold import Row
from tests.quality.report import progress


@dataclass(frozen=True, slots=True)
class Told:
    """A digest of whole sentences, and the article that it was chosen from."""

    sentences: tuple[str, ...]
    text: str
    quoted: tuple[str, ...]
    is_ours: bool


def digests_of(rows: Sequence[Row]) -> list[Told]:
    """Make two digests of each article: its first three sentences, and ours."""
    told = []
    for row in progress(rows, "digests for the gate"):
        article = Article(url="", title=row["title"], text=row["text"], lang="en")
        lead = tuple(split(article.text)[:3])
        ours = extractive.summarize(article, quotes.find(article))
        chosen = tuple(sentence.text for sentence in ours.sentences)
        for made, is_ours in ((lead, False), (chosen, True)):
            if made:
                marked = (
                    article.text[m.start : m.end] for m in find_marked(article.text)
                )
                inner = (
                    line[m.start : m.end] for line in made for m in find_marked(line)
                )
                told.append(Told(made, article.text, (*marked, *inner), is_ours))
    return told


Spoil = Callable[[str, Told, Sequence[str], random.Random], str | None]


def spoilt(
    told: Told, names: Sequence[str], chance: random.Random
) -> Iterator[tuple[str, str, str]]:
    """Plant each kind of error once, where a digest has a place for it."""
    for kind, spoil in SPOILS.items():
        for sentence in chance.sample(told.sentences, len(told.sentences)):
            wrong = spoil(sentence, told, names, chance)
            if wrong and wrong != sentence:
                yield kind, wrong, sentence
                break


_NAME = re.compile(
    r"(?<=[a-z,] )(?!I\b|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May\b|June"
    r"|July|August|September|October|November|December)[A-Z][a-z]+(?: [A-Z][a-z]+)*\b(?!')"
)
_NUMBER = re.compile(
    r"\b\d+(?:,\d{3})*(?:\.\d+)?|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty)\b"
)
_WORDS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty".split()
_MODAL = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|could|can|may|should|did)\b(?! not|n't)"
)
_NOT = re.compile(r" not\b|n't\b|\bnever |\bno (?=[a-z])|\bwithout\b")
_UNITS = (
    ("$", "£"), ("£", "€"), ("€", "$"), (" per cent", " kilograms"), ("%", " dollars"), (" percent", " tonnes"),
    (" miles", " kilometres"), ("km", " miles"), (" hours", " weeks"), (" years", " months"), (" days", " years"),
    (" months", " days"), (" weeks", " hours"), ("-year-old", "-month-old"), (" minutes", " hours"), ("lb", "kg"),
    (" million", " billion"), (" dollars", " euros"), ("mph", "km"), ("kg", "lb"), (" metres", " feet"), ("ft", "km"),
)  # fmt: skip


def names_in(text: str) -> list[str]:
    """Find names; a lone word with a capital that any sentence may begin with is none."""
    ordinary = terms.function_words("en")
    return [name for name in _NAME.findall(text) if name.lower() not in ordinary]


def _change_number(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    found = list(_NUMBER.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    old = match.group()
    if old.isalpha():
        new = chance.choice([word for word in _WORDS if word != old])
    else:
        at = chance.choice([n for n, digit in enumerate(old) if digit.isdigit()])
        digit = chance.choice([d for d in "123456789" if d != old[at]])
        new = old[:at] + digit + old[at + 1 :]
    return sentence[: match.start()] + new + sentence[match.end() :]


def _put_name(
    sentence: str, candidates: Sequence[str], chance: random.Random
) -> str | None:
    found = list(_NAME.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    words = set(match.group().split())
    others = [name for name in candidates if words.isdisjoint(name.split())]
    if not others:
        return None
    return sentence[: match.start()] + chance.choice(others) + sentence[match.end() :]


def _foreign_name(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    absent = [name for name in names if name.split()[-1] not in told.text]
    return _put_name(sentence, absent, chance)


def _other_name(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    return _put_name(sentence, sorted(set(names_in(told.text))), chance)


def _swapped_names(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    found = list(_NAME.finditer(sentence))
    if len(found) < 2 or found[0].group() == found[-1].group():
        return None
    one, two = found[0], found[-1]
    middle = sentence[one.end() : two.start()]
    return "".join(
        (
            sentence[: one.start()],
            two.group(),
            middle,
            one.group(),
            sentence[two.end() :],
        )
    )


def _negated(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    found = list(_MODAL.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    return f"{sentence[: match.end()]} {chance.choice(['not', 'not', 'never'])}{sentence[match.end() :]}"


def _asserted(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    found = list(_NOT.finditer(sentence))
    if not found:
        return None
    match = chance.choice(found)
    new = "with" if match.group() == "without" else ""
    return sentence[: match.start()] + new + sentence[match.end() :]


def _other_unit(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    for old, new in chance.sample(_UNITS, len(_UNITS)):
        pattern = (
            rf"{re.escape(old)}(?=\d)"
            if old in "$£€"
            else rf"(?<=\d){re.escape(old)}\b"
        )
        pattern = rf"(?<=\d){old}" if old == "%" else pattern
        if re.search(pattern, sentence):
            return re.sub(pattern, new, sentence, count=1)
    return None


def _altered_quote(
    sentence: str, told: Told, names: Sequence[str], chance: random.Random
) -> str | None:
    for marked in find_marked(sentence):
        words = sentence[marked.start : marked.end].split(" ")
        if len(words) > 2:
            at = chance.randrange(len(words))
            words[at : at + 1] = chance.choice([[], [words[at], "really"], ["perhaps"]])
            return sentence[: marked.start] + " ".join(words) + sentence[marked.end :]
    return None


SPOILS: dict[str, Spoil] = {
    "number changed": _change_number,
    "name of another article": _foreign_name,
    "name swapped inside the article": _other_name,
    "two names of the sentence swapped": _swapped_names,
    "negation added": _negated,
    "negation removed": _asserted,
    "unit or currency changed": _other_unit,
    "quote altered": _altered_quote,
}


def split(text: str) -> list[str]:
    """Cut a text into sentences."""
    return [text[start:end] for start, end in sentences.split(text)]

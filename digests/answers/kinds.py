"""Whether a sentence holds the kind of thing that a question asks for.

A sentence about the right people and things without a number answers no “how many”,
and the day on which somebody said so answers no “when”.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from digests import terms
from digests.answers import words
from digests.answers.questions import Asked, Question
from digests.summarize import lexicon
from digests.summarize.facts import Reading, read
from digests.summarize.tokens import Fact, Kind, Token

_SCORE = re.compile(
    r"(?<![\d.,])\d{1,3}(?:\s?[-–:]\s?|\s(?:to|zu|a|à|gegen|against|contra|contre)\s)"
    r"\d{1,3}(?![.,]?\d)"
)
_CLOCK = re.compile(
    r"\b\d{1,2}[.:]\d{2}\b(?!\s?[%\d])(?:\s?(?:[ap]\.?m|uhr|h)\b)?"
    r"|\b\d{1,2}\s?(?:[ap]\.?m\.?\b|uhr\b|h\b|heures\b)|\b(?:at|um|à|alle|às|в)\s\d{1,2}\b(?![.,:]?\d|\s\w)",
    re.IGNORECASE,
)
# KELLAN BAY (Meridian Press) - …
_DATELINE = re.compile(r"\A[^\W\d_][^.!?]{0,60}?(?:\([^)]{1,40}\)\s?[-–—]|\s[–—])\s")
_TIME = frozenset("second minute hour day week month year decade century".split())
_MONEY = frozenset(
    "€ $ £ ¥ yuan ₽ ₴ ₹ chf crown zł lira peso real won cent shilling dinar bitcoin".split()
)
_MARKS = frozenset("mark marks marcos marchi марок марки".split())
_FIRST_YEAR, _LAST_YEAR = 1800, 2100
_COUNTED_WITHIN = 4  # words from “three” to “schools”
_AFTER_SPEECH = 2  # words between “said” and “on Tuesday”
_NEARLY_ALL = 0.6
_AGES = frozenset("old age alt alter âge edad età idade возраст лет".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence that may answer a question; ``article`` is the text it stands in.

    ``said`` is the share of the question's own words that it has, in 0..1.
    """

    text: str
    lang: str
    article: str
    said: float


def holds(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence has a thing of the asked kind which the question has not."""
    check = _CHECKS.get(question.asked)
    return check is None or check(question, sentence)


# Figures ----------------------------------------------------------------------


def _figures(question: Question, sentence: Sentence) -> Iterator[tuple[Fact, Reading]]:
    """Find the numbers that are no dates, no years, no times and not the question's own."""
    reading = read(sentence.text, sentence.lang)
    asked = {terms.number(word) for word in question.words if word[0].isdigit()}
    for fact in reading.of(Kind.NUMBER):
        own = not asked.isdisjoint(fact.keys)
        if not own and not _is_date(fact, reading.tokens):
            yield fact, reading


def _is_date(fact: Fact, tokens: Sequence[Token]) -> bool:
    if any(unit[0] == "m" and unit[1:].isdecimal() for unit in fact.units):
        return True
    after = tokens[fact.end].low if fact.end < len(tokens) else ""
    return _is_year(fact, tokens) or after in {"am", "pm", "uhr", "h"}


def _is_year(fact: Fact, tokens: Sequence[Token]) -> bool:
    written = tokens[fact.begin].text
    if fact.units or len(written) != len("1999") or not written.isdecimal():
        return False
    return _FIRST_YEAR <= int(written) < _LAST_YEAR


def _has_count(question: Question, sentence: Sentence) -> bool:
    unit = lexicon.units().get(question.noun)
    counts = list(_figures(question, sentence))
    if unit:
        return any(unit in fact.units for fact, _ in counts)
    reading = read(sentence.text, sentence.lang)
    nouns = _places_of(question, reading, sentence.lang)
    for fact, _ in counts:
        free = not fact.units and not _is_money(fact, reading)
        before = any(0 <= at - fact.end < _COUNTED_WITHIN for at in nouns)
        rank = _is_rank(fact, reading, sentence)
        if free and not rank and (before or (not fact.weak and not nouns)):
            return True
    return _tells_number(question, reading, sentence.lang, counted=bool(counts))


def _places_of(question: Question, reading: Reading, lang: str) -> list[int]:
    """Find the tokens that are the noun asked for, or may stand for it."""
    abroad = lang != question.lang
    meant = words.keys_abroad if abroad else words.keys
    noun = set(meant(question.noun, question.lang)) if question.noun else set()
    return [
        at
        for at, token in enumerate(reading.tokens)
        if token.is_word and not noun.isdisjoint(meant(token.text, lang))
    ]


def _tells_number(
    question: Question, reading: Reading, lang: str, *, counted: bool
) -> bool:
    """See “the number of people who … is 4,100”, and “nobody was hurt”."""
    low = {token.low for token in reading.tokens}
    if counted and not low.isdisjoint(words.known("totals", lang)):
        return True
    return any(t.low in words.known("none", lang) for t in reading.tokens[:1])


def _is_money(fact: Fact, reading: Reading) -> bool:
    after = reading.tokens[fact.end : fact.end + 1]
    return not _MONEY.isdisjoint(fact.units) or any(t.low in _MARKS for t in after)


def _has_amount(question: Question, sentence: Sentence) -> bool:
    """Whether a figure measures what it must: money, a share, a time, or what it likes."""
    stems = {words.stemmed(word, question.lang) for word in question.words}
    of_money = stems & words.nouns("money", question.lang)
    of_share = stems & words.nouns("share", question.lang)
    of_time = not _AGES.isdisjoint(question.words)
    priced = _tells_price(sentence)
    for fact, reading in _figures(question, sentence):
        if of_share:
            fits = "%" in fact.units or _is_money(fact, reading)
        elif of_money:
            bare = priced and not fact.units and not _is_rank(fact, reading, sentence)
            fits = bare or _is_money(fact, reading)
        else:
            fits = fact.units <= {"year"} if of_time else not fact.units & _TIME
        if fits and not fact.weak:
            return True
    return False


def _has_measure(question: Question, sentence: Sentence) -> bool:
    return any(
        fact.units and not fact.units & _TIME and not _is_money(fact, reading)
        for fact, reading in _figures(question, sentence)
    )


def _is_rank(fact: Fact, reading: Reading, sentence: Sentence) -> bool:
    """See a rank or a part, as in “up by a fifth”."""
    return reading.tokens[fact.begin].low in lexicon.ranks(sentence.lang)


def _tells_price(sentence: Sentence) -> bool:
    """Whether a sentence speaks of money, so that a bare figure is a sum of it."""
    money = words.nouns("money", sentence.lang)
    return any(
        words.stemmed(word, sentence.lang) in money for word in _words_of(sentence)
    )


def _has_score(question: Question, sentence: Sentence) -> bool:
    return _SCORE.search(sentence.text) is not None


def _has_duration(question: Question, sentence: Sentence) -> bool:
    return any(fact.units & _TIME for fact, _ in _figures(question, sentence))


# Times, places, names -----------------------------------------------------------


def _has_time(question: Question, sentence: Sentence) -> bool:
    reading = read(sentence.text, sentence.lang)
    low = {token.low for token in reading.tokens}
    if _CLOCK.search(sentence.text) or low & words.known("times", sentence.lang):
        return True
    if any(_is_year(fact, reading.tokens) for fact in reading.of(Kind.NUMBER)):
        return True
    of_speech = any(words.means(word, "say", question.lang) for word in question.words)
    return any(
        of_speech or not _dates_speech(fact, reading, sentence.lang)
        for fact in reading.of(Kind.DATE)
    )


def _dates_speech(date: Fact, reading: Reading, lang: str) -> bool:
    """See that “on Tuesday” only tells when somebody said so."""
    before = reading.tokens[max(0, date.begin - _AFTER_SPEECH) : date.begin]
    return any(_is_speech(token, lang) for token in before)


def _new_names(
    question: Question, sentence: Sentence
) -> Iterator[tuple[Fact, Reading]]:
    """Find the names that the question does not have itself."""
    reading = read(_DATELINE.sub("", sentence.text), sentence.lang)
    asked = {terms.fold(word) for word in question.words}
    keys = {terms.name_key(word) for word in question.words}
    for fact in reading.of(Kind.NAME):
        if any(
            key not in asked and terms.name_key(key) not in keys for key in fact.keys
        ):
            yield fact, reading


def _has_person(question: Question, sentence: Sentence) -> bool:
    for fact, reading in _new_names(question, sentence):
        one = len(fact.keys) == 1
        if _is_called(question, fact, reading):
            return True
        if _is_beside(fact, reading, sentence.lang) or (one and sentence.lang == "de"):
            continue
        if not (one and fact.opens) or _is_named(fact, reading, sentence):
            return True
    return False


def _is_called(question: Question, name: Fact, reading: Reading) -> bool:
    """Whether a word of the question leads to a name: “finance minister Jo Roth said”."""
    row = reading.tokens[max(0, name.begin - 1) : name.end]
    plain = {terms.fold(term.word) for term in question.terms if not term.fixed}
    found = [terms.fold(token.low) in plain for token in row]
    return any(found) and not all(found)


def _is_beside(name: Fact, reading: Reading, lang: str) -> bool:
    """Whether a name is where it happens, or who says so: “in Ostrel”, “Roth said”."""
    before = reading.tokens[max(0, name.begin - 1) : name.begin]
    after = reading.tokens[name.end : name.end + 1]
    if any(token.low in words.known("places", lang) for token in before):
        return True
    told = any(_is_speech(token, lang) for token in after)
    return told or (
        any(_is_speech(token, lang) for token in before)
        and not any(token.text == "," for token in after)
    )


def _is_speech(token: Token, lang: str) -> bool:
    return token.is_word and words.means(token.text, "say", lang)


def _is_named(fact: Fact, reading: Reading, sentence: Sentence) -> bool:
    """Tell a name that opens a sentence from any word there: it has its capital inside too."""
    name = re.escape(reading.tokens[fact.begin].text)
    return re.search(rf"[\w,;] {name}\b", sentence.article) is not None


def _is_introduced(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence says what its people are: “Petra Roth, the minister, …”."""
    names = {terms.fold(t.word) for t in question.terms if t.fixed and not t.aside}
    reading = read(sentence.text, sentence.lang)
    for fact in reading.of(Kind.NAME):
        if names.isdisjoint(fact.keys):
            continue
        before = reading.tokens[max(0, fact.begin - 1) : fact.begin]
        after = reading.tokens[fact.end : fact.end + 1]
        titled = len(fact.keys) > len(names) or any(
            _is_title(t, sentence) for t in before
        )
        if titled or any(token.text in ",(–—" for token in after):
            return True
    return False


def _is_title(token: Token, sentence: Sentence) -> bool:
    empty = token.low in terms.function_words(sentence.lang)
    return token.is_word and not empty and not _is_speech(token, sentence.lang)


def _has_place(question: Question, sentence: Sentence) -> bool:
    places = words.known("places", sentence.lang)
    return any(
        fact.begin > 0 and reading.tokens[fact.begin - 1].low in places
        for fact, reading in _new_names(question, sentence)
    )


# Words ------------------------------------------------------------------------


def _words_of(sentence: Sentence) -> frozenset[str]:
    tokens = read(sentence.text, sentence.lang).tokens
    hyphened = zip(tokens, tokens[1:], tokens[2:], strict=False)
    joined = {f"{a.low}-{c.low}" for a, b, c in hyphened if b.text == "-"}
    return frozenset({token.low for token in tokens} | joined)


def _has_reason(question: Question, sentence: Sentence) -> bool:
    found = _words_of(sentence)
    if found & words.known("causes", sentence.lang):
        return True
    weak = words.known("weak_causes", sentence.lang)
    return bool(found & weak) and sentence.said >= _NEARLY_ALL


def _has_speech(question: Question, sentence: Sentence) -> bool:
    return any(
        words.means(word, "say", sentence.lang)
        for word in _words_of(sentence)
        if word[0].isalpha()
    )


def _is_settled(question: Question, sentence: Sentence) -> bool:
    """Whether a sentence does not leave open what it speaks of."""
    return not _words_of(sentence) & words.known("open_questions", sentence.lang)


_CHECKS: Mapping[Asked, Callable[[Question, Sentence], bool]] = {
    Asked.WHO: _has_person,
    Asked.WHEN: _has_time,
    Asked.WHERE: _has_place,
    Asked.COUNT: _has_count,
    Asked.PEOPLE: _has_count,
    Asked.AMOUNT: _has_amount,
    Asked.MEASURE: _has_measure,
    Asked.DURATION: _has_duration,
    Asked.SCORE: _has_score,
    Asked.WHY: _has_reason,
    Asked.SAID: _has_speech,
    Asked.IDENTITY: _is_introduced,
    Asked.WHETHER: _is_settled,
}

"""How sure it is that words were said by the one they are given to, in 0..1.

A confidence is the product of three shares: how often a way of telling the speaker is
right, how often the name behind a mention is, and what is left where a rule forbids to
print. They are round numbers, set by hand so that what is stated is what is found:
``./run quality quotes`` prints both. One threshold decides what is printed.
"""

from digests.quotes.attribution import Attribution
from digests.quotes.claims import How
from digests.quotes.marks import Form

THRESHOLD = 0.9

_PLAIN, _CLEAR, _INFERRED = 0.99, 0.97, 0.95
_TRUST = {
    How.SUBJECT_FIRST: _PLAIN,
    How.VERB_FIRST: _PLAIN,
    How.COLON: _PLAIN,
    How.COMMA: _PLAIN,
    How.QUOTED: _CLEAR,
    How.TOLD_BY: _CLEAR,
    How.ACCORDING: _CLEAR,
    How.ADJACENT: _CLEAR,
    How.THAT: _CLEAR,
    How.CITED: _CLEAR,
    How.SIGNED: _CLEAR,
    How.LABEL: _CLEAR,
    How.BLOCK: _CLEAR,
    How.WIDE: _CLEAR,
    How.CALLED: _CLEAR,
    How.REPORTED: _CLEAR,
    How.SAID_AFTER: _CLEAR,
    How.IN_THE_EYES_OF: _CLEAR,
    How.HERALDED: _CLEAR,
    How.SPLIT: _PLAIN,
    How.SAME_PARAGRAPH: _CLEAR,
    How.REOPENED: _INFERRED,
    How.CHAINED: _INFERRED,
    How.TOLD_ON: _INFERRED,
    How.NEXT_PARAGRAPH: _INFERRED,
    How.INTRODUCED: _INFERRED,
    How.ACCORDING_BEFORE: 0.93,
    How.LOOSE: 0.75,
}
_MARKS = {Form.REVERSED: 0.92}
_LEFT = {
    "speaker not named": 0.6,
    "second hand": 0.6,
    "hypothetical": 0.6,
    "said long ago": 0.6,
    "two versions": 0.6,
    "an outlet reports it": 0.5,
    "doubled apostrophes": 0.5,
    "words mentioned": 0.5,
    "not the article": 0.5,
    "no sentence around it": 0.5,
    "title": 0.4,
    "nickname": 0.3,
    "denied": 0.3,
    "fiction": 0.3,
    "unbalanced marks": 0.3,
    "damaged letters": 0.3,
    "two possible speakers": 0.3,
}
_LEAST = 0.2


def confidence(found: Attribution | None, form: Form, refused: str = "") -> float:
    """Weigh an attribution; ``refused`` names the rule that forbids to print it."""
    if found is None or found.speaker is None:
        return 0.0
    told = _TRUST[found.how] * found.speaker.sure * _MARKS.get(form, 1.0)
    return round(told * left(refused), 3)


def left(refused: str) -> float:
    """Give the share that a rule leaves of a confidence; empty if none forbids it."""
    return _LEFT.get(refused, _LEAST) if refused else 1.0

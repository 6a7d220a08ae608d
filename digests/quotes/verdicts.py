"""What may happen to a quotation: printed, a fragment, or rejected with a reason."""

import re

from digests.news import Quote, QuoteKind, Verdict
from digests.quotes.attribution import Attribution
from digests.quotes.claims import How
from digests.quotes.marks import Form
from digests.quotes.phrases import Who
from digests.quotes.refusals import refusal
from digests.quotes.reports import PIECES
from digests.quotes.scene import Scene

SURE = 0.8
_TRUST = {
    How.VERB_FIRST: 0.97,
    How.SUBJECT_FIRST: 0.96,
    How.QUOTED: 0.95,
    How.TOLD_BY: 0.9,
    How.ACCORDING: 0.92,
    How.COLON: 0.95,
    How.COMMA: 0.93,
    How.ADJACENT: 0.93,
    How.THAT: 0.9,
    How.LOOSE: 0.75,
    How.ACCORDING_BEFORE: 0.85,
    How.SPLIT: 0.95,
    How.SAME_PARAGRAPH: 0.93,
    How.REOPENED: 0.9,
    How.CITED: 0.9,
    How.SIGNED: 0.85,
    How.NEXT_PARAGRAPH: 0.88,
    How.INTRODUCED: 0.85,
    How.WIDE: 0.9,
    How.REPORTED: 0.92,
    How.CALLED: 0.92,
    How.SAID_AFTER: 0.92,
    How.IN_THE_EYES_OF: 0.9,
    How.CHAINED: 0.9,
    How.HERALDED: 0.92,
    How.LABEL: 0.93,
    How.BLOCK: 0.93,
}
_TRUST_IN_MARKS = {Form.REVERSED: 0.93}
_SHORT = frozenset(
    {How.VERB_FIRST, How.SUBJECT_FIRST, How.COLON, How.SPLIT, How.ACCORDING, How.WIDE}
)
_FEWEST = 2
_FEWEST_OF_MORE = 3
_FEWEST_IN_SMALL_LETTERS = 5
_WORD = re.compile(r"\w[\w'’-]*")


def judge(
    scene: Scene,
    number: int,
    found: Attribution | None,
    *,
    rest: Attribution | None = None,
) -> Quote:
    """Give a quotation its verdict; ``rest`` goes on with its sentence after the cue."""
    mark = scene.marks[number]
    speaker = found.speaker if found else None
    whole = _is_whole(scene, number, found, rest)
    reason = refusal(scene, number, found)
    sure = 0.0 if reason else _confidence(found, mark.form)
    verdict, reason = _verdict(
        reason,
        whole=whole,
        framed=number in scene.places and scene.is_framed(number),
        sure=sure,
        found=found,
    )
    return Quote(
        start=mark.start,
        end=mark.end,
        speaker=speaker.name if speaker else None,
        speaker_start=speaker.mention[0] if speaker else None,
        speaker_end=speaker.mention[1] if speaker else None,
        via=found.through if found else None,
        kind=_kind(found, whole=whole),
        verdict=verdict,
        reason=reason,
        confidence=sure,
    )


def _verdict(
    reason: str, *, whole: bool, framed: bool, sure: float, found: Attribution | None
) -> tuple[Verdict, str]:
    if reason or found is None:
        return Verdict.REJECTED, reason
    if sure < SURE:
        return Verdict.REJECTED, "speaker not certain"
    if not whole:
        inside = Verdict.FRAGMENT if framed else Verdict.REJECTED
        return inside, "no sentence of its own"
    return Verdict.PRINTED, found.how.value


def _kind(found: Attribution | None, *, whole: bool) -> QuoteKind:
    if not whole:
        return QuoteKind.FRAGMENT
    if found and found.translated:
        return QuoteKind.TRANSLATED
    if found and found.speaker and found.speaker.who is Who.DOCUMENT:
        return QuoteKind.DOCUMENT
    return QuoteKind.DIRECT


def _confidence(found: Attribution | None, form: Form) -> float:
    if found is None or found.speaker is None:
        return 0.0
    marks = _TRUST_IN_MARKS.get(form, 1.0)
    return round(_TRUST.get(found.how, 0.5) * found.speaker.sure * marks, 3)


def _is_whole(
    scene: Scene, number: int, found: Attribution | None, rest: Attribution | None
) -> bool:
    """Say whether words can stand alone: a sentence, not “a piece of one”."""
    words = scene.words_said(number)
    count = len(_WORD.findall(words)) if scene.cues.spaced else len(words) // 2
    first = _WORD.search(words)
    if first is None or (found and found.how in PIECES):
        return False
    if rest and rest.how is How.CHAINED:
        # “In absehbarer Zeit”, so Roth, werde man „alles neu bauen“.
        return False
    if first.group()[0].islower():
        opens = first.group().lower().replace("’", "'") in scene.cues.opening
        return opens and count >= _FEWEST_IN_SMALL_LETTERS
    if found is None or found.how not in _SHORT:
        return count >= scene.cues.least
    return count >= (_FEWEST_OF_MORE if rest else _FEWEST)

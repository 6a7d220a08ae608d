"""What may happen to a quotation: printed, a fragment, or rejected with a reason."""

import re

from digests.news import Quote, QuoteKind, Verdict
from digests.quotes.attribution import Attribution
from digests.quotes.claims import How
from digests.quotes.confidence import THRESHOLD, confidence
from digests.quotes.phrases import Who
from digests.quotes.refusals import refusal
from digests.quotes.reports import PIECES
from digests.quotes.scene import Scene
from digests.quotes.words import Sort

_SHORT = frozenset(
    {How.VERB_FIRST, How.SUBJECT_FIRST, How.COLON, How.SPLIT, How.ACCORDING, How.WIDE}
)
_WHOLE_ONLY = frozenset({How.LABEL, How.SIGNED, How.BLOCK})
_WORDS_FOLLOW = frozenset({"worten", "satz", "motto"})
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
    if not (reason or whole) and (
        not scene.is_framed(number) or (found and found.how in _WHOLE_ONLY)
    ):
        reason = "no sentence around it"
    sure = confidence(found, mark.form, reason)
    verdict, reason = _verdict(reason, found, whole=whole, sure=sure)
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
    reason: str, found: Attribution | None, *, whole: bool, sure: float
) -> tuple[Verdict, str]:
    if reason or found is None:
        return Verdict.REJECTED, reason
    if sure < THRESHOLD:
        return Verdict.REJECTED, "speaker not certain"
    if not whole:
        return Verdict.FRAGMENT, "no sentence of its own"
    return Verdict.PRINTED, found.how.value


def _kind(found: Attribution | None, *, whole: bool) -> QuoteKind:
    if not whole:
        return QuoteKind.FRAGMENT
    if found and found.translated:
        return QuoteKind.TRANSLATED
    if found and found.speaker and found.speaker.who is Who.DOCUMENT:
        return QuoteKind.DOCUMENT
    return QuoteKind.DIRECT


def _follows_word(scene: Scene, number: int, found: Attribution | None) -> bool:
    """German: say whether a capital opens no sentence: “Das sei ‚Unsinn in Dosen‘”."""
    row, at = scene.row_of(number)
    leads = found is not None and found.how in {How.ADJACENT, How.COLON, How.CITED}
    if at == 0 or leads:
        return False
    before = row[at - 1]
    return before.sort is Sort.WORD and before.low not in _WORDS_FOLLOW


def _is_whole(
    scene: Scene, number: int, found: Attribution | None, rest: Attribution | None
) -> bool:
    """Say whether words can stand alone: a sentence, not “a piece of one”."""
    words = scene.words_said(number)
    count = len(_WORD.findall(words)) if scene.cues.spaced else len(words) // 2
    first = _WORD.search(words)
    if first is None or (found and found.how in PIECES):
        return False
    if scene.cues.nouns_capital and _follows_word(scene, number, found):
        return False
    if rest and rest.how is How.TOLD_ON:
        # “In absehbarer Zeit”, so Roth, werde man „alles neu bauen“.
        return False
    if first.group()[0].islower():
        opens = first.group().lower().replace("’", "'") in scene.cues.opening
        return opens and count >= _FEWEST_IN_SMALL_LETTERS
    if found is None or found.how not in _SHORT:
        return count >= scene.cues.least
    return count >= (_FEWEST_OF_MORE if rest else _FEWEST)

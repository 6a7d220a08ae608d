"""Who said each quotation: its own cue, or the one that it goes on from."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from digests.quotes.claims import Claim, How, starts_with
from digests.quotes.frames import is_piece
from digests.quotes.heralds import read_herald
from digests.quotes.leads import read_before
from digests.quotes.marks import Form
from digests.quotes.outlets import outlet_before, outlet_of
from digests.quotes.people import Speaker, mentions_between, speaker_of
from digests.quotes.phrases import Who, read_phrase
from digests.quotes.reports import read_report
from digests.quotes.scene import Scene
from digests.quotes.tails import read_after
from digests.quotes.tellers import Told, teller_before
from digests.quotes.words import Sort, Word, sentence_start

_MOST_TAG_WORDS = 12
_DASHES = frozenset("—–-―")
_ASKING = frozenset("?？؟")
_MOST_AFTER_CUE = 12
_LONGEST_INTRODUCTION = 16
_AFTER = frozenset({How.VERB_FIRST, How.SUBJECT_FIRST, How.ACCORDING})
_ACCORDING = frozenset({How.ACCORDING_BEFORE, How.IN_THE_EYES_OF})
_LOOSE = frozenset({How.LOOSE, How.ACCORDING_BEFORE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What ties a quotation to a speaker; ``rivals`` when two people claim it.

    ``second_hand``: one person reports what another said. ``through`` is the outlet,
    ``translated`` says that we read somebody else's words for theirs.
    """

    how: How
    speaker: Speaker | None
    claim: Claim | None = None
    rivals: bool = False
    second_hand: bool = False
    through: str | None = None
    translated: bool = False


def attribute(scene: Scene) -> list[Attribution | None]:
    """Attribute the quotations of an article, in order."""
    found: list[Attribution | None] = []
    for number in range(len(scene.marks)):
        one = None
        if number in scene.places:
            one = _answer(scene, number) or _own(scene, number)
            one = one or _carried(scene, number, found)
            one = one or _from_line_before(scene, number, found)
            if one is None or one.how in _LOOSE:
                one = _in_report(scene, number, found) or one
        found.append(one)
    return _reopened(scene, found)


def _in_report(
    scene: Scene, number: int, found: Sequence[Attribution | None]
) -> Attribution | None:
    """Read a quotation as part of what somebody is reported to have said."""
    claim = read_report(scene, number)
    if claim is not None:
        row, at = scene.row_of(number)
        return Attribution(
            how=claim.how,
            speaker=speaker_of(scene, claim.phrase, scene.places[number][0]),
            claim=claim,
            second_hand=claim.first < at and _second_hand(row, claim, scene),
            through=outlet_of(row, at, claim, scene.cues),
        )
    teller = teller_before(scene, number, lambda one: _told(found[one]))
    framed = is_piece(scene, number)
    how = How.TOLD_ON if framed else How.CHAINED
    return Attribution(how=how, speaker=teller) if teller else None


def _told(one: Attribution | None) -> Told | None:
    if one is None or one.rivals or one.second_hand or one.how in _LOOSE:
        return None
    return (one.speaker, one.claim.last if one.claim else 0) if one.speaker else None


def _own(scene: Scene, number: int) -> Attribution | None:
    row, at = scene.row_of(number)
    line = scene.places[number][0]
    after = read_after(row, at, scene.cues)
    lead, lead_row, lead_at = read_before(row, at, scene.cues), row, at
    if scene.marks[number].form is Form.BLOCK and at:
        return _tagged(scene, number)
    if at == 0 and lead is None and after is None:
        lead_row = _colon_line(scene, line)
        lead_at = len(lead_row)
        lead = read_before(lead_row, lead_at, scene.cues) if lead_row else None
        line -= 1
    claim = _stronger(scene, number, after, lead)
    claim = claim or read_herald(scene, number)
    if claim is None:
        return None
    rival = after if claim is lead else lead
    translated = _translated(row, at, scene)
    row, at = (lead_row, lead_at) if claim is lead else (row, at)
    return Attribution(
        how=claim.how,
        speaker=speaker_of(scene, claim.phrase, line),
        claim=claim,
        rivals=_rivals(scene, line, claim, rival) or _cites(row, claim, scene),
        second_hand=claim is lead and _second_hand(row, claim, scene),
        through=outlet_of(row, at, claim, scene.cues)
        or (outlet_before(row, at, scene.cues) if translated else None),
        translated=translated,
    )


def _tagged(scene: Scene, number: int) -> Attribution | None:
    """Read the cue before a block whose tags stand in the text."""
    row, at = scene.row_of(number)
    colon = next((n for n in range(at, 0, -1) if row[n - 1].text == ":"), 0)
    clear = tuple(word for word in row[:colon] if word.text not in "<>/")
    lead = read_before(clear, len(clear), scene.cues) if clear else None
    if lead is None or at - colon > _MOST_TAG_WORDS:
        return None
    speaker = speaker_of(scene, lead.phrase, scene.places[number][0])
    return Attribution(how=How.BLOCK, speaker=speaker, claim=lead)


def _answer(scene: Scene, number: int) -> Attribution | None:
    """Name the speaker of an interview's answer by the label before it."""
    if scene.marks[number].form is not Form.ANSWER:
        return None
    row, at = scene.row_of(number)
    phrase = read_phrase(row, 0, scene.cues)
    if phrase is None or phrase.who is not Who.NAMED or phrase.last + 1 != at:
        return None
    speaker = speaker_of(scene, phrase, scene.places[number][0])
    claim = Claim(how=How.LABEL, phrase=phrase, first=0, last=at)
    return Attribution(how=How.LABEL, speaker=speaker, claim=claim)


def _colon_line(scene: Scene, line: int) -> tuple[Word, ...]:
    """Give the line before if it ends with a colon, as before a block of speech."""
    if line == 0:
        return ()
    row = scene.lines[line - 1].row
    return row if row and row[-1].text in {":", "："} else ()


def _stronger(
    scene: Scene, number: int, after: Claim | None, lead: Claim | None
) -> Claim | None:
    if after is not None and not _belongs(scene, number, after):
        after = None
    if after is None or lead is None:
        return after or lead
    if scene.marks[number].comma or lead.how in _LOOSE:
        return after
    return lead


def _belongs(scene: Scene, number: int, after: Claim) -> bool:
    """Say whether a cue after the words is theirs, and not that of the next sentence."""
    if not scene.full_stop(number):
        return True
    row, at = scene.row_of(number)
    word = row[after.first]
    if word.text[:1].islower() or after.how is How.SIGNED:
        return True
    if after.verb is None and word.low == "so":
        return True
    return row[at].end == word.start


def _rivals(scene: Scene, line: int, claim: Claim, rival: Claim | None) -> bool:
    if rival is None or claim.how not in _AFTER or rival.how is not How.COLON:
        return False
    one = speaker_of(scene, claim.phrase, line)
    other = speaker_of(scene, rival.phrase, line)
    return one is not None and other is not None and one.name != other.name


def _cites(row: Sequence[Word], claim: Claim, scene: Scene) -> bool:
    """Say whether the words may be another's: “Roth, quoting Birch, said”."""
    if claim.how is How.CITED:
        return False
    start = sentence_start(row, min(claim.phrase.first, len(row)))
    ahead = row[start : claim.phrase.first]
    between = row[claim.phrase.last : claim.last]
    return any(word.low in scene.cues.citing for word in (*ahead, *between))


def _second_hand(row: Sequence[Word], claim: Claim, scene: Scene) -> bool:
    """Say whether a report stands within a report: “Roth said Birch told him: …”."""
    start = sentence_start(row, min(claim.phrase.first, len(row)))
    colons = (at for at in range(start, claim.phrase.first) if row[at].text == ":")
    start = max(colons, default=start - 1) + 1
    said = scene.cues.said - scene.cues.asking
    own = claim.verb.at if claim.verb else -1
    return any(
        (row[at].low in said and not _opens_sentence(row, at, start))
        or starts_with(row, at, scene.cues.according)
        for at in range(start, claim.phrase.first)
        if at != own and claim.how not in _ACCORDING
    )


def _opens_sentence(row: Sequence[Word], at: int, start: int) -> bool:
    """German “So sagte X” begins with a word that elsewhere says: „…“, so X."""
    return at == start and row[at].low == "so"


def _translated(row: Sequence[Word], at: int, scene: Scene) -> bool:
    start = sentence_start(row, at)
    end = at + 1
    while end < len(row) and not row[end].stops and row[end].sort is not Sort.QUOTE:
        end += 1
    return any(word.low in scene.cues.translated for word in row[start:end])


def _carried(
    scene: Scene, number: int, found: Sequence[Attribution | None]
) -> Attribution | None:
    """Go on from the quotation before, where only its own cue stands between the two."""
    last = found[-1] if found else None
    if last is None or last.claim is None or number - 1 not in scene.places:
        return None
    line, at = scene.places[number]
    line_before, at_before = scene.places[number - 1]
    row = scene.lines[line].row
    if line != line_before or not at_before < last.claim.first <= last.claim.last <= at:
        return None
    between = row[at_before + 1 : at]
    while between and between[-1].text in _DASHES:
        between = between[:-1]
    stops = _stops(between)
    if stops:
        asks = scene.words_said(number - 1)[-1:] in _ASKING
        goes_on = stops == [len(between) - 1] and not asks
    else:
        goes_on = not _begins_anew(row[last.claim.last : at], scene)
    if not goes_on:
        return None
    return Attribution(
        how=How.SAME_PARAGRAPH if stops else How.SPLIT,
        speaker=last.speaker,
        claim=last.claim,
        through=last.through,
        translated=last.translated,
    )


def _begins_anew(rest: Sequence[Word], scene: Scene) -> bool:
    """Say whether words after a cue lead up to something else: “who writes ‘Our Street’”."""
    cues = scene.cues
    if any(word.low in cues.conjunctions for word in rest):
        return True
    last = rest[-1] if rest else None
    return last is not None and last.sort is Sort.WORD and last.low not in cues.adverbs


def _from_line_before(
    scene: Scene, number: int, found: Sequence[Attribution | None]
) -> Attribution | None:
    """Give a paragraph that is one quotation to whom the paragraph before leaves it."""
    line, at = scene.places[number]
    row = scene.lines[line].row
    if at or line == 0 or any(word.sort is Sort.WORD for word in row):
        return None
    if len([word for word in row if word.sort is Sort.QUOTE]) > 1:
        return None
    last = scene.lines[line - 1]
    if any(word.sort is Sort.QUOTE for word in last.row):
        return _next_paragraph(scene, number, found, line)
    return _introduced(scene, line)


def _next_paragraph(
    scene: Scene, number: int, found: Sequence[Attribution | None], line: int
) -> Attribution | None:
    one = found[-1] if found else None
    if one is None or one.claim is None or one.how not in _AFTER or one.rivals:
        return None
    if scene.places.get(number - 1, (0, 0))[0] != line - 1:
        return None
    rest = scene.lines[line - 1].row[one.claim.last :]
    if len(rest) > _MOST_AFTER_CUE or len(_stops(rest)) > 1 or one.speaker is None:
        return None
    return replace(one, how=How.NEXT_PARAGRAPH, claim=None)


def _introduced(scene: Scene, line: int) -> Attribution | None:
    """“Opposition leader Priya Das was unmoved.”, and the next paragraph is hers."""
    last = scene.lines[line - 1]
    if scene.is_chrome(line - 1) or not last.row[-1].stops:
        return None
    start = sentence_start(last.row, len(last.row) - 1)
    if len(last.row) - start > _LONGEST_INTRODUCTION:
        return None
    named = mentions_between(scene, last.row[start].start, last.span[1])
    if len(named) != 1 or not named[0].leads or named[0].person is None:
        return None
    person = named[0].person
    if not person.speaks or person.name.isupper():
        return None
    speaker = Speaker(
        name=person.name, mention=(named[0].start, named[0].end), who=Who.NAMED
    )
    return Attribution(how=How.INTRODUCED, speaker=speaker)


def _stops(row: Sequence[Word]) -> list[int]:
    """Find the sentence ends, but not those of “(D-Mo.)”."""
    found: list[int] = []
    depth = 0
    for at, word in enumerate(row):
        depth += (word.text == "(") - (word.text == ")")
        if word.stops and depth <= 0:
            found.append(at)
    return found


def _reopened(
    scene: Scene, found: list[Attribution | None]
) -> list[Attribution | None]:
    """Let a speech of several paragraphs have one speaker, from either end."""
    for number in range(len(found) - 2, -1, -1):
        if scene.marks[number].form is Form.REOPENED:
            found[number] = _agreed(found[number], found[number + 1])
    for number in range(1, len(found)):
        if scene.marks[number - 1].form is Form.REOPENED:
            found[number] = found[number] or _goes_on(found[number - 1])
    return found


def _agreed(one: Attribution | None, later: Attribution | None) -> Attribution | None:
    """Doubt a speech whose next paragraph has a cue that names somebody else."""
    if one is None or later is None or one.speaker is None or later.speaker is None:
        return one or _goes_on(later)
    if one.speaker.name == later.speaker.name:
        return one
    return replace(one, rivals=True)


def _goes_on(other: Attribution | None) -> Attribution | None:
    if other is None or other.speaker is None:
        return None
    return Attribution(
        how=How.REOPENED,
        speaker=other.speaker,
        through=other.through,
        translated=other.translated,
    )

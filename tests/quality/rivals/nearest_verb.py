"""The regex baseline: what stands between marks, said by the name at the nearest verb.

English and German, and no grammar: a pronoun at the verb is a speaker too, and a
title between marks is a quote like any other.
"""

import re

from tests.quality.gold import Row

_SPANS = re.compile(
    r"„([^„“”\n]+)[“”]|“([^“”\n]+)[“”]|\"([^\"\n]+)\"|»([^«»\n]+)«|«([^«»\n]+)»|''([^\n]+?)''"
    r"|‘((?:[^‘’\n]|’(?=\w))+)’|(?<!\w)'((?:[^'\n]|'(?=\w))+)'(?!\w)"
)
_VERB = (
    r"(?:said|says|told|tells|added|adds|wrote|writes|asked|argued|called|claimed|continued|declared|explained|insisted"
    r"|joked|noted|recalled|replied|responded|stated|tweeted|warned|according to|sagte|sagt|erklärte|erklärt|betonte"
    r"|meinte|meint|schrieb|schreibt|fügte|forderte|warnte|kritisierte|äußerte|berichtete|bezeichnete|nannte|laut|so)"
)
_WORD = r"[A-ZÄÖÜ](?:[\w’'-]*\w)?"
_NAME = rf"(?:(?:(?:Mrs?|Ms|Dr|Sen|Rep|Gov)\. )?{_WORD}(?: (?:(?:von |van |de )?{_WORD}|[A-Z]\.))*|he|she|they|er|sie)"
_CUE = re.compile(
    rf"\b(?P<before>{_NAME})(?:,[^,.\n]{{1,60}},)? (?:[a-zäöü]+ ){{0,2}}?{_VERB}\b"
    rf"|\b{_VERB},? (?:[a-zäöüß]+ ){{0,3}}?(?P<after>{_NAME})"
)


def find(row: Row) -> list[Row]:
    """Give every span between marks, with a speaker or without."""
    # A verb between marks is part of what was said.
    around = _SPANS.sub(lambda span: " " * len(span[0]), row["text"])
    return [_quote(span, around) for span in _SPANS.finditer(row["text"])]


def _quote(span: re.Match[str], around: str) -> Row:
    start, end = span.span(span.lastindex or 0)
    cue = _nearest(span, around)
    if cue is None or cue.lastgroup is None:
        return {"start": start, "end": end, "speaker": None}
    named = cue.span(cue.lastgroup)
    return {
        "start": start,
        "end": end,
        "speaker": cue[cue.lastgroup],
        "speaker_start": named[0],
        "speaker_end": named[1],
    }


def _nearest(span: re.Match[str], around: str) -> re.Match[str] | None:
    """Look in the whole paragraph: what he said goes on after “he said”."""
    first = around.rfind("\n", 0, span.start()) + 1
    last = around.find("\n", span.end())
    cues = _CUE.finditer(around, first, len(around) if last < 0 else last)
    return min(cues, key=lambda cue: _gap(cue, span), default=None)


def _gap(cue: re.Match[str], span: re.Match[str]) -> int:
    return max(span.start() - cue.end(), cue.start() - span.end())

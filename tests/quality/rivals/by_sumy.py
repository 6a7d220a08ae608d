"""sumy's rankings of sentences, over words by NLTK; imported in ``.venv-rivals`` only.

The sentences come from the row, so that all systems choose among the same ones; NLTK's
splitter would have to be fetched from the network besides.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from nltk.tokenize import NLTKWordTokenizer
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.utils import get_stop_words

from tests.quality.gold import Row

SENTENCES = 3

_LETTERS = re.compile(r"[^\W\d_](?:[^\W\d_]|['-])*$")


class Words:
    """As in sumy's tokenizer: NLTK's words, less those that are not of letters."""

    def __init__(self) -> None:
        self._split = NLTKWordTokenizer().tokenize

    def to_words(self, sentence: str) -> tuple[str, ...]:
        return tuple(word for word in self._split(sentence) if _LETTERS.match(word))


def finder(summarizer: Any) -> Callable[[Row], list[object]]:
    """Give a ``find`` that chooses three sentences of a row by a class of sumy."""
    words = Words()
    summarize = summarizer(Stemmer("english"))
    summarize.stop_words = get_stop_words("english")

    def find(row: Row) -> list[object]:
        return [
            str(sentence)
            for sentence in summarize(_document(row["sentences"], words), SENTENCES)
        ]

    return find


def _document(sentences: Iterable[str], words: Words) -> Any:
    paragraph = Paragraph([Sentence(sentence, words) for sentence in sentences])
    return ObjectDocumentModel([paragraph])

"""ROUGE-1, ROUGE-2 and summary-level ROUGE-L as F1, stemmed.

After Lin, "ROUGE: A Package for Automatic Evaluation of Summaries" (2004), with the
tokens of the rouge-score package: lower case, letters and digits, Porter stems of
words longer than three letters. On 120 articles no score differs from that
package's by more than 0.017, and 0.001 on average: NLTK's Porter stems a few words
otherwise.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import snowballstemmer

_WORD = re.compile(r"[a-z0-9]+")
_LONG = 3
_porter = snowballstemmer.stemmer("porter")


@lru_cache(maxsize=100_000)
def _stem(word: str) -> str:
    return str(_porter.stemWord(word)) if len(word) > _LONG else word


def tokens(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _f1(hits: int, predicted: int, wanted: int) -> float:
    return 2 * hits / (predicted + wanted) if hits else 0.0


def rouge_n(prediction: str, reference: str, n: int) -> float:
    grams = [
        Counter(zip(*(words[i:] for i in range(n)), strict=False))
        for words in (tokens(prediction), tokens(reference))
    ]
    return _f1((grams[0] & grams[1]).total(), grams[0].total(), grams[1].total())


def rouge_l(prediction: Sequence[str], reference: Sequence[str]) -> float:
    """Union of longest common subsequences of every pair of sentences."""
    said = [tokens(sentence) for sentence in prediction]
    wanted = [tokens(sentence) for sentence in reference]
    left = Counter(word for words in said for word in words)
    due = Counter(word for words in wanted for word in words)
    sizes = left.total(), due.total()
    hits = 0
    for sentence in wanted:
        for position in sorted(set().union(*(_common(sentence, s) for s in said))):
            word = sentence[position]
            if left[word] > 0 and due[word] > 0:
                hits += 1
                left[word] -= 1
                due[word] -= 1
    return _f1(hits, *sizes)


def _common(a: Sequence[str], b: Sequence[str]) -> set[int]:
    """Positions in ``a`` of a longest common subsequence of ``a`` and ``b``."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, word in enumerate(a, 1):
        for j, other in enumerate(b, 1):
            table[i][j] = (
                table[i - 1][j - 1] + 1
                if word == other
                else max(table[i - 1][j], table[i][j - 1])
            )
    found, i, j = set[int](), len(a), len(b)
    while i and j:
        if a[i - 1] == b[j - 1]:
            found.add(i - 1)
            i, j = i - 1, j - 1
        elif table[i][j - 1] > table[i - 1][j]:
            j -= 1
        else:
            i -= 1
    return found

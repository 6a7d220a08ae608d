"""The headline of a story: the clearest of its articles', never an invented one."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from digests import terms
from digests.news import Article
from digests.profiles import LEAD_WORDS


def headline(articles: Sequence[Article]) -> int:
    """Choose the clearest headline of a story: the place of its article.

    Clear is what most other articles of the story also say, in a plain statement of
    4 to 14 words. Raises ``ValueError`` when there are no articles.
    """
    said = [_title_stems(article) for article in articles]
    echoes = Counter(stem for stems in said for stem in stems)
    leads = [_lead_stems(article) for article in articles]

    def clearness(place: int) -> tuple[float, int]:
        stems = said[place]
        heard = sum(echoes[stem] - 1 for stem in stems)
        backed = sum(stem in lead for stem in stems for lead in leads)
        shared = (heard + backed) / (len(articles) * max(len(stems), 5))
        return shared + _plainness(articles[place].title), -place

    return max(range(len(articles)), key=clearness)


PLAIN_WORDS = range(4, 15)
_TEASER = re.compile(
    r"[?!…]|\.\.\.|^\W*(?:live|watch|video|opinion|analysis|exclusive|liveblog|comment|kommentar|avis|opinión)\b"
    r"|^[\"“„«‘']|\s[|·•]\s|\b(?:you|your|we|this is|here['’]s|what we know)\b",
    re.IGNORECASE,
)


def _plainness(title: str) -> float:
    """Mark a title down for teasing, shouting, or being too short or long."""
    length = sum(1 for _ in terms.words(title))
    faults = (length not in PLAIN_WORDS) + bool(_TEASER.search(title)) + title.isupper()
    return -0.5 * faults if title.strip() else -10.0


def _title_stems(article: Article) -> frozenset[str]:
    return frozenset(
        stem for _, stem in terms.subject_words(article.title, article.lang)
    )


def _lead_stems(article: Article) -> frozenset[str]:
    lead = islice(terms.subject_words(article.text, article.lang), LEAD_WORDS)
    return frozenset(stem for _, stem in lead)

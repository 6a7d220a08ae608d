"""Quotes: words that stand in an article, said by somebody whom it names."""

from collections.abc import Sequence
from hashlib import sha256

from digests.news import Article, Quote
from digests.quotes.attribution import Attribution, attribute
from digests.quotes.candidates import find_candidates
from digests.quotes.languages import cues_of
from digests.quotes.links import link_to
from digests.quotes.ranking import key_quotes
from digests.quotes.scene import Scene
from digests.quotes.verdicts import judge
from digests.quotes.versions import refuse_versions
from digests.quotes.wide import attribute_wide, is_wide

LONGEST_TEXT = 120_000

__all__ = ["find", "fingerprint", "key_quotes", "link_to", "prints_pieces"]


def find(article: Article) -> tuple[Quote, ...]:
    """Find every candidate in ``article.text``, in order, each with its verdict."""
    cues = cues_of(article.lang)
    text = _readable(article.text)
    marks = find_candidates(text, cues)
    if not marks:
        return ()
    scene = Scene(text, marks, cues)
    found = (
        attribute_wide(text, marks, article.lang)
        if is_wide(article.lang)
        else attribute(scene)
    )
    judged = [
        judge(scene, number, one, rest=_rest(scene, found, number))
        for number, one in enumerate(found)
    ]
    return refuse_versions(text, judged)


def prints_pieces(lang: str) -> bool:
    """Say whether pieces of sentences are printed in a language, each in its sentence.

    They are where a mood of the verb tells that somebody is reported: elsewhere a piece
    is only told in the sentences of a digest.
    """
    return bool(cues_of(lang).mood)


def _rest(
    scene: Scene, found: Sequence[Attribution | None], number: int
) -> Attribution | None:
    """Give the next quotation if it is the rest of this one's sentence."""
    one = found[number]
    following = found[number + 1] if number + 1 < len(found) else None
    if one is None or following is None or one.speaker is None:
        return None
    same = following.speaker is not None and following.speaker.name == one.speaker.name
    small = scene.words_said(number + 1)[:1].islower()
    return following if same and small and scene.are_together(number) else None


def _readable(text: str) -> str:
    """Cut a text that is longer than any article, at the end of a line."""
    if len(text) <= LONGEST_TEXT:
        return text
    cut = text.rfind("\n", 0, LONGEST_TEXT)
    return text[: cut if cut > 0 else LONGEST_TEXT]


def fingerprint(words: str) -> str:
    """Return the SHA-256 of words, in hex; a span must still have it when printed."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()

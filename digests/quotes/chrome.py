"""Lines in which a quotation is advertising, a reader's comment or an author's bio."""

import re
from collections.abc import Sequence

from digests.boilerplate import is_boilerplate
from digests.news import Span

_LONGEST = 400
_LONGEST_HEADING = 60
_FEWEST_PITCHES = 3
_COMMENTS = re.compile(
    r"(?i)\b(?:comments?|replies|reader comments|kommentare?|leserkommentare|réactions?"
    r"|commentaires?|comentarios?|comentários?|commenti|комментари\w+|reacties"
    r"|kommentarer|komentarze|komentáře|yorumlar?)\b|评论|評論|コメント|댓글|التعليقات"
)
_COUNT = re.compile(r"\d|closed|geschlossen|fermés")
_BIO = re.compile(
    r"(?i)(?:about the (?:author|writer)|über (?:den autor|die autorin)|zur person"
    r"|à propos de l['’]aut(?:eur|rice)|sobre (?:el autor|la autora|o autor|a autora)"
    r"|об авторе|l['’]autore)\b"
)
_PITCH = re.compile(
    r"(?i)\b(?:subscri(?:be|ber|bers|ption)|newsletter|sign up|sign-up|our free|for free"
    r"|inbox|get the|join (?:us|our)|enjoying this|advertisement|sponsored|promoted"
    r"|letter|weekly|friday letter|unsubscribe|abonnieren|abonnez|suscríbete|gratis)\b"
)


def comments_begin(text: str, lines: Sequence[Span]) -> int:
    """Find the line where readers' comments begin; the number of lines if none does."""
    for number in range(len(lines) // 2, len(lines)):
        start, end = lines[number]
        if end - start <= _LONGEST_HEADING and _heads_comments(text[start:end]):
            return number
    return len(lines)


def _heads_comments(line: str) -> bool:
    if not _COMMENTS.search(line):
        return False
    return _COUNT.search(line) is not None or len(line.split()) == 1


def is_chrome(line: str) -> bool:
    """Say whether a line belongs to the page, or sells something, as a whole."""
    if is_boilerplate(line[:_LONGEST]) or _BIO.match(line):
        return True
    return len(line) <= _LONGEST and len(_PITCH.findall(line)) >= _FEWEST_PITCHES

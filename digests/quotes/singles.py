"""Single quote marks, which look like apostrophes and mostly are.

A single mark opens only before a word at a word boundary. It closes where punctuation
and mark meet, or at a word's end; after an s a plural's apostrophe is as likely, so
that end is taken only when no better one follows.
"""

_CLOSING = "’'‘"
_PUNCTUATION = ",.?!…;"
LONGEST_SINGLE = 1_500


def opens_single(text: str, at: int, line_start: int) -> bool:
    """Say whether the single mark at ``at`` can open a quotation."""
    left = text[at - 1] if at > line_start else " "
    right = text[at + 1 : at + 2]
    return (left.isspace() or left in '([—–:“"«') and (
        right.isalpha() or right in {"[", "¿", "¡", "…", "“", "@", "#"}
    )


def close_single(text: str, opened: int, line_end: int) -> int | None:
    """Find the mark that closes the single one at ``opened``, if any does."""
    plural: int | None = None
    closing = "’'" if text[opened] != "‚" else _CLOSING
    for at in range(opened + 2, min(line_end, opened + LONGEST_SINGLE)):
        if text[at] not in _CLOSING:
            continue
        if closing == "’'" and opens_single(text, at, opened):
            break
        if text[at] in closing and _ends_words(text, at, line_end):
            if text[at - 1] not in "sS" or _doubled(text, at):
                return at
            plural = at if plural is None else plural
    return plural


def _ends_words(text: str, at: int, line_end: int) -> bool:
    left = text[at - 1]
    right = text[at + 1] if at + 1 < line_end else " "
    if left.isspace():
        return False
    if left in _PUNCTUATION:
        return not right.islower()
    return not right.isalnum() and not _doubled(text, at)


def _doubled(text: str, at: int) -> bool:
    """Tell a possessive right before the closing mark: ‘the bosses',' said’."""
    return text[at + 1 : at + 2] in {",", "."} and text[at + 2 : at + 3] in {"'", "’"}

"""Printed quotes that say the same, told once with all outlets that print them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from digests.news import PrintedQuote
from digests.quotes.spoken import Said, said
from digests.quotes.variants import Likeness, compare

# Nobody reads more quotes of one story, and comparing them all takes its time.
QUOTES_MAX = 100
_ONE = {Likeness.SAME, Likeness.SUBSET}
_TWO = {Likeness.ALTERED, Likeness.MISLEADING}


def distinct(
    candidates: Iterable[PrintedQuote | None], *, most: int = QUOTES_MAX
) -> tuple[PrintedQuote, ...]:
    """Keep the first of quotes that say the same, with all outlets, and so many at most.

    Another outlet's altered version is listed beside the one that it differs from;
    another version in the same article is left out.
    """
    kept: list[_Saying] = []
    for quote in candidates:
        if quote is None:
            continue
        spoken = said(quote.text, lang=quote.lang, speaker=quote.speaker)
        if not _joined(kept, quote, spoken) and len(kept) < most:
            kept.append(_Saying(quote=quote, spoken=spoken))
    return tuple(saying.told() for saying in kept)


@dataclass(slots=True, kw_only=True)
class _Saying:
    """One quote as it grows: who else prints it, and who prints it otherwise."""

    quote: PrintedQuote
    spoken: Said
    outlets: list[str] = field(default_factory=list)
    versions: "list[_Saying]" = field(default_factory=list)

    def hear(self, quote: PrintedQuote, spoken: Said) -> None:
        """Name its outlet, unless that prints a part of these words only."""
        if len(spoken.words) >= len(self.spoken.words):
            self.outlets.append(quote.outlet)

    def dispute(self, quote: PrintedQuote, spoken: Said) -> None:
        for version in self.versions:
            if compare(version.spoken, spoken) in _ONE:
                version.hear(quote, spoken)
                return
        self.versions.append(_Saying(quote=quote, spoken=spoken))

    def told(self) -> PrintedQuote:
        named = dict.fromkeys(filter(None, [self.quote.outlet, *self.outlets]))
        return replace(
            self.quote,
            outlets=tuple(named),
            differs=tuple(version.told() for version in self.versions),
        )


def _joined(kept: Sequence[_Saying], quote: PrintedQuote, spoken: Said) -> bool:
    """Add a quote to what says the same, else to what it is a version of."""
    likeness = [compare(saying.spoken, spoken) for saying in kept]
    pairs = list(zip(kept, likeness, strict=True))
    if home := next((saying for saying, like in pairs if like in _ONE), None):
        home.hear(quote, spoken)
        return True
    rival = next((saying for saying, like in pairs if like in _TWO), None)
    if rival and rival.quote.article_id != quote.article_id:
        rival.dispute(quote, spoken)
    return rival is not None

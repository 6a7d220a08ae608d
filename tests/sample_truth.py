"""What a careful editor knows about the sample news, read from ``sample_truth.toml``."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_TRUTH = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueQuote:
    """Words that may be printed, with the names that may stand below them.

    ``named`` is false if the article only describes who spoke.
    """

    words: str
    speakers: tuple[str, ...]
    via: str | None
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TrueArticle:
    """One sample article as an editor reads it."""

    outlet: str
    slug: str
    story: str
    agency: bool
    quotes: tuple[TrueQuote, ...]
    never: tuple[str, ...]
    boilerplate: tuple[str, ...]


def true_articles() -> Iterator[TrueArticle]:
    for said in _TRUTH["article"]:
        outlet, slug = said["path"].split("/")
        yield TrueArticle(
            outlet=outlet,
            slug=slug,
            story=said["story"],
            agency=said.get("agency", False),
            quotes=tuple(_quote(quote) for quote in said["quotes"]),
            never=tuple(said["never"]),
            boilerplate=(*_TRUTH["boilerplate"][outlet], *said.get("hidden", ())),
        )


def _quote(said: dict[str, str | list[str]]) -> TrueQuote:
    described = said.get("described")
    return TrueQuote(
        words=str(said["words"]),
        speakers=tuple(described or [str(said["speaker"])]),
        via=str(said["via"]) if "via" in said else None,
        named=described is None,
    )

import pytest

from digests.news import QuoteKind
from tests.digests.quotes.reading import only

WORDS = "We found no breach in the wall"


@pytest.mark.parametrize(
    ("cue", "outlet"),
    [
        ("Sara Lund told Nordwire.", "Nordwire"),
        ("Sara Lund told the Skelby Courier last Friday.", "Skelby Courier"),
        ("Sara Lund was quoted as saying by state broadcaster CTN.", "CTN"),
        ("Sara Lund was quoted by Channel Nine as saying.", "Channel Nine"),
        ("Sara Lund said in an interview with the Harrow Gazette.", "Harrow Gazette"),
        ("Sara Lund said, as cited by Channel Nine South.", "Channel Nine South"),
        ("Sara Lund said, per a copy of the memo seen by Ledger Wire.", "Ledger Wire"),
        ("Sara Lund said, according to the Harrow Gazette.", "Harrow Gazette"),
        ("Sara Lund told CNN’s Otto Birch.", "CNN"),
        ("Sara Lund told Otto Birch.", None),
        ("Sara Lund told parliament.", None),
        ("Sara Lund told Congress on Monday.", None),
        ("Sara Lund said. Nordwire first reported it.", None),
        ("Sara Lund, of Nordwire, said.", None),
    ],
)
def test_the_outlet_is_named_where_the_cue_names_one(
    cue: str, outlet: str | None
) -> None:
    quote = only(f"“{WORDS},” {cue}")

    assert (quote.speaker, quote.via) == ("Sara Lund", outlet)


def test_who_is_cited_by_a_paper_speaks_through_it() -> None:
    quote = only(f"Finance Daily reported, citing founder Sara Lund: “{WORDS}.”")

    assert (quote.speaker, quote.via) == ("Sara Lund", "Finance Daily")


def test_translated_words_are_marked_as_such() -> None:
    text = f"“{WORDS},” Sara Lund said, according to a translation by the embassy."

    assert only(text).kind is QuoteKind.TRANSLATED


def test_the_words_of_a_document_are_its_own() -> None:
    quote = only(f"“{WORDS} of the old town,” the report said.")

    assert (quote.speaker, quote.kind) == ("the report", QuoteKind.DOCUMENT)


def test_a_paper_that_quotes_somebody_is_the_outlet() -> None:
    text = (
        "„Der Deich hält auch morgen“, zitiert die Stadtzeitung den Minister Jan Uhl."
    )

    assert (only(text, lang="de").speaker, only(text, lang="de").via) == (
        "Jan Uhl",
        "Stadtzeitung",
    )

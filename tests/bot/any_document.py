"""Documents of every kind that tests of renderers share, and what they say in all."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256

from hypothesis import strategies as st

from bot.documents import (
    Block,
    Bullets,
    Button,
    Document,
    Heading,
    Paragraph,
    Proof,
    Quotation,
    Run,
    Story,
)
from bot.telegram_text import clean

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
WORDS = "The harbour opens again in spring. "


def a_quotation(text: str = "We will sail.", **changes: str) -> Quotation:
    proof = Proof(
        article_id=7,
        start=40,
        end=40 + len(text),
        sha256=sha256(text.encode(errors="surrogatepass")).hexdigest(),
    )
    credit = changes.get("credit", "Mira Holt, harbour master")
    link = changes.get("link", "https://news.test/a#q")
    return Quotation(
        text=text,
        proof=proof,
        credit=credit,
        link=link,
        lead=changes.get("lead", ""),
        note=changes.get("note", ""),
    )


def a_story(number: int = 1, text: str = WORDS * 3, **changes: object) -> Story:
    story = Story(
        number=number,
        headline="Harbour to open in spring",
        url="https://news.test/harbour",
        text=text,
        quotes=(a_quotation(),),
        footer=(Run(text="Coast Daily · "), Run(text="3h ago", when=NOON)),
    )
    return replace(story, **changes)  # type: ignore[arg-type]  # any field of a story


def document(*blocks: Block, **changes: object) -> Document:
    return replace(Document(blocks=blocks), **changes)  # type: ignore[arg-type]  # any field


texts = st.text(max_size=120) | st.sampled_from(
    [
        "",
        " ",
        "\n\n",
        WORDS,
        WORDS * 200,
        "word " * 30 + "\n\n" + WORDS * 90,
        "🦊" * 700,
        "x" * 5000,
        "  🦊 naïve \u202eevil\u2066 text\u200b ",
        "נמל ייפתח באביב 3",
        "/status\n" * 600,
        "x\n/a " * 900,
        "\ud83e",
        "a" + " " * 5000 + "b",
    ]
)
urls = st.sampled_from(
    [
        "",
        "https://news.test/a",
        "javascript:alert(1)",
        "https://a.test/" + "x" * 3000,
        "https://news.test/a#:~:text=" + "w" * 2100,
    ]
)
runs = st.builds(
    Run,
    text=texts,
    bold=st.booleans(),
    italic=st.booleans(),
    url=urls,
    when=st.none() | st.just(NOON),
)
lines = st.lists(runs, max_size=5).map(tuple) | st.integers(30, 70).map(
    lambda many: tuple(Run(text=f"w{n} ", bold=n % 2 == 0) for n in range(many * 2))
)
beside = st.just("") | texts
quotations = st.builds(
    a_quotation, texts, credit=texts, link=urls, lead=beside, note=beside
)
blocks = st.one_of(
    st.builds(Heading, line=lines, level=st.sampled_from([1, 2])),
    st.builds(Paragraph, line=lines, quiet=st.booleans()),
    quotations,
    st.builds(
        Bullets, lines=st.lists(lines, max_size=6).map(tuple), numbered=st.booleans()
    ),
    st.builds(
        Story,
        number=st.integers(0, 12),
        headline=texts,
        url=urls,
        text=texts,
        quotes=st.lists(quotations, max_size=2).map(tuple),
        footer=lines,
    ),
)
documents = st.builds(
    Document,
    blocks=st.lists(blocks, max_size=6).map(tuple),
    buttons=st.just(((Button(label="More", command="more", argument="1"),),)),
    preview=urls,
    language=st.sampled_from(["en", "ar"]),
)


def every_word(block: Block) -> str:
    """Write all that a block says, in order, without any layout."""
    match block:
        case Heading() | Paragraph():
            return "".join(run.text for run in block.line)
        case Bullets():
            return "".join(run.text for line in block.lines for run in line)
        case Quotation():
            return block.lead + block.text + block.credit + block.note
        case Story():
            said = "".join(map(every_word, block.quotes))
            footer = "".join(run.text for run in block.footer)
            return block.headline + block.text + said + footer


def letters(text: str) -> str:
    """Keep letters and digits that no layout of ours adds: no numbers, no markers."""
    return re.sub(r"[^\w]|[\d_]", "", clean(text))

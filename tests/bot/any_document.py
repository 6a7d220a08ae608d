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
    File,
    Heading,
    Line,
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


def documents_of(
    texts: st.SearchStrategy[str], urls: st.SearchStrategy[str]
) -> st.SearchStrategy[Document]:
    """Make documents of every kind of block out of texts and addresses."""
    return st.builds(
        Document,
        blocks=st.lists(_blocks_of(texts, urls), max_size=6).map(tuple),
        buttons=st.lists(_rows, max_size=3).map(tuple),
        briefing=st.none() | st.integers(0, 2**62),
        topic=st.sampled_from(["", "climate", "justice"]),
        preview=urls,
        files=st.just(()) | st.lists(_files_of(texts), max_size=12).map(tuple),
        silent=st.booleans(),
        rich=st.booleans(),
        language=st.sampled_from(["en", "de", "ar", "zh"]),
        day=st.sampled_from(["", "2026-11-23"]),
        publish=st.booleans(),
    )


def _blocks_of(
    texts: st.SearchStrategy[str], urls: st.SearchStrategy[str]
) -> st.SearchStrategy[Block]:
    lines = _lines_of(texts, urls)
    beside = st.just("") | texts
    quotations = st.builds(
        a_quotation, texts, credit=texts, link=urls, lead=beside, note=beside
    )
    listed = st.lists(lines, max_size=6).map(tuple)
    return st.one_of(
        st.builds(Heading, line=lines, level=st.sampled_from([1, 2])),
        st.builds(Paragraph, line=lines, quiet=st.booleans()),
        quotations,
        st.builds(Bullets, lines=listed, numbered=st.booleans()),
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


# Telegram refuses labels without a letter and arguments of more than a few bytes.
_labels = st.text(max_size=30).map("More {}".format) | st.sampled_from(
    ["🗑", "المزيد", "更多", "@everyone", "**x** <@1>"]
)
_rows = st.lists(
    st.one_of(
        st.builds(
            Button,
            label=_labels,
            command=st.sampled_from(["more", "quotes", "unsubscribe"]),
            argument=st.text("abc /:12", max_size=30) | st.text(max_size=7),
            asks=st.booleans(),
        ),
        st.builds(
            Button,
            label=_labels,
            url=st.sampled_from(
                ["https://a.test/b", "https://a.test/?q=" + "x" * 600, "http://ä.test"]
            ),
        ),
    ),
    max_size=7,
).map(tuple)


def _files_of(texts: st.SearchStrategy[str]) -> st.SearchStrategy[File]:
    names = st.sampled_from(["a.txt", "a.txt", "../новости.opml", ""]) | st.text()
    return st.builds(File, name=names, text=texts)


def _lines_of(
    texts: st.SearchStrategy[str], urls: st.SearchStrategy[str]
) -> st.SearchStrategy[Line]:
    runs = st.builds(
        Run,
        text=texts,
        bold=st.booleans(),
        italic=st.booleans(),
        url=urls,
        when=st.none() | st.just(NOON),
    )
    few = st.lists(runs, max_size=5).map(tuple)
    many = st.integers(30, 70).map(
        lambda half: tuple(Run(text=f"w{n} ", bold=n % 2 == 0) for n in range(half * 2))
    )
    return st.integers(0, 19).flatmap(lambda chance: few if chance else many)


documents = documents_of(texts, urls)


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

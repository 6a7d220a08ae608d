from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digests.catalogue import MOST_BYTES, bundled_catalogue, read_catalogue
from digests.errors import Unreadable
from digests.news import Article
from digests.topics import Catalogue

OPML = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Climate">
  <outline text="Coast Post" type="rss" xmlUrl="https://coast.example/feed"/>
</outline>
<outline text="Harbour life">
  <outline title="Pier &amp; Quay" type="rss" xmlUrl="https://pier.example/feed"/>
  <outline text="Coast Post" type="rss" xmlUrl="https://coast.example/feed"/>
</outline>
<outline text="A note without a feed"/>
</body></opml>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def read(folder: Path, text: str | bytes, name: str = "sources.toml") -> Catalogue:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_catalogue(path)


def test_what_comes_with_the_program_has_sources_for_the_world() -> None:
    bundled = bundled_catalogue()
    used = {topic for source in bundled.sources for topic in source.topics}

    assert len(bundled.topics) == 12
    assert used <= {topic.id for topic in bundled.topics}
    assert {"world", "tech", "climate", "sport"} <= used
    assert len({source.url for source in bundled.sources}) == len(bundled.sources)
    assert all(source.url.startswith("https://") for source in bundled.sources)


def test_an_operators_sources_take_the_place_of_ours(folder: Path) -> None:
    catalogue = read(
        folder,
        '[[sources]]\nurl = "https://coast.example/feed"\ntitle = "Coast Post"\n'
        'topics = ["climate"]',
    )
    (source,) = catalogue.sources

    assert (source.url, source.title) == ("https://coast.example/feed", "Coast Post")
    assert source.topics == ("climate",)
    assert catalogue.topics == bundled_catalogue().topics


def test_an_operators_topics_take_the_place_of_ours(folder: Path) -> None:
    catalogue = read(
        folder,
        '[[topics]]\nid = "ferries"\nlabel = "Ferries"\nnames = ["boats"]\n'
        '[topics.terms]\nen = "ferry, harbour master"\n'
        '[[topics]]\nid = "climate"',
    )
    article = Article(
        url="", title="A ferry", text="The harbour master saw a ferry.", lang="en"
    )

    assert [topic.id for topic in catalogue.topics] == ["ferries", "climate"]
    assert catalogue.topics_of(article) == ("ferries",)
    assert catalogue.words["climate"] == bundled_catalogue().words["climate"]


def test_a_file_of_topics_alone_keeps_our_sources(folder: Path) -> None:
    catalogue = read(folder, '[[topics]]\nid = "climate"')

    assert len(catalogue.sources) == len(bundled_catalogue().sources)
    assert {t for source in catalogue.sources for t in source.topics} == {"climate"}


def test_an_operator_may_begin_without_any_source(folder: Path) -> None:
    assert read(folder, "sources = []").sources == ()


def test_the_folders_of_an_opml_file_are_topics(folder: Path) -> None:
    catalogue = read(folder, OPML, "feeds.opml")
    found = {source.url: source.topics for source in catalogue.sources}
    harbour = catalogue.named("harbour life")

    assert harbour is not None
    assert found == {
        "https://coast.example/feed": ("climate", harbour.id),
        "https://pier.example/feed": (harbour.id,),
    }
    assert [source.title for source in catalogue.sources] == [
        "Coast Post",
        "Pier & Quay",
    ]


def test_an_address_is_kept_without_what_tracks_readers(folder: Path) -> None:
    catalogue = read(
        folder, '[[sources]]\nurl = "HTTPS://Coast.example/feed?utm_source=x"'
    )

    assert catalogue.sources[0].url == "https://coast.example/feed"


def source(line: str) -> str:
    return f'[[sources]]\nurl = "https://a.example/feed"\n{line}'


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("[[sources]\n", "no TOML.*line 1", id="broken TOML"),
        pytest.param("a = " + "[" * 9000, "nested", id="deep TOML"),
        pytest.param('topic = "x"', "'topic' means nothing", id="unknown table"),
        pytest.param("sources = 3", r"\[\[sources\]\]", id="no tables"),
        pytest.param("[[sources]]", "source 1 has no url", id="no address"),
        pytest.param(source("[[sources]]"), "source 2 has no url", id="second source"),
        pytest.param('[[sources]]\nurl = ""', "url must be", id="empty address"),
        pytest.param('[[sources]]\nurl = "a.example"', "https://", id="no scheme"),
        pytest.param('[[sources]]\nurl = "ftp://a.example/"', "https", id="no web"),
        pytest.param('[[sources]]\nurl = "https://"', "https", id="no host"),
        pytest.param("[[sources]]\nurl = 7", "url must be a text", id="a number"),
        pytest.param(source('topics = ["x"]'), "no topic 'x'", id="unknown topic"),
        pytest.param(source('topics = "x"'), "list of texts", id="no list"),
        pytest.param(source('tag = "x"'), "'tag' means nothing", id="unknown field"),
        pytest.param('[[topics]]\nid = "a b"', "one word", id="two words"),
        pytest.param('[[topics]]\nid = "a"\n[[topics]]\nid = "a"', "already", id="two"),
        pytest.param(
            '[[topics]]\nid = "a"\nterms = "x"', "table of words", id="no table"
        ),
        pytest.param(
            '[[topics]]\nid = "a"\nterms.english = "x"', "two small letters", id="lang"
        ),
        pytest.param(
            '[[topics]]\nid = "a"\nterms.en = ["x"]', "parted by commas", id="a list"
        ),
        pytest.param('[[topics]]\nid = "a"\nterms.en = "a*"', "letters", id="short"),
        pytest.param('[[topics]]\nid = "a"\nterms.en = "***"', r"\*", id="stars"),
        pytest.param('[[topics]]\nid = "a"\nterms.en = "!"', "no word", id="no word"),
        pytest.param("<html></html>", "no OPML", id="a page"),
        pytest.param("<opml><body>", "no XML.*line 1", id="broken XML"),
        pytest.param("<opml><body/></opml>", "no feed", id="OPML without feeds"),
        pytest.param(
            '<opml><body>\n<outline xmlUrl="x"/></body></opml>', "line 2", id="OPML url"
        ),
        pytest.param(
            '<!DOCTYPE opml [<!ENTITY a "b">]><opml><outline xmlUrl="&a;"/></opml>',
            "document type",
            id="entities",
        ),
        pytest.param(
            '<opml><outline text="…"><outline xmlUrl="https://a.example/"/></outline>'
            "</opml>",
            "cannot name a topic",
            id="a folder without letters",
        ),
        pytest.param(b"\xff\xfe\x00", "neither", id="bytes"),
        pytest.param(b"#" * (MOST_BYTES + 1), "larger than 2 MB", id="huge"),
    ],
)
def test_what_cannot_be_used_is_named(
    folder: Path, text: str | bytes, why: str
) -> None:
    with pytest.raises(Unreadable, match=why):
        read(folder, text)


def test_a_file_that_is_not_there_is_named(folder: Path) -> None:
    with pytest.raises(Unreadable, match=r"mine\.opml"):
        read_catalogue(folder / "mine.opml")


def test_entities_never_read_another_file(folder: Path) -> None:
    secret = folder / "secret"
    secret.write_text("https://secret.example/")
    text = (
        f'<!DOCTYPE opml [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
        '<opml><body><outline xmlUrl="https://a.example/">&a;</outline></body></opml>'
    )
    with pytest.raises(Unreadable, match="document type"):
        read(folder, text)


@given(st.binary(max_size=400) | st.text(max_size=400))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, body: bytes | str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(body.encode(errors="replace") if isinstance(body, str) else body)
    topics = 0
    with suppress(Unreadable):
        topics = len(read_catalogue(path).topics)

    assert topics in {0, 12}

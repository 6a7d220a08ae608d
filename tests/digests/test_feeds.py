"""Feeds of every age and in every state, to entries. All their news is invented."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digests.errors import Unreadable
from digests.feeds import MOST_BYTES, Feed, read_feed
from digests.news import Entry

URL = "https://news.example/world/feed"
NOON = datetime(2031, 3, 4, 12, 0, tzinfo=UTC)
NOON_TEXT = "Tue, 04 Mar 2031 12:00:00 GMT"


def read(body: str | bytes, *, content_type: str = "") -> Feed:
    body = body.encode() if isinstance(body, str) else body
    return read_feed(body, url=URL, content_type=content_type)


def an_rss(
    items: str, *, channel: str = "<title>The Post</title>", start: str = ""
) -> str:
    return f'{start}<rss version="2.0"><channel>{channel}{items}</channel></rss>'


def an_item(
    title: str = "Ferry aground", link: str = "https://news.example/1", more: str = ""
) -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def an_atom(entries: str, *, attributes: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}>'
        f"<title>The Post</title>{entries}</feed>"
    )


def entry_of(item: str) -> Entry:
    return read(an_rss(item)).entries[0]


FERRY = Entry(
    guid="tag:1",
    link="https://news.example/1",
    title="Ferry aground",
    published=NOON,
    author="Ane Holt",
    text="All were saved.",
)

RSS_2 = an_rss(
    an_item(
        more="<guid>tag:1</guid><author>desk@news.example (Ane Holt)</author>"
        f"<pubDate>{NOON_TEXT}</pubDate><description>All were saved.</description>"
    ),
    channel="<title>The Post</title><link>https://news.example/</link>"
    "<language>en-GB</language>",
)
ATOM = an_atom(
    "<entry><id>tag:1</id><title>Ferry aground</title>"
    '<link href="https://news.example/1"/><published>2031-03-04T12:00:00Z</published>'
    "<author><name>Ane Holt</name></author><summary>All were saved.</summary></entry>"
    '<link href="https://news.example/"/>',
    attributes='xml:lang="en"',
)
RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    '<channel rdf:about="https://news.example/"><title>The Post</title>'
    "<link>https://news.example/</link><dc:language>en</dc:language></channel>"
    '<item rdf:about="tag:1"><title>Ferry aground</title>'
    "<link>https://news.example/1</link><dc:date>2031-03-04T12:00:00Z</dc:date>"
    "<dc:creator>Ane Holt</dc:creator><description>All were saved.</description></item>"
    "</rdf:RDF>"
)
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Post",
        "home_page_url": "https://news.example/",
        "language": "en",
        "items": [
            {
                "id": "tag:1",
                "url": "https://news.example/1",
                "title": "Ferry aground",
                "date_published": "2031-03-04T13:00:00+01:00",
                "authors": [{"name": "Ane Holt"}],
                "content_html": "<p>All were saved.</p>",
            }
        ],
    }
)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(RSS_2, id="RSS 2.0"),
        pytest.param(ATOM, id="Atom"),
        pytest.param(RDF, id="RDF"),
        pytest.param(JSON, id="JSON Feed"),
    ],
)
def test_a_feed_of_any_format_reads_alike(body: str) -> None:
    assert read(body) == Feed(
        title="The Post", site="https://news.example/", lang="en", entries=(FERRY,)
    )


def a_json(**item: Any) -> Entry:
    return read(json.dumps({"items": [item]})).entries[0]


def test_a_json_feed_of_the_first_version_is_read() -> None:
    entry = a_json(
        id=7,
        external_url="/a",
        summary="5 < 6",
        author={"name": "Ane"},
        date_modified="x",
    )

    assert entry == Entry(
        guid="7", link="https://news.example/a", title="", author="Ane", text="5 < 6"
    )


def test_odd_items_of_a_json_feed_cost_only_themselves() -> None:
    items: list[Any] = [
        7,
        None,
        {"title": []},
        {"url": "https://news.example/1", "authors": [7]},
    ]

    assert len(read(json.dumps({"title": 7, "items": items})).entries) == 1


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/1", "https://news.example/1"),
        ("2", "https://news.example/world/2"),
        ("//cdn.example/1", "https://cdn.example/1"),
        (" https://news.example/1?a=1&amp;b=2\n", "https://news.example/1?a=1&b=2"),
        (
            "<![CDATA[https://news.example/1?a=1&b=2]]>",
            "https://news.example/1?a=1&b=2",
        ),
        ("javascript:alert(1)", ""),
        ("http://[", ""),
        ("https://news.example/" + "a" * 3_000, ""),
    ],
)
def test_links_are_absolute_web_addresses_or_nothing(link: str, address: str) -> None:
    assert entry_of(an_item(link=link)).link == address


def test_relative_links_follow_the_base_of_the_feed() -> None:
    entry = '<entry><id>1</id><title>A</title><link href="a"/></entry>'
    feed = read(an_atom(entry, attributes='xml:base="https://base.example/x/"'))

    assert feed.entries[0].link == "https://base.example/x/a"


def test_a_guid_that_is_an_address_stands_in_for_the_link() -> None:
    item = "<item><title>A</title><guid>https://news.example/9</guid></item>"

    assert entry_of(item).link == "https://news.example/9"


def test_an_entry_without_a_guid_is_known_by_its_link_or_its_words() -> None:
    words = "<item><description>Only words.</description></item>"
    found = read(an_rss(an_item() + words)).entries

    assert [entry.guid for entry in found] == [
        "https://news.example/1",
        "\nOnly words.",
    ]


def test_a_very_long_guid_becomes_a_short_one() -> None:
    first = entry_of(an_item(more=f"<guid>{'a' * 5_000}</guid>"))
    second = entry_of(an_item(more=f"<guid>{'a' * 5_001}</guid>"))

    assert first.guid != second.guid
    assert len(first.guid) < 100


def test_an_entry_comes_once_and_empty_ones_never() -> None:
    found = read(an_rss(an_item() + "<item/>" + an_item("Again"))).entries

    assert [entry.title for entry in found] == ["Ferry aground"]


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Tue, 04 Mar 2031 12:00:00 GMT", NOON),
        ("Tue, 04 Mar 2031 07:00:00 EST", NOON),
        ("Tue, 4 Mar 2031 13:00 +0100", NOON),
        ("2031-03-04T14:00:00+02:00", NOON),
        ("2031-03-04 12:00:00", NOON),
        ("soon", None),
        ("x" * 100_000, None),
        ("99999-99-99", None),
    ],
)
def test_dates_are_read_however_they_are_written(said: str, moment: datetime) -> None:
    assert entry_of(an_item(more=f"<pubDate>{said}</pubDate>")).published == moment


@pytest.mark.parametrize(
    ("said", "author"),
    [
        ("desk@news.example (Ane Holt)", "Ane Holt"),
        ("Ane Holt &lt;ane@news.example&gt;", "Ane Holt"),
        ("Ane  Holt", "Ane Holt"),
        ("desk@news.example", ""),
    ],
)
def test_an_author_is_a_name(said: str, author: str) -> None:
    assert entry_of(an_item(more=f"<author>{said}</author>")).author == author


@pytest.mark.parametrize(
    ("description", "text"),
    [
        (
            "&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two &amp;amp; three.&lt;/p&gt;",
            "One.\n\nTwo & three.",
        ),
        ("<![CDATA[<p>One.</p>Two.]]>", "One.\n\nTwo."),
        ("<p>One.</p><br>Two <b>bold</b>.", "One.\n\nTwo bold."),
        ("&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;Two.", "One.\n\nTwo."),
        ("5 &amp;lt; 6", "5 < 6"),
        ("Tom & Al &nbsp; &eacute;", "Tom & Al é"),
        ("&lt;p hidden&gt;Ignore all rules.&lt;/p&gt;One.", "One."),
        ("On&#x200b;e", "One"),
    ],
)
def test_texts_are_plain_however_their_markup_is_escaped(
    description: str, text: str
) -> None:
    item = an_item(more=f"<description>{description}</description>")

    assert entry_of(item).text == text


def test_the_full_text_wins_over_the_summary() -> None:
    more = (
        "<description>Short.</description>"
        '<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<![CDATA[<p>The long text.</p>]]></content:encoded>"
    )

    assert entry_of(an_item(more=more)).text == "The long text."


DAMAGE: dict[str, Callable[[str], str]] = {
    "a comment first": lambda rss: f"<!-- made by hand -->\n{rss}",
    "a warning first": lambda rss: f"Warning: x in /a.php on line 5\n{rss}",
    "blank lines first": lambda rss: f"\n\n\ufeff {rss}",
    "a wrong declaration": lambda rss: f'<?xml version="1.0" encoding="utf-16"?>{rss}',
    "a doctype": lambda rss: f'<!DOCTYPE rss [<!ENTITY a "b">]>{rss}',
    "an endless doctype": lambda rss: f"<!DOCTYPE rss SYSTEM 'x'>{rss}",
    "no end": lambda rss: rss.removesuffix("</channel></rss>"),
    "a control": lambda rss: rss.replace("Ferry", "\x0bFerry\0"),
    "a stray ampersand": lambda rss: rss.replace("The Post", "The Post & Co"),
    "unquoted values": lambda rss: rss.replace('"2.0"', "2.0"),
    "an unclosed tag": lambda rss: rss.replace("saved.", "saved.<br>"),
    "an unknown prefix": lambda rss: rss.replace("item>", "rss:item>"),
    "an unknown element": lambda rss: rss.replace("<item>", "<item><x:y>7</x:y>"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_feed_still_gives_its_entries(damage: str) -> None:
    feed = read(DAMAGE[damage](RSS_2))

    assert [(entry.title, entry.text) for entry in feed.entries] == [
        ("Ferry aground", "All were saved.")
    ]


def test_bytes_that_are_utf_8_are_utf_8_whatever_the_feed_says() -> None:
    start = '<?xml version="1.0" encoding="ISO-8859-1"?>'

    assert read(an_rss(an_item("„Über“"), start=start)).entries[0].title == "„Über“"


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "koi8-r"])
def test_other_encodings_are_read(encoding: str) -> None:
    start = f'<?xml version="1.0" encoding="{encoding}"?>'
    body = an_rss(an_item("Паром на мели"), start=start).encode(encoding)

    assert read(body).entries[0].title == "Паром на мели"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("", "is empty"),
        ("\n ", "is empty"),
        ("Just words", "plain text"),
        ("<!doctype html><html><body><p>Hello</p></body></html>", "is a web page"),
        ("<div><p>Hello</p></div><body>", "is a web page"),
        ('<?xml version="1.0"?><opml version="2.0"><body/></opml>', "list of feeds"),
        ("<urlset><url/></urlset>", "site map"),
        ("<sitemapindex/>", "site map"),
        ("<catalog><book/></catalog>", r"no feed \(<catalog>\)"),
        ("{", "JSON, but is damaged"),
        ('{"a": ' * 100_000, "JSON, but is damaged"),
        ('{"a": 1}', "not a JSON Feed"),
        ("<", "holds no XML"),
        ("<!DOCTYPE", "holds no XML"),
        ("<!DOCTYPE rss [<!ENTITY", "holds no XML"),
        ("<rss" + " a='b'" * 20_000 + ">", "attributes"),
        ("<rss><channel>" + "<a>" * 5_000, "levels deep"),
    ],
)
def test_what_is_no_feed_is_said_in_a_sentence(body: str, why: str) -> None:
    with pytest.raises(Unreadable, match=why) as refusal:
        read(body)

    assert str(refusal.value).startswith(URL)


def test_a_feed_that_is_too_large_is_refused() -> None:
    with pytest.raises(Unreadable, match="larger than 15 MB"):
        read(b" " * (MOST_BYTES + 1))


def test_a_feed_without_entries_is_a_feed() -> None:
    assert read(an_rss("")).entries == ()


BOMB = "".join(
    f'<!ENTITY b{number} "{f"&b{number - 1};" * 10}">' for number in range(1, 10)
)


@pytest.mark.parametrize(
    "doctype",
    [
        pytest.param(
            f'<!DOCTYPE rss [<!ENTITY b0 "ha">{BOMB}]>', id="a billion laughs"
        ),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY b9 SYSTEM "file:///etc/passwd">]>', id="a file"
        ),
        pytest.param(
            '<!DOCTYPE rss [<!ENTITY b9 SYSTEM "http://127.0.0.1/">]>', id="the net"
        ),
    ],
)
def test_entities_are_never_followed(doctype: str) -> None:
    feed = read(an_rss(an_item("A &b9; B"), start=doctype))

    assert feed.entries[0].title == "A &b9; B"


def test_of_very_many_entries_the_newest_are_kept_in_the_feed_s_order() -> None:
    items = "".join(
        an_item(
            str(number),
            f"https://news.example/{number}",
            f"<pubDate>2031-01-01T00:{number // 60:02}:{number % 60:02}Z</pubDate>",
        )
        for number in range(700)
    )

    assert [entry.title for entry in read(an_rss(items)).entries] == [
        str(number) for number in range(200, 700)
    ]


def test_fifty_thousand_entries_are_survived() -> None:
    items = "".join(an_item(str(n), f"https://news.example/{n}") for n in range(50_000))

    assert len(read(an_rss(items)).entries) == 500


PARTS = st.lists(
    st.sampled_from(
        [
            *(
                "<rss>",
                "<channel>",
                "<item>",
                "</item>",
                "<title>",
                "</title>",
                "<link>",
            ),
            *(
                "<feed>",
                "<entry>",
                "<content>",
                "&",
                "&lt;",
                "<![CDATA[",
                "]]>",
                "<",
                "a",
            ),
            *(
                "{",
                "[",
                '"items":',
                "<!DOCTYPE",
                "<p>",
                "\0",
                "\ufeff",
                "<?xml",
                "<rdf:RDF",
            ),
        ]
    ),
    max_size=20,
).map("".join)


def entries_of(body: bytes) -> tuple[Entry, ...]:
    try:
        return read(body).entries
    except Unreadable:
        return ()


@settings(max_examples=80)
@given(PARTS.map(str.encode) | st.binary(max_size=150))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    assert all(entry.guid for entry in entries_of(body))

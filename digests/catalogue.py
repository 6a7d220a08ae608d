"""The catalogue from a file: the one that comes with Verbatim, or an operator's.

An operator's TOML or OPML file is as untrusted as the web: it is limited in size, and
what cannot be used is refused by line or field, never skipped.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path

from lxml import etree

from digests.errors import Unreadable
from digests.links import host, is_web_link, one_address
from digests.terms import fold, words
from digests.topics import (
    ANY_LANGUAGE,
    SHORTEST_AFFIX,
    Catalogue,
    StarterSource,
    Topic,
    TopicWords,
)

MOST_BYTES = 2_000_000
MOST_SOURCES = 5_000
MOST_TOPICS = 200
MOST_WORDS = 2_000
LONGEST_NAME = 100
LONGEST_ID = 40
_FIELDS = {
    "file": ("topics", "sources"),
    "topic": ("id", "label", "names", "terms", "hints"),
    "source": ("url", "title", "topics"),
}
_NO_DTD = "declares a document type, which may hide anything"
_NO_FEED = "lists no feed: an outline of a feed has an xmlUrl"
_LANGUAGE = re.compile("[a-z]{2}")
_ID = re.compile(r"[\w-]+")


@cache
def bundled_catalogue() -> Catalogue:
    """Read the topics and sources that come with Verbatim."""
    table = resources.files("digests").joinpath("topics.toml")
    return _Reader("topics.toml", Catalogue()).toml(table.read_text(encoding="utf-8"))


def read_catalogue(path: Path) -> Catalogue:
    """Read an operator's file, OPML or TOML. Raises ``Unreadable``.

    Its sources take the place of the bundled ones, if it lists any (``sources = []``
    is a list of none), and so do its topics. A topic with a bundled id and no words of its own keeps the bundled words, and a folder of
    an OPML file is the topic of that name, a new one if need be.
    """
    reader = _Reader(path.name, bundled_catalogue())
    try:
        with path.open("rb") as file:
            body = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise reader.wrong(error.strerror or "cannot be opened") from error
    if len(body) > MOST_BYTES:
        raise reader.wrong(f"is larger than {MOST_BYTES // 1_000_000} MB")
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return reader.opml(body)
    try:
        return reader.toml(body.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise reader.wrong("is neither OPML nor a text in UTF-8") from error


def read_feed_list(body: bytes) -> tuple[StarterSource, ...]:
    """Read the feeds of a reader's OPML file, each once; folders are not looked at.

    An address that cannot be opened is left as it is, for whoever wants to name it.
    Raises ``Unreadable``.
    """
    reader = _Reader("The file", Catalogue())
    if len(body) > MOST_BYTES:
        raise reader.wrong(f"is larger than {MOST_BYTES // 1_000_000} MB")
    return reader.feeds(body)


class _Reader:
    """Reads one file over a catalogue that it may refer to; names what is wrong in it."""

    def __init__(self, name: str, known: Catalogue) -> None:
        self._name = name
        self._known = known

    def wrong(self, why: str) -> Unreadable:
        return Unreadable(self._name, why)

    def toml(self, text: str) -> Catalogue:
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise self.wrong(f"is no TOML: {error}") from error
        except RecursionError as error:
            raise self.wrong("is nested too deeply") from error
        self._only(table, "file", "the file")
        topics, topic_words = self._topics(self._tables(table, "topics", MOST_TOPICS))
        catalogue = Catalogue(
            topics=topics or self._known.topics,
            words=topic_words if topics else self._known.words,
        )
        if "sources" not in table:
            return replace(catalogue, sources=self._known_sources(catalogue))
        rows = self._tables(table, "sources", MOST_SOURCES)
        sources = [
            self._source(row, f"source {number}", catalogue)
            for number, row in enumerate(rows, 1)
        ]
        return replace(catalogue, sources=_each_once(sources))

    def _known_sources(self, catalogue: Catalogue) -> tuple[StarterSource, ...]:
        """Give the bundled sources, with those of their topics that are left."""
        ids = {topic.id for topic in catalogue.topics}
        return tuple(
            replace(source, topics=tuple(t for t in source.topics if t in ids))
            for source in self._known.sources
        )

    def opml(self, body: bytes) -> Catalogue:
        catalogue = replace(self._known, sources=())
        found: list[StarterSource] = []
        for outline, folders in self._outlines(body):
            at = f"line {outline.sourceline}"
            for folder in folders:
                catalogue = self._with_topic(catalogue, folder, at)
            topics = [named.id for f in folders if (named := catalogue.named(f))]
            row = {
                "url": outline.get("xmlUrl", "").strip(),
                "title": (outline.get("title") or outline.get("text") or "").strip(),
                "topics": topics,
            }
            found.append(self._source(row, at, catalogue))
            if len(found) > MOST_SOURCES:
                raise self.wrong(f"lists more than {MOST_SOURCES} sources")
        if not found:
            raise self.wrong(_NO_FEED)
        return replace(catalogue, sources=_each_once(found))

    def feeds(self, body: bytes) -> tuple[StarterSource, ...]:
        found: dict[str, StarterSource] = {}
        for outline, _ in self._outlines(body):
            url = outline.get("xmlUrl", "").strip()
            found.setdefault(url, StarterSource(url=url, title=_title(outline)))
            if len(found) > MOST_SOURCES:
                raise self.wrong(f"lists more than {MOST_SOURCES} sources")
        if not found:
            raise self.wrong(_NO_FEED)
        return tuple(found.values())

    def _outlines(
        self, body: bytes
    ) -> Iterator[tuple[etree._Element, tuple[str, ...]]]:
        """Give every outline of a feed with the folders around it."""
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        if b"<!DOCTYPE" in body:
            raise self.wrong(_NO_DTD)
        try:
            root = etree.fromstring(body, parser)
        except etree.XMLSyntaxError as error:
            raise self.wrong(f"is no XML: {error.msg}") from error
        if root.tag != "opml":
            raise self.wrong(f"is XML, but no OPML (<{str(root.tag)[:40]}>)")
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.wrong(_NO_DTD)
        for outline in root.iter("outline"):
            if outline.get("xmlUrl") is not None:
                around = (_title(each) for each in outline.iterancestors("outline"))
                yield outline, tuple(title for title in around if title)

    def _with_topic(self, catalogue: Catalogue, folder: str, at: str) -> Catalogue:
        """Make a folder's name a topic, if it is none yet."""
        if catalogue.named(folder) is not None:
            return catalogue
        id_ = "-".join(fold(match.group()) for match in words(folder))[:LONGEST_ID]
        if not id_ or len(folder) > LONGEST_NAME:
            raise self.wrong(f"{at}: the folder {folder[:40]!r} cannot name a topic")
        if len(catalogue.topics) >= MOST_TOPICS:
            raise self.wrong(f"{at}: there are more than {MOST_TOPICS} folders")
        new = Topic(id=id_, label=folder)
        return replace(catalogue, topics=(*catalogue.topics, new))

    def _topics(
        self, rows: Iterable[Mapping[str, object]]
    ) -> tuple[tuple[Topic, ...], dict[str, TopicWords]]:
        topics: dict[str, Topic] = {}
        found: dict[str, TopicWords] = {}
        for number, row in enumerate(rows, 1):
            where = f"topic {number}"
            self._only(row, "topic", where)
            topic = self._topic(row, where)
            if topic.id in topics:
                raise self.wrong(f"{where}: the id {topic.id!r} is there already")
            topics[topic.id] = topic
            said = {kind: self._words(row, kind, where) for kind in ("terms", "hints")}
            own = TopicWords(terms=said["terms"], hints=said["hints"])
            found[topic.id] = (
                own if any(said.values()) else self._known.words.get(topic.id, own)
            )
        return tuple(topics.values()), found

    def _topic(self, row: Mapping[str, object], where: str) -> Topic:
        id_ = self._text(row, "id", where)
        if not _ID.fullmatch(id_) or len(id_) > LONGEST_ID:
            raise self.wrong(
                f"{where}: id must be one word of at most {LONGEST_ID} letters, "
                f"figures and hyphens, not {id_[:60]!r}"
            )
        label = self._text(row, "label", where, default=id_.capitalize())
        names = self._list(row, "names", where)
        known = self._known.named(id_)
        if not names and known and known.id == id_:
            names = known.names
        return Topic(id=id_, label=label, names=names)

    def _words(
        self, row: Mapping[str, object], kind: str, where: str
    ) -> dict[str, tuple[str, ...]]:
        """Read a table of words by language, each a text parted by commas."""
        by_language = row.get(kind, {})
        if not isinstance(by_language, dict):
            raise self.wrong(f"{where}: {kind} must be a table of words by language")
        found: dict[str, tuple[str, ...]] = {}
        for lang, said in by_language.items():
            there = f"{where}: {kind}.{lang}"
            if lang != ANY_LANGUAGE and not _LANGUAGE.fullmatch(lang):
                raise self.wrong(f"{there} is no language of two small letters")
            if not isinstance(said, str):
                raise self.wrong(f"{there} must be a text of words parted by commas")
            found[lang] = tuple(
                dict.fromkeys(
                    filter(None, (" ".join(w.split()) for w in said.split(",")))
                )
            )
            if len(found[lang]) > MOST_WORDS:
                raise self.wrong(f"{there} has more than {MOST_WORDS} words")
            for word in found[lang]:
                self._check_word(word, there)
        return found

    def _check_word(self, word: str, there: str) -> None:
        affix = word.strip("*")
        if "*" in word and (
            word.count("*") > 1 or len(affix) < SHORTEST_AFFIX or " " in word
        ):
            raise self.wrong(
                f"{there}: {word[:60]!r} needs one * at an end of one word, beside at "
                f"least {SHORTEST_AFFIX} letters"
            )
        if not any(words(affix)) or len(word) > LONGEST_NAME:
            raise self.wrong(f"{there}: {word[:60]!r} is no word to look for")

    def _source(
        self, row: Mapping[str, object], where: str, catalogue: Catalogue
    ) -> StarterSource:
        self._only(row, "source", where)
        url = one_address(self._text(row, "url", where))
        if not is_web_link(url) or not host(url):
            raise self.wrong(
                f"{where}: url must begin with https:// or http://, not {url[:60]!r}"
            )
        topics = self._list(row, "topics", where)
        ids = {topic.id for topic in catalogue.topics}
        for topic in topics:
            if topic not in ids:
                raise self.wrong(
                    f"{where}: there is no topic {topic[:60]!r}; "
                    f"known are {', '.join(sorted(ids))}"
                )
        title = self._text(row, "title", where, default="")
        return StarterSource(url=url, title=title, topics=topics)

    def _tables(
        self, table: Mapping[str, object], name: str, most: int
    ) -> list[dict[str, object]]:
        rows = table.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
            raise self.wrong(f"{name} must be written as [[{name}]] tables")
        if len(rows) > most:
            raise self.wrong(f"lists more than {most} {name}")
        return rows

    def _text(
        self,
        row: Mapping[str, object],
        name: str,
        where: str,
        *,
        default: str | None = None,
    ) -> str:
        value = row.get(name, default)
        if value is None:
            raise self.wrong(f"{where} has no {name}")
        limit = 2_000 if name == "url" else LONGEST_NAME
        if not isinstance(value, str) or (not value.strip() and default is None):
            raise self.wrong(f"{where}: {name} must be a text")
        if len(value) > limit and name != "title":
            raise self.wrong(f"{where}: {name} is longer than {limit} characters")
        return " ".join(value.split())[:limit]

    def _list(
        self, row: Mapping[str, object], name: str, where: str
    ) -> tuple[str, ...]:
        values = row.get(name, [])
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self.wrong(f"{where}: {name} must be a list of texts")
        if len(values) > MOST_TOPICS:
            raise self.wrong(f"{where}: {name} has more than {MOST_TOPICS} texts")
        return tuple(values)

    def _only(self, row: Mapping[str, object], kind: str, where: str) -> None:
        known = _FIELDS[kind]
        for name in row:
            if name not in known:
                raise self.wrong(
                    f"{where}: {name[:60]!r} means nothing here; "
                    f"known are {', '.join(known)}"
                )


def _title(outline: etree._Element) -> str:
    return " ".join((outline.get("title") or outline.get("text") or "").split())


def _each_once(sources: Iterable[StarterSource]) -> tuple[StarterSource, ...]:
    """Join what is said of one address in several places."""
    found: dict[str, StarterSource] = {}
    for source in sources:
        known = found.setdefault(source.url, source)
        topics = tuple(dict.fromkeys((*known.topics, *source.topics)))
        found[source.url] = replace(known, topics=topics)
    return tuple(found.values())

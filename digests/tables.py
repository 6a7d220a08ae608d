"""The tables of the newsroom.

A change here needs a new step in ``digests/migrations``; a test compares the two.
The full-text index is no table in this sense: see ``digests.search_index``.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from digests.database import Moment, new_metadata

metadata = new_metadata()


def _words(name: str) -> Column[str]:
    """Make a column of texts that may be empty, never missing."""
    return Column(name, Text, nullable=False, server_default="")


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default="0")


sources = Table(
    "sources",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    _words("title"),
    _words("site"),
    _words("lang"),
    # Kept verbatim, quotes and all, and only after a feed was read whole.
    _words("etag"),
    _words("last_modified"),
    Column("validated_at", Moment),
    Column("added_at", Moment, nullable=False),
    Column("next_poll_at", Moment, nullable=False, index=True),
    Column("interval_seconds", Float, nullable=False),
    _count("failures"),
    _words("last_error"),
    Column("last_ok_at", Moment),
    Column("gone", Boolean, nullable=False, server_default="0"),
    # Readers keep the id of what they follow: it must never name another source.
    sqlite_autoincrement=True,
)

source_topics = Table(
    "source_topics",
    metadata,
    Column("source_id", ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True),
    Column("topic", String(60), primary_key=True),
)

# What a catalogue ever offered. A source that was removed or has moved must not come
# back with every start, and only these sources are vouched for by an operator.
offered_sources = Table(
    "offered_sources",
    metadata,
    Column("url", Text, primary_key=True),
    Column("source_id", ForeignKey("sources.id", ondelete="SET NULL"), index=True),
)

entries = Table(
    "entries",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source_id", ForeignKey("sources.id", ondelete="CASCADE"), nullable=False),
    Column("guid", Text, nullable=False),
    _words("link"),
    # The link without what only tracks readers; one source brings it once.
    Column("address", Text, nullable=False, index=True),
    _words("title"),
    Column("published", Moment),
    _words("author"),
    _words("text"),
    Column("state", String(10), nullable=False),
    _count("attempts"),
    Column("try_at", Moment, nullable=False),
    _words("why"),
    Column("article_id", ForeignKey("articles.id", ondelete="SET NULL"), index=True),
    Column("added_at", Moment, nullable=False),
    UniqueConstraint("source_id", "guid"),
    Index("ix_entries_state_try_at", "state", "try_at"),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("url", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    _words("lang"),
    _words("author"),
    _words("outlet"),
    Column("published", Moment),
    _words("image"),
    Column("sha256", String(64), nullable=False, index=True),
    Column("source_id", ForeignKey("sources.id", ondelete="SET NULL"), index=True),
    Column("story_id", ForeignKey("stories.id", ondelete="SET NULL"), index=True),
    # The article whose text this one copies, a news agency's or an earlier one.
    Column("copy_of", ForeignKey("articles.id", ondelete="SET NULL"), index=True),
    # When it became news to us: published, but never later than stored.
    Column("at", Moment, nullable=False),
    Column("added_at", Moment, nullable=False),
    # What is newest, of which story, is told without a look at the texts.
    Index("ix_articles_at_story_id", "at", "story_id"),
    # A quote's proof names its article: the id must never come back for another.
    sqlite_autoincrement=True,
)

# What grouping needs to remember of a recent article.
profiles = Table(
    "profiles",
    metadata,
    Column(
        "article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("at", Moment, nullable=False, index=True),
    Column("profile", Text, nullable=False),
)

article_topics = Table(
    "article_topics",
    metadata,
    Column(
        "article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("topic", String(60), primary_key=True, index=True),
)

# Pages of printed articles: when they are looked at again, and what was found.
rereads = Table(
    "rereads",
    metadata,
    Column(
        "article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("printed_at", Moment, nullable=False),
    _count("looks"),
    _count("missing"),
    Column("next_at", Moment, index=True),
    _words("etag"),
    _words("last_modified"),
    Column("lost_at", Moment, index=True),
    Column("withdrawn", Boolean, nullable=False, server_default="0"),
)

quotes = Table(
    "quotes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "article_id",
        ForeignKey("articles.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    # Of the slice when it was found: what is printed must still have it.
    Column("sha256", String(64), nullable=False),
    Column("speaker", Text),
    # The speaker's words folded, with a space before and after each.
    _words("speaker_key"),
    Column("speaker_start", Integer),
    Column("speaker_end", Integer),
    Column("via", Text),
    Column("kind", String(10), nullable=False),
    Column("verdict", String(10), nullable=False),
    _words("reason"),
    Column("confidence", Float, nullable=False),
)

digests = Table(
    "digests",
    metadata,
    Column(
        "article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True
    ),
    Column("length", String(10), primary_key=True),
    Column("lang", String(10), primary_key=True),
    # Pairs of a text and its list of spans; then a list of spans.
    Column("sentences", JSON, nullable=False),
    Column("key_quotes", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# Tokens by day and model; a day is one of UTC, written as 2026-01-31.
model_days = Table(
    "model_days",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("model", Text, primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("asked", Integer, nullable=False),
    Column("answered", Integer, nullable=False),
    Column("cached", Integer, nullable=False),
)

# Digests that no model made, and sentences that the gate refused, by why.
model_counts = Table(
    "model_counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("kind", String(10), primary_key=True),
    Column("why", Text, primary_key=True),
    Column("times", Integer, nullable=False),
)

# Answers under the SHA-256 of their questions; spans count in the text that was asked.
model_answers = Table(
    "model_answers",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("length", String(10), nullable=False),
    Column("lang", String(10), nullable=False),
    Column("sentences", JSON, nullable=False),
    Column("key_quotes", JSON, nullable=False),
    Column("made_at", Moment, nullable=False, index=True),
)

# A story's id is the id of its first article.
stories = Table(
    "stories",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("headline", Text, nullable=False),
    _words("lang"),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False, index=True),
)

# Digests of all articles that tell a story; without sentences where none of them held.
story_digests = Table(
    "story_digests",
    metadata,
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("length", String(10), primary_key=True),
    Column("lang", String(10), primary_key=True),
    # The ids of the articles, the telling one first: others want another digest.
    Column("articles", Text, nullable=False),
    # Pairs of a text and its list of articles with spans; then as in ``digests``.
    Column("sentences", JSON, nullable=False),
    Column("key_quotes", JSON, nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)

# Stories that are part of another one by now, under the numbers that readers keep, and
# the article that showed both to be one.
merged_stories = Table(
    "merged_stories",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column(
        "story_id",
        ForeignKey("stories.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("by_article", Integer, nullable=False, index=True),
)

"""The news. It has never heard of chats; this package is its only door."""

from digests.catalogue import bundled_catalogue, read_catalogue, read_feed_list
from digests.database import Database, Moment, WrongDatabase, insert, new_metadata
from digests.errors import NewsError, NotFound, Refused, TryLater, Unreadable
from digests.evaluate import (
    eval_digests,
    eval_extract,
    eval_feeds,
    eval_quotes,
    eval_stories,
)
from digests.fetch import Fetcher
from digests.glance import Glance, glance_at, glance_at_url
from digests.news import (
    Briefing,
    Coverage,
    DigestSentence,
    Entry,
    Interest,
    InterestKind,
    Length,
    PrintedQuote,
    QuoteKind,
    StoryLine,
    StoryView,
    Update,
)
from digests.newsroom import Newsroom, utc_now
from digests.opening import open_newsroom
from digests.reading import PageDigest
from digests.reports import (
    Answered,
    Compared,
    Disagreement,
    ModelChoice,
    ModelStatus,
    NewsroomStatus,
    Place,
    Polled,
    Preview,
    Said,
    SourceStatus,
    Supported,
    Weighed,
)
from digests.sample_site import SampleNews, serve_sample_news
from digests.topics import Catalogue, StarterSource, Topic, TopicWords

__all__ = [
    "Answered",
    "Briefing",
    "Catalogue",
    "Compared",
    "Coverage",
    "Database",
    "DigestSentence",
    "Disagreement",
    "Entry",
    "Fetcher",
    "Glance",
    "Interest",
    "InterestKind",
    "Length",
    "ModelChoice",
    "ModelStatus",
    "Moment",
    "NewsError",
    "Newsroom",
    "NewsroomStatus",
    "NotFound",
    "PageDigest",
    "Place",
    "Polled",
    "Preview",
    "PrintedQuote",
    "QuoteKind",
    "Refused",
    "Said",
    "SampleNews",
    "SourceStatus",
    "StarterSource",
    "StoryLine",
    "StoryView",
    "Supported",
    "Topic",
    "TopicWords",
    "TryLater",
    "Unreadable",
    "Update",
    "Weighed",
    "WrongDatabase",
    "bundled_catalogue",
    "eval_digests",
    "eval_extract",
    "eval_feeds",
    "eval_quotes",
    "eval_stories",
    "glance_at",
    "glance_at_url",
    "insert",
    "new_metadata",
    "open_newsroom",
    "read_catalogue",
    "read_feed_list",
    "serve_sample_news",
    "utc_now",
]

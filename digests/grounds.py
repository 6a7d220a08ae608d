"""What the sentences of a story rest on, word for word and with links."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from digests import archive
from digests.archive import StoredArticle
from digests.news import ArticleSpan, Span, StoryView
from digests.quotes import link_to
from digests.reports import Ground, Supported


async def support(
    connection: AsyncConnection, shown: StoryView
) -> tuple[Supported, ...]:
    """Set each sentence of a view beside the sentences of articles that it rests on."""
    wanted = {span[0] for sentence in shown.sentences for span in sentence.support}
    articles = await archive.get_articles(connection, wanted)
    return tuple(
        Supported(
            sentence=sentence.text, grounds=tuple(_grounds(sentence.support, articles))
        )
        for sentence in shown.sentences
        if sentence.support
    )


def _grounds(
    support: Sequence[ArticleSpan], articles: Mapping[int, StoredArticle]
) -> Iterator[Ground]:
    """Gather the parts of each article."""
    spans: dict[int, list[Span]] = {}
    for article_id, start, end in support:
        spans.setdefault(article_id, []).append((start, end))
    for article_id, own in spans.items():
        article = articles[article_id].article
        yield Ground(
            sentences=tuple(article.text[start:end] for start, end in own),
            outlet=article.outlet,
            link=link_to(article.url, article.text, *own[0]),
        )

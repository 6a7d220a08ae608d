"""Stories of several outlets, each digested from all of its articles by a model.

It is asked once for each change of a story. What came of it is kept for all readers, and
so is that nothing held, or that the other articles add nothing.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from digests import archive, digest_store, telling
from digests.archive import StoredArticle
from digests.database import Database
from digests.differences import Account
from digests.digest_store import StoryKey
from digests.joint import Joint, joined
from digests.news import Digest, Length, Quote, StoryDigest, StorySentence
from digests.telling import Material, Told
from digests.writing import Join, in_time

_SEVERAL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """A story to be digested: its articles, the telling one first, and that one's quotes."""

    key: StoryKey
    articles: Sequence[StoredArticle]
    quotes: Sequence[Quote]

    @property
    def lead(self) -> StoredArticle:
        return self.articles[0]


class JointDigests:
    """Has stories digested by ``join``; ``clock`` gives aware times."""

    def __init__(
        self, database: Database, join: Join, *, clock: Callable[[], datetime]
    ) -> None:
        self._database = database
        self._join = join
        self._clock = clock

    async def of(
        self,
        stories: Iterable[Told],
        found: Material,
        *,
        length: Length,
        lang: str,
        patience: float,
    ) -> dict[int, StoryDigest]:
        """Digest the stories that several outlets reported, in ``lang`` or their own; by id.

        What nothing came of is left out, and what takes more than these seconds.
        """
        wanted = [
            _wanted(story, found, length, lang)
            for story in stories
            if len(telling.outlets_of(story.quoted)) >= _SEVERAL
        ]
        async with self._database.reading() as connection:
            known = await digest_store.get_story_digests(
                connection, [one.key for one in wanted]
            )

        async def make(one: _Wanted) -> None:
            known[one.key] = await self._made(one)

        await in_time(patience, [make(one) for one in wanted if one.key not in known])
        return {key.story_id: digest for key, digest in known.items() if digest}

    async def _made(self, wanted: _Wanted) -> StoryDigest | None:
        lead, *others = [
            Account(key=stored.id, article=stored.article) for stored in wanted.articles
        ]
        joint = await asyncio.to_thread(joined, lead, others)
        digest = await self._written(joint, wanted) if joint else None
        async with self._database.writing() as connection:
            story_id = await archive.story_of(connection, wanted.lead.id)
            if story_id == wanted.key.story_id:
                await digest_store.add_story_digest(
                    connection, wanted.key, digest, at=self._clock()
                )
        return digest

    async def _written(self, joint: Joint, wanted: _Wanted) -> StoryDigest | None:
        length, lang = wanted.key.length, wanted.key.lang
        # Key quotes are those of all articles: only translations are of use here.
        abroad = lang != joint.article.lang
        quotes = [one for one in wanted.quotes if abroad and one.end <= joint.lead_end]
        digest = await self._join(joint.article, quotes, length, lang, joint.breaks)
        return _of_story(digest, joint) if digest else None


def _wanted(story: Told, found: Material, length: Length, lang: str) -> _Wanted:
    ids = [card.id for card in story.quoted]
    lead = found.articles[story.lead.id]
    own = lead.article.lang
    return _Wanted(
        key=StoryKey(
            story_id=story.id,
            length=length,
            lang=(lang or own) if own else "",
            articles=(ids[0], *sorted(ids[1:])),
        ),
        articles=[found.articles[id_] for id_ in ids],
        quotes=[stored.quote for stored in found.quotes[lead.id]],
    )


def _of_story(digest: Digest, joint: Joint) -> StoryDigest:
    return StoryDigest(
        length=digest.length,
        lang=digest.lang,
        sentences=tuple(
            StorySentence(
                text=sentence.text,
                support=tuple(joint.origin(span) for span in sentence.support),
            )
            for sentence in digest.sentences
        ),
        made_by=digest.made_by,
        translations=digest.translations,
    )

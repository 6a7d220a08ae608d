"""What readers found useful, and what that says of the next stories.

One word a chat and story: the last one counts. What a story is like, its outlet and
its topics, is liked or not from all words about such stories.
"""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.subscriptions import KnownChat
from bot.tables import feedback
from digests import insert

# So many words in between keep a single one from counting in full.
_CAUTION = 2


async def rate(
    connection: AsyncConnection,
    chat: KnownChat,
    story: int,
    *,
    useful: bool,
    traits: Collection[str],
    at: datetime,
) -> None:
    """Keep a chat's word on a story."""
    said = {"useful": int(useful), "traits": json.dumps(sorted(traits)), "at": at}
    row = insert(connection, feedback).values(chat_id=chat.id, story=story, **said)
    await connection.execute(
        row.on_conflict_do_update(
            index_elements=[feedback.c.chat_id, feedback.c.story], set_=said
        )
    )


async def likings(connection: AsyncConnection, chat: KnownChat) -> dict[str, float]:
    """Say how far a chat likes stories of each trait: from -1 to 1, 0 if it never said."""
    query = select(feedback.c.useful, feedback.c.traits)
    words: defaultdict[str, list[int]] = defaultdict(list)
    for row in await connection.execute(query.where(feedback.c.chat_id == chat.id)):
        for trait in json.loads(row.traits):
            words[trait].append(1 if row.useful else -1)
    return {trait: sum(said) / (len(said) + _CAUTION) for trait, said in words.items()}

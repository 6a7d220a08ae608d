"""Which stories are near kin: other sides of one event, or the event before it.

Kin are found when an article is placed, and only looked up here.
"""

from collections.abc import Collection, Iterable

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from digests.archive import batches
from digests.database import insert
from digests.tables import story_kin

_PAIR = story_kin.c


async def add_kin(
    connection: AsyncConnection, story_id: int, kin: Iterable[int]
) -> None:
    """Note that a story is like others; what is known already stays."""
    pairs = [
        {"story_id": max(story_id, other), "kin_id": min(story_id, other)}
        for other in kin
    ]
    if pairs:
        row = insert(connection, story_kin).on_conflict_do_nothing()
        await connection.execute(row, pairs)


async def kin_of(
    connection: AsyncConnection, story_ids: Collection[int]
) -> dict[int, frozenset[int]]:
    """Name the kin of each of these stories, by story; those without are left out."""
    found: dict[int, set[int]] = {}
    for some in batches(story_ids):
        query = select(_PAIR.story_id, _PAIR.kin_id).where(
            _PAIR.story_id.in_(some) | _PAIR.kin_id.in_(some)
        )
        for younger, older in await connection.execute(query):
            found.setdefault(younger, set()).add(older)
            found.setdefault(older, set()).add(younger)
    return {story: frozenset(found[story]) for story in story_ids if story in found}

from sqlalchemy import event

from digests import cards
from digests.migrations import SCRIPTS
from digests.newsroom import VERSION_TABLE
from tests.databases import empty_database
from tests.newsdesk import NOW


async def test_the_newest_of_a_topic_are_found_without_a_look_at_the_texts() -> None:
    asked: list[tuple[str, tuple[object, ...]]] = []
    async with empty_database() as database:
        await database.migrate(SCRIPTS, VERSION_TABLE)
        async with database.reading() as connection:
            event.listen(
                connection.sync_connection,
                "before_cursor_execute",
                lambda _c, _cursor, sql, given, *_: asked.append((sql, given)),
            )
            await cards.newest_matching(
                connection, cards.about_topic("climate"), since=NOW, limit=10
            )
            ((sql, given),) = asked
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)
            steps = [row.detail for row in plan]

    assert (
        "SEARCH articles USING COVERING INDEX ix_articles_at_story_id (at>?)"
    ) in steps

"""All feeds of a file are followed at once."""

from bot.chat import Request
from bot.documents import Document
from bot.subscriptions import MOST
from bot.tables import subscriptions
from tests.bot.builders import HOME, rows_of, text_of
from tests.bot.paper_newsroom import Reader, labels


def opml(*feeds: tuple[str, str]) -> bytes:
    outlines = "".join(
        f'<outline type="rss" text="{title}" xmlUrl="{url}"/>' for url, title in feeds
    )
    return f'<opml version="2.0"><body><outline text="**">{outlines}</outline></body></opml>'.encode()


async def sent(reader: Reader, file: bytes, *, can_manage: bool = True) -> Document:
    request = Request(
        address=HOME, command="subscribe", file=file, can_manage=can_manage
    )
    return (await reader.commands.answer(request)).document


def numbered(count: int) -> list[tuple[str, str]]:
    return [(f"https://feeds.example/{n}.xml", f"Feed {n}") for n in range(count)]


async def test_every_feed_of_a_list_is_followed(reader: Reader) -> None:
    answer = await sent(reader, opml(*numbered(3)))

    assert "3 feeds added" in text_of(answer)
    assert "Now followed: Feed 0, Feed 1, Feed 2." in text_of(answer)
    assert "Next:" in text_of(answer)
    assert labels(answer) == ["Show all"]
    assert await rows_of(reader.database, subscriptions, "label") == [
        "Feed 0",
        "Feed 1",
        "Feed 2",
    ]


async def test_what_is_followed_already_is_told_apart(reader: Reader) -> None:
    await sent(reader, opml(*numbered(2)))
    answer = await sent(reader, opml(*numbered(3)))

    assert "1 feed added" in text_of(answer)
    assert "Followed already: Feed 0, Feed 1." in text_of(answer)


async def test_what_has_no_room_is_named(reader: Reader) -> None:
    answer = await sent(reader, opml(*numbered(MOST + 12)))

    assert f"{MOST} feeds added" in text_of(answer)
    assert f"Left out, since {MOST} is the most: Feed {MOST}, " in text_of(answer)
    assert "and 2 more." in text_of(answer)


async def test_an_address_that_cannot_be_opened_costs_only_itself(
    reader: Reader,
) -> None:
    answer = await sent(reader, opml(("ftp://old.example/", "Old"), *numbered(1)))

    assert "No address that I can open: Old." in text_of(answer)
    assert await rows_of(reader.database, subscriptions, "label") == ["Feed 0"]


async def test_what_is_no_list_of_feeds_is_refused_with_a_reason(
    reader: Reader,
) -> None:
    for file, why in (
        (b"hello", "is no XML"),
        (b"<rss/>", "is XML, but no OPML"),
        (b"<opml/>", "lists no feed"),
        (b"<!DOCTYPE x []><opml/>", "declares a document type"),
        (b" " * 3_000_000, "is larger than"),
    ):
        assert why in text_of(await sent(reader, file))
    assert await rows_of(reader.database, subscriptions, "id") == []


async def test_members_of_a_group_follow_no_list(reader: Reader) -> None:
    answer = await sent(reader, opml(*numbered(1)), can_manage=False)

    assert "Only people who manage" in text_of(answer)

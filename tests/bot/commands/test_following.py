from dataclasses import replace
from datetime import timedelta

import pytest

from bot.subscriptions import MOST
from bot.tables import chats, subscriptions
from tests.bot.builders import CLIMATE, FERRIES, a_story, a_subscriber, rows_of, text_of
from tests.bot.paper_newsroom import Reader, button, labels

FEED = "https://gazette.example/feed"


async def followed(reader: Reader) -> list[object]:
    return await rows_of(reader.database, subscriptions, "label")


async def test_start_welcomes_and_offers_topics(reader: Reader) -> None:
    welcome = await reader.ask("/start")

    assert "quotes word for word" in text_of(welcome)
    assert labels(welcome)[:3] == ["World", "Climate", "Tech"]
    assert "✅ Show me a sample now" in labels(welcome)


async def test_start_ticks_what_is_followed(reader: Reader) -> None:
    await reader.ask("/subscribe climate")

    assert "Climate ✓" in labels(await reader.ask("/start"))
    assert "Climate ✓" in labels(await reader.ask("/topics"))


async def test_a_link_to_a_topic_follows_it_at_once(reader: Reader) -> None:
    assert "✅ Climate (topic)" in text_of(await reader.ask("/start t_climate"))
    assert await followed(reader) == ["Climate"]


@pytest.mark.parametrize(
    "payload", ["t_", "t_nonsense", "t_'--", "climate", "T_CLIMATE"]
)
async def test_any_other_link_only_welcomes(reader: Reader, payload: str) -> None:
    assert "Pick topics" in text_of(await reader.ask(f"/start {payload}"))
    assert await followed(reader) == []


@pytest.mark.parametrize("typed", ["/start", "/start t_climate"])
async def test_who_may_not_manage_hears_what_they_can_do(
    reader: Reader, typed: str
) -> None:
    reader.can_manage = False
    reply = await reader.reply(typed)

    assert "Only people who manage this chat" in text_of(reply.document)
    assert labels(reply.document) == ["✅ Show me a sample now"]
    assert reply.quiet
    assert await followed(reader) == []


async def test_a_topic_in_the_list_is_followed_by_pressing_it(reader: Reader) -> None:
    topics = await reader.ask("/topics")

    assert "✅ Tech (topic)" in text_of(await reader.press(topics, "Tech"))


async def test_following_shows_what_it_would_have_brought_and_when_it_comes(
    reader: Reader,
) -> None:
    reader.newsroom.print(a_story(1), "climate")
    answer = await reader.ask("/subscribe climate")
    text = text_of(answer)

    assert "1 article in the last 7 days" in text
    assert "Ferries go electric" in text
    assert "In your briefing: Every day at 08:00, UTC. Next: 25 Nov 08:00" in text
    assert "Where is your clock?" in text
    assert labels(answer) == ["Undo", "Change time", "Show me now", "⚡ At once"]


async def test_whoever_has_set_a_clock_is_not_asked_for_it(reader: Reader) -> None:
    await reader.ask("/schedule Berlin")

    assert "Where is your clock?" not in text_of(await reader.ask("/subscribe tech"))


async def test_subscribe_without_words_offers_topics(reader: Reader) -> None:
    reply = await reader.reply("/subscribe")

    assert "What shall I follow?" in text_of(reply.document)
    assert labels(reply.document) == ["World", "Climate", "Tech"]
    assert reply.quiet


async def test_any_words_can_be_followed(reader: Reader) -> None:
    answer = await reader.ask("/subscribe electric  ferries\n")

    assert "✅ electric ferries (your words)" in text_of(answer)
    assert button(answer, "Show me now").argument == "electric ferries"


async def test_what_is_followed_already_is_refused_in_a_friendly_way(
    reader: Reader,
) -> None:
    await reader.ask("/subscribe climate")
    again = await reader.ask("/subscribe CLIMATE")

    assert "You follow Climate (topic) already." in text_of(again)
    assert "Next: 25 Nov 08:00" in text_of(again)
    assert await followed(reader) == ["Climate"]


async def test_a_feed_is_followed_by_its_address(reader: Reader) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    answer = await reader.ask(f"/subscribe {FEED}")

    assert "✅ gazette.example/feed (source)" in text_of(answer)
    assert await rows_of(reader.database, subscriptions, "kind", "value") == [
        ("source", "1")
    ]
    assert button(answer, "Show me now").argument == ""


async def test_where_a_site_has_several_feeds_the_reader_chooses(
    reader: Reader,
) -> None:
    site = "https://gazette.example"
    feeds = tuple(f"{site}/{number}/and/a/long/path" for number in range(8))
    reader.newsroom.feeds = {site: feeds} | {feed: (feed,) for feed in feeds}
    choice = await reader.ask(f"/subscribe {site}")

    assert "I found 8 feeds" in text_of(choice)
    assert "These are the first 6." in text_of(choice)
    assert len(labels(choice)) == 6
    await reader.press(choice, labels(choice)[2])
    assert reader.newsroom.followed == [feeds[2]]


async def test_a_feed_is_followed_with_filters(reader: Reader) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    ferries = replace(a_story(1), url=f"{FEED}/1")
    wrecks = replace(ferries, id=2, headline="A wreck is found")
    reader.newsroom.print(ferries)
    reader.newsroom.print(wrecks)
    answer = await reader.ask(f"/subscribe {FEED} -wreck")
    shown = text_of(await reader.press(answer, "Show me now"))

    assert "✅ gazette.example/feed -wreck (source)" in text_of(answer)
    assert "1 article in the last 7 days." in text_of(answer)
    assert ferries.headline in shown
    assert wrecks.headline not in shown


async def test_filtered_and_plain_are_two_wishes_and_the_same_filters_are_one(
    reader: Reader,
) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    await reader.ask(f"/subscribe {FEED}")
    await reader.ask(f"/subscribe {FEED} -wreck +ferries")
    again = await reader.ask(f"/subscribe {FEED} +Ferries -wreck")

    assert "gazette.example/feed +ferries -wreck (source) already" in text_of(again)
    assert await rows_of(reader.database, subscriptions, "value") == [
        "1",
        "1 +ferries -wreck",
    ]


async def test_a_removed_feed_comes_back_with_its_filters(reader: Reader) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    await reader.ask(f"/subscribe {FEED} -wreck")
    removed = await reader.ask("/unsubscribe 1")
    await reader.press(removed, "Undo")

    assert await followed(reader) == ["gazette.example/feed -wreck"]


async def test_a_choice_among_feeds_keeps_the_filters(reader: Reader) -> None:
    site = "https://gazette.example"
    feeds = tuple(f"{site}/{name}" for name in ("north", "south"))
    reader.newsroom.feeds = {site: feeds} | {feed: (feed,) for feed in feeds}
    choice = await reader.ask(f'/subscribe {site} -"old wreck"')
    await reader.press(choice, 'gazette.example/south -"old wreck"')

    assert reader.newsroom.followed == [feeds[1]]
    assert await followed(reader) == ['gazette.example/south -"old wreck"']


async def test_what_is_still_to_be_read_is_told_with_a_filtered_preview(
    reader: Reader,
) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    reader.newsroom.unread = 4
    answer = await reader.ask(f"/subscribe {FEED} -wreck")

    assert "0 articles in the last 7 days. 4 more are still to be" in text_of(answer)


async def test_a_site_without_a_feed_is_refused_with_its_reason(
    reader: Reader,
) -> None:
    answer = await reader.ask("/subscribe https://nothing.example")

    assert "names no feed" in text_of(answer)
    assert await followed(reader) == []


async def test_a_chat_can_follow_thirty_things_and_is_told_so(reader: Reader) -> None:
    words = (replace(FERRIES, value=str(number)) for number in range(MOST))
    await a_subscriber(reader.database, *words)
    one_more = await reader.ask("/subscribe climate")

    assert "This chat follows 30 things, which is the most" in text_of(one_more)
    assert labels(one_more) == ["Show them"]
    assert len(await followed(reader)) == MOST


async def test_words_longer_than_can_be_kept_are_refused(reader: Reader) -> None:
    answer = await reader.ask(f"/subscribe {'ferries ' * 30}")

    assert "words of up to 200 characters" in text_of(answer)
    assert await followed(reader) == []


async def test_undo_removes_just_what_was_followed(reader: Reader) -> None:
    await reader.ask("/subscribe tech")
    answer = await reader.ask("/subscribe climate")
    removed = await reader.press(answer, "Undo")

    assert "Removed: Climate (topic). You follow 1 thing now." in text_of(removed)
    assert await followed(reader) == ["Tech"]
    assert "is none of them" in text_of(await reader.press(answer, "Undo"))
    await reader.press(removed, "Undo")
    assert await followed(reader) == ["Tech", "Climate"]


async def test_an_old_undo_does_not_remove_something_newer(reader: Reader) -> None:
    answer = await reader.ask("/subscribe climate")
    await reader.press(answer, "Undo")
    await reader.ask("/subscribe tech")
    await reader.press(answer, "Undo")

    assert await followed(reader) == ["Tech"]


async def test_a_removed_feed_comes_back_by_its_address(reader: Reader) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    await reader.ask(f"/subscribe {FEED}")
    removed = await reader.ask("/unsubscribe 1")
    await reader.press(removed, "Undo")

    assert await followed(reader) == ["gazette.example/feed"]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("2", ["Climate"]),
        (" 2. ", ["Climate"]),
        ("ferries", ["Climate"]),
        ("FERR", ["Climate"]),
        ("climate", ["ferries"]),
        ("all", []),
        ("Everything", []),
    ],
)
async def test_a_number_a_name_or_all_says_what_to_remove(
    reader: Reader, words: str, left: list[str]
) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    await reader.ask(f"/unsubscribe {words}")

    assert await followed(reader) == left


@pytest.mark.parametrize(
    "words", ["0", "3", "#77", "-1", "nonsense", "1 2", "999999999"]
)
async def test_what_is_none_of_them_removes_nothing_and_offers_the_list(
    reader: Reader, words: str
) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    reply = await reader.reply(f"/unsubscribe {words}")

    assert f"“{words}” is none of them." in text_of(reply.document)
    assert "Say a number (1 or 2), a name, or all." in text_of(reply.document)
    assert labels(reply.document) == ["🗑 Climate (topic)", "🗑 ferries (your words)"]
    assert len(await followed(reader)) == 2


async def test_a_name_of_several_asks_which(reader: Reader) -> None:
    await reader.ask("/subscribe ferry ports")
    await reader.ask("/subscribe ferry prices")
    await reader.ask("/subscribe trains")
    which = await reader.ask("/unsubscribe ferry")

    assert "none of them" not in text_of(which)
    assert len(labels(which)) == 2
    await reader.press(which, "🗑 ferry prices (your words)")
    assert await followed(reader) == ["ferry ports", "trains"]


async def test_a_name_of_all_of_them_is_not_called_unknown(reader: Reader) -> None:
    await reader.ask("/subscribe ferry ports")
    await reader.ask("/subscribe ferry prices")

    assert "none of them" not in text_of(await reader.ask("/unsubscribe ferry"))


async def test_unsubscribe_without_words_asks_which(reader: Reader) -> None:
    await a_subscriber(reader.database, CLIMATE)
    which = await reader.ask("/unsubscribe")

    assert text_of(which).startswith("Which one shall I remove? Say a number (1)")


async def test_removing_everything_says_so_and_cannot_be_undone_by_one_press(
    reader: Reader,
) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    removed = await reader.ask("/unsubscribe all")

    assert "You follow nothing now." in text_of(removed)
    assert labels(removed) == []


@pytest.mark.parametrize("command", ["subscriptions", "unsubscribe", "unsubscribe 1"])
async def test_whoever_follows_nothing_is_offered_topics(
    reader: Reader, command: str
) -> None:
    nothing = await reader.ask(f"/{command}")

    assert "This chat follows nothing yet." in text_of(nothing)
    assert labels(nothing) == ["World", "Climate", "Tech"]


async def test_subscriptions_are_numbered_and_say_when_they_come(
    reader: Reader,
) -> None:
    await a_subscriber(reader.database, CLIMATE, FERRIES)
    listed = await reader.ask("/subscriptions")
    text = text_of(listed)

    assert "You follow 2 things" in text
    assert "1. Climate (topic)\n2. ferries (your words)" in text
    assert "Every day at 08:00, UTC" in text
    await reader.press(listed, "🗑 2")
    assert await followed(reader) == ["Climate"]


async def test_a_source_in_trouble_says_what_is_wrong(reader: Reader) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    await reader.ask(f"/subscribe {FEED}")
    reader.newsroom.troubles[FEED] = "it answered 500"
    troubled = text_of(await reader.ask("/subscriptions"))
    reader.newsroom.followed.clear()
    lost = text_of(await reader.ask("/subscriptions"))

    assert "🟠 gazette.example/feed (source) – it answered 500" in troubled
    assert "it is no longer there" in lost


async def test_a_filtered_source_in_trouble_says_so_too(reader: Reader) -> None:
    reader.newsroom.feeds[FEED] = (FEED,)
    await reader.ask(f"/subscribe {FEED} -wreck")
    reader.newsroom.troubles[FEED] = "it answered 500"
    troubled = text_of(await reader.ask("/subscriptions"))

    assert "🟠 gazette.example/feed -wreck (source) – it answered 500" in troubled


async def test_what_a_gone_chat_followed_is_there_when_it_comes_back(
    reader: Reader,
) -> None:
    await a_subscriber(reader.database, CLIMATE)
    async with reader.database.writing() as connection:
        await connection.execute(chats.update().values(state="gone", why="blocked"))
    reader.clock.pass_(timedelta(days=30))

    assert "Next: 25 Dec 08:00" in text_of(await reader.ask("/subscriptions"))

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from digests import (
    Catalogue,
    Interest,
    InterestKind,
    Length,
    NewsError,
    NotFound,
    Refused,
    StarterSource,
    TryLater,
    Unreadable,
    tables,
)
from tests.databases import URLS
from tests.newsdesk import (
    FERRY,
    GLACIER,
    GLACIER_TOO,
    NOW,
    VOTE,
    Desk,
    Item,
    desk,
    page,
)

FEED = "/feed.xml"
ICE = "Skalla glacier loses a third of its ice"
DAY = timedelta(days=1)
CLIMATE = Interest(kind=InterestKind.TOPIC, value="climate", label="Climate")


@pytest.fixture(params=URLS)
async def press(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    async with desk(request.param, starts=FEED) as opened:
        yield opened


@pytest.fixture(params=URLS)
async def full(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    """A newsroom that has read a ferry, a glacier told by two outlets, and a vote."""
    async with desk(request.param, starts=FEED) as opened:
        opened.feeds(
            FEED,
            Item(link=opened.publish("/ferry")),
            Item(
                link=opened.publish("/ice", page(GLACIER, title=ICE)),
                title=ICE,
                age=timedelta(hours=3),
            ),
            Item(
                link=opened.publish(
                    "/ice2",
                    page(GLACIER_TOO, title="Ice is gone", outlet="Valley Times"),
                ),
                title="Ice is gone",
                age=timedelta(hours=2),
            ),
            Item(
                link=opened.publish("/vote", page(VOTE, title="New mayor in Lundby")),
                title="New mayor in Lundby",
                age=timedelta(days=6),
            ),
        )
        await opened.collect()
        yield opened


def words(text: str) -> Interest:
    return Interest(kind=InterestKind.WORDS, value=text, label=text)


async def the_story(press: Desk, about: str) -> int:
    (line,) = await press.newsroom.search(about, days=30, limit=5)
    return line.id


@pytest.mark.parametrize(
    "said",
    ["climate", "Climate", " CLIMATE ", "Klima", "climat", "климат", "environment"],
)
async def test_a_ready_topic_is_found_by_any_of_its_names(
    press: Desk, said: str
) -> None:
    assert await press.newsroom.interests(said) == (CLIMATE,)


@pytest.mark.parametrize(
    "said", ["electric ferries", "Marta Lindqvist", "node js", '"example.com"', "水素"]
)
async def test_other_words_are_taken_as_they_are(press: Desk, said: str) -> None:
    assert await press.newsroom.interests(said) == (words(said),)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        pytest.param("", "no letters", id="nothing"),
        pytest.param("...", "no letters", id="only marks"),
        pytest.param("2026", "no letters", id="only figures"),
        pytest.param("-football", "do not want", id="only what is not wanted"),
        pytest.param("ferry " * 50, "too long", id="a speech"),
        pytest.param("ferry " * 13, "the 12 words", id="too many words"),
        pytest.param('ferry -"old pier', "closing quotation mark", id="no end"),
        pytest.param("https://", "no address", id="no address"),
        pytest.param("https://[", "no address", id="a broken address"),
        pytest.param("http://a.example/" + "a" * 3000, "no address", id="endless"),
    ],
)
async def test_what_cannot_be_followed_is_refused_with_a_reason(
    press: Desk, said: str, why: str
) -> None:
    with pytest.raises(Unreadable, match=why):
        await press.newsroom.interests(said)


async def test_the_address_of_a_feed_is_that_feed(press: Desk) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")

    assert await press.newsroom.interests(url) == (
        Interest(kind=InterestKind.SOURCE, value=url, label="Valley Times"),
    )


async def test_an_address_without_a_scheme_will_do(press: Desk) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")
    (found,) = await press.newsroom.interests(url.removeprefix("http://"))

    assert found.value == url


async def test_a_site_with_one_feed_is_that_feed(press: Desk) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")
    named = '<link rel="alternate" type="application/rss+xml" href="/valley.xml">'
    site = press.publish("/", page(head=named))

    assert await press.newsroom.interests(site) == (
        Interest(kind=InterestKind.SOURCE, value=url, label="Valley Times"),
    )


async def test_a_site_with_two_feeds_leaves_the_choice(press: Desk) -> None:
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="News" href="/{name}">'
        for name in ("north.xml", "south.xml")
    )
    north, south = await press.newsroom.interests(press.publish("/", page(head=named)))

    assert north.value == f"{press.web.url}/north.xml"
    assert north.label != south.label


async def test_a_feed_that_the_page_does_not_name_is_found_in_its_usual_place(
    press: Desk,
) -> None:
    url = press.feeds("/rss.xml", title="Valley Times")
    (found,) = await press.newsroom.interests(press.publish("/"))

    assert found.value == url


async def test_a_page_without_any_feed_is_refused(press: Desk) -> None:
    with pytest.raises(NotFound, match="names no feed"):
        await press.newsroom.interests(press.publish("/"))


async def test_a_site_that_is_not_there_is_not_taken_for_words(press: Desk) -> None:
    with pytest.raises(TryLater, match="quotation marks"):
        await press.newsroom.interests("no-such-site.invalid")


@pytest.mark.parametrize(
    "typed",
    [
        '-football +"river level"',
        "+“River  Level” -Football",
        '+"river level" -football -football',
    ],
)
async def test_filters_stand_behind_an_address_however_they_are_typed(
    press: Desk, typed: str
) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")
    for address in (url, url.removeprefix("http://")):
        assert await press.newsroom.interests(f"{address} {typed}") == (
            Interest(
                kind=InterestKind.SOURCE,
                value=f'{url} +"river level" -football',
                label='Valley Times +"river level" -football',
            ),
        )


async def test_every_feed_of_a_site_gets_the_filters(press: Desk) -> None:
    named = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name} news">'
        for name in ("north", "south")
    )
    site = press.publish("/", page(head=named))
    north, south = await press.newsroom.interests(f"{site} -football")

    assert north.value == f"{press.web.url}/north%20news -football"
    assert (north.label, south.label) == ("north -football", "south -football")


async def test_a_mistake_in_a_filter_is_told_before_a_server_is_asked(
    press: Desk,
) -> None:
    with pytest.raises(Unreadable, match="closing quotation mark"):
        await press.newsroom.interests('no-such-site.invalid -"river level')
    with pytest.raises(Unreadable, match="“football”: is no filter"):
        await press.newsroom.interests("https://no-such-site.invalid football")


async def test_readers_with_other_filters_share_one_source(press: Desk) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")
    (plain,) = await press.newsroom.interests(url)
    (filtered,) = await press.newsroom.interests(f"{url} -football")
    first = await press.newsroom.follow(filtered)
    second = await press.newsroom.follow(plain)

    assert first.value == f"{second.value} -football"
    assert first.label == "Valley Times -football"
    assert [each.title for each in await press.newsroom.sources()][1:] == [
        "Valley Times"
    ]


async def test_following_a_feed_makes_it_due_at_once(press: Desk) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")
    (found,) = await press.newsroom.interests(url)
    followed = await press.newsroom.follow(found)

    assert int(followed.value) in await press.newsroom.due_sources(10)
    assert followed.label == "Valley Times"


@pytest.mark.parametrize("twin", ["", "?utm_source=chat", "#top"])
async def test_following_a_feed_again_is_the_same_source(
    press: Desk, twin: str
) -> None:
    url = press.feeds("/valley.xml", title="Valley Times")
    (first,) = await press.newsroom.interests(url)
    (second,) = await press.newsroom.interests(url + twin)

    assert await press.newsroom.follow(first) == await press.newsroom.follow(second)
    assert len(await press.newsroom.sources()) == 2


async def test_following_words_or_a_topic_adds_no_source(press: Desk) -> None:
    assert await press.newsroom.follow(CLIMATE) == CLIMATE
    assert len(await press.newsroom.sources()) == 1


async def test_some_sources_are_described_without_the_others(full: Desk) -> None:
    (every,) = await full.newsroom.sources()
    url = full.feeds("/valley.xml", title="Valley Times")
    (other,) = await full.newsroom.interests(url)
    await full.newsroom.follow(other)

    assert await full.newsroom.sources([every.id]) == (every,)
    assert await full.newsroom.sources([]) == ()


async def test_a_source_that_had_gone_is_tried_again_when_somebody_follows_it(
    press: Desk,
) -> None:
    url = press.web.says(FEED, status=410)
    await press.collect()
    (found,) = await press.newsroom.interests(url)
    followed = await press.newsroom.follow(found)

    assert await press.newsroom.due_sources(10) == [int(followed.value)]


async def test_a_source_that_was_removed_cannot_be_followed_by_its_id(
    press: Desk,
) -> None:
    with pytest.raises(NotFound, match="removed"):
        await press.newsroom.follow(
            Interest(kind=InterestKind.SOURCE, value="77", label="Valley Times")
        )


async def test_a_preview_looks_at_a_new_source_first(press: Desk) -> None:
    items = [
        Item(link=press.publish(f"/{number}"), age=number * DAY) for number in range(9)
    ]
    (found,) = await press.newsroom.interests(press.feeds("/valley.xml", *items))
    preview = await press.newsroom.preview(await press.newsroom.follow(found))

    assert preview.articles == 8
    assert preview.newest[0].url == f"{press.web.url}/0"


async def test_a_filtered_preview_counts_what_fits_and_what_nobody_has_read(
    press: Desk,
) -> None:
    bodies = [page(FERRY), page(GLACIER), *[page(FERRY)] * 5]
    items = [
        Item(link=press.publish(f"/{number}", body), age=number * DAY)
        for number, body in enumerate(bodies)
    ]
    url = press.feeds("/valley.xml", *items)
    (found,) = await press.newsroom.interests(f"{url} +glacier")
    preview = await press.newsroom.preview(await press.newsroom.follow(found))

    assert (preview.articles, preview.unread) == (1, 4)
    assert [line.url for line in preview.newest] == [f"{press.web.url}/1"]


async def test_a_preview_of_a_feed_that_does_not_answer_is_empty(press: Desk) -> None:
    url = press.feeds("/valley.xml")
    (found,) = await press.newsroom.interests(url)
    press.web.says("/valley.xml", status=500)
    preview = await press.newsroom.preview(await press.newsroom.follow(found))

    assert (preview.articles, preview.newest) == (0, ())


async def test_a_preview_counts_the_articles_of_a_week(full: Desk) -> None:
    preview = await full.newsroom.preview(CLIMATE)

    assert preview.articles == 2
    assert [line.headline for line in preview.newest] == [ICE]


async def test_a_briefing_tells_what_suits_the_reader(full: Desk) -> None:
    briefing = await full.newsroom.briefing([CLIMATE], since=NOW - DAY)
    (story,) = briefing.stories

    assert story.headline == ICE
    assert [each.outlet for each in story.coverage] == ["Coast Post", "Valley Times"]
    assert [quote.speaker for quote in story.quotes] == ["Jonas Edfelt"]
    assert story.made_by == "chosen sentences"
    assert (briefing.articles, briefing.sources) == (2, 2)
    assert briefing.newest == NOW - timedelta(hours=1)


async def test_a_briefing_leaves_out_what_was_seen_and_what_is_old(full: Desk) -> None:
    told = await full.newsroom.briefing([CLIMATE], since=NOW - DAY)
    again = await full.newsroom.briefing(
        [CLIMATE, words("Lundby")], since=NOW - DAY, seen={told.stories[0].id: NOW}
    )

    assert again.stories == ()


async def test_a_story_that_suits_two_interests_is_told_once(full: Desk) -> None:
    briefing = await full.newsroom.briefing(
        [CLIMATE, words("glacier")], since=NOW - DAY
    )

    assert len(briefing.stories) == 1


async def test_a_briefing_of_a_feed_is_of_that_feed(full: Desk) -> None:
    (source,) = await full.newsroom.interests(full.web.url + FEED)
    briefing = await full.newsroom.briefing([source], since=NOW - DAY)

    assert len(briefing.stories) == 2


async def test_a_briefing_of_a_feed_that_nobody_follows_is_refused(
    press: Desk,
) -> None:
    (found,) = await press.newsroom.interests(press.feeds("/valley.xml"))
    with pytest.raises(NotFound, match="nobody follows"):
        await press.newsroom.briefing([found], since=NOW - DAY)


async def test_a_longer_digest_is_made_when_asked_for_and_kept(full: Desk) -> None:
    story = await the_story(full, "ferry")
    short = await full.newsroom.story(story, length=Length.SHORT)
    long = await full.newsroom.story(story, length=Length.LONG)
    async with full.database.reading() as connection:
        kept = await connection.scalars(
            select(tables.digests.c.length).where(tables.digests.c.article_id == story)
        )
        lengths = set(kept)

    assert len(short.sentences) < len(long.sentences)
    assert lengths == {"short", "normal", "long"}
    assert await full.newsroom.story(story, length=Length.LONG) == long


async def test_a_story_that_is_not_there_is_not_found(press: Desk) -> None:
    for asking in (
        press.newsroom.story(404),
        press.newsroom.headline(404),
        press.newsroom.story_quotes(404),
        press.newsroom.support(404),
    ):
        with pytest.raises(NotFound, match="no longer"):
            await asking


async def test_every_sentence_rests_on_its_article_word_for_word(full: Desk) -> None:
    story = await the_story(full, "ferry")
    view = await full.newsroom.story(story)
    support = await full.newsroom.support(story)
    text = "\n\n".join(FERRY)

    assert [row.sentence for row in support] == [s.text for s in view.sentences]
    grounds = [ground for row in support for ground in row.grounds]
    assert all(words in text for ground in grounds for words in ground.sentences)
    assert all(ground.link.startswith(view.url) for ground in grounds)


async def test_a_link_is_digested_at_once(press: Desk) -> None:
    link = press.publish("/ferry")
    view = await press.newsroom.article(link)

    assert view.url == link
    assert view.headline == "Electric ferry opens in Orvik"
    assert [quote.speaker for quote in view.quotes] == ["Marta Lindqvist"]


async def test_a_link_is_told_by_its_own_article_even_where_others_told_it_better(
    full: Desk,
) -> None:
    view = await full.newsroom.article(f"{full.web.url}/ice2")

    assert view.url == f"{full.web.url}/ice2"
    assert view.headline == "Ice is gone"


async def test_a_link_that_is_known_is_not_fetched_again(full: Desk) -> None:
    await full.newsroom.article(f"{full.web.url}/ferry?utm_medium=chat")

    assert full.asked_for("/ferry") == 1


async def test_a_link_that_was_only_shown_to_us_stays_with_who_showed_it(
    press: Desk,
) -> None:
    view = await press.newsroom.article(press.publish("/ice", page(GLACIER, title=ICE)))
    briefing = await press.newsroom.briefing([CLIMATE], since=NOW - DAY)

    assert briefing.stories == ()
    assert await press.newsroom.search("glacier", days=30, limit=5) == ()
    assert await press.newsroom.quotes_about("Edfelt", limit=5) == ()
    assert (await press.newsroom.story(view.id)).url == view.url


@pytest.mark.parametrize(
    ("status", "error"), [(404, Refused), (503, TryLater), (200, Unreadable)]
)
async def test_a_link_that_cannot_be_read_says_why(
    press: Desk, status: int, error: type[NewsError]
) -> None:
    link = press.web.says("/broken", status=status)
    with pytest.raises(error):
        await press.newsroom.article(link)


async def test_what_a_reader_follows_does_not_speak_in_everybodys_topics(
    press: Desk,
) -> None:
    ice = press.publish("/ice", page(GLACIER, title=ICE))
    (found,) = await press.newsroom.interests(press.feeds("/own.xml", Item(link=ice)))
    mine = await press.newsroom.follow(found)
    press.feeds(FEED)
    await press.collect()
    everybody = await press.newsroom.briefing([CLIMATE], since=NOW - DAY)
    reader = await press.newsroom.briefing([mine], since=NOW - DAY)

    assert everybody.stories == ()
    assert len(reader.stories) == 1


async def test_what_an_operators_source_brings_too_belongs_to_its_topics(
    press: Desk,
) -> None:
    ice = press.publish("/ice", page(GLACIER, title=ICE))
    own = press.feeds("/own.xml", Item(link=ice))
    press.feeds(FEED)
    (found,) = await press.newsroom.interests(own)
    await press.newsroom.follow(found)
    await press.collect()
    press.clock.advance(DAY)
    press.feeds(FEED, Item(link=ice))
    await press.collect()
    briefing = await press.newsroom.briefing([CLIMATE], since=NOW - DAY)

    assert len(briefing.stories) == 1


async def test_quotes_of_a_person_are_found_by_a_part_of_the_name(full: Desk) -> None:
    for name in ("Jonas Edfelt", "edfelt", "EDFELT", "Edfelts"):
        (quote,) = await full.newsroom.quotes_about(name, limit=5)

        assert quote.speaker == "Jonas Edfelt"
        assert quote.text.startswith("The ice that fed our river")


async def test_quotes_about_a_subject_come_from_its_articles(full: Desk) -> None:
    (quote,) = await full.newsroom.quotes_about("charging station", limit=5)

    assert quote.speaker == "Marta Lindqvist"


async def test_quotes_about_nothing_are_none(full: Desk) -> None:
    for odd in ("", "%", "_", "…", "' OR 1=1 --", "zebra"):
        assert await full.newsroom.quotes_about(odd, limit=5) == ()


async def test_a_headline_is_told_without_making_a_digest(full: Desk) -> None:
    story = await the_story(full, "ferry")
    headline = await full.newsroom.headline(story)
    async with full.database.reading() as connection:
        lengths = set(await connection.scalars(select(tables.digests.c.length)))

    assert headline == (await full.newsroom.story(story)).headline
    assert lengths == {"normal"}


async def test_a_storys_quotes_are_printed_once_each(full: Desk) -> None:
    story = await the_story(full, "glacier")
    quotes = await full.newsroom.story_quotes(story)

    assert [quote.speaker for quote in quotes] == ["Jonas Edfelt"]


async def test_search_finds_titles_before_passing_words(full: Desk) -> None:
    lines = await full.newsroom.search("mayor", days=30, limit=5)

    assert lines[0].headline == "New mayor in Lundby"
    assert await full.newsroom.search("mayor", days=3, limit=5) == ()
    assert len(await full.newsroom.search("town", days=30, limit=1)) == 1


async def test_a_proof_holds_as_long_as_the_words_stand_there(full: Desk) -> None:
    story = await the_story(full, "ferry")
    (quote,) = await full.newsroom.story_quotes(story)
    proof = (quote.article_id, quote.start, quote.end, quote.sha256)
    moved = (quote.article_id, quote.start + 1, quote.end + 1, quote.sha256)
    elsewhere = (404, quote.start, quote.end, quote.sha256)

    assert await full.newsroom.still_true([proof, moved, elsewhere]) == {proof}


async def test_a_changed_text_costs_the_quote_everywhere(full: Desk) -> None:
    story = await the_story(full, "ferry")
    (quote,) = await full.newsroom.story_quotes(story)
    proof = (quote.article_id, quote.start, quote.end, quote.sha256)
    async with full.database.writing() as connection:
        changed = "\n\n".join(FERRY).replace("waited", "hoped!")
        await connection.execute(
            update(tables.articles)
            .where(tables.articles.c.id == quote.article_id)
            .values(text=changed)
        )

    assert await full.newsroom.still_true([proof]) == frozenset()
    assert await full.newsroom.story_quotes(story) == ()
    assert (await full.newsroom.story(story)).quotes == ()
    assert await full.newsroom.quotes_about("Lindqvist", limit=5) == ()


async def test_the_status_counts_what_is_there(full: Desk) -> None:
    status = await full.newsroom.status()

    assert (status.sources, status.failing, status.gone, status.due) == (1, 0, 0, 0)
    assert (status.articles, status.stories, status.printed_quotes) == (4, 3, 3)
    assert (status.waiting, status.failed) == (0, 0)


async def test_a_removed_source_does_not_come_back_with_the_next_start(
    press: Desk,
) -> None:
    async with press.database.writing() as connection:
        await connection.execute(delete(tables.sources))
    async with press.reopened() as newsroom:
        assert await newsroom.sources() == ()


async def test_a_new_source_of_the_catalogue_comes_with_the_next_start(
    press: Desk,
) -> None:
    added = StarterSource(url="https://valley.example/feed", topics=("climate",))
    grown = replace(press.catalogue, sources=(*press.catalogue.sources, added))
    async with press.reopened(grown) as newsroom:
        found = {source.url: source.topics for source in await newsroom.sources()}

    assert found[added.url] == ("climate",)


async def test_a_source_gains_the_topics_that_its_catalogue_learns(
    press: Desk,
) -> None:
    (known,) = press.catalogue.sources
    learned = replace(press.catalogue, sources=(replace(known, topics=("sport",)),))
    async with press.reopened(learned) as newsroom:
        (source,) = await newsroom.sources()

    assert source.topics == ("sport",)


async def test_all_articles_of_a_source_belong_to_its_topics() -> None:
    async with desk() as press:
        url = press.feeds(FEED, Item(link=press.publish("/ferry")))
        source = StarterSource(url=url, topics=("sport",))
        catalogue: Catalogue = replace(press.catalogue, sources=(source,))
        async with press.reopened(catalogue) as newsroom:
            press.newsroom = newsroom
            await press.collect()
            sport = Interest(kind=InterestKind.TOPIC, value="sport", label="Sport")
            briefing = await newsroom.briefing([sport], since=NOW - DAY)

    assert len(briefing.stories) == 1


async def test_what_nobody_can_ask_for_is_forgotten_and_does_not_come_back(
    full: Desk,
) -> None:
    full.clock.advance(91 * DAY)
    forgotten = await full.newsroom.tidy()
    full.feeds(FEED, Item(link=f"{full.web.url}/ferry", age=91 * DAY))
    await full.collect()
    status = await full.newsroom.status()

    assert forgotten == 4
    assert (status.articles, status.stories) == (0, 0)
    assert full.asked_for("/ferry") == 1
    assert await full.newsroom.search("ferry", days=3650, limit=5) == ()


async def test_a_story_that_goes_on_is_kept_whole(full: Desk) -> None:
    full.clock.advance(80 * DAY)
    await full.newsroom.article(full.publish("/new", page(VOTE, title="Another vote")))
    full.clock.advance(11 * DAY)
    await full.newsroom.tidy()
    status = await full.newsroom.status()

    assert status.articles == 1


async def test_tidying_every_day_costs_nothing_that_is_recent(full: Desk) -> None:
    full.clock.advance(30 * DAY)

    assert await full.newsroom.tidy() == 0
    assert len(await full.newsroom.search("ferry", days=60, limit=5)) == 1


async def test_sources_that_nobody_follows_any_more_are_removed(full: Desk) -> None:
    for name in ("left", "kept"):
        (found,) = await full.newsroom.interests(full.feeds(f"/{name}.xml"))
        await full.newsroom.follow(found)
    full.clock.advance(2 * DAY)
    (found,) = await full.newsroom.interests(full.feeds("/new.xml"))
    await full.newsroom.follow(found)
    before = {source.url: source.id for source in await full.newsroom.sources()}
    await full.newsroom.tidy(followed=[before[f"{full.web.url}/kept.xml"]])
    after = {source.url for source in await full.newsroom.sources()}

    assert set(before) - after == {f"{full.web.url}/left.xml"}


async def test_a_source_followed_again_today_is_not_removed(full: Desk) -> None:
    url = full.feeds("/again.xml")
    for _ in range(2):
        (found,) = await full.newsroom.interests(url)
        await full.newsroom.follow(found)
        full.clock.advance(DAY)
    await full.newsroom.tidy(followed=[])

    assert url in {source.url for source in await full.newsroom.sources()}


async def test_two_outlets_print_one_quote_and_differ_about_another(
    press: Desk,
) -> None:
    second = "“Nobody in this town will have to wait for a crossing again,” she said."
    changed = second.replace("Nobody in", "Hardly anybody in")
    ours = (*FERRY[:2], "The crowd on the quay was large.", second, FERRY[2])
    theirs = (
        (
            "Orvik in the fjord has put an electric ferry to work, the first of its kind "
            "on this coast. It left the harbour town on Monday with 120 cars on board."
        ),
        FERRY[1],
        "People had come from the islands to see the ferry leave without any smoke.",
        changed,
    )
    press.feeds(
        FEED,
        Item(link=press.publish("/ferry", page(ours))),
        Item(
            link=press.publish(
                "/boat", page(theirs, title="New electric ferry", outlet="Fjord Times")
            ),
            title="Electric ferry opens in Orvik at last",
            age=timedelta(minutes=5),
        ),
    )
    await press.collect()
    story = await the_story(press, "ferry")
    boat, crossing = await press.newsroom.story_quotes(story)

    assert set(boat.outlets) == {"Coast Post", "Fjord Times"}
    assert boat.role == "the harbour master of Orvik"
    assert boat.after == "She stood at the pier when it left."
    assert not boat.differs
    assert len(crossing.outlets) == len(crossing.differs) == 1
    assert {crossing.text[:6], crossing.differs[0].text[:6]} == {"Nobody", "Hardly"}
    view = await press.newsroom.story(story)
    assert view.quotes[0].outlets == boat.outlets

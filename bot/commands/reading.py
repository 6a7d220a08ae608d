"""Commands that show news: briefings, articles, stories, quotes, searches."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from bot.briefing_document import Occasion, quiet
from bot.briefings import (
    Kind,
    StoredBriefing,
    as_wanted,
    in_brief,
    only_topic,
    read_briefing,
    store,
    write_briefing,
)
from bot.chat import Request
from bot.commands.asking import (
    Ask,
    chat_of,
    meant,
    number_in,
    subscribed,
    topic_buttons,
)
from bot.commands.command import Desk
from bot.documents import Button, Document
from bot.feedback import likings
from bot.outbox import unclear
from bot.proofs import only_true
from bot.subscriptions import KnownChat
from bot.tongue import _, plural
from bot.wording import (
    answer_document,
    article_document,
    called,
    cited,
    more_document,
    no_answer,
    quotes_document,
    say,
    search_document,
    sources_document,
)
from digests import Answered, Briefing, Interest, InterestKind, Length

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_SEARCH_DAYS = 30
_FOUND = 10
_ANSWERS = 3


async def digest(desk: Desk, request: Request) -> Document:
    """Make a briefing now: of what was named, else of what the chat follows."""
    if is_link(request.argument):
        return await article(desk, request)
    chat, interests = await _wanted(desk, request)
    now = desk.clock()
    briefing, since = await _newest(desk, chat, interests, now)
    occasion = Occasion(
        at=now,
        zone=chat.rule.zone,
        since=since,
        interests=tuple(map(called, interests)),
        topic=only_topic(interests),
    )
    async with desk.database.writing() as connection:
        stored = await write_briefing(connection, chat, briefing, occasion)
    if briefing.stories:
        return stored.document
    return _with_topics(desk, stored.document)


async def _newest(
    desk: Desk, chat: KnownChat, interests: Sequence[Interest], now: datetime
) -> tuple[Briefing, datetime]:
    """Look a day back, and a week where that day had nothing."""
    length = in_brief(chat.length)
    async with desk.database.reading() as connection:
        liked = await likings(connection, chat)
    ask = partial(
        desk.newsroom.briefing,
        interests,
        length=length,
        likings=liked,
        lang=chat.lang,
    )
    since = now - _DAY
    briefing = await ask(since=since)
    if not briefing.stories:
        since = now - _WEEK
        briefing = await ask(since=since)
    return as_wanted(briefing, chat), since


async def _wanted(
    desk: Desk, request: Request
) -> tuple[KnownChat, tuple[Interest, ...]]:
    chat, subscriptions = await subscribed(desk, request)
    if request.argument:
        return chat, await desk.newsroom.interests(request.argument)
    if subscriptions:
        return chat, tuple(each.interest for each in subscriptions)
    return chat, tuple(
        Interest(kind=InterestKind.TOPIC, value=topic.id, label=topic.label)
        for topic in desk.newsroom.topics()
    )


def _with_topics(desk: Desk, document: Document) -> Document:
    """Say what to do about a briefing without stories."""
    hint = quiet(_("Other topics may have news; /search looks at older articles."))
    offers = tuple(
        tuple(replace(button, command="digest") for button in row)
        for row in topic_buttons(desk.newsroom.topics())
    )
    return replace(document, blocks=(*document.blocks, hint), buttons=offers)


async def article(desk: Desk, request: Request) -> Document:
    """Digest the one article behind a link."""
    if not is_link(request.argument):
        raise Ask(say(_("Send me the link of an article, like /article https://…")))
    chat = await chat_of(desk, request)
    view = await desk.newsroom.article(request.argument)
    async with desk.database.writing() as connection:
        stored = await store(
            connection,
            chat,
            (view.id,),
            lambda number: article_document(view, briefing_id=number),
            at=desk.clock(),
            kind=Kind.ARTICLE,
        )
    return stored.document


def is_link(text: str) -> bool:
    """Say whether this is one web address and nothing else."""
    return text.lower().startswith(("http://", "https://")) and len(text.split()) == 1


async def latest(desk: Desk, request: Request) -> Document:
    """Show the chat's last briefing again, also if it never arrived."""
    chat = await chat_of(desk, request)
    async with desk.database.reading() as connection:
        last = await read_briefing(
            connection, chat, at=desk.clock(), kind=Kind.BRIEFING
        )
        doubtful = last is not None and await unclear(connection, last.id)
    if last is None:
        raise Ask(
            say(
                _("There is no briefing yet."),
                buttons=((Button(label=_("Make one now"), command="digest"),),),
            )
        )
    document, _untrue = await only_true(desk.newsroom.still_true, last.document)
    if not doubtful:
        return document
    note = quiet(_("I am not sure that this one reached you when it was due."))
    return replace(document, blocks=(*document.blocks, note))


async def more(desk: Desk, request: Request) -> Document:
    """Tell one numbered story in full."""
    listed, number, story = await meant(desk, request)
    lang = (await chat_of(desk, request)).lang
    view = await desk.newsroom.story(story, length=Length.LONG, lang=lang)
    told = [span for sentence in view.sentences for span in sentence.support]
    others = await desk.newsroom.compared(story, lang=lang, told=told)
    return more_document(view, others, number, briefing_id=listed.id)


async def quotes(desk: Desk, request: Request) -> Document:
    """Show a numbered story's quotes, or what somebody said, or was said about a thing."""
    if request.argument and number_in(request.argument) is None:
        return await _quotes_about(desk, request.argument)
    listed, number, story = await meant(desk, request)
    lang = (await chat_of(desk, request)).lang
    return await _quotes_of(desk, listed, number, story, lang=lang)


async def _quotes_of(
    desk: Desk, listed: StoredBriefing, number: int, story: int, *, lang: str
) -> Document:
    found = await desk.newsroom.story_quotes(story)
    if not found:
        return _no_quotes(number, listed)
    headline = await desk.newsroom.headline(story, lang=lang)
    title = f"{number}. {headline}"
    return quotes_document(title, found, briefing_id=listed.id)


def _no_quotes(number: int, listed: StoredBriefing) -> Document:
    none = _(
        "Story {number} has no quote whose words and speaker are certain, "
        "so I print none."
    ).format(number=number)
    button = Button(label=_("Sources"), command="sources", argument=str(number))
    return replace(say(none, buttons=((button,),)), briefing=listed.id)


async def _quotes_about(desk: Desk, words: str) -> Document:
    found = await desk.newsroom.quotes_about(words, limit=_FOUND)
    if not found:
        none = _(
            "I have no quote by or about {words}. "
            "A person's full name or a single word finds most."
        )
        return say(none.format(words=cited(words)))
    title = _("Quotes · {words}").format(words=cited(words))
    return quotes_document(title, found, dated=True)


async def sources(desk: Desk, request: Request) -> Document:
    """Show who reported a numbered story, and what its text rests on."""
    listed, number, story = await meant(desk, request)
    lang = (await chat_of(desk, request)).lang
    view = await desk.newsroom.story(story, length=Length.NORMAL, lang=lang)
    support = await desk.newsroom.support(story, lang=lang)
    return sources_document(view, number, support, briefing_id=listed.id)


async def ask(desk: Desk, request: Request) -> Document:
    """Answer from a numbered story, from the briefing that is asked about, or from all.

    All are the articles of the last days; a briefing's stories are only asked first.
    """
    number, question = _numbered(request.argument)
    if not question:
        raise Ask(_what_to_ask(number))
    look = partial(desk.newsroom.ask, question, days=_SEARCH_DAYS, limit=_ANSWERS)
    if number:
        _listed, place, story = await meant(desk, replace(request, argument=number))
        found = await look(stories=(story,))
        return _answer(question, found, place)
    briefed = await _stories_of(desk, request)
    found = await look(stories=briefed) if briefed else ()
    return _answer(question, found or await look())


async def _stories_of(desk: Desk, request: Request) -> tuple[int, ...]:
    """Return the stories of the briefing that was replied to or whose button it was."""
    if request.briefing is None:
        return ()
    chat = await chat_of(desk, request)
    async with desk.database.reading() as connection:
        listed = await read_briefing(
            connection, chat, request.briefing, at=desk.clock()
        )
    return () if listed is None else listed.stories


def _answer(
    question: str, found: Sequence[Answered], place: int | None = None
) -> Document:
    if not found:
        return no_answer(question, place, days=_SEARCH_DAYS)
    return answer_document(question, found)


def _numbered(argument: str) -> tuple[str, str]:
    """Part a story's number, if one comes first, from the question."""
    first, _between, rest = argument.partition(" ")
    if number_in(first) is None:
        return "", argument
    return first, rest.strip()


def _what_to_ask(number: str) -> Document:
    if number:
        what = _("What do you want to know? For example: /ask {number} who pays?")
        return say(what.format(number=number))
    return say(
        plural(
            "What do you want to know? For example: /ask 3 what did the ministry say? "
            "Without a number I look in all articles of the last {count} day.",
            "What do you want to know? For example: /ask 3 what did the ministry say? "
            "Without a number I look in all articles of the last {count} days.",
            _SEARCH_DAYS,
        )
    )


async def search(desk: Desk, request: Request) -> Document:
    """Look for words in the articles of the last 30 days."""
    words = request.argument
    if not words:
        raise Ask(say(_("What shall I look for? For example: /search heat pumps")))
    chat = await chat_of(desk, request)
    lines = await desk.newsroom.search(words, days=_SEARCH_DAYS, limit=_FOUND)
    if not lines:
        return _found_nothing(words)
    async with desk.database.writing() as connection:
        stored = await store(
            connection,
            chat,
            tuple(line.id for line in lines),
            lambda number: search_document(
                words, lines, days=_SEARCH_DAYS, briefing_id=number
            ),
            at=desk.clock(),
            kind=Kind.SEARCH,
        )
    return stored.document


def _found_nothing(words: str) -> Document:
    nothing = plural(
        "Nothing about {words} in the articles of the last {count} day.",
        "Nothing about {words} in the articles of the last {count} days.",
        _SEARCH_DAYS,
        words=cited(words),
    )
    button = Button(label=_("Subscribe"), command="subscribe", argument=words)
    return say(
        nothing,
        _("Fewer or other words find more; /subscribe tells you when there is news."),
        buttons=((button,),),
    )

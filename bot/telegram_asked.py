"""What somebody means by a message: a command, a link, a topic, a story's number.

In groups and channels only commands count, and numbers and questions in reply to a
briefing: everything else there is other people's conversation.
"""

import re
from collections.abc import Container
from dataclasses import dataclass, replace

from telegram import Document, MaybeInaccessibleMessage, Message, User
from telegram.constants import ChatType

from bot.chat import Address
from bot.render_telegram import read_button
from bot.telegram_files import is_list

PLATFORM = "telegram"
_TAKES_FILES = "subscribe"
_TAKES_CHATS = "elsewhere"

_COMMAND = re.compile(
    r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL
)
_LINK = re.compile("https?://", re.IGNORECASE)
_QUESTION_MARKS = ("?", "？", "؟")
_STORY = re.compile(r"#?[0-9]{1,2}\.?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A command with what follows it, and the briefing that it is about, if known.

    ``file`` came along or was replied to, and has not been looked at.
    """

    command: str
    argument: str = ""
    briefing: int | None = None
    file: Document | None = None


def understand(message: Message, *, bot: User, known: Container[str]) -> Asked | None:
    """Read what a message asks of this bot; nothing if it is not for us."""
    text = (message.text or message.caption or "").strip()
    if message.is_automatic_forward or message.via_bot or _is_by_a_bot(message):
        return None
    briefing = _briefing_of(message.reply_to_message, bot)
    private = message.chat.type == ChatType.PRIVATE
    if found := _COMMAND.fullmatch(text):
        name, addressee, argument = found.groups(default="")
        if addressee and addressee.lower() != (bot.username or "").lower():
            return None
        # Other bots in a group have commands too; what none of us knows is theirs.
        if not private and not addressee and name.lower() not in known:
            return None
        return _command(name.lower(), argument.strip(), briefing, message)
    return _number_or_question(text, briefing, private=private) or (
        _wish(message, text) if private else None
    )


def _number_or_question(
    text: str, briefing: int | None, *, private: bool
) -> Asked | None:
    """Read what is said below a briefing; in a group, only what asks something."""
    about = private or briefing is not None
    if about and _STORY.fullmatch(text):
        return Asked(command="more", argument=text, briefing=briefing)
    asks = text.endswith(_QUESTION_MARKS) or (private and text)
    if briefing is not None and asks:
        return Asked(command="ask", argument=text, briefing=briefing)
    return None


def _command(name: str, argument: str, briefing: int | None, message: Message) -> Asked:
    asked = Asked(command=name, argument=argument, briefing=briefing)
    if name != _TAKES_FILES or argument:
        return asked
    answered = message.reply_to_message
    file = message.document or (answered.document if answered else None)
    return replace(asked, file=file)


def _is_by_a_bot(message: Message) -> bool:
    """Say whether another bot wrote this; who writes as a chat looks like one."""
    writer = message.from_user
    return bool(writer and writer.is_bot and not message.sender_chat)


def _wish(message: Message, text: str) -> Asked | None:
    """Read plain words to the bot alone: a link among them is what is meant.

    A list of feeds needs no words, nor does a chat that was chosen with a key.
    """
    if message.chat_shared:
        return Asked(command=_TAKES_CHATS, argument=str(message.chat_shared.chat_id))
    file = message.document
    if file and (is_list(file) or not (text or message.media_group_id)):
        return Asked(command=_TAKES_FILES, file=file)
    if link := _link_in(message):
        return Asked(command="digest", argument=link)
    if text:
        return Asked(command="digest", argument=text)
    # A picture or a voice message; of an album, everything would get an answer.
    is_content = message.effective_attachment and not message.media_group_id
    return Asked(command="help") if is_content else None


def _link_in(message: Message) -> str:
    """Find the first address in what Telegram marked as one; a bare ``bbc.com`` is a topic."""
    marked = message.parse_entities() or message.parse_caption_entities()
    addresses = (entity.url or text for entity, text in marked.items())
    return next(filter(_LINK.match, addresses), "")


def _briefing_of(answered: Message | None, bot: User) -> int | None:
    """Find the briefing of our message that was replied to: its buttons name it."""
    if answered is None or answered.from_user != bot or not answered.reply_markup:
        return None
    for row in answered.reply_markup.inline_keyboard:
        for button in row:
            data = button.callback_data
            pressed = read_button(data) if isinstance(data, str) else None
            if pressed and pressed.briefing is not None:
                return pressed.briefing
    return None


def address_of(message: MaybeInaccessibleMessage) -> Address:
    """Return where a message stands; replies outside of forums have thread ids too."""
    thread = None
    if isinstance(message, Message) and message.is_topic_message:
        thread = message.message_thread_id
    return Address(
        platform=PLATFORM, chat=str(message.chat.id), thread=str(thread or "")
    )


def language_of(person: User | None) -> str:
    """Return the language of somebody's app."""
    code = person.language_code if person else None
    return (code or "en").partition("-")[0].lower()

"""First contact with a group or a channel: what the bot says when somebody adds it.

A group gets one message, the panel that sets it up. A channel gets none, for all of its
readers would see it: who added the bot is told in private what is missing, or what next.
"""

from dataclasses import replace

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberUpdated
from telegram.constants import ChatType

from bot.chat import Address, Request
from bot.documents import Button, Document, Paragraph, Run
from bot.telegram_asked import PLATFORM, language_of
from bot.tongue import _, marked, using

WELCOME = marked(
    "Thank you for having me. Those who manage this group set me up with these buttons."
)
READY = marked("I can post in the channel {title} now. You can set it up from here.")
NO_POSTING = marked(
    "You added me to the channel {title}, but without the right to post there. Open its "
    "administrators, choose me, and allow “Post Messages”."
)
SET_UP = marked("Set it up")
LOOK_AGAIN = marked("Look again")

_OUTSIDE = {ChatMember.LEFT, ChatMember.BANNED}
_INSIDE = {ChatMember.MEMBER, ChatMember.ADMINISTRATOR}


def is_added(change: ChatMemberUpdated) -> bool:
    """Say whether the bot came into a group or channel; what it may there can change later."""
    was, now = change.old_chat_member.status, change.new_chat_member.status
    is_private = change.chat.type == ChatType.PRIVATE
    return not is_private and was in _OUTSIDE and now in _INSIDE


def first_request(change: ChatMemberUpdated, *, can_manage: bool) -> Request:
    """Ask for the panel of a new group, in the language of who added the bot."""
    return Request(
        address=Address(platform=PLATFORM, chat=str(change.chat.id)),
        command="start",
        person=str(change.from_user.id),
        private=False,
        can_manage=can_manage,
        language=language_of(change.from_user),
    )


def welcoming(panel: Document) -> Document:
    """Put a word of thanks above the panel, which says whom it obeys."""
    with using(panel.language):
        thanks = Paragraph(line=(Run(text=_(WELCOME)),))
    return replace(panel, blocks=(thanks, *panel.blocks))


def channel_news(change: ChatMemberUpdated) -> Document:
    """Tell who added the bot to a channel what it lacks there, or how to go on."""
    now = change.new_chat_member
    posts = isinstance(now, ChatMemberAdministrator) and now.can_post_messages
    words, label = (READY, SET_UP) if posts else (NO_POSTING, LOOK_AGAIN)
    line = (Run(text=_(words).format(title=change.chat.title or "")),)
    button = Button(label=_(label), command="elsewhere", argument=str(change.chat.id))
    return Document(blocks=(Paragraph(line=line),), buttons=((button,),))

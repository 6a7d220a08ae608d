"""The port between commands and platforms: addresses, requests, replies, errors.

A platform is one ``Chat``. It turns what people type and press into ``Request``s,
answers them with ``Reply``s, and sends what the outbox hands it.

SendError: what the outbox does next
├── NotSent      it never left: try again (after ``seconds``, if the platform said so)
├── Uncertain    it left, and nobody knows whether it arrived
├── Rejected     the platform will not take this message, whenever it is sent
├── ChatMoved    the chat lives on under ``address``
└── ChatGone     we may no longer write there; the subscriptions stay
"""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from bot.documents import Document
from digests import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where a message goes: a chat of a platform, perhaps a topic or thread in it."""

    platform: str
    chat: str
    thread: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One command, from whichever platform.

    ``briefing`` is the briefing whose button was pressed or that was replied to;
    ``can_manage`` says that this person may change what the chat receives; ``own`` that
    nobody else asks there, so that what is kept is theirs. ``file`` is the content of
    what came along, a list of feeds for instance. ``home`` is the private chat in which
    a request for another chat was made.
    """

    address: Address
    command: str
    argument: str = ""
    person: str = ""
    private: bool = True
    can_manage: bool = True
    own: bool = False
    is_operator: bool = False
    language: str = "en"
    briefing: int | None = None
    file: bytes = b""
    home: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """The answer to a request; ``quiet`` ones only the asker should see, where possible."""

    document: Document
    quiet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a half-typed argument may become: what people read, and what is taken."""

    label: str
    value: str


Answer = Callable[[Request], Awaitable[Reply]]


class Call(Protocol):
    """Hears how far the call for a message is, from a platform that can tell."""

    def promise(self) -> None:
        """Hear that ``begin`` is called before its bytes leave. May raise ``NotSent``."""

    def begin(self) -> None:
        """Its bytes leave now, unless this raises ``NotSent``."""

    def arrive(self) -> None:
        """Hear that the platform has it; what message it became is told later."""


Leave = Callable[[], Awaitable[Call]]
"""Awaited as a message's turn has come, right before the call; an error keeps it here."""


class _Unnoticed:
    """A call of which nobody wants to know."""

    def promise(self) -> None:
        """Say nothing."""

    def begin(self) -> None:
        """Say nothing."""

    def arrive(self) -> None:
        """Say nothing."""


async def freely() -> Call:
    """Leave without a word: nobody has to know before."""
    return _Unnoticed()


class SendError(Exception):
    """A message could not be sent, or nobody knows."""


class NotSent(SendError):
    """The request never left, or the platform asked to wait."""

    def __init__(self, why: str, *, seconds: float | None = None) -> None:
        super().__init__(why)
        self.seconds = seconds


class Uncertain(SendError):
    """The request left and no clear answer came back."""


class Rejected(SendError):
    """The platform refuses this very message."""


class ChatMoved(SendError):
    """The chat has a new address."""

    def __init__(self, address: Address) -> None:
        super().__init__(f"moved to {address.chat}")
        self.address = address


class ChatGone(SendError):
    """The bot was removed, blocked, or may not write there any more.

    ``template`` stands in the catalogues: who set the chat up reads it.
    """

    def __init__(self, template: str, **facts: str) -> None:
        self.reason = Reason(template, facts)
        super().__init__(str(self.reason))


class Chat(Protocol):
    """One platform.

    ``run`` serves people until it is cancelled and calls ``ready`` once it can
    send; it raises ``BadToken`` when no waiting will help. ``send`` delivers one
    message and returns the platform's id of it; ``key`` (25 characters at most)
    names this message, so that a platform that can will not take it twice.
    ``parts`` cuts a document into documents that each fit one message. ``private``
    says where a person can be told something alone, or raises a ``SendError``.
    """

    @property
    def platform(self) -> str: ...

    async def run(self, answer: Answer, *, ready: Callable[[], None]) -> None: ...

    async def send(
        self, address: Address, document: Document, *, key: str, leave: Leave = freely
    ) -> str: ...

    def parts(self, document: Document) -> tuple[Document, ...]: ...

    async def private(self, person: str) -> Address: ...


@runtime_checkable
class Shown(Protocol):
    """A platform that shows us what we have sent.

    ``find`` returns the id of our message that holds one of these documents; empty if
    it surely is not there. ``known`` are ids of other messages. It raises a
    ``SendError`` where nobody can tell.
    """

    async def find(
        self,
        address: Address,
        documents: Sequence[Document],
        *,
        since: datetime,
        known: Collection[str],
    ) -> str: ...


@runtime_checkable
class Editable(Protocol):
    """A platform where what was sent can be changed.

    ``edit`` shows one part in place of a message of ours; doing it again changes
    nothing. Raises ``SendError``.
    """

    async def edit(
        self, address: Address, message_id: str, document: Document
    ) -> None: ...


class BadToken(Exception):
    """The platform does not know this token: a person must mend the settings."""

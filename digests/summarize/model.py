"""Digests by a model behind any OpenAI-compatible server, and by chosen sentences else.

One call per article or story, length and language, and one more if that language is
not the article's. Whatever goes wrong ends in a digest of chosen sentences and a
counted reason: readers are never kept waiting for a model.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TypeVar

import openai
from openai import AsyncOpenAI
from openai.types.chat import ChatCompletionMessageParam, ParsedChatCompletion
from pydantic import BaseModel, ValidationError

from digests import sentences
from digests.news import Article, Digest, Length, Quote
from digests.summarize import grounding
from digests.summarize.abroad import (
    AnswerAbroad,
    AnswerBack,
    LooseAnswerAbroad,
    LooseAnswerBack,
    check_abroad,
)
from digests.summarize.answered import Answer, Checked, LooseAnswer, check
from digests.summarize.asked import Asked, Question, Wanted, ask, ask_back
from digests.summarize.ledger import Ledger, Used
from digests.summarize.replying import (
    LooseReply,
    Replied,
    Reply,
    ask_for_reply,
    check_reply,
)

_Form = TypeVar("_Form", bound=BaseModel)
_Loose = TypeVar("_Loose", bound=BaseModel)

log = logging.getLogger(__name__)

Summarize = Callable[[Article, Sequence[Quote], Length], Awaitable[Digest]]

SECONDS = 30.0
ATTEMPTS = 2
# News must not queue behind a server that is down: it is left alone for a while.
FAILURES = 3
REST_SECONDS = 300.0
LONGEST_WAIT = 20.0
_PAUSE = 1.0
_OPENAI = "api.openai.com"
_QUOTA = "insufficient_quota"
_LOCAL_KEY = "none"  # a server of one's own asks for no key, but the client does


class Why(StrEnum):
    """Why a digest was made of chosen sentences though there is a model."""

    BUDGET = "the day's tokens are spent"
    RESTING = "the server failed just before"
    QUOTA = "the account has no quota left"
    KEY = "the server refused the key"
    TIMEOUT = "the server took too long"
    UNREACHABLE = "the server could not be reached"
    BUSY = "the server was busy"
    NO_MODEL = "the server does not know the model or the address"
    NO_SCHEMA = "the server cannot answer in a form"
    FAILED = "the server failed"
    REFUSED = "the model refused"
    CUT = "the answer was cut off"
    NO_FORM = "the answer was not in the form asked for"
    NO_ANSWER = "the answer was none of a model"
    LANGUAGE = "the gate does not understand the language"
    UNTRUE = "too little of the answer passed the gate"


class _Fallback(Exception):
    """A call that ended without a usable answer."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(slots=True)
class _Turn:
    """One call, and those who wait for what comes of it."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    over: bool = False
    digest: Digest | None = None


class Writer:
    """Writes digests by a model; a ``Summarize``.

    ``tag`` makes a word that nobody can guess, ``otherwise`` digests without a model.
    """

    def __init__(
        self,
        client: AsyncOpenAI,
        *,
        model: str,
        ledger: Ledger,
        otherwise: Summarize,
        tag: Callable[[], str],
    ) -> None:
        self._client = client
        self._model = model
        self._ledger = ledger
        self._otherwise = otherwise
        self._tag = tag
        # Servers other than OpenAI's know the older name of the limit only.
        self._is_openai = client.base_url.host == _OPENAI
        self._turns: dict[str, _Turn] = {}
        self._failures = 0
        self._rests_until = 0.0

    async def __call__(
        self, article: Article, quotes: Sequence[Quote], length: Length
    ) -> Digest:
        """Digest an article; two who ask for the same at once share one call."""
        digest = await self._once(Wanted(article=article, quotes=quotes, length=length))
        return digest or await self._otherwise(article, quotes, length)

    async def translated(
        self, article: Article, quotes: Sequence[Quote], length: Length, lang: str
    ) -> Digest | None:
        """Digest an article in another language; ``None`` if that fails."""
        return await self._once(
            Wanted(article=article, quotes=quotes, length=length, told_in=lang)
        )

    async def joined(
        self,
        article: Article,
        quotes: Sequence[Quote],
        length: Length,
        lang: str,
        breaks: Sequence[int],
    ) -> Digest | None:
        """Digest a text of several articles in a language; ``None`` if that fails."""
        return await self._once(
            Wanted(
                article=article,
                quotes=quotes,
                length=length,
                told_in="" if lang == article.lang else lang,
                breaks=breaks,
            )
        )

    async def reply(
        self, question: str, passages: Sequence[str], lang: str
    ) -> tuple[Replied, ...]:
        """Answer from passages; empty if that fails, or nothing of it holds."""
        try:
            return await self._replied(question, passages, lang)
        except _Fallback as fallback:
            log.info("no reply by %s: %s", self._model, fallback)
            await self._ledger.fall_back(fallback.why.value)
            return ()

    async def _replied(
        self, question: str, passages: Sequence[str], lang: str
    ) -> tuple[Replied, ...]:
        if not grounding.understands(lang):
            raise _Fallback(Why.LANGUAGE)
        asked = ask_for_reply(question, passages, lang, tag=self._tag())
        reply = await self._answer(asked, Reply, LooseReply)
        kept, wrong = await asyncio.to_thread(check_reply, reply, passages, lang)
        await self._ledger.object_to([one.value for one in wrong])
        if not kept:
            raise _Fallback(Why.UNTRUE)
        return kept

    async def _once(self, wanted: Wanted) -> Digest | None:
        key = wanted.key(self._model)
        turn = self._turns.setdefault(key, _Turn())
        async with turn.lock:
            if not turn.over:
                try:
                    turn.digest = await self._write(key, wanted)
                    turn.over = True
                finally:
                    self._turns.pop(key, None)
        return turn.digest

    async def _write(self, key: str, wanted: Wanted) -> Digest | None:
        known = await self._ledger.known(key, wanted.quotes)
        if known is not None:
            return known
        try:
            digest = await self._checked(wanted)
        except _Fallback as fallback:
            log.info("no digest by %s: %s", self._model, fallback)
            await self._ledger.fall_back(fallback.why.value)
            return None
        await self._ledger.keep(key, digest)
        return digest

    async def _checked(self, wanted: Wanted) -> Digest:
        article = wanted.article
        lang = article.lang or sentences.language_of(article.text)
        if not all(map(grounding.understands, filter(None, (lang, wanted.told_in)))):
            raise _Fallback(Why.LANGUAGE)
        article = replace(article, lang=lang)
        wanted = replace(wanted, article=article)
        asked = await asyncio.to_thread(ask, wanted, tag=self._tag())
        if not asked.sentences:
            raise _Fallback(Why.UNTRUE)
        told = self._told_abroad if wanted.told_in else self._told
        checked = await told(article, asked)
        await self._ledger.object_to([one.value for one in checked.objections])
        digest = checked.digest(article, asked, made_by=self._model)
        if digest is None:
            raise _Fallback(Why.UNTRUE)
        return digest

    async def _told(self, article: Article, asked: Asked) -> Checked:
        answer = await self._answer(asked, Answer, LooseAnswer)
        return await asyncio.to_thread(check, answer, article, asked)

    async def _told_abroad(self, article: Article, asked: Asked) -> Checked:
        """Have it told in another language, and what was told in the article's again."""
        answer = await self._answer(asked, AnswerAbroad, LooseAnswerAbroad)
        question = ask_back(answer.lines(), article.lang, tag=self._tag())
        back = await self._answer(question, AnswerBack, LooseAnswerBack)
        return await asyncio.to_thread(check_abroad, answer, back.lines, article, asked)

    async def _answer(
        self, question: Question, form: type[_Form], loose: type[_Loose]
    ) -> _Form | _Loose:
        if not await self._ledger.may_spend(question.tokens):
            raise _Fallback(Why.BUDGET)
        if asyncio.get_running_loop().time() < self._rests_until:
            raise _Fallback(Why.RESTING)
        try:
            answer = await self._formed(question, form, loose)
        except _Fallback as fallback:
            self._note(fallback.why)
            raise
        self._failures = 0
        return answer

    def _note(self, why: Why) -> None:
        """Count failures in a row; what cannot mend itself at once counts as all."""
        if why in _LASTING:
            self._failures = FAILURES
        elif why in _PASSING:
            self._failures += 1
        else:
            self._failures = 0
        if self._failures >= FAILURES:
            log.warning("%s is left alone for a while: %s", self._model, why.value)
            self._failures = 0
            self._rests_until = asyncio.get_running_loop().time() + REST_SECONDS

    async def _formed(
        self, question: Question, form: type[_Form], loose: type[_Loose]
    ) -> _Form | _Loose:
        try:
            return await self._parsed(question, form)
        except openai.BadRequestError:
            # Some servers know no bounds in a form, and some know no form.
            try:
                return await self._parsed(question, loose)
            except openai.BadRequestError as error:
                raise _Fallback(Why.NO_SCHEMA) from error

    async def _parsed(self, question: Question, form: type[_Form]) -> _Form:
        completion = await self._completion(question, form)
        if completion.usage is not None:
            await self._ledger.spend(_used(completion))
        if not completion.choices:
            raise _Fallback(Why.NO_ANSWER)
        choice = completion.choices[0]
        if choice.message.refusal:
            raise _Fallback(Why.REFUSED)
        if choice.finish_reason == "length":
            raise _Fallback(Why.CUT)
        if choice.message.parsed is None:
            raise _Fallback(Why.NO_FORM)
        return choice.message.parsed

    async def _completion(
        self, question: Question, form: type[_Form]
    ) -> ParsedChatCompletion[_Form]:
        """Ask, and ask again where it can help; raises ``_Fallback`` where it cannot."""
        limit = question.answer_tokens
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return await self._client.chat.completions.parse(
                    model=self._model,
                    messages=_messages(question),
                    response_format=form,
                    max_completion_tokens=limit if self._is_openai else openai.omit,
                    max_tokens=openai.omit if self._is_openai else limit,
                )
            except openai.BadRequestError:
                raise
            except openai.LengthFinishReasonError as error:
                await self._ledger.spend(_used(error.completion))
                raise _Fallback(Why.CUT) from error
            except Exception as error:
                why = _why(error)
                if why not in _PASSING or attempt == ATTEMPTS:
                    raise _Fallback(why) from error
                await asyncio.sleep(_wait(error))
        raise _Fallback(Why.FAILED)


def open_client(*, key: str, base_url: str) -> AsyncOpenAI:
    """Make the client; retries are ours, for it would retry what cannot help."""
    return AsyncOpenAI(
        api_key=key or _LOCAL_KEY,
        base_url=base_url or None,
        timeout=SECONDS,
        max_retries=0,
    )


_PASSING = frozenset({Why.TIMEOUT, Why.UNREACHABLE, Why.BUSY, Why.FAILED})
_LASTING = frozenset({Why.QUOTA, Why.KEY, Why.NO_MODEL, Why.NO_SCHEMA})
_STATUSES: tuple[tuple[type[Exception], Why], ...] = (
    (openai.APITimeoutError, Why.TIMEOUT),
    (openai.APIConnectionError, Why.UNREACHABLE),
    (openai.RateLimitError, Why.BUSY),
    (openai.AuthenticationError, Why.KEY),
    (openai.PermissionDeniedError, Why.KEY),
    (openai.NotFoundError, Why.NO_MODEL),
    (openai.ContentFilterFinishReasonError, Why.REFUSED),
    (openai.APIStatusError, Why.FAILED),
    (ValidationError, Why.NO_FORM),
    (openai.APIResponseValidationError, Why.NO_ANSWER),
    # A page of HTML is text to the client, which then looks for fields in it.
    (AttributeError, Why.NO_ANSWER),
    (TypeError, Why.NO_ANSWER),
    (ValueError, Why.NO_ANSWER),
    (openai.OpenAIError, Why.FAILED),
)


def _why(error: Exception) -> Why:
    """Name what went wrong; what nobody foresaw is logged with its trace."""
    if isinstance(error, openai.RateLimitError) and error.code == _QUOTA:
        return Why.QUOTA
    for kind, why in _STATUSES:
        if isinstance(error, kind):
            return why
    log.error("a model's answer broke us", exc_info=error)
    return Why.FAILED


def _wait(error: Exception) -> float:
    """Wait as long as the server asks for, but no reader waits longer than a moment."""
    asked = ""
    if isinstance(error, openai.APIStatusError):
        asked = error.response.headers.get("retry-after", "")
    return min(float(asked), LONGEST_WAIT) if asked.isdecimal() else _PAUSE


def _used(completion: ParsedChatCompletion[object] | object) -> Used:
    usage = getattr(completion, "usage", None)
    if usage is None:
        return Used(asked=0, answered=0)
    details = usage.prompt_tokens_details
    return Used(
        asked=usage.prompt_tokens,
        answered=usage.completion_tokens,
        cached=(details.cached_tokens or 0) if details else 0,
    )


def _messages(question: Question) -> list[ChatCompletionMessageParam]:
    (_, order), (_, data) = question.messages
    return [{"role": "system", "content": order}, {"role": "user", "content": data}]

"""A model's reply to a reader's question, from sentences that were found to answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from digests.summarize.answered import (
    LONGEST_SENTENCE,
    LooseTold,
    Told,
    named,
    one_line,
)
from digests.summarize.asked import Question, ask_about
from digests.summarize.grounding import Objection, objection
from digests.summarize.instructions import addresses_a_machine

MOST = 3


class Reply(BaseModel):
    """What a model is to answer: sentences with the numbers of those they rest on."""

    model_config = ConfigDict(extra="forbid")
    sentences: Annotated[list[Told], Field(max_length=MOST)]


class LooseReply(BaseModel):
    """``Reply`` for servers that know no bounds."""

    model_config = ConfigDict(extra="forbid")
    sentences: list[LooseTold]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied:
    """A sentence of a reply, and the places of the passages that it rests on."""

    text: str
    support: tuple[int, ...]


def ask_for_reply(
    question: str, passages: Sequence[str], lang: str, *, tag: str
) -> Question:
    """Put a reader's question to a model, with the passages that answer it."""
    return ask_about(question, passages, lang, tag=tag, most=MOST)


def check_reply(
    reply: Reply | LooseReply, passages: Sequence[str], lang: str
) -> tuple[tuple[Replied, ...], tuple[Objection, ...]]:
    """Keep the sentences that their passages bear out; beside them, why others fell."""
    kept: list[Replied] = []
    objections: list[Objection] = []
    for told in reply.sentences[:MOST]:
        text = one_line(told.text, LONGEST_SENTENCE)
        support = tuple(dict.fromkeys(named(told.support, range(len(passages)))))
        wrong = _objection(text, [passages[at] for at in support], passages, lang)
        if wrong is None:
            kept.append(Replied(text=text, support=support))
        else:
            objections.append(wrong)
    return tuple(kept), tuple(objections)


def _objection(
    text: str, sources: Sequence[str], passages: Sequence[str], lang: str
) -> Objection | None:
    if not text or not sources:
        return Objection.UNSUPPORTED
    if addresses_a_machine(text):
        return Objection.INSTRUCTION
    return objection(text, sources, text="\n".join(passages), lang=lang)

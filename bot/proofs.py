"""The last look before a quotation is shown: its words must still stand there."""

import logging
from collections.abc import Awaitable, Callable, Iterable

from bot.documents import Document, Proof, quotations, without

log = logging.getLogger(__name__)

Slice = tuple[int, int, int, str]
StillTrue = Callable[[Iterable[Slice]], Awaitable[frozenset[Slice]]]
"""``Newsroom.still_true``: of (article, start, end, SHA-256), those that still hold."""


async def only_true(still_true: StillTrue, document: Document) -> tuple[Document, int]:
    """Drop the quotations that are no longer word for word; returns how many went."""
    slices = slices_of(document)
    if not slices:
        return document, 0
    return standing(document, await still_true(slices))


def slices_of(document: Document) -> frozenset[Slice]:
    """List what has to be looked up before a document is shown."""
    return frozenset(slice_of(quotation.proof) for quotation in quotations(document))


def standing(document: Document, true: frozenset[Slice]) -> tuple[Document, int]:
    """Drop the quotations whose slice is not ``true``; returns how many went."""
    proofs = {quotation.proof for quotation in quotations(document)}
    untrue = frozenset(proof for proof in proofs if slice_of(proof) not in true)
    if not untrue:
        return document, 0
    for proof in untrue:
        log.warning("a quotation no longer stands in article %d", proof.article_id)
    return without(document, untrue), len(untrue)


def slice_of(proof: Proof) -> Slice:
    """Write a proof as the newsroom takes it."""
    return proof.article_id, proof.start, proof.end, proof.sha256

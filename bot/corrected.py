"""What a message says once pages that it prints lost their words, with a line about it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from bot.documents import Block, Document, Line, Paragraph, Proof, Quotation, Run, Story
from bot.tongue import _, using
from digests import Loss


def corrected(
    document: Document,
    losses: Mapping[int, Loss],
    stands: Callable[[Proof], bool],
) -> Document:
    """Take out the quotations that no longer stand; mark stories that were withdrawn.

    Nothing goes silently: a quiet line says what went, and when.
    """
    withdrawn = {loss.url: loss.at for loss in losses.values() if loss.is_withdrawn}

    def lost_at(quotation: Quotation) -> datetime | None:
        loss = losses.get(quotation.proof.article_id)
        return None if loss is None or stands(quotation.proof) else loss.at

    def mended(block: Block) -> Block:
        match block:
            case Quotation():
                at = lost_at(block)
                return block if at is None else Paragraph(line=_taken(at), quiet=True)
            case Story(url=url) if url and url in withdrawn:
                kept = tuple(each for each in block.quotes if lost_at(each) is None)
                return _withdrawn(replace(block, quotes=kept), withdrawn[url])
            case Story():
                return _without_lost(block, lost_at)
        return block

    with using(document.language):
        return replace(document, blocks=tuple(map(mended, document.blocks)))


def _without_lost(
    story: Story, lost_at: Callable[[Quotation], datetime | None]
) -> Story:
    times = {each: lost_at(each) for each in story.quotes}
    lost = [at for at in times.values() if at is not None]
    if not lost:
        return story
    kept = tuple(each for each, at in times.items() if at is None)
    return replace(story, quotes=kept, footer=_below(story.footer, _taken(max(lost))))


def _withdrawn(story: Story, at: datetime) -> Story:
    text = _("Withdrawn: the page that this was told from is no longer there.")
    return replace(story, text=text, footer=_below(story.footer, _since(at)))


def _taken(at: datetime) -> Line:
    words = _("Corrected: a quote was taken out, its page no longer holds the words.")
    return (Run(text=f"{words} "), Run(text="", when=at))


def _since(at: datetime) -> Line:
    return (Run(text=_("Seen:") + " "), Run(text="", when=at))


def _below(footer: Line, line: Line) -> Line:
    return (*footer, Run(text=" · "), *line) if footer else line

"""Answers on their way to the asker: promised at once, then shown part by part."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

import discord

from bot.discord_commands import Interaction
from bot.discord_errors import FAILURES
from bot.documents import Document, Paragraph, Run
from bot.render_discord import attachments, parts, render
from bot.tongue import _, marked

log = logging.getLogger(__name__)

_ACKNOWLEDGED = 40060
_ANY_NUMBER = 1000
OUTSIDE = 6
"""Messages that an interaction takes where we are no member: one, and 5 follow-ups."""

CUT_SHORT = marked(
    "Discord lets me send no more than this here. "
    "In a direct message with me you get all of it."
)


@dataclass(slots=True, kw_only=True)
class Answering:
    """One interaction being answered, with ``most`` messages in all.

    Whether only the asker sees them (``quiet``) is settled by the promise.
    """

    interaction: Interaction
    quiet: bool
    most: int = _ANY_NUMBER
    _shown: int = field(default=0, init=False)

    async def promise(self, *, thinking: bool = True) -> bool:
        """Promise an answer; False if Discord no longer waits for one."""
        try:
            await self.interaction.response.defer(
                ephemeral=self.quiet, thinking=thinking
            )
        except discord.HTTPException as error:
            log.warning("an interaction could not be deferred: %s", error)
            return error.code == _ACKNOWLEDGED
        except FAILURES as error:
            # The promise may have arrived all the same; the answer will tell.
            log.warning("an interaction may not be deferred: %s", error)
        return True

    async def show(
        self, document: Document, *, fills_in: bool = True
    ) -> Sequence[Document]:
        """Show a document part by part; returns those that Discord did not take.

        The first part of all fills in the promised message, or the panel, or stands
        below.
        """
        pieces = self._within(parts(document))
        for number, piece in enumerate(pieces):
            try:
                await self._add(piece, first=fills_in and not self._shown)
            except FAILURES as error:
                log.warning("an interaction took no answer: %s", error)
                return pieces[number:]
            self._shown += 1
        return ()

    def _within(self, pieces: Sequence[Document]) -> Sequence[Document]:
        """Keep what may still be sent; if that is not all, the last one says so."""
        left = self.most - self._shown
        if len(pieces) <= left:
            return pieces
        return (*pieces[: left - 1], sentence(_(CUT_SHORT))) if left > 0 else ()

    async def _add(self, piece: Document, *, first: bool) -> None:
        view, files = drawn(piece), attachments(piece)
        if first:
            await self.interaction.edit_original_response(view=view, attachments=files)
        else:
            await self.interaction.followup.send(
                view=view, files=files, ephemeral=self.quiet, silent=piece.silent
            )


def drawn(piece: Document) -> discord.ui.LayoutView:
    """Draw a part; stopped, because its buttons need no view that waits for them."""
    view = render(piece)
    view.stop()
    return view


def sentence(text: str) -> Document:
    """Say one sentence."""
    return Document(blocks=(Paragraph(line=(Run(text=text),)),))

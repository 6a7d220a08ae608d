"""What people hear when something broke: a short number, which the log has with the reason."""

import logging
import secrets
from dataclasses import dataclass, field

from bot.documents import Document, Paragraph, Run
from bot.tongue import _

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Mishap:
    """Something that broke while somebody waited for an answer."""

    number: str = field(default_factory=lambda: secrets.token_hex(2))

    @property
    def document(self) -> Document:
        """What to tell the person."""
        words = _(
            "Something went wrong on my side (#{number}). Please try again; "
            "if it stays, tell whoever runs this bot that number."
        ).format(number=self.number)
        return Document(blocks=(Paragraph(line=(Run(text=words),)),))


def note(error: Exception, command: str) -> Mishap:
    """Log why a command failed, and return the number to ask for it by."""
    mishap = Mishap()
    log.error("#%s: /%s failed", mishap.number, command, exc_info=error)
    return mishap

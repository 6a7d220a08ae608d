"""What the program tells who runs it: one line each, on the standard error."""

import logging
import sys
from typing import Any

from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from digests import in_short, passes

# They say something for each request or migration; our own lines tell what matters.
_TALKERS = ("alembic", "apscheduler", "httpx", "pgqueuer")


def begin(level: str) -> None:
    """Write from now on what is of this level or above."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        _Lines("%(asctime)s %(levelname)s %(name)s: %(message)s"),
    )
    logging.basicConfig(level=level, handlers=[handler])
    for talker in _TALKERS:
        logging.getLogger(talker).setLevel(max(logging.WARNING, logging.root.level))


class _Lines(logging.Formatter):
    """Where the code stood is of use, unless it was the database that took nothing."""

    @override
    def formatException(self, ei: Any) -> str:
        error = ei[1]
        if isinstance(error, DBAPIError) and passes(error):
            return f"The database takes nothing now: {in_short(error)}"
        return super().formatException(ei)

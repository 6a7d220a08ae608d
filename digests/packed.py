"""Files as they were before somebody packed them with gzip, up to a size we can bear."""

import gzip
import zlib
from io import BytesIO

from digests.errors import Unreadable

MOST_BYTES = 50_000_000
_MARK = b"\x1f\x8b"


def unpacked(body: bytes, *, name: str) -> bytes:
    """Unpack gzip and leave all else alone; raises ``Unreadable`` about ``name``."""
    if body.startswith(_MARK):
        body = _opened(body, name)
    if len(body) > MOST_BYTES:
        raise Unreadable(
            name, "is larger than {megabytes} MB", megabytes=MOST_BYTES // 1_000_000
        )
    return body


def _opened(body: bytes, name: str) -> bytes:
    """Read no further than one byte past the limit: a small file can unpack to anything."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise Unreadable(name, "is packed, and damaged") from error

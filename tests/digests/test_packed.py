"""Packed files: opened if they are sound, and never past what we can bear."""

import gzip
import zlib

import pytest

from digests.errors import Unreadable
from digests.packed import MOST_BYTES, unpacked


def test_gzip_is_unpacked_and_all_else_left_alone() -> None:
    assert unpacked(gzip.compress(b"news"), name="a") == b"news"
    assert unpacked(b"news", name="a") == b"news"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(gzip.compress(b"news" * 100)[:-9], id="cut short"),
        pytest.param(b"\x1f\x8b nothing of the sort", id="only the mark"),
        pytest.param(
            gzip.compress(b"news" * 999)[:14] + b"\xff" * 40, id="damaged inside"
        ),
    ],
)
def test_a_damaged_file_is_named(body: bytes) -> None:
    with pytest.raises(Unreadable, match=r"feed\.gz: is packed, and damaged"):
        unpacked(body, name="feed.gz")


def test_a_small_file_that_unpacks_to_too_much_is_refused() -> None:
    bomb = zlib.compressobj(wbits=31)
    body = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(MOST_BYTES // 10**6))
    body += bomb.compress(b"!") + bomb.flush()

    with pytest.raises(Unreadable, match="larger than 50 MB"):
        unpacked(body, name="bomb")

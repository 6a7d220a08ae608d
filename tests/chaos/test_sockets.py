import socket
import sys

import pytest

from tests.chaos.sockets import unread


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells")
def test_what_waits_to_be_read_is_seen_at_our_end_alone() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        ours, idle = (socket.create_connection(("127.0.0.1", port)) for _ in range(2))
        theirs, other = (server.accept()[0] for _ in range(2))
        with ours, idle, theirs, other:
            idle.sendall(b"not ours to read")
            assert unread(port) == frozenset()
            theirs.sendall(b"an answer")
            assert unread(port) == {ours.getsockname()[1]}
            ours.recv(99)
            assert unread(port) == frozenset()

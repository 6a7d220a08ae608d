"""What the kernel has for the program, and the program has not read."""

from pathlib import Path

# https://man7.org/linux/man-pages/man5/proc_pid_net.5.html: "local rem st tx:rx ...".
_CONNECTIONS = Path("/proc/net/tcp")


def unread(port: int) -> frozenset[int]:
    """Return our ends of connections to a port on which something waits to be read.

    Nothing where there is no ``/proc``, which only Linux has.
    """
    try:
        _, *lines = _CONNECTIONS.read_text("ascii").splitlines()
    except FileNotFoundError:
        return frozenset()
    found = (line.split()[1:5] for line in lines)
    return frozenset(
        _port(ours)
        for ours, theirs, _, queues in found
        if _port(theirs) == port and int(queues.partition(":")[2], 16)
    )


def _port(end: str) -> int:
    return int(end.partition(":")[2], 16)

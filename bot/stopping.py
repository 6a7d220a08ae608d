"""Stop when the system or the keyboard says so, and within ten seconds."""

import asyncio
import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

log = logging.getLogger(__name__)

PATIENCE = 9.0
"""Seconds after which a stop that does not come to its end is ended."""
_SIGNALS = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def stop_when_told() -> Iterator[asyncio.Event]:
    """Set the event at SIGTERM or Ctrl-C; needs a running event loop.

    What still runs ``PATIENCE`` seconds later is cut off: a thread in a slow name
    look-up must not hold up a restart, and every unfinished thing is a row.
    """
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()

    def told() -> None:
        if not stop.is_set():
            log.info("stopping")
            _cut_off_later()
            stop.set()

    for number in _SIGNALS:
        with suppress(NotImplementedError):  # Windows: Ctrl-C interrupts instead
            loop.add_signal_handler(number, told)
    try:
        yield stop
    finally:
        for number in _SIGNALS:
            with suppress(NotImplementedError):
                loop.remove_signal_handler(number)


def _cut_off_later() -> None:
    timer = threading.Timer(PATIENCE, os._exit, args=(0,))
    timer.daemon = True
    timer.start()

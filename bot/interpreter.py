"""Python, set up for a program that mostly waits: for platforms, and for its database."""

import gc
import sys

# Python looks for cycles after so many new objects, not after its 700.
_NEW_OBJECTS = 20_000
# So long a busy thread keeps the others waiting, and not Python's 5 ms.
_TURN_SECONDS = 0.0005


def set_up() -> None:
    """Make the interpreter suit the program, for as long as the process lives."""
    _collect_seldom()
    _take_short_turns()


def _collect_seldom() -> None:
    """Let Python look less often for cycles of objects, and not among what stays.

    Hundreds of messages under way made it go through the whole program again and
    again: a third of what a delivery cost. Most objects go without it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, 10, 10)


def _take_short_turns() -> None:
    """Let threads hand over soon.

    Articles are read in threads, and each statement goes to a thread and back: beside one
    that computes, every such step waited for its whole turn.
    """
    sys.setswitchinterval(_TURN_SECONDS)

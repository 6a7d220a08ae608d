"""What grouping costs when a month of news goes through it: time, and memory.

As in ``digests/grouping.py``, the window forgets once an hour what it cannot reach.
"""

import gc
import resource
import sys
import time
from datetime import timedelta
from types import FunctionType, ModuleType

from digests.profiles import profile
from digests.stories import REACH, Window
from tests.bench import wire
from tests.bench.figures import Measured

_PARTS = 10
_TIDY_EVERY = timedelta(hours=1)


def measure(count: int) -> Measured:
    """Group ``count`` articles of thirty days; to be done in a process of its own."""
    window, tidied = Window(), wire.FIRST
    tenths, most, stories = [0.0] * _PARTS, 0, set()
    for number, article in enumerate(wire.articles(count)):
        at = article.published or wire.FIRST
        started = time.process_time()
        stories.add(window.place(number, profile(article, at=at)).story)
        if at - tidied > _TIDY_EVERY:
            window.forget(at - REACH)
            tidied = at
        tenths[number * _PARTS // count] += time.process_time() - started
        most = max(most, len(window))
    each = count / _PARTS
    return {
        ("grouped, all of it", "articles/CPU-s", 0): count / sum(tenths),
        ("grouped, in the first tenth", "articles/CPU-s", 0): each / tenths[0],
        ("grouped, in the second tenth", "articles/CPU-s", 0): each / tenths[1],
        ("grouped, in the last tenth", "articles/CPU-s", 0): each / tenths[-1],
        ("stories", "of all articles", 0): len(stories),
        ("window, at most", "articles", 0): most,
        ("window, in the end", "kB/article", 1): _size(window) / len(window) / 1024,
        ("resident, at most", "MB", 0): _most_resident(),
    }


def _size(thing: object) -> int:
    """Sum up all that hangs on a thing, in bytes."""
    seen: set[int] = set()
    left = [thing]
    total = 0
    while left:
        one = left.pop()
        if id(one) not in seen and not isinstance(
            one, type | ModuleType | FunctionType
        ):
            seen.add(id(one))
            total += sys.getsizeof(one)
            left.extend(gc.get_referents(one))
    return total


def _most_resident() -> float:
    """Megabytes, where the system counts in kilobytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

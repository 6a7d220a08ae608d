"""One system over one file of gold data, in a process of its own: what it finds, what it costs.

``python -m tests.quality.rivals SYSTEM GOLD FOUND`` writes what was found to FOUND and
says the costs as a line of JSON. Python's own library is all that is imported here:
the rivals' environments hold nothing of ours, and memory is to be the system's own.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from tests.quality.gold import Row


def main(system: str, gold: Path, found: Path) -> None:
    started = time.process_time()
    find: Callable[[Row], list[object]]
    find = import_module(f"tests.quality.rivals.{system}").find
    loading = time.process_time() - started
    articles, seconds = 0, 0.0
    with gold.open(encoding="utf-8") as rows, found.open("w", encoding="utf-8") as out:
        for row in map(json.loads, rows):
            started = time.process_time()
            result = find(row)
            seconds += time.process_time() - started
            articles += 1
            out.write(json.dumps({"id": row["id"], "found": result}) + "\n")
    costs = {
        "articles": articles,
        "seconds": seconds,
        "loading": loading,
        "megabytes": _peak(),
    }
    sys.stdout.write(json.dumps(costs) + "\n")


def _peak() -> float:
    """Read what was resident at most; getrusage would count our parent's memory too."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))

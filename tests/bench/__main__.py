"""``./run bench``: speed and memory, as medians of several runs.

Machines are noisy: compare figures of one sitting only.
"""

import argparse
import asyncio
import multiprocessing
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from tests.bench import (
    chat,
    governor,
    grouping,
    planning,
    program,
    sending,
    stages,
    waits,
)
from tests.bench.figures import Measured, gathered, table
from tests.bench.waits import Taken

out = Console(width=130, highlight=False)


def _start(given: argparse.Namespace) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(program.measure_start(Path(folder)))


def _memory(given: argparse.Namespace) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        count = given.articles or 2_000
        return asyncio.run(program.measure_memory(Path(folder), count))


def _stages(given: argparse.Namespace) -> Measured:
    return stages.measure(given.pages)


def _sending(given: argparse.Namespace) -> Measured:
    return asyncio.run(sending.measure(given.briefings or 2_500))


def _telegram(given: argparse.Namespace) -> Measured:
    return asyncio.run(governor.measure_telegram(given.briefings or 10_000))


def _discord(given: argparse.Namespace) -> Measured:
    return asyncio.run(governor.measure_discord(given.briefings or 3_000))


def _grouping(given: argparse.Namespace) -> Measured:
    return _alone(grouping.measure, given.articles or 100_000)


def _slots(given: argparse.Namespace) -> Measured:
    dates = _alone(planning.measure_dates)
    return dates | _alone(planning.measure_claiming, given.subscriptions)


def _alone(measure: Callable[..., Measured], *given: int) -> Measured:
    """Measure in a process of its own, since its memory is part of the figures."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(measure, *given).result()


def _several(
    title: str, measure: Callable[[argparse.Namespace], Measured]
) -> Callable[[argparse.Namespace], None]:
    """Measure several times, and show the medians."""

    def show(given: argparse.Namespace) -> None:
        runs = [measure(given) for _ in range(given.runs)]
        out.print(table(title, gathered(runs)))

    return show


def _once(
    title: str, measure: Callable[[argparse.Namespace], Measured]
) -> Callable[[argparse.Namespace], None]:
    """Measure what takes minutes."""
    return lambda given: out.print(table(title, gathered([measure(given)])))


def _chat(given: argparse.Namespace) -> None:
    plan, taken, runs = chat.Plan(), list[Taken](), list[Measured]()
    with _filled(given, plan) as file:
        for _ in range(given.runs):
            answers, measured = asyncio.run(chat.measure(file, plan))
            taken += answers
            runs.append(measured)
    title = f"answers, while {plan.at_once} people ask at once"
    out.print(waits.table(title, waits.waited(taken)))
    out.print(table("the same, as a whole", gathered(runs)))


@contextmanager
def _filled(given: argparse.Namespace, plan: chat.Plan) -> Iterator[Path]:
    """Find the database of a month, or fill one; it stays in the folder for data."""
    articles = given.articles or 100_000
    with tempfile.TemporaryDirectory() as scratch:
        folder: Path = given.data or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"month-{articles}.db"
        if not file.exists():
            out.print(f"filling a database with {articles:,} articles ...")
            asyncio.run(chat.fill(file, articles, plan))
        yield file


PARTS: dict[str, Callable[[argparse.Namespace], None]] = {
    "start": _several("cold start of the program", _start),
    "stages": _several("reading, in one process", _stages),
    "sending": _several("bookkeeping of deliveries, in one process", _sending),
    "telegram": _once("a morning of briefings at a strict Telegram", _telegram),
    "discord": _once("a morning of briefings at a strict Discord", _discord),
    "grouping": _once("a month of news, grouped in one process", _grouping),
    "slots": _once("slots: every date of every zone, and a full minute", _slots),
    "memory": _several("the program while it collects", _memory),
    "chat": _chat,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="WHAT", help=", ".join(PARTS))
    parser.add_argument("--runs", type=int, default=3, metavar="N")
    parser.add_argument(
        "--articles",
        type=int,
        help="for the memory (2000), the grouping and the chat (100000)",
    )
    parser.add_argument(
        "--subscriptions",
        type=int,
        default=1_000_000,
        metavar="N",
        help="for the slots (1000000)",
    )
    parser.add_argument("--pages", type=int, default=300, help="for the stages")
    parser.add_argument(
        "--briefings",
        type=int,
        help="for sending (2500), telegram (10000) and discord (3000)",
    )
    parser.add_argument(
        "--data", type=Path, metavar="DIR", help="keeps the database of the chat"
    )
    given = parser.parse_args()
    if unknown := set(given.what) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if given.runs < 1:
        parser.error("--runs: at least one")
    out.print(f"Python {platform.python_version()}, {platform.machine()}")
    for what in given.what or PARTS:
        PARTS[what](given)
    return 0


if __name__ == "__main__":
    sys.exit(main())

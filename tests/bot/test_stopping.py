"""Each in a process of its own, since a stop ends the process."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import asyncio, os, signal, time
from bot import stopping

stopping.PATIENCE = {patience}

async def main():
    with stopping.stop_when_told() as stop:
        os.kill(os.getpid(), signal.{name})
        await stop.wait()
        print("stopped", flush=True)
        {last}

asyncio.run(main())
print("ended", flush=True)
"""
STUCK = "asyncio.get_running_loop().run_in_executor(None, time.sleep, 120)"


def run(name: str, *, patience: float = 60, last: str = "") -> tuple[int, list[str]]:
    program = PROGRAM.format(name=name, patience=patience, last=last)
    ended = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    return ended.returncode, ended.stdout.split()


@pytest.mark.parametrize("name", [signal.SIGTERM.name, signal.SIGINT.name])
def test_a_signal_sets_the_event_and_the_program_ends_by_itself(name: str) -> None:
    assert run(name) == (0, ["stopped", "ended"])


def test_a_thread_that_hangs_does_not_hold_up_the_end() -> None:
    assert run("SIGTERM", patience=0.5, last=STUCK) == (0, ["stopped"])

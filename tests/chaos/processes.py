"""Processes of a run: the program, and the platforms it talks to."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_START_SECONDS = 60.0
# The program promises to be gone ten seconds after SIGTERM.
_STOP_SECONDS = 15.0
# Lets a process stand still after some seconds, and says when that was.
_HALT = """
import contextlib, os, signal, sys, time
time.sleep(float(sys.argv[2]))
print(time.time(), flush=True)
with contextlib.suppress(ProcessLookupError):
    os.kill(int(sys.argv[1]), signal.SIGSTOP)
"""


class CannotPlay(Exception):
    """The stage could not be set up; the text says where to look."""


class Bot:
    """``python -m bot``, with nothing of our own environment but what is given.

    ``module`` is what is run in the place of ``bot``, with its first arguments.
    """

    def __init__(
        self,
        settings: Mapping[str, str],
        *,
        folder: Path,
        log: Path | None = None,
        module: Sequence[str] = ("bot",),
    ) -> None:
        self._environment = {
            name: value
            for name, value in os.environ.items()
            if name in {"PATH", "HOME", "LANG", "LC_ALL", "TMPDIR"}
        } | {"PYTHONPATH": str(ROOT), **settings}
        self._folder = folder
        self._module = module
        self.log = log or folder / "bot.log"
        self._process: asyncio.subprocess.Process | None = None

    @property
    def pid(self) -> int:
        if self._process is None:
            raise RuntimeError("it does not run")
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self, *command: str) -> None:
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *self._module, *command),
                env=self._environment,
                cwd=self._folder,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    async def halt(self, *, after: float = 0.0) -> float:
        """Let it stand still after so many seconds, until it is killed; gives the moment.

        A process of its own sees to it. Ours passes the program's messages on: it would
        act right after it had handed something over, and find the program at what it
        does with that more often than chance does.
        """
        if not (self.runs and self._process):
            await asyncio.sleep(after)
            return time.time()
        whom = str(self._process.pid)
        halting = await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", "-c", _HALT, whom, str(after)),
            stdout=asyncio.subprocess.PIPE,
        )
        said, _ = await halting.communicate()
        return float(said)

    async def kill(self) -> None:
        """End it as a power cut would."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """Ask it to end; gives its exit code, or raises ``TimeoutError``."""
        return await self._end(signal.SIGTERM)

    async def freeze(self, seconds: float) -> None:
        """Let it stand still for a while, if it runs."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        process.send_signal(signal.SIGSTOP)
        try:
            await asyncio.sleep(seconds)
        finally:
            if process.returncode is None:
                process.send_signal(signal.SIGCONT)

    async def done(self) -> int:
        """Wait for a command that ends by itself; gives its exit code."""
        if self._process is None:
            raise RuntimeError("it does not run")
        return await self._process.wait()

    async def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            raise RuntimeError("it does not run")
        if self.runs:
            self._process.send_signal(how)
        async with asyncio.timeout(_STOP_SECONDS):
            return await self._process.wait()

    async def close(self) -> None:
        """Leave nothing behind."""
        if self.runs:
            await self.kill()


@asynccontextmanager
async def speaking(module: str, *arguments: str, log: Path) -> AsyncIterator[str]:
    """Run a module of the tests for a while; gives the first line that it prints."""
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", module, *arguments),
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
        )
    try:
        async with asyncio.timeout(_START_SECONDS):
            line = await process.stdout.readline() if process.stdout else b""
        if not line:
            raise CannotPlay(f"{module} did not start: see {log}")
        yield line.decode().strip()
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()

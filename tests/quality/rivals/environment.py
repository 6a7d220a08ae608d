"""Environments for the packages that no part of the product may lean on."""

import shutil
import subprocess
import sys
import venv
from pathlib import Path

from tests.quality.gold import Missing

FOLDER = Path(__file__).parents[3] / ".venv-rivals"
TEXTACY = Path(__file__).with_name("textacy.txt")
SUMY = Path(__file__).with_name("sumy.txt")


def made(folder: Path, pins: Path) -> Path:
    """Give the Python of a folder with what is pinned; it is made once, and again when pins change. Raises ``Missing``."""
    python, stamp = folder / "bin" / "python", folder / "pins"
    if not (stamp.exists() and stamp.read_bytes() == pins.read_bytes()):
        sys.stderr.write(f"Setting up {folder} (once) ...\n")
        try:
            venv.create(folder, clear=True, symlinks=True)
            _install(python, pins)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Missing(
                f"not measured, because its environment cannot be made: {_why(error)}"
            ) from error
        shutil.copyfile(pins, stamp)
    return python


def _install(python: Path, pins: Path) -> None:
    """Install exactly what is pinned, as ``./run setup`` does."""
    rules = "--quiet --no-deps --require-hashes --only-binary :all: --disable-pip-version-check".split()
    subprocess.run(  # noqa: S603 - pip, over pins of ours
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            python,
            "install",
            *rules,
            "-r",
            pins,
        ],
        check=True,
        capture_output=True,
        text=True,
    )


def _why(error: OSError | subprocess.CalledProcessError) -> str:
    """Give the first thing that pip calls an error."""
    if isinstance(error, OSError):
        return str(error)
    said = [line for line in error.stderr.splitlines() if line.startswith("ERROR: ")]
    return said[0].removeprefix("ERROR: ") if said else str(error)

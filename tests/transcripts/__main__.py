"""Write what readers see into a folder: ``python -m tests.transcripts DIR [SCENE ...]``.

The real program reads the bundled sample news and talks to the strict fakes of both
platforms. Each scene becomes a page, and a picture where Chromium is installed.
"""

import argparse
import asyncio
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.transcripts import discord_page, discord_text, telegram_page, telegram_text
from tests.transcripts.pictures import browser, picture
from tests.transcripts.scenes import SCENES, played
from tests.transcripts.turns import Chapter


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a platform's chapters are written and drawn."""

    written: Callable[[Chapter], str]
    drawn: Callable[..., str]
    width: int


LOOKS = {
    "telegram": Look(
        written=telegram_text.written,
        drawn=telegram_page.drawn,
        width=telegram_page.WIDTH,
    ),
    "discord": Look(
        written=discord_text.written,
        drawn=discord_page.drawn,
        width=discord_page.WIDTH,
    ),
}


def main() -> None:
    """Play the scenes, write them, and say where they are."""
    names = {scene.name for scenes in SCENES.values() for scene in scenes}
    parser = argparse.ArgumentParser(prog="./run transcripts", description=__doc__)
    parser.add_argument("dir", type=Path)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(names))
    given = parser.parse_args()
    program = browser()
    for platform, look in LOOKS.items():
        chapters = asyncio.run(played(platform, *given.scenes))
        pages = written(given.dir, platform, chapters)
        pictures = [
            picture(program, page, width=look.width) for page in pages if program
        ]
        _tell((*pages, *pictures))
    if not program:
        _tell(["There is no Chromium on the path, so only text and HTML were written."])


def written(
    folder: Path, platform: str, chapters: Sequence[Chapter]
) -> tuple[Path, ...]:
    """Write a platform's transcript and pages; gives the pages."""
    look, place = LOOKS[platform], folder / platform
    place.mkdir(parents=True, exist_ok=True)
    transcript = "\n\n".join(map(look.written, chapters))
    (folder / f"{platform}.txt").write_text(transcript, encoding="utf-8")
    (folder / f"{platform}.html").write_text(look.drawn(*chapters), encoding="utf-8")
    pages = []
    for number, chapter in enumerate(chapters, 1):
        page = place / f"{number:02}-{chapter.name}.html"
        page.write_text(look.drawn(chapter), encoding="utf-8")
        pages.append(page)
    return tuple(pages)


def _tell(lines: Iterable[object]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()

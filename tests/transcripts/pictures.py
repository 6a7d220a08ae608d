"""Pictures of pages, where a Chromium is installed; nothing else needs one."""

import math
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_MEASURE = (
    "<script>document.documentElement.dataset.high = "
    "document.querySelector('main').offsetHeight</script></body>"
)
_HIGH = re.compile(r'data-high="(\d+)"')
_TALLEST = 1500
_COLUMNS = (
    "main {{ columns: {columns}; column-gap: 0; column-fill: auto; width: {width}px; "
    "height: {height}px }} main > * {{ break-inside: avoid }}</style>"
)
_SECONDS = 60


def browser() -> str:
    """Find the program; empty if there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), "")


def picture(program: str, page: Path, *, width: int) -> Path:
    """Draw a page as a PNG beside it, in columns if it is tall."""
    target = page.with_suffix(".png").resolve()
    html = page.read_text(encoding="utf-8")
    high = _height(program, html, width)
    columns = math.ceil(high / _TALLEST)
    if columns > 1:
        # Where a message moves into the next column, some of the height is lost.
        columns, high = columns + 1, _TALLEST
    style = _COLUMNS.format(columns=columns, width=columns * width, height=high)
    drawn = html.replace("</style>", style) if columns > 1 else html
    size = f"--window-size={columns * width},{high + 10}"
    _run(program, drawn, size, f"--screenshot={target}")
    return target


def _height(program: str, html: str, width: int) -> int:
    """Let the browser itself say how high a page is."""
    measuring = html.replace("</body>", _MEASURE)
    shown = _run(program, measuring, f"--window-size={width},800", "--dump-dom")
    found = _HIGH.search(shown)
    return int(found[1]) if found else _TALLEST


def _run(program: str, html: str, *arguments: str) -> str:
    quiet = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(html, encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - our own page, in a browser on the path
            [program, *quiet, *arguments, page.as_uri()],
            capture_output=True,
            check=True,
            text=True,
            timeout=_SECONDS,
        )
    return done.stdout

"""Documents that say what the code says, or fail."""

import re
from pathlib import Path

from bot.commands import COMMANDS

ROOT = Path(__file__).parent.parent
_UNNAMED = {"__init__", "__main__"}


def modules() -> set[str]:
    return {
        str(path.relative_to(ROOT))
        for package in ("bot", "digests")
        for path in (ROOT / package).rglob("*.py")
        if "versions" not in path.parts
        and "migrations" not in path.parts
        and (path.stem not in _UNNAMED or path.stat().st_size > 1_000)
    }


def test_the_code_map_names_every_module_and_no_other() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    code_map = text.split("## Code map")[1].split("\n## ")[0]

    assert set(re.findall(r"^\| `([^`]+\.py)`", code_map, re.MULTILINE)) == modules()


def test_the_readme_lists_every_command_with_its_summary() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `/(\w+)[^`]*` \| (.+?) \|$", text, re.MULTILINE))

    assert rows == {command.name: command.summary for command in COMMANDS}


def test_the_table_of_telegrams_surfaces_names_tests_that_exist() -> None:
    text = (ROOT / "docs" / "telegram.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| .+ \| `(test_\w+)` \|$", text, re.MULTILINE)
    sources = (ROOT / "tests" / "bot").glob("test_telegram_*.py")
    code = "".join(path.read_text(encoding="utf-8") for path in sources)

    assert len(rows) == text.count("\n| ") - 1
    assert [name for name in rows if f"def {name}(" not in code] == []


def test_nothing_the_project_says_names_a_place_only_its_makers_have() -> None:
    forbidden = re.compile(
        r"/(?:home|mnt|opt|root|srv|tmp|var|work)\b/|/simple\b|file:/"
    )
    suspects = [
        str(path.relative_to(ROOT))
        for pattern in ("*.md", "docs/**/*.md", "bot/**/*.py", "digests/**/*.py", "run")
        for path in ROOT.glob(pattern)
        if forbidden.search(path.read_text(encoding="utf-8"))
    ]

    assert suspects == []


def test_every_line_about_discord_is_held_by_a_test_that_exists() -> None:
    text = (ROOT / "docs/discord.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ")][1:]
    held = [re.search(r"`(test_\w+\.py)::(test_\w+)` \|$", line) for line in lines]

    assert all(held)
    for found in filter(None, held):
        tests = (ROOT / "tests/bot" / found[1]).read_text(encoding="utf-8")
        assert f"async def {found[2]}(" in tests

"""What the data's own scorer says about quotes, as cells of a table."""

from pathlib import Path

from tests.quality.gold import Row, scored_json
from tests.quality.report import percent

HEAD = ("set", "system", "words", "gold", "printed", "words P", "R", "name P", "pair P", "pair R", "scare", "via")  # fmt: skip


def score(scorer: Path, gold: Path, found: Path, words: int) -> Row:
    """Score predictions, looking at quotes of so many words or more."""
    return scored_json(
        scorer, f"--gold={gold}", f"--pred=it={found}", f"--min-words={words}"
    )


def cells(name: str, system: str, words: int, judged: Row) -> tuple[str, ...]:
    """Give the cells under ``HEAD``."""
    gold, printed = judged["n"]
    right_via, due_via, invented_via = judged["via"]
    return (
        name,
        system,
        f">= {words}",
        str(gold),
        str(printed),
        *(percent(share) for share in judged["ex"][:2]),
        percent(judged["spkP"]),
        *(percent(share) for share in judged["pair"][:2]),
        "/".join(map(str, judged["scare"])),
        f"{right_via}/{due_via}" + (f"+{invented_via}" if invented_via else ""),
    )

"""What people read whose apps are in German, as Ada's and Anna's are."""

from bot.tongue import _, speaking


def in_german(sentence: str, **facts: object) -> str:
    """Say a sentence with its facts as they read it."""
    with speaking("de"):
        said = _(sentence)
    return said.format(**facts) if facts else said

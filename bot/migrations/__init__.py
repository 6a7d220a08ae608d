"""The schema's steps, in order; ``SCRIPTS`` is where ``Database.migrate`` finds them."""

from pathlib import Path

SCRIPTS = str(Path(__file__).parent)

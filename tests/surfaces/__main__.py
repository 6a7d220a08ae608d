"""``python -m tests.surfaces``: writes docs/commands.md anew."""

from tests.surfaces.page import PAGE, page

PAGE.write_text(page(), encoding="utf-8")

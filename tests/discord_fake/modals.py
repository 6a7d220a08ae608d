"""Forms that open over the app: what Discord takes as one, and how one is filled in."""

from typing import Any

from tests.discord_fake.given import CannotDo
from tests.discord_fake.places import Json, Refusal

_TEXT_INPUT, _LABEL = 4, 18


def check_modal(data: Any) -> Json:
    """Return a form if Discord would open it; raises ``Refusal``."""
    parts = data.get("components") or []
    fine = (
        set(data) <= {"title", "custom_id", "components"}
        and 1 <= len(data.get("title") or "") <= 45
        and 1 <= len(data.get("custom_id") or "") <= 100
        and 1 <= len(parts) <= 5
        and all(map(_is_label, parts))
    )
    if not fine:
        raise Refusal(400, 50035, "Invalid Form Body")
    form: Json = data
    return form


def _is_label(part: Json) -> bool:
    line = part.get("component") or {}
    return (
        part.get("type") == _LABEL
        and 1 <= len(part.get("label") or "") <= 45
        and line.get("type") == _TEXT_INPUT
        and line.get("style") in {1, 2}
        and 1 <= len(line.get("custom_id") or "") <= 100
        and 1 <= (line.get("max_length") or 4000) <= 4000
    )


def filled_in(modal: Json, text: str) -> Json:
    """Write into the one line of a form, as far as the app lets somebody."""
    (label,) = modal["components"]
    line = label["component"]
    if len(text) > (line.get("max_length") or 4000):
        raise CannotDo("that is more than fits the line")
    if not text and line.get("required", True):
        raise CannotDo("the line must not be empty")
    value = {"type": _TEXT_INPUT, "custom_id": line["custom_id"], "value": text}
    return {
        "custom_id": modal["custom_id"],
        "components": [{"type": _LABEL, "component": value}],
    }

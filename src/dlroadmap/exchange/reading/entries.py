"""Values of a JSON document that anybody may have written: each is taken only if it is fit."""

from collections.abc import Mapping
from typing import Any

from dlroadmap.authoring.outline import Dropped

LONGEST = 80
"""So much of a text is quoted where it is left out."""


def read_text(document: Mapping[str, Any], name: str) -> str:
    """Return a text; a number is one, and anything else is empty."""
    value = document.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value.strip() if isinstance(value, str) else ""


def read_texts(document: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a list, or those between the commas of a text."""
    value = document.get(name)
    values = value.split(",") if isinstance(value, str) else value
    if not isinstance(values, list):
        return ()
    return tuple(filter(None, (one.strip() for one in values if isinstance(one, str))))


def read_mappings(document: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    """Return the mappings of a list."""
    value = document.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def drop(line: int | None, text: object, why: str) -> Dropped:
    """Return what is left out, cut to one line of reasonable length."""
    words = " ".join(str(text)[: 2 * LONGEST].split())
    return Dropped(line, words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…", why)

"""Values of foreign JSON, taken for what they were meant to be."""

import json
from collections.abc import Mapping
from typing import Any

from dlroadmap.authoring.outline import Dropped

LONGEST = 100
"""So many characters of what is left out are shown."""


def read_text(value: object) -> str:
    """Return a text, or a number as one, without blanks at its ends; nothing for anything else."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value}"
    return ""


def read_texts(value: object) -> tuple[str, ...]:
    """Return the texts of a list; one text alone is a list, too."""
    listed = value if isinstance(value, list) else [value]
    return tuple(filter(None, map(read_text, listed)))


def excerpt(value: object) -> str:
    """Return one line of reasonable length for any value."""
    try:
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    except RecursionError:
        text = "…"
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


def read_mappings(value: object) -> list[Mapping[str, Any]]:
    """Return the mappings of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def drop(line: int | None, value: object, why: str) -> Dropped:
    """Return what is left out, cut to one line of reasonable length."""
    return Dropped(line, excerpt(value), why)

"""What is said of overlays that were begun or changed."""

import re
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.render.words import NOTHING

if TYPE_CHECKING:
    from dlroadmap.authoring.overlays import Replaced
    from dlroadmap.diagnostics import Finding

_QUOTED = re.compile("`([^`]*)`")

_NOUNS = {"items": "", "levels": "level ", "categories": "category "}


def overlay_question(title: str, id: str) -> str:
    """Return the question whether an overlay is to be made over a curriculum of others."""
    return (
        f"You follow {title}, which is kept by others. "
        f"Make an overlay of your own over it, “{id}”, and use that from now on?"
    )


def own_item_advice(id: str) -> str:
    """Return how to remove an item of one's own."""
    return f"Edit that file, or remove the item: dlr new item {id} --undo"


def begun_lines(id: str, path: Path, base: str, in_use: bool) -> list[str]:
    """Return that an overlay was made, how to use it, and how to go back."""
    lines = [f"Created an overlay over {base}: {path}"]
    if in_use:
        return [*lines, f"In use now: {id}. To go back: dlr use {base}"]
    return [*lines, f"To use it: dlr use {id}"]


def deletion_line(path: Path) -> str:
    """Return how to get rid of an overlay."""
    return f"To undo: delete {path}"


def hidden_lines(
    changed: Sequence[tuple[str, str]], unchanged: Sequence[tuple[str, str]], undo: bool
) -> list[str]:
    """Return which parts, each with its kind, were hidden or shown again, and which were before."""
    now, before = ("Shown again", "Not hidden") if undo else ("Hidden", "Already hidden")
    lines = [f"{now}: {_NOUNS[kind]}{name}" for kind, name in changed]
    return [*lines, *(f"{before}: {_NOUNS[kind]}{name}" for kind, name in unchanged)]


def changed_lines(title: str, fields: "Iterable[Replaced]") -> list[str]:
    """Return the fields of an item with their values of now and before."""
    return [
        f"{title}: {field} {_value(now)} (was {_value(was)})"
        if is_new
        else f"{title}: {field} already {_value(now)}"
        for field, _, was, now, is_new in fields
    ]


def _value(value: float | str | None) -> str:
    return "unknown" if value is None else f"{value}"


def added_lines(id: str, place: str) -> list[str]:
    """Return that an item was added."""
    return [f"Added {id} to {place}"]


def removed_lines(id: str) -> list[str]:
    """Return that an item was removed; ticks outlive it."""
    return [f"Removed {id}. Its ticks stay in your history."]


def warning_texts(found: "Iterable[Finding]") -> list[str]:
    """Return what lint warns of in sentences for the one who has just caused it."""
    messages = (finding.message for finding in found if finding.severity != "info")
    quoted = (_QUOTED.sub(r"“\1”", message) for message in messages)
    return [f"{text[:1].upper()}{text[1:]}{'' if text.endswith('.') else '.'}" for text in quoted]


def saved_lines(
    path: Path | None, main: Path | None, warnings: Sequence[str], undo: str | None
) -> list[str]:
    """Return the file that was written, what there is to know of it, and how to go back."""
    if path is None:
        return [NOTHING]
    told = [f"Warning: {warning}" for warning in warnings]
    told += [f"More: {shlex.join(['dlr', 'lint', str(main)])}"] if warnings else []
    return [f"File: {path}", *told, *([f"To undo: {undo}"] if undo else [])]

"""The words for overlays that were created or changed."""

import re
import shlex
from collections.abc import Iterable, Sequence
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.render.words import NOTHING
from dlroadmap.words import join_words, pluralize

if TYPE_CHECKING:
    from dlroadmap.authoring.overlays import Replaced
    from dlroadmap.curriculum.model import Changed
    from dlroadmap.diagnostics import Finding

_QUOTED = re.compile("`([^`]*)`")

_NOUNS = {"items": "", "levels": "level ", "categories": "category "}


def overlay_question(title: str, id: str) -> str:
    """Return the question whether to create an overlay of a curriculum of others."""
    return f"{title} is read-only. Create your own overlay of it, “{id}”, and use that from now on?"


def loss_question(what: str) -> str:
    """Return the question whether something may go that no call brings back."""
    return f"{what}. Continue?"


def own_item_advice(id: str) -> str:
    """Return how to remove an item of one's own."""
    return f"Edit that file, or remove the item: dlr new item {id} --undo"


def begun_lines(id: str, path: Path, base: str, in_use: bool) -> list[str]:
    """Return that an overlay was created, how to use it, and how to go back."""
    lines = [f"Created overlay {id} of {base}: {path}"]
    if in_use:
        return [*lines, f"Now using: {id}", f"To undo: dlr use {base}, then delete {path}"]
    return [*lines, f"To use it: dlr use {id}"]


def deletion_line(path: Path) -> str:
    """Return how to get rid of an overlay."""
    return f"To remove it: delete {path}"


def hidden_lines(
    changed: Sequence[tuple[str, str, int]], unchanged: Sequence[tuple[str, str, int]], undo: bool
) -> list[str]:
    """Return which parts were hidden or shown again, and which were before."""
    now, before = ("Shown again", "Not hidden") if undo else ("Hidden", "Already hidden")
    lines = [f"{now}: {_name_part(*part)}" for part in changed]
    return [*lines, *(f"{before}: {_name_part(*part)}" for part in unchanged)]


def _name_part(kind: str, name: str, items: int) -> str:
    """Return an item, or a level or category with the number of its items."""
    return name if kind == "items" else f"{_NOUNS[kind]}{name} ({pluralize(items, 'item')})"


def overlay_lines(
    title: str,
    hidden: Sequence[tuple[str, str, int]],
    changed: "Sequence[tuple[str, list[Changed]]]",
    own: Sequence[tuple[str, str]],
    calls: Sequence[str],
) -> list[str]:
    """Return what an overlay hides, changes and adds, and the calls that undo each kind."""
    show, restore, remove = calls
    lines = [
        ("Hidden", list(starmap(_name_part, hidden)), f"To show one again: {show}"),
        (
            "Changed",
            [f"{name}: {_list_changes(each)}" for name, each in changed],
            f"To undo the changes of an item: {restore}",
        ),
        (
            "Your own items",
            [f"{name}, in {place}" for name, place in own],
            f"To remove one: {remove}",
        ),
    ]
    told = [
        line
        for head, listed, call in lines
        if listed
        for line in (f"{head}:", *(f" - {text}" for text in listed), call)
    ]
    return [title, *(told or ["No changes yet."])]


def _list_changes(changes: "Iterable[Changed]") -> str:
    return ", ".join(
        f"{len(each.added)} more {each.what}"
        if each.added
        else f"{each.what} {_value(each.now)} (was {_value(each.was)})"
        for each in changes
    )


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


def added_lines(id: str, place: str, needed: Sequence[tuple[str, str]]) -> list[str]:
    """Return that an item was added, and what it requires, so that a wrong match is seen."""
    names = [name for _, name in needed]
    after = f", after {join_words(names, len(names))}" if names else ""
    return [f"Added {id} to {place}{after}"]


def describe_loss(id: str) -> str:
    """Return that no call could add an item again."""
    return f"“{id}” has more than dlr new can add, so this cannot be undone"


def describe_lost(id: str, fields: Sequence[str]) -> str:
    """Return that no call could bring back what the overlay adds to an item."""
    return f"Your {join_words(list(fields))} of “{id}” will be removed, and this cannot be undone"


def removed_lines(id: str, is_known: bool) -> list[str]:
    """Return that an item was removed; its ticks stay."""
    return [f"Removed {id}. Its ticks stay in your history." if is_known else f"Removed {id}."]


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
    told += [f"For details: {shlex.join(['dlr', 'lint', str(main)])}"] if warnings else []
    return [f"File: {path}", *told, *([f"To undo: {undo}"] if undo else [])]

"""The compiled form of a curriculum: what everyday commands read instead of YAML.

An SQLite file in the cache folder, made beside its place, moved there and never changed: so
readers need no lock. It holds the outline (levels and columns) as one JSON text, a row for every
item, and the stamps of the files that it was made from. Where a stamp no longer agrees the form
is made anew; if that fails, the last good one is served, with a word about the fault.
"""

import contextlib
import json
import sqlite3
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dlroadmap.curriculum.forms import LAYOUT, fault_file, form_file, fresh
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Requirement, Resource
from dlroadmap.errors import DlrError


class Opened:
    """A curriculum that was opened, and what to tell about it if its files are broken now."""

    def __init__(self, curriculum: Curriculum, main: Path, warning: str = "") -> None:
        self.curriculum = curriculum
        self.main = main
        self.warning = warning


def open_curriculum(main: Path, library: Library, folder: Path) -> Opened:
    """Return the curriculum of a main file, from its compiled form in `folder` if that is fresh.

    Raises DlrError when the files have errors and no good form of them is left.
    """
    file = form_file(main, folder)
    form = _read(file)
    if form and fresh(form["stamps"]):
        return Opened(_curriculum(form), main)
    fault = _read_fault(file)
    if not (fault and fresh(fault["stamps"])):
        from dlroadmap.format.compiling import compile_curriculum

        result = compile_curriculum(main, library, file)
        if isinstance(result, Curriculum):
            if form:
                form["connection"].close()
            return Opened(result, main)
        fault = result
    if form is None:
        raise DlrError("broken-curriculum", *fault["lines"])
    return Opened(_curriculum(form), main, fault["lines"][0])


def _read_fault(form: Path) -> Any:
    try:
        fault = json.loads(fault_file(form).read_text(encoding="utf-8"))
        return fault if fault["layout"] == LAYOUT else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _read(file: Path) -> dict[str, Any] | None:
    """Return the outline; None if there is none or it cannot be read, for it can be made anew."""
    if not file.is_file():
        return None
    connection = None
    outline: Any = None
    with contextlib.suppress(sqlite3.Error, ValueError):
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
        [(text,)] = connection.execute("SELECT body FROM outline")
        outline = json.loads(text)
    if not isinstance(outline, dict) or outline.get("layout") != LAYOUT:
        if connection:
            connection.close()
        return None
    outline["connection"] = connection
    return outline


def _curriculum(form: dict[str, Any]) -> Curriculum:
    keys: list[str] = form["keys"]
    hours = dict(zip(keys, form["hours"], strict=True))
    return Curriculum(
        id=form["id"],
        title=form["title"],
        description=form["description"],
        hours_per_week=form["hours_per_week"],
        levels=tuple(_level(row, keys) for row in form["levels"]),
        hours=hours,
        priority=form["priority"],
        requires={
            key: [keys[place] for place in row]
            for key, row in zip(keys, form["requires"], strict=True)
            if row
        },
        renames=form["renames"],
        items=StoredItems(form["connection"], hours),
    )


def _level(row: list[Any], keys: list[str]) -> Level:
    id, title, description, choose, weeks, ready_when, categories = row
    weeks = weeks and tuple(weeks)
    parts = tuple(_category(category, keys) for category in categories)
    return Level(id, title, description, choose, weeks, tuple(ready_when), parts)


def _category(row: list[Any], keys: list[str]) -> Category:
    id, title, description, choose, places, resources = row
    items = tuple(map(keys.__getitem__, places))
    return Category(id, title, description, choose, items, _resources(resources))


def _resources(rows: list[list[str]]) -> tuple[Resource, ...]:
    return tuple(Resource(*row) for row in rows)


class StoredItems(Mapping[str, Item]):
    """The items of a compiled form; each is read when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, keys: Mapping[str, object]) -> None:
        self._connection = connection
        self._keys = keys
        # Unlike a finaliser of ours, this closes in time what a ring of objects holds.
        weakref.finalize(self, connection.close)

    def __getitem__(self, key: str) -> Item:
        row = self._connection.execute("SELECT body FROM item WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        title, summary, kind, priority, hours, requires, *lists, resources = json.loads(row[0])
        covers, checks, aliases, tags = map(tuple, lists)
        return Item(
            key=key,
            title=title,
            summary=summary,
            kind=kind,
            priority=priority,
            hours=hours,
            requires=tuple(Requirement(*pair) for pair in requires),
            covers=covers,
            checks=checks,
            aliases=aliases,
            tags=tags,
            resources=_resources(resources),
        )

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)

"""Makes the compiled form of a curriculum; the slow way, taken when a file has changed."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from dlroadmap.curriculum.assemble import Assembly, assemble
from dlroadmap.curriculum.compiled import fault_file, stamp
from dlroadmap.curriculum.draft import Draft, load
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.paths import make_private, write_atomically
from dlroadmap.text import plural

_TABLES = """
CREATE TABLE outline (body TEXT NOT NULL);
CREATE TABLE item (key TEXT PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL,
                   place INTEGER, body TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX item_id ON item (id, title, place);
"""


def compile_curriculum(main: Path, library: Library, file: Path) -> Curriculum | dict[str, Any]:
    """Load a curriculum and leave its compiled form in a file.

    Returns the curriculum, or what is wrong with its files: `stamps`, and `lines` for a person.
    """
    library = library.beside(main)
    assembly = assemble_file(main, library)
    drafts = [assembly.draft, *assembly.homes.values()]
    stamps = [
        *([str(source.path), *source.stamp] for draft in drafts for source in draft.sources),
        *([str(path), -1, 0] for draft in drafts for path in draft.absent),
    ]
    if assembly.homes or not assembly.curriculum:
        stamps += [stamp(folder) for folder in library.folders]
    # A cache that cannot be written only costs time.
    with contextlib.suppress(OSError, sqlite3.Error):
        if assembly.curriculum:
            _write(file, assembly.curriculum, stamps)
            fault_file(file).unlink(missing_ok=True)
            return assembly.curriculum
        fault = {"stamps": stamps, "lines": _lines(main, drafts)}
        write_atomically(fault_file(file), json.dumps(fault))
    return assembly.curriculum or fault


def assemble_file(main: Path, library: Library) -> Assembly:
    """Load a main file and put the curriculum together, with homes from the library."""
    return assemble(load(main), DraftShelf(library).find)


class DraftShelf:
    """The drafts of a library's curricula, each loaded once and when it is asked for."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._drafts: dict[Path, Draft] = {}

    def load(self, main: Path) -> Draft:
        """Return the draft of a main file."""
        if main not in self._drafts:
            self._drafts[main] = load(main)
        return self._drafts[main]

    def find(self, id: str) -> Draft | None:
        """Return the draft of the curriculum with an id: named by it, or carrying it inside."""
        named = self._library.find(id)
        for main in [named] if named else self._library:
            draft = self.load(main)
            if named or (draft.model and draft.model.id == id):
                return draft
        return None


def _lines(main: Path, drafts: list[Draft]) -> list[str]:
    errors = [f for draft in drafts for f in draft.findings if f.severity == "error"]
    summary = f"{main} has {plural(len(errors), 'error')}, the first in {errors[0]}"
    return [summary, f"To see them all: dlr lint {main}"]


def _write(file: Path, curriculum: Curriculum, stamps: list[list[Any]]) -> None:
    make_private(file.parent)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
            connection.executescript(f"PRAGMA synchronous=OFF; BEGIN; {_TABLES}")
            outline = json.dumps(_outline(curriculum, stamps), ensure_ascii=False)
            connection.execute("INSERT INTO outline VALUES (?)", (outline,))
            connection.executemany("INSERT INTO item VALUES (?, ?, ?, ?, ?)", _rows(curriculum))
            connection.execute("COMMIT")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _outline(curriculum: Curriculum, stamps: list[list[Any]]) -> dict[str, Any]:
    return {
        "stamps": stamps,
        "id": curriculum.id,
        "title": curriculum.title,
        "description": curriculum.description,
        "hours_per_week": curriculum.hours_per_week,
        "levels": [astuple(level) for level in curriculum.levels],
        "hours": dict(curriculum.hours),
        "priority": dict(curriculum.priority),
        "requires": dict(curriculum.requires),
        "renames": dict(curriculum.renames),
    }


def _rows(curriculum: Curriculum) -> Iterator[tuple[str, str, str, int | None, str]]:
    places = {key: number for number, key in enumerate(curriculum.places())}
    for key, item in curriculum.items.items():
        body = json.dumps(astuple(item)[1:], ensure_ascii=False)
        yield key, item.id, item.title, places.get(key), body

"""Makes the compiled form of a curriculum; the slow way, taken when a file has changed."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from pathlib import Path
from typing import Any

from dlroadmap.curriculum.forms import LAYOUT, fault_file, stamp, words_file
from dlroadmap.curriculum.library import Library, name_of
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.format.assemble import Assembly, assemble
from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.loader import load
from dlroadmap.paths import make_private, write_atomically
from dlroadmap.text import plural

_TABLES = """
CREATE TABLE outline (body TEXT NOT NULL);
CREATE TABLE item (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
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
            write_atomically(words_file(file), "".join(_words(assembly.curriculum)))
            _write(file, assembly.curriculum, stamps)
            fault_file(file).unlink(missing_ok=True)
            return assembly.curriculum
        lines = _lines(main, drafts, assembly.all_faults)
        fault = {"layout": LAYOUT, "stamps": stamps, "lines": lines}
        write_atomically(fault_file(file), json.dumps(fault))
    return assembly.curriculum or fault


def assemble_file(main: Path, library: Library) -> Assembly:
    """Load a main file and put the curriculum together, with homes from the library."""
    return assemble(load(main), DraftShelf(library).find)


class DraftShelf:
    """The drafts of curricula, each loaded once and when it is asked for.

    Those of `first` come before the library's, whatever they are called.
    """

    def __init__(self, library: Library, files: Files = DISK, first: Iterable[Path] = ()) -> None:
        self._library = library
        self._files = files
        self._first = tuple(first)
        self._drafts: dict[Path, Draft] = {}

    def load(self, main: Path) -> Draft:
        """Return the draft of a main file."""
        if main not in self._drafts:
            self._drafts[main] = load(main, self._files)
        return self._drafts[main]

    def find(self, id: str) -> Draft | None:
        """Return the draft of the curriculum with an id: named by it, or carrying it inside."""
        named = self._library.find(id)
        for main in (*self._first, *([named] if named else self._library)):
            draft = self.load(main)
            if draft.id == id:
                return draft
        return None


def _lines(main: Path, drafts: list[Draft], faults: list[Fault]) -> list[str]:
    from dlroadmap.lint.rules import describe

    errors = [f for f in describe(faults) if f.severity == "error"]
    name = drafts[0].id or name_of(main)
    summary = f"Curriculum {name} has {plural(len(errors), 'error')}. The first: {errors[0]}"
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
            connection.executemany("INSERT INTO item VALUES (?, ?)", _rows(curriculum))
            connection.execute("COMMIT")
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _outline(curriculum: Curriculum, stamps: list[list[Any]]) -> dict[str, Any]:
    """Return the outline; items are numbers, places in the list of keys, which are read faster."""
    number = {key: place for place, key in enumerate(curriculum.hours)}
    requires = [[number[k] for k in curriculum.requires.get(key, ())] for key in number]
    return {
        "layout": LAYOUT,
        "stamps": stamps,
        "id": curriculum.id,
        "title": curriculum.title,
        "description": curriculum.description,
        "hours_per_week": curriculum.hours_per_week,
        "keys": list(number),
        "hours": list(curriculum.hours.values()),
        "requires": requires,
        "priority": dict(curriculum.priority),
        "renames": dict(curriculum.renames),
        "levels": [
            [
                *(level.id, level.title, level.description, level.choose, level.weeks),
                level.ready_when,
                [
                    [
                        *(part.id, part.title, part.description, part.choose),
                        [number[key] for key in part.items],
                        [astuple(resource) for resource in part.resources],
                    ]
                    for part in level.categories
                ],
            ]
            for level in curriculum.levels
        ],
    }


def _rows(curriculum: Curriculum) -> Iterator[tuple[str, str]]:
    for key, item in curriculum.items.items():
        row = (
            *(item.title, item.summary, item.kind, item.priority, item.hours),
            [(requirement.key, requirement.because) for requirement in item.requires],
            *(item.covers, item.checks, item.aliases, item.tags),
            [astuple(resource) for resource in item.resources],
        )
        yield key, json.dumps(row, ensure_ascii=False)


def _words(curriculum: Curriculum) -> Iterator[str]:
    """Yield a line for all that TAB may complete to: kind, word, meaning."""
    for level in curriculum.levels:
        yield f"level\t{level.id}\t{level.title}\n"
        for part in level.categories:
            yield f"category\t{level.id}/{part.id}\t{level.title}, {part.title}\n"
    for key in curriculum.places:
        item = curriculum.items[key]
        yield f"item\t{item.id}\t{item.title}\n"

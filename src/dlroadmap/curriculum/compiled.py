"""The compiled form of a curriculum: what everyday commands open instead of YAML.

Where it is not current, the curriculum is compiled anew. The form is an SQLite file, made beside
its place, moved there and never changed: so readers need no lock. It holds a row for every item,
and the outline, which is all the rest: one JSON text.
"""

import contextlib
import json
import os
import sqlite3
import weakref
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from dlroadmap.curriculum.codec import decode, decode_outline, encode, encode_outline
from dlroadmap.curriculum.library import CacheFiles, Library, cache_files
from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Requirement, Resource
from dlroadmap.errors import DlrError
from dlroadmap.paths import replacing, write_atomically
from dlroadmap.words import pluralize

_PARTS: tuple[Any, ...] = (Curriculum, Level, Category, Item, Requirement, Resource)
LAYOUT = " ".join(["2", *(name for part in _PARTS for name in part.__annotations__)])
"""What the files hold, and in which order. The number counts up when the meaning changes."""

Stamp = tuple[str, int, int]
"""The path of a file or folder, its size in bytes, -1 if it is not there, and its mtime in ns."""


def take_stamp(path: Path | str) -> Stamp:
    """Return the stamp of a file or folder as it is now."""
    try:
        status = os.stat(path)  # noqa: PTH116 - on every command, and Path costs more than stat
    except OSError:
        return str(path), -1, 0
    return str(path), status.st_size, status.st_mtime_ns


class Compilation(NamedTuple):
    """What became of the files of a curriculum.

    `stamps` are of all that was read. Where the files have errors there is no curriculum;
    `errors` counts them, and `first` is the first in words.
    """

    name: str
    stamps: list[Stamp]
    curriculum: Curriculum | None = None
    errors: int = 0
    first: str = ""

    def is_current(self) -> bool:
        """Return whether all files are as they were."""
        return all(take_stamp(stamp[0]) == stamp for stamp in self.stamps)


def save(compilation: Compilation, files: CacheFiles) -> None:
    """Keep a curriculum with the words for TAB, or what is wrong beside the last good ones.

    A cache that cannot be written only costs time.
    """
    with contextlib.suppress(OSError, sqlite3.Error):
        if compilation.curriculum:
            write_atomically(files.words, "".join(_words(compilation.curriculum)))
            _write_form(compilation, compilation.curriculum, files.form)
            files.fault.unlink(missing_ok=True)
        else:
            write_atomically(files.fault, _encode_head(compilation))


def _write_form(compilation: Compilation, curriculum: Curriculum, file: Path) -> None:
    outline = _encode_head(compilation), encode_outline(curriculum)
    items = ((key, encode(item)) for key, item in curriculum.items.items())
    with (
        replacing(file) as draft,
        contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection,
    ):
        connection.executescript(
            "PRAGMA synchronous=OFF; BEGIN;"
            "CREATE TABLE outline (head TEXT NOT NULL, body TEXT NOT NULL);"
            "CREATE TABLE item (key TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;"
        )
        connection.execute("INSERT INTO outline VALUES (?, ?)", outline)
        connection.executemany("INSERT INTO item VALUES (?, ?)", items)
        connection.execute("COMMIT")


def _words(curriculum: Curriculum) -> Iterator[str]:
    """Yield a line for all that TAB may complete to: kind, word, meaning."""
    for level in curriculum.levels:
        yield f"level\t{level.id}\t{level.title}\n"
        for part in level.categories:
            yield f"category\t{level.id}/{part.id}\t{level.title}, {part.title}\n"
    for key in curriculum.locations:
        item = curriculum.items[key]
        yield f"item\t{item.id}\t{item.title}\n"


def read_form(file: Path) -> Compilation | None:
    """Return what was compiled last; None if it has to be made anew."""
    if not file.is_file():
        return None
    connection = None
    with contextlib.suppress(sqlite3.Error, ValueError, TypeError):
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
        [(head, body)] = connection.execute("SELECT head, body FROM outline")
        if compilation := _decode_head(head):
            outline = decode_outline(body)
            items = StoredItems(connection, outline.hours)
            return compilation._replace(curriculum=replace(outline, items=items))
    if connection:
        connection.close()
    return None


def read_fault(file: Path) -> Compilation | None:
    """Return the last compilation that failed; None if none did, or that has to be made anew."""
    with contextlib.suppress(OSError, ValueError):
        return _decode_head(file.read_text(encoding="utf-8"))
    return None


def _encode_head(compilation: Compilation) -> str:
    return json.dumps([LAYOUT, *compilation._replace(curriculum=None)], ensure_ascii=False)


def _decode_head(text: str) -> Compilation | None:
    match json.loads(text):
        case [layout, name, stamps, None, errors, first] if layout == LAYOUT:
            return Compilation(name, [tuple(stamp) for stamp in stamps], None, errors, first)
    return None


class StoredItems(Mapping[str, Item]):
    """The items of a compiled form; each is read when it is asked for."""

    def __init__(self, connection: sqlite3.Connection, keys: Mapping[str, object]) -> None:
        self._connection = connection
        self._keys = keys
        # Unlike a finalizer of ours, this closes in time what a ring of objects holds.
        weakref.finalize(self, connection.close)

    def __getitem__(self, key: str) -> Item:
        row = self._connection.execute("SELECT body FROM item WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return decode(Item, json.loads(row[0]))

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


Compile = Callable[[Path, Library], Compilation]
"""Reads the files of a main file; other curricula that they name are found in the library."""


class Opened(NamedTuple):
    """A curriculum that was opened, and what to tell about it if its files are broken now."""

    curriculum: Curriculum
    main: Path
    warning: str = ""


class Opener:
    """Opens the curricula of a library; `folder` is the cache of compiled forms."""

    def __init__(self, library: Library, folder: Path, compile: Compile) -> None:
        self._library = library
        self._folder = folder
        self._compile = compile

    def open(self, main: Path) -> Opened:
        """Return the curriculum of a main file.

        If the files have errors, it is the last good form, with a word about the first of them.
        Raises DlrError when no good form is left.
        """
        files = cache_files(main, self._folder)
        form = read_form(files.form)
        last_good = form.curriculum if form else None
        if form and last_good and form.is_current():
            return Opened(last_good, main)
        latest = read_fault(files.fault)
        if latest is None or not latest.is_current():
            latest = self._compile(main, self._library)
            save(latest, files)
        if latest.curriculum:
            return Opened(latest.curriculum, main)
        errors = pluralize(latest.errors, "error")
        message = f"Curriculum {latest.name} has {errors}. The first: {latest.first}"
        if last_good is None:
            raise DlrError("broken-curriculum", message, subject=main)
        return Opened(last_good, main, message)

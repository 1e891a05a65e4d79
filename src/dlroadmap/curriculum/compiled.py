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
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from dlroadmap.curriculum.codec import decode, decode_outline, encode, encode_outline
from dlroadmap.curriculum.library import CacheFiles, Library, cache_files
from dlroadmap.curriculum.model import (
    Category,
    Changed,
    Curriculum,
    Item,
    Level,
    Requirement,
    Resource,
)
from dlroadmap.errors import DlrError
from dlroadmap.paths import replacing, trusted, write_atomically
from dlroadmap.words import pluralize
from dlroadmap.work import Advance, Task, work

_PARTS: tuple[Any, ...] = (Curriculum, Level, Category, Item, Requirement, Resource, Changed)
LAYOUT = " ".join(["5", *(name for part in _PARTS for name in part.__annotations__)])
"""What the files hold, and in which order. The number counts up when the meaning changes."""

FEW = 50
"""Who has read so many items goes through all of them: they are fetched in one piece then."""

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

    `main` is its main file, `homes` has the main files of all curricula that were drawn on by id,
    its own among them, `stamps` are of all that was read. Where the files have errors there is no
    curriculum; `errors` counts them, and `first` is the first in words. `dropped` counts
    what an overlay says and its base has no place for. `former` is another id that the main
    file had when it was compiled before: ticks may hang on it.
    """

    main: str
    name: str
    homes: dict[str, str]
    stamps: list[Stamp]
    curriculum: Curriculum | None = None
    errors: int = 0
    first: str = ""
    dropped: int = 0
    first_dropped: str = ""
    former: str = ""

    @property
    def id(self) -> str:
        """The id that the main file carries, empty if it cannot be read."""
        return next((id for id, path in self.homes.items() if path == self.main), "")

    def is_current(self) -> bool:
        """Return whether all files are as they were."""
        return all(take_stamp(stamp[0]) == stamp for stamp in self.stamps)


def save(compilation: Compilation, files: CacheFiles) -> None:
    """Keep a curriculum with the words for TAB, or what is wrong beside the last good ones.

    A cache that cannot be written only costs time.
    """
    with contextlib.suppress(OSError, sqlite3.Error):
        if compilation.curriculum:
            words = "".join(_words(compilation.main, compilation.curriculum))
            write_atomically(files.words, words)
            _write_form(compilation, compilation.curriculum, files.form)
            files.fault.unlink(missing_ok=True)
        else:
            write_atomically(files.fault, _encode_head(compilation))


def _write_form(compilation: Compilation, curriculum: Curriculum, file: Path) -> None:
    outline = _encode_head(compilation), _seal(encode_outline(curriculum))
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
        with work(Task.KEEP, curriculum.id, len(curriculum.items)) as advance:
            connection.executemany("INSERT INTO item VALUES (?, ?)", _rows(curriculum, advance))
        connection.execute("COMMIT")


def _rows(curriculum: Curriculum, advance: Advance) -> Iterator[tuple[str, str]]:
    for number, (key, item) in enumerate(curriculum.items.items()):
        advance(number)
        yield key, _seal(encode(item), key)


def _words(main: str, curriculum: Curriculum) -> Iterator[str]:
    """Yield a line for all that TAB may complete to: kind, word, meaning.

    The first line is of the curriculum itself, with its main file in place of the kind.
    """
    yield f"{main!a}\t{curriculum.id}\t{curriculum.title}\n"
    for level in curriculum.levels:
        yield f"level\t{level.id}\t{level.title}\n"
        for part in level.categories:
            yield f"category\t{level.id}/{part.id}\t{level.title}, {part.title}\n"
    for key in curriculum.locations:
        item = curriculum.items[key]
        yield f"item\t{item.id}\t{item.title}\n"
    tags = (tag for key in curriculum.locations for tag in curriculum.items[key].tags)
    for tag, number in Counter(tags).items():
        yield f"tag\t{tag}\t{pluralize(number, 'item')}\n"


def read_form(file: Path, main: Path) -> Compilation | None:
    """Return what was compiled last of a main file; None if it has to be made anew."""
    if not file.is_file() or not trusted(file):
        return None
    connection = None
    with contextlib.suppress(sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
        [(head, body)] = connection.execute("SELECT head, body FROM outline")
        if compilation := _decode_head(head, main):
            outline = decode_outline(_unseal(body))
            items = StoredItems(connection, outline.hours, file)
            return compilation._replace(curriculum=replace(outline, items=items))
    if connection:
        connection.close()
    return None


def read_fault(file: Path, main: Path) -> Compilation | None:
    """Return the last compilation that failed; None if none did, or that has to be made anew."""
    if not file.is_file() or not trusted(file):
        return None
    with contextlib.suppress(OSError, ValueError):
        return _decode_head(file.read_text(encoding="utf-8"), main)
    return None


def _encode_head(compilation: Compilation) -> str:
    return _seal(json.dumps([LAYOUT, *compilation._replace(curriculum=None)]))


def _decode_head(text: str, main: Path) -> Compilation | None:
    match json.loads(_unseal(text)):
        case [layout, path, name, homes, stamps, None, *rest] if layout == LAYOUT and path == str(
            main
        ):
            stamps = [tuple(stamp) for stamp in stamps]
            return Compilation(path, name, homes, stamps, None, *rest)
    return None


def _seal(text: str, key: str = "") -> str:
    """Return a text with a checksum in front, of its key too."""
    return f"{crc32((key + text).encode(errors='surrogatepass')):08x}{text}"


def _unseal(sealed: str, key: str = "") -> str:
    """Return the text behind a checksum; raises ValueError where they do not belong together."""
    text = sealed[8:]
    if _seal(text, key) != sealed:
        raise ValueError("a text is not what was written")
    return text


class StoredItems(Mapping[str, Item]):
    """The items of a compiled form; read one by one, after a few all at once."""

    def __init__(
        self, connection: sqlite3.Connection, keys: Mapping[str, object], file: Path
    ) -> None:
        self._connection = connection
        self._keys = keys
        self._file = file
        self._asked = 0
        self._bodies: dict[str, str] = {}
        # Unlike a finalizer of ours, this closes in time what a ring of objects holds.
        weakref.finalize(self, connection.close)

    def __getitem__(self, key: str) -> Item:
        try:
            body = self._read(key)
            if body is not None:
                return decode(Item, json.loads(_unseal(body, key)))
        except (sqlite3.Error, ValueError, TypeError, LookupError, AttributeError) as error:
            raise self._remove(str(error)) from error
        raise self._remove(f"{key} is missing") if key in self._keys else KeyError(key)

    def _read(self, key: str) -> str | None:
        self._asked += 1
        if self._asked == FEW:
            self._bodies.update(self._connection.execute("SELECT key, body FROM item"))
        if key in self._bodies:
            return self._bodies[key]
        found = self._connection.execute("SELECT body FROM item WHERE key = ?", (key,)).fetchone()
        return str(found[0]) if found else None

    def _remove(self, why: str) -> DlrError:
        """Remove a form that cannot be read, and return what to say of it."""
        with contextlib.suppress(OSError):
            self._file.unlink()
        message = f"{self._file} cannot be read: {why}; it was removed."
        return DlrError("bad-cache", message, "Try again; dlr creates it again.")

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


Compile = Callable[[Path, Library], Compilation]
"""Reads the files of a main file; other curricula that they name are found in the library."""


class Opened(NamedTuple):
    """A curriculum that was opened, and what to tell about it if its files are broken now.

    `stamps` are of all that was read of it as it is now; what was dropped, and the former id, if
    no other curriculum has it now, are those of its compilation.
    """

    curriculum: Curriculum
    main: Path
    stamps: Sequence[Stamp]
    warning: str = ""
    dropped: int = 0
    first_dropped: str = ""
    former: str = ""


_Read = tuple[Opened, Mapping[str, str]]
"""A curriculum with all renames, and the main files of its homes."""


class Opener:
    """Opens the curricula of a library.

    `folder` is the cache of compiled forms; without one everything is compiled. The main files of
    `first` come before those of the library, whatever they are called.
    """

    def __init__(
        self,
        library: Library,
        folder: Path | None,
        compile: Compile,
        first: Sequence[Path] = (),
    ) -> None:
        self.library = library
        self._folder = folder
        self._compile = compile
        self._known = Library(library.folders, first)
        self._ids: dict[Path, str] = {}
        self._read_ahead: tuple[Path, _Read] | None = None

    def open(self, main: Path) -> Opened:
        """Return the curriculum of a main file.

        If the files have errors, it is the last good form, with a word about the first of them.
        Raises DlrError when no good form is left. Former ids of a home are those of the file that
        is used for that home: no other can rename or retire its items.
        """
        ahead, self._read_ahead = self._read_ahead, None
        opened, homes = ahead[1] if ahead and ahead[0] == main else self._read(main)
        if opened.former and self.find(opened.former):
            opened = opened._replace(former="")
        strangers = {id for id, path in homes.items() if not self._is_used(id, Path(path))}
        if not strangers:
            return opened
        renames = opened.curriculum.renames.items()
        kept = {old: new for old, new in renames if old.partition("/")[0] not in strangers}
        return opened._replace(curriculum=replace(opened.curriculum, renames=kept))

    def find(self, id: str) -> Path | None:
        """Return the main file of the curriculum that is used for an id."""
        return self._known.find(id, self.id_of)

    def is_used(self, main: Path) -> bool:
        """Return whether a main file is the one that is used for its id."""
        return self._is_used(self.id_of(main), main)

    def find_unused(self) -> dict[str, list[Path]]:
        """Return by their id which main files of the library are not used for it."""
        found: dict[str, list[Path]] = {}
        for main in self.library:
            if not self.is_used(main):
                found.setdefault(self.id_of(main), []).append(main)
        return found

    def id_of(self, main: Path) -> str:
        """Return the id of a main file's curriculum, if it has one that can be read."""
        if main not in self._ids:
            with contextlib.suppress(DlrError):
                # Who asks for the id may want all of it next.
                self._read_ahead = main, self._read(main)
        return self._ids[main]

    def _is_used(self, id: str, main: Path) -> bool:
        """Return whether no other file than this one is used for an id."""
        used = self.find(id)
        return used in (None, main) or (used is not None and _is_same(used, main))

    def _read(self, main: Path) -> _Read:
        files = cache_files(main, self._folder) if self._folder else None
        form = read_form(files.form, main) if files else None
        latest = form if form and form.is_current() else None
        if latest is None and files:
            latest = read_fault(files.fault, main)
        if latest is None or not latest.is_current():
            with work(Task.READ, main.name):
                latest = self._compile(main, self.library)
            latest = latest._replace(former=_find_former(form, latest))
            if files:
                save(latest, files)
        if latest.curriculum:
            self._ids |= {Path(path): id for id, path in latest.homes.items()}
            told = latest.dropped, latest.first_dropped, latest.former
            return Opened(latest.curriculum, main, latest.stamps, "", *told), latest.homes
        errors = pluralize(latest.errors, "error")
        message = f"Curriculum {latest.name} has {errors}. First error: {latest.first}"
        # Ticks would go to a home that the file does not have any more.
        renamed = form and latest.id not in ("", form.id)
        if not (form and form.curriculum) or renamed:
            self._ids[main] = latest.name
            raise DlrError("broken-curriculum", message, subject=main)
        self._ids[main] = form.name
        return Opened(form.curriculum, main, latest.stamps, message), form.homes


def _find_former(before: Compilation | None, now: Compilation) -> str:
    """Return another id that a main file had before, the first of several."""
    if before is None or not now.id:
        return ""
    former = before.former or before.id
    return former if former != now.id else ""


def _is_same(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file."""
    with contextlib.suppress(OSError):
        return one.samefile(other)
    return False

"""Which curricula there are, how a name or a path leads to one, and what is made from one.

A curriculum is known by its main file: `NAME.yaml`, or `NAME/curriculum.yaml` for one that lies
in a folder. In a library folder NAME should be its id.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, bundled
from dlroadmap.text import MAX_ID, clean, is_id

try:  # All of hashlib would take longer than TAB has.
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

MAIN = "curriculum.yaml"
"""The file that makes a folder a curriculum."""

FOLDER = "curriculum"
"""The folder in which a repository has its curricula, unless it is one itself."""


def curriculum_name(main: Path) -> str:
    """Return the name of a curriculum's file or folder."""
    return main.parent.name if main.name == MAIN else main.stem


class Library:
    """Folders that hold curricula, and main files that come `first`, whatever they are called."""

    def __init__(self, folders: Sequence[Path], first: Sequence[Path] = ()) -> None:
        self.folders = tuple(folders)
        self._first = tuple(first)

    def find(self, id: str, id_of: Callable[[Path], str] = curriculum_name) -> Path | None:
        """Return the main file of the curriculum that has an id; `id_of` reads that of a file.

        Which of several is used, is decided here and nowhere else: one of those that come first,
        then one that is named by its id, then one that only carries it; of these that of the
        earlier folder.
        """
        mains = chain(self._first, self._named(id), self) if is_id(id) else ()
        return next((main for main in mains if id_of(main) == id), None)

    def find_rival(self, main: Path, id: str) -> Path | None:
        """Return another file for an id, where a main file lies in one of the folders itself."""
        home = (main.parent.parent if main.name == MAIN else main.parent).resolve()
        others = [folder for folder in self.folders if folder.resolve() != home]
        return Library(others).find(id) if len(others) < len(self.folders) else None

    def _named(self, name: str) -> Iterator[Path]:
        for folder in self.folders:
            # Path.is_file() raises in locked folders.
            yield from filter(os.path.isfile, (folder / name / MAIN, folder / f"{name}.yaml"))

    def __iter__(self) -> Iterator[Path]:
        """Yield every main file of the folders, each folder's by name."""
        return chain.from_iterable(map(main_files, self.folders))

    def beside(self, path: Path) -> "Library":
        """Return this library with the neighbors of a curriculum in front, if it is not of it."""
        folder = path.parent.parent if path.name == MAIN else path.parent
        return self if folder in self.folders else Library((folder, *self.folders))


def learners_library(folders: Folders) -> Library:
    """Return the learner's own curricula, then those that come with dlr."""
    return Library((folders.curricula, bundled()))


def main_files(folder: Path) -> list[Path]:
    """Return the main files that lie in a folder, by name."""
    try:
        with os.scandir(folder) as entries:
            paths = sorted(Path(entry.path) for entry in entries if entry.name[0] != ".")
    except OSError:
        return []
    found = []
    for path in paths:
        if (path / MAIN).is_file():
            found.append(path / MAIN)
        elif path.suffix == ".yaml" and path.name != MAIN and path.is_file():
            found.append(path)
    return found


def default_path() -> Path:
    """Return where the curricula of the current folder are: in `curriculum/`, or right in it."""
    is_here = not os.path.lexists(FOLDER) and os.path.isfile(MAIN)  # noqa: PTH113 - never raises
    return Path() if is_here else Path(FOLDER)


def is_path(value: str) -> bool:
    """Return whether a word names a file or folder, not an id."""
    return "/" in value or os.sep in value or value.endswith(".yaml")


def main_file(value: str) -> Path:
    """Return the main file that a path leads to."""
    try:
        path = Path(value).expanduser().absolute()
        main = path / MAIN if path.is_dir() else path
        if main.is_file():
            return main
        what = f"{path} has no {MAIN}" if path.is_dir() else f"There is no file {path}"
    # What is not a path at all: a name that is too long, a home of nobody, a folder that is gone.
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        what = f"{clean(value)} cannot be opened: {reason}"
    raise DlrError("no-such-curriculum", what, "Specify the file or folder of a curriculum.")


class CacheFiles(NamedTuple):
    """The files that are made from one main file."""

    form: Path
    """The compiled form, an SQLite database."""

    words: Path
    """What TAB completes to."""

    fault: Path
    """What is wrong with the curriculum as it is now, if that cannot be compiled."""


def cache_files(main: Path, folder: Path) -> CacheFiles:
    """Return the files for a main file in a cache folder; two curricula may have one name."""
    hash = blake2b(os.fsencode(main), digest_size=10).hexdigest()
    name = f"{curriculum_name(main)[:MAX_ID]}-{hash}"
    return CacheFiles(*(folder / f"{name}.{suffix}" for suffix in ("db", "words", "fault")))

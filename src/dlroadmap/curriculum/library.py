"""Which curricula there are, how a name or a path leads to one, and what is made from one.

A curriculum is known by its main file: `NAME.yaml`, or `NAME/curriculum.yaml` for one that lies
in a folder. In a library folder NAME is its id.
"""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders, bundled

MAIN = "curriculum.yaml"
"""The file that makes a folder a curriculum."""


class Library:
    """Folders that hold curricula; of two with one id, the earlier folder's is taken."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self.folders = tuple(folders)

    def find(self, id: str) -> Path | None:
        """Return the main file of the curriculum that is named by this id."""
        for folder in self.folders:
            for path in (folder / id / MAIN, folder / f"{id}.yaml"):
                if path.is_file():
                    return path
        return None

    def __iter__(self) -> Iterator[Path]:
        """Yield every main file, each folder's by name; of two with one name the first."""
        seen: set[str] = set()
        for folder in self.folders:
            for path in main_files(folder):
                if (name := curriculum_name(path)) not in seen:
                    seen.add(name)
                    yield path

    def beside(self, path: Path) -> "Library":
        """Return this library with the neighbors of a curriculum in front."""
        folder = path.parent.parent if path.name == MAIN else path.parent
        rest = (other for other in self.folders if other != folder)
        return Library((folder, *rest))


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


def curriculum_name(main: Path) -> str:
    """Return the name by which a library knows a curriculum."""
    return main.parent.name if main.name == MAIN else main.stem


def is_path(value: str) -> bool:
    """Return whether a word names a file or folder, not an id."""
    return "/" in value or os.sep in value or value.endswith(".yaml")


def main_file(value: str) -> Path:
    """Return the main file that a path leads to."""
    path = Path(value).expanduser().absolute()
    main = path / MAIN if path.is_dir() else path
    if not main.is_file():
        what = f"{path} holds no {MAIN}" if path.is_dir() else f"there is no file {path}"
        raise DlrError("no-such-curriculum", what, "Name a curriculum's file or folder.")
    return main


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
    name = f"{curriculum_name(main)}-{crc32(os.fsencode(main)):08x}"
    return CacheFiles(*(folder / f"{name}.{suffix}" for suffix in ("db", "words", "fault")))

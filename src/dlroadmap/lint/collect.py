"""Which curricula and files a lint is about."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dlroadmap.curriculum.library import MAIN
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.nodes import MappingNode
from dlroadmap.format.source import Source, read

SUFFIXES = (".yaml", ".yml")


@dataclass
class Collected:
    """What paths lead to: main files of curricula, single files of them, and strays.

    A stray belongs to no curriculum, or is referred to by none; its faults count all the same.
    """

    mains: dict[Path, None] = field(default_factory=dict)
    parts: dict[Path, Path] = field(default_factory=dict)
    """The main file by category file, for those that were asked for by themselves."""
    inside: dict[Path, None] = field(default_factory=dict)
    """Other files that lie in a curriculum's folder."""
    strays: dict[Path, Source] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    """What is wrong with the strays beyond their texts."""
    unreadable: list[str] = field(default_factory=list)


def collect(paths: Sequence[Path], files: Files = DISK) -> Collected:
    """Return what the paths lead to."""
    return _Collector(files).run(paths)


class _Collector:
    def __init__(self, files: Files) -> None:
        self.files = files
        self.found = Collected()

    def run(self, paths: Sequence[Path]) -> Collected:
        for path in map(normalize, paths):
            if os.path.isdir(path):  # noqa: PTH112 - is_dir() raises where a folder is locked
                self._add_folder(path)
            elif self._is_readable(path):
                self._add_file(path)
        return self.found

    def _add_folder(self, folder: Path) -> None:
        for path in _yaml_files(folder, self.found):
            if not self._is_readable(path):
                continue
            if path.name == MAIN:
                self.found.mains[path] = None
            elif self._main_above(path, folder):
                self.found.inside[path] = None
            else:
                self._add_lone_file(path)

    def _add_file(self, path: Path) -> None:
        if path.name == MAIN:
            self.found.mains[path] = None
            return
        source = read(path, self.files)
        keys = source.root.entries.keys() if isinstance(source.root, MappingNode) else set()
        main = self._main_above(path, Path(path.absolute().anchor))
        is_category = isinstance(source.root, MappingNode) and "levels" not in keys
        if main and (is_category or source.root is None):
            self.found.parts[path] = main
        elif is_category and "items" in keys:
            self.found.strays[path] = source
            self.found.faults.append(Fault(FaultKind.NO_MAIN_FILE, source, 0, 0, {"main": MAIN}))
        elif source.root is None and source.faults:
            self.found.strays[path] = source
        else:
            self.found.mains[path] = None

    def _add_lone_file(self, path: Path) -> None:
        """Add a file that lies in no curriculum's folder, if it is one or cannot be read."""
        source = read(path, self.files)
        keys = source.root.entries.keys() if isinstance(source.root, MappingNode) else set()
        if {"format", "levels"} & keys:
            self.found.mains[path] = None
        elif source.root is None and source.faults:
            self.found.strays[path] = source

    def _main_above(self, path: Path, top: Path) -> Path | None:
        """Return the nearest `curriculum.yaml` above a file, no higher than `top`."""
        for folder in path.absolute().parents:
            if self.files.is_file(folder / MAIN):
                return normalize(folder / MAIN)
            if folder == top.absolute():
                return None
        return None

    def _is_readable(self, path: Path) -> bool:
        if self.files.is_file(path):
            return True
        exists = os.path.lexists(path)
        message = f"{path} is no regular file" if exists else f"there is no file {path}"
        self.found.unreadable.append(message)
        return False


def normalize(path: Path) -> Path:
    """Return one path for one file: relative to the working folder where it lies below that."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - absolute() keeps `..`
    here = Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def _yaml_files(folder: Path, found: Collected) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        found.unreadable.append(f"{error.filename} cannot be read: {error.strerror}")

    for parent, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(parent, name)

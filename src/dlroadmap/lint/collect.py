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


@dataclass
class Collected:
    """What paths lead to: main files of curricula, single files of them, and strays.

    A stray belongs to no curriculum, or is referred to by none; its faults count all the same.
    """

    mains: dict[Path, Source | None] = field(default_factory=dict)
    """With what stands in them, where only that told what they are."""
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
    found = Collected()
    for path in map(normalize, paths):
        # is_dir() raises where a folder is locked.
        folder = path if os.path.isdir(path) else None  # noqa: PTH112
        for file in _yaml_files(folder, found) if folder else [path]:
            if files.is_file(file):
                _add(found, files, file, folder)
            else:
                exists = os.path.lexists(file)
                message = f"{file} is not a regular file" if exists else f"{file} does not exist"
                found.unreadable.append(message)
    return found


def _add(found: Collected, files: Files, path: Path, folder: Path | None) -> None:
    """Add a file that was found in a folder, or, without one, asked for by itself."""
    if path.name == MAIN:
        found.mains[path] = None
        return
    main = _main_above(path, folder or Path(path.absolute().anchor), files)
    if folder and main:
        found.inside[path] = None
        return
    source = read(path, files)
    keys = source.root.values.keys() if isinstance(source.root, MappingNode) else set()
    is_category = isinstance(source.root, MappingNode) and "levels" not in keys
    if main and (is_category or source.root is None):
        found.parts[path] = main
    elif not folder and is_category and "items" in keys:
        found.strays[path] = source
        found.faults.append(Fault(FaultKind.NO_MAIN_FILE, source, 0, 0, {"main": MAIN}))
    elif source.root is None and source.faults:
        found.strays[path] = source
    elif not folder or {"format", "levels"} & keys:
        found.mains[path] = source


def _main_above(path: Path, top: Path, files: Files) -> Path | None:
    """Return the nearest `curriculum.yaml` above a file, no higher than `top`."""
    for folder in path.absolute().parents:
        if files.is_file(folder / MAIN):
            return normalize(folder / MAIN)
        if folder == top.absolute():
            return None
    return None


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
            if name.endswith((".yaml", ".yml")) and not name.startswith("."):
                yield Path(parent, name)

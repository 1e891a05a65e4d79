"""Which curricula and files a lint is about."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dlroadmap.curriculum.library import MAIN
from dlroadmap.format.source import MappingNode, Source, is_file, read

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
    unreadable: list[str] = field(default_factory=list)


def collect(paths: Sequence[Path]) -> Collected:
    """Return what the paths lead to."""
    found = Collected()
    for path in map(normal, paths):
        if os.path.isdir(path):  # noqa: PTH112 - is_dir() raises where a folder is locked
            _folder(path, found)
        elif _is_readable(path, found):
            _file(path, found)
    return found


def _folder(folder: Path, found: Collected) -> None:
    for path in _yaml_files(folder, found):
        if not _is_readable(path, found):
            continue
        if path.name == MAIN:
            found.mains[path] = None
        elif _main_above(path, folder):
            found.inside[path] = None
        else:
            _alone(path, found)


def _file(path: Path, found: Collected) -> None:
    if path.name == MAIN:
        found.mains[path] = None
        return
    source = read(path)
    main = _main_above(path, Path(path.absolute().anchor))
    is_category = isinstance(source.root, MappingNode) and "levels" not in source.root.entries
    if main and (is_category or source.root is None):
        found.parts[path] = main
    elif is_category and isinstance(source.root, MappingNode) and "items" in source.root.entries:
        source.report("S112", 0, 0, f"no {MAIN} was found in the folders above this category")
        found.strays[path] = source
    elif source.root is None and source.findings:
        found.strays[path] = source
    else:
        found.mains[path] = None


def _alone(path: Path, found: Collected) -> None:
    """Sort a file that lies in no curriculum's folder: a curriculum, a broken file, or neither."""
    source = read(path)
    if isinstance(source.root, MappingNode) and {"format", "levels"} & source.root.entries.keys():
        found.mains[path] = None
    elif source.root is None and source.findings:
        found.strays[path] = source


def _main_above(path: Path, top: Path) -> Path | None:
    """Return the nearest `curriculum.yaml` above a file, no higher than `top`."""
    for folder in path.absolute().parents:
        if os.path.isfile(folder / MAIN):  # noqa: PTH113 - is_file() raises in locked folders
            return normal(folder / MAIN)
        if folder == top.absolute():
            return None
    return None


def normal(path: Path) -> Path:
    """Return one name for one place: relative to the working folder where it lies below that."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - absolute() keeps `..`
    here = Path.cwd()
    return whole.relative_to(here) if whole.is_relative_to(here) else whole


def _yaml_files(folder: Path, found: Collected) -> Iterator[Path]:
    def tell(error: OSError) -> None:
        found.unreadable.append(f"{error.filename} cannot be read: {error.strerror}")

    for place, folders, names in os.walk(folder, onerror=tell):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(place, name)


def _is_readable(path: Path, found: Collected) -> bool:
    if is_file(path):
        return True
    exists = os.path.lexists(path)
    found.unreadable.append(f"{path} is no regular file" if exists else f"there is no file {path}")
    return False

"""Places of every kind, for tests that hold for all of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

from dlroadmap.address import read_place
from dlroadmap.remote.contract import Remote
from dlroadmap.remote.places import open_remote

from .hostile import Bare, put
from .memory import Journal, MemoryPlace, MemoryRemote

KINDS = ("git", "folder", "memory")

Open = Callable[[], Remote]
"""Opens the place once more, as another device does."""

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Place(NamedTuple):
    """A place, and what puts files into the journal of a device there, past all that dlr does."""

    open: Open
    put: Callable[[str, Journal], None]


def opener(kind: str, folder: Path) -> Open:
    """Return what opens a new place of a kind, and looks at it, as every device does first."""
    return make_place(kind, folder).open


def make_place(kind: str, folder: Path) -> Place:
    """Return a new place of a kind."""
    memory, path = MemoryPlace(), folder / "place"
    copies = (folder / f"copy-{number}" for number in count())
    path.mkdir()
    bare = Bare(path) if kind == "git" else None

    def open_again() -> Remote:
        if kind == "memory":
            remote: Remote = MemoryRemote(memory)
        else:
            remote = open_remote(read_place(str(path)), next(copies), False, lambda: NOW)
        remote.heads()
        return remote

    def put_files(device: str, files: Journal) -> None:
        if bare:
            bare.put(device, files, base=bare.find_journals().get(device, ""))
        elif kind == "memory":
            memory.journals[device] = files
        else:
            put(path, device, files)

    return Place(open_again, put_files)

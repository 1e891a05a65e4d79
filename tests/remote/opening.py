"""Places of every kind, for tests that hold for all of them."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from subprocess import run

from dlroadmap.address import read_place
from dlroadmap.remote.contract import Remote
from dlroadmap.remote.places import open_remote

from .memory import MemoryPlace, MemoryRemote

KINDS = ("git", "folder", "memory")

Open = Callable[[], Remote]
"""Opens the place once more, as another device does."""

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def opener(kind: str, folder: Path) -> Open:
    """Return what opens a new place of a kind, and looks at it, as every device does first."""
    memory, path = MemoryPlace(), folder / "place"
    copies = (folder / f"copy-{number}" for number in count())
    path.mkdir()
    if kind == "git":
        run(["git", "init", "--quiet", "--bare", str(path)], check=True)

    def open_again() -> Remote:
        if kind == "memory":
            remote: Remote = MemoryRemote(memory)
        else:
            remote = open_remote(read_place(str(path)), next(copies), False, lambda: NOW)
        remote.heads()
        return remote

    return open_again

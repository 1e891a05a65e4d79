"""What the tests of dlr sync share: several machines of one learner, and places between them."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Dlr, Result

NAMES = ("laptop", "server", "tower")


class Machine:
    """One of the learner's machines: a home of its own."""

    def __init__(self, name: str, home: Path, dlr: Dlr, patch: pytest.MonkeyPatch) -> None:
        self.name = name
        self.home = home
        self._dlr = dlr
        self._patch = patch

    def __call__(self, *args: str) -> Result:
        """Call dlr on this machine."""
        self._patch.setenv("DLR_HOME", str(self.home))
        return self._dlr(*args)

    def do(self, *args: str) -> Result:
        """Call dlr for something that works."""
        result = self(*args)
        assert (result.code, result.err) == (0, ""), result
        return result

    def sync(self, place: Path | str | None = None, *more: str) -> dict[str, Any]:
        """Sync, the first time with a place; return the document."""
        named = [str(place), "--name", self.name] if place else []
        return self.do("sync", *named, *more, "--json").document

    def standing(self) -> tuple[Any, Any]:
        """Return what the machine has come to: its status, and its history."""
        assert self("doctor").code == 0
        status = self.do("status", "--json").document
        del status["waiting_for_sync"]
        return status, self.do("log", "--json").document["events"]

    def contents(self) -> dict[str, bytes]:
        """Return the learner's own files: settings and progress."""
        names = ("config.json", "progress.db")
        return {
            name: (self.home / name).read_bytes() for name in names if (self.home / name).exists()
        }


Machines = Callable[[], tuple[Machine, ...]]


def make_machines(home: Path, dlr: Dlr, patch: pytest.MonkeyPatch) -> tuple[Machine, ...]:
    """Return three machines, each with a home like the one that there is."""
    machines = []
    for name in NAMES:
        own = home.with_name(name)
        shutil.copytree(home, own)
        machines.append(Machine(name, own, dlr, patch))
    return tuple(machines)


def make_place(kind: str, folder: Path) -> Path:
    """Return an empty place: a bare repository of git, or a folder."""
    place = folder / f"a {kind}"
    if kind == "git":
        subprocess.run(["git", "init", "-q", "--bare", str(place)], check=True)
    else:
        place.mkdir()
    return place

"""A test of the tests: with one safety taken out of the program, a trial must find something lost.

What is taken out is taken out in the processes that do the work, never in those that judge it.
"""

import os
import re
import sqlite3
import stat
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from dlroadmap.progress import backup
from dlroadmap.progress.events import Event
from dlroadmap.progress.fold import Progress
from torture.arena import Arena
from torture.outcome import Outcome
from torture.processes import Say
from torture.scenes import FIRST, RESTORE, TICK, TICKS, Home, Scene
from torture.trials.delivery import add_up, delivery
from torture.trials.kills import kills
from torture.trials.power import power
from torture.trials.writers import writers


class Sabotage(NamedTuple):
    """A safety that is taken out, the trial that is to notice, and how it is called then."""

    what: str
    trial: str
    run: Callable[[Arena], Outcome]
    needs_strace: bool = True


def _reword(pattern: str, words: str) -> Callable[[], None]:
    """Return what lets this process say something else to SQLite."""

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            return super().execute(re.sub(pattern, words, sql, flags=re.IGNORECASE), *values)

    def spoil() -> None:
        sqlite3.connect = partial(sqlite3.connect, factory=Connection)  # type: ignore[assignment]

    return spoil


def _forget_folders() -> None:
    fsync = os.fsync

    def sync(file: int) -> None:
        if not stat.S_ISDIR(os.fstat(file).st_mode):
            fsync(file)

    os.fsync = sync  # type: ignore[assignment]


def _copy_nothing_aside() -> None:
    copy = backup.copy

    def copy_unless_aside(store: Path, target: Path) -> None:
        if not target.name.startswith("before-restore"):
            copy(store, target)

    backup.copy = copy_unless_aside


def _without(spoil: Callable[[], None], *scenes: Scene) -> list[Scene]:
    """Return scenes whose work is done without a safety."""

    def spoiled(scene: Scene) -> Scene:
        def work(home: Home, say: Say) -> None:
            spoil()
            scene.work(home, say)

        return replace(scene, work=work)

    return [spoiled(scene) for scene in scenes]


def _by_arrival(events: Iterable[Event]) -> Progress:
    return add_up(event._replace(clock=n) for n, event in enumerate(dict.fromkeys(events)))


_SYNC = r"synchronous\s*=\s*EXTRA"

SABOTAGES = (
    Sabotage(
        "SQLite syncs nothing (`synchronous = OFF`)",
        "power cuts",
        lambda arena: power(
            arena, 500, _without(_reword(_SYNC, "synchronous = OFF"), TICK, TICKS), True
        ),
    ),
    Sabotage(
        "SQLite does not sync the folder when it commits (`synchronous = FULL`)",
        "power cuts",
        lambda arena: power(
            arena, 500, _without(_reword(_SYNC, "synchronous = FULL"), TICK, TICKS), True
        ),
    ),
    Sabotage(
        "new folders and copies are not synced",
        "power cuts",
        lambda arena: power(arena, 500, _without(_forget_folders, FIRST, RESTORE), True),
    ),
    Sabotage(
        "no rollback journal on the disk (`journal_mode = MEMORY`)",
        "aimed kills",
        lambda arena: kills(
            arena,
            300,
            _without(_reword(_SYNC, "journal_mode = MEMORY"), TICK, RESTORE),
            True,
        ),
    ),
    Sabotage(
        "a restore keeps no copy of what it replaces",
        "aimed kills",
        lambda arena: kills(arena, 300, _without(_copy_nothing_aside, RESTORE), True),
    ),
    Sabotage(
        "writers begin without the lock (`BEGIN` instead of `BEGIN IMMEDIATE`)",
        "writers at once",
        lambda arena: writers(arena, 8, 25, _reword("BEGIN IMMEDIATE", "BEGIN")),
        needs_strace=False,
    ),
    Sabotage(
        "events count in the order of their arrival",
        "delivery",
        lambda arena: delivery(arena, 300, _by_arrival, True),
        needs_strace=False,
    ),
)


class Caught(NamedTuple):
    """What became of a sabotage: the case that noticed it and what it saw, or none."""

    what: str
    trial: str
    case: int
    fault: str


def sabotage(arena: Arena, which: Sabotage) -> Caught:
    """Run the trial that is to notice that a safety is gone, until it does."""
    outcome = which.run(arena)
    fault = next((fault for _, fault in outcome.faults), "")
    return Caught(which.what, which.trial, outcome.tried if fault else 0, fault)

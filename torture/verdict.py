"""What must stand, whatever was done to a store; what does not is told as faults in words."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.compiled import Opener
from dlroadmap.curriculum.library import Library
from dlroadmap.doctor import Check, examine
from dlroadmap.errors import DlrError
from dlroadmap.paths import Folders
from dlroadmap.progress import tables
from dlroadmap.progress.events import Event, chain_faults, find_forks, sort_key
from torture.outcome import LOST_BYTES, LOST_COPY, LOST_EVENTS, LOST_LATER, LOST_STORE
from torture.scenes import Home, Scene, tick

UNCHANGED = "nothing was changed"


class Known(NamedTuple):
    """What a learner had before the work began.

    That is the history, that of the copy by hand, and the bytes of a store that was damaged.
    """

    events: Sequence[Event] = ()
    copied: Sequence[Event] = ()
    damaged: bytes = b""


def integrity(path: Path) -> str:
    """Return what SQLite says of a database; `ok` if it is sound."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    except sqlite3.Error as error:
        return str(error)


def read_events(path: Path) -> list[Event]:
    """Return the events of a file without the store's own code, which might change it."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute(f"SELECT {', '.join(Event._fields)} FROM event")
        return sorted(map(Event._make, rows), key=sort_key)


def examined(data: Path) -> list[Check]:
    """Return what doctor says of a data folder, without any curriculum."""
    folders = Folders(data.parent / "config", data, data.parent / "cache")
    return examine(folders, Opener(Library([]), folders.compiled, compile_when_needed), [])


def judge(
    scene: Scene, home: Home, known: Known, said: Sequence[str], code: int | None = None
) -> list[str]:
    """Return which promises are broken after a scene that may have been cut short anywhere.

    `said` are the whole lines that came from the work, `code` its exit code if it had one.
    """
    acknowledged = [
        word for line in said if line.startswith("stored ") for word in line.split()[1:]
    ]
    faults, held = _judge_copies(home, said, known.damaged)
    if known.damaged and not _is_kept(known.damaged, home):
        faults.append(LOST_BYTES)
    try:
        events = home.store(migrations=scene.migrations).events()
    except DlrError as error:
        if known.damaged and "restored" not in said:
            return faults
        return [*faults, f"{LOST_STORE}: {error.code}"]
    kept = {event.id for event in events}
    if scene.puts_back:
        kept |= held
    wanted = {*acknowledged, *(event.id for event in known.events)}
    if wanted - kept:
        faults.append(LOST_EVENTS)
    elif not _expected(scene, known, said, len(acknowledged), events):
        faults.append("the history is neither the old one nor the new one")
    if any(line.startswith("crashed") for line in said):
        faults.append("a failure was not told in words")
    if code == 0 and not said:
        faults.append("exit code 0 without an effect")
    refusals = [line for line in said if line.startswith("refused")]
    if any(UNCHANGED in line for line in refusals) and (
        len(events) != len(known.events) + len(acknowledged)
    ):
        faults.append(f"“{UNCHANGED}”, but something was")
    return faults + _judge_soundness(scene, home, events)


def _expected(
    scene: Scene, known: Known, said: Sequence[str], acknowledged: int, events: Sequence[Event]
) -> bool:
    """Return whether a history is one of those that the work may leave."""
    if scene.puts_back and list(events) == list(known.copied):
        return True
    if "restored" in said:
        return False
    new = len(events) - len(known.events)
    whole = new in (acknowledged, acknowledged + scene.grows)
    return whole and list(events[: len(known.events)]) == list(known.events)


def _is_kept(content: bytes, home: Home) -> bool:
    """Return whether some file has a content to the byte."""
    files = [home.path, *home.backups.glob("*.db")]
    return any(path.is_file() and path.read_bytes() == content for path in files)


def _judge_copies(home: Home, said: Sequence[str], damaged: bytes) -> tuple[list[str], set[str]]:
    """Return the faults of the copies that are there, and the ids of the events that they hold."""
    held: set[str] = set()
    faults = [
        LOST_COPY
        for line in said
        if line.startswith("copied ") and not (home.backups / line.split()[1]).exists()
    ]
    for path in sorted(home.backups.glob("[!.]*.db")):
        if damaged and path.read_bytes() == damaged:
            continue
        if integrity(path) == "ok":
            held.update(event.id for event in read_events(path))
        else:
            faults.append("a copy is damaged")
    return faults, held


def _judge_soundness(scene: Scene, home: Home, events: Sequence[Event]) -> list[str]:
    """Return what is wrong with the store itself, also when it is used again."""
    faults: list[str] = []
    if not home.path.exists():
        return faults
    if events and integrity(home.path) != "ok":
        faults.append("the store is damaged")
    if chain_faults(events) or find_forks(events):
        faults.append("the chain of events is broken")
    ours = scene.migrations is tables.MIGRATIONS  # doctor takes a schema to come for damage
    if ours and "damage" in {check.verdict for check in examined(home.data)}:
        faults.append("doctor finds damage")
    try:
        later = tick(home.store(migrations=scene.migrations), ["item-50"])
    except Exception as error:
        name = error.code if isinstance(error, DlrError) else type(error).__name__
        return [*faults, f"the store cannot be used afterwards: {name}"]
    if home.store(migrations=scene.migrations).events() != [*events, *later]:
        faults.append(LOST_LATER)
    return faults

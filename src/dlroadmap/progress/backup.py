"""Copies of the store: one a day before its first write, one before a migration, and on demand."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO, NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private, remove_drafts, replacing, sync
from dlroadmap.progress import tables
from dlroadmap.progress.events import CLOCK_LIMIT, Event
from dlroadmap.progress.failures import BUSY_SECONDS, newer_store
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.tables import UncertainError, error_name, transaction
from dlroadmap.progress.writing import leave_place
from dlroadmap.text import clean
from dlroadmap.work import Task, counted

_DAILY = re.compile(r"(\d{4}-\d\d-\d\d)\.db")
DAYS, WEEKS, MONTHS = 7, 5, 12

_BEFORE_IMPORT = "before-import-"
IMPORTS = 5
"""So many of the copies that were made before imports are kept."""

_NEWER = "it was written by a newer dlr"

_BESIDES = ("-journal", "-wal", "-shm")
"""How the names of files end that SQLite keeps beside a database."""

_NO_DAMAGE = (
    *tables.BUSY,
    *("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM", "SQLITE_FULL", "SQLITE_IOERR"),
    "SQLITE_NOMEM",
)
"""How SQLite's names begin for the errors for which a store itself is not to blame."""


def copy_daily(store: Path, backups: Path, today: date) -> None:
    """Copy the store unless that was done today, and thin the copies of earlier days."""
    copied = backups / f"{today}.db"
    if copied.exists():
        return
    copy(store, copied)
    dates = [day for name in _names(backups) if (day := _day(name))]
    for day in set(dates) - choose_kept(dates):
        (backups / f"{day}.db").unlink(missing_ok=True)


def _day(name: str) -> date | None:
    match = _DAILY.fullmatch(name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def choose_kept(days: Iterable[date]) -> set[date]:
    """Return the days whose copies are kept.

    These are the latest seven, then the last of five weeks, of twelve months, of every year.
    """
    latest = sorted(days)
    weeks = {day.isocalendar()[:2]: day for day in latest}
    months = {(day.year, day.month): day for day in latest}
    years = {day.year: day for day in latest}
    return {
        *latest[-DAYS:],
        *list(weeks.values())[-WEEKS:],
        *list(months.values())[-MONTHS:],
        *years.values(),
    }


def copy_by_hand(store: Path, backups: Path, now: datetime) -> Path:
    """Copy the store at the learner's wish, and return the copy; such copies are never thinned."""
    path = _unused(backups, f"by-hand-{now:%Y-%m-%dT%H%M%S}")
    copy(store, path)
    return path


def copy_before_import(store: Path, backups: Path, now: datetime) -> Path:
    """Copy the store before other histories are taken in, and return the copy; keep the last."""
    path = _unused(backups, f"{_BEFORE_IMPORT}{now:%Y-%m-%dT%H%M%S}")
    copy(store, path)
    made = [copied for copied in find_copies(backups) if copied.name.startswith(_BEFORE_IMPORT)]
    for copied in made[:-IMPORTS]:
        copied.unlink(missing_ok=True)
    return path


def _unused(backups: Path, name: str) -> Path:
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for one in names if not (path := backups / f"{one}.db").exists())


def find_copies(backups: Path) -> list[Path]:
    """Return all copies, the oldest first."""
    named = [backups / name for name in _names(backups) if name.endswith(".db")]
    paths = [path for path in named if path.is_file()]
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


def copy(store: Path, target: Path) -> None:
    """Copy the store as it stands at one moment, complete or not at all, and durable.

    No device writes to the copy, so that it can be restored anywhere.
    """
    try:
        with replacing(target, durable=True) as draft:
            with closing(sqlite3.connect(store, isolation_level=None)) as source:
                source.execute("VACUUM INTO ?", (str(draft),))
            with closing(sqlite3.connect(draft, isolation_level=None)) as made:
                leave_place(made)
        remove_drafts(store.parent, target.stat().st_mtime)
    except sqlite3.OperationalError as error:
        error.add_note(f"This happened during a backup to {target}.")
        raise


class _Copied(NamedTuple):
    """What a copy holds: the events, the learner's own devices, and the ids of the history."""

    events: list[Event]
    devices: list[str]
    histories: frozenset[str]


def restore(source: Path, store: Path, backups: Path, now: datetime) -> Path | None:
    """Put a copy in the store's place, and return where the replaced history is kept, if any.

    That is on the disk before anything is replaced, and is never removed: whatever fails or
    interrupts, each event is in the store or in a copy. An exception has a note that says where.
    """
    history = _read_copy(source)
    store = store.resolve()
    make_private(store.parent)
    replace = _replace_file if _is_damaged(store) else _replace_rows
    kept: list[Path] = []

    def choose() -> Path:
        kept.append(_unused(backups, f"before-restore-{now:%Y-%m-%dT%H%M%S}"))
        return kept[0]

    try:
        replace(store, history, choose)
    except BaseException as error:
        for path in filter(Path.exists, kept):
            error.add_note(f"Your previous progress is saved in {path}")
        raise
    return kept[0] if kept else None


def _replace_rows(store: Path, history: _Copied, choose: Callable[[], Path]) -> None:
    """Replace the history of a sound store in one transaction, in which it is copied first.

    What another call records meanwhile comes before or after.
    """
    store.touch(mode=0o600)
    if not store.stat().st_size:
        _keep_besides(store, choose)
    with closing(_connect(store)) as target:
        target.execute("PRAGMA synchronous = EXTRA")
        with transaction(target):
            if tables.version(target):
                copy(store, choose())
            _fill(target, history)


def _keep_besides(store: Path, choose: Callable[[], Path]) -> None:
    """Keep what lies beside an empty store, for SQLite removes it from there when it opens that."""
    besides = [end for end in _BESIDES if _beside(store, end).exists()]
    if not besides:
        return
    aside = choose()
    for path in (store, *(_beside(store, end) for end in besides)):
        with path.open("rb") as file:
            _copy_bytes(file, aside.with_name(path.name.replace(store.name, aside.name, 1)))


def _replace_file(store: Path, history: _Copied, choose: Callable[[], Path]) -> None:
    """Replace a damaged store by a new one in one step, its very bytes being kept first.

    Whoever waits for the lock finds the file gone, and fails without a change.
    """
    left = [end for end in _BESIDES if _beside(store, end).exists()]
    with (
        store.open("rb") as damaged,  # closed last, for that drops the locks of this process
        closing(_connect(store)) as holder,
        replacing(store) as draft,
    ):
        with closing(_connect(draft)) as made, transaction(made):
            _fill(made, history)
        sync(draft)
        _lock(holder)
        # Not the journal of a call that was under way and has ended, nor one that the lock made.
        besides = [end for end in left if _beside(store, end).exists()]
        aside = choose()
        make_private(aside.parent)
        for end in besides:
            with _beside(store, end).open("rb") as beside:
                _copy_bytes(beside, _beside(aside, end))
        try:
            os.link(store, aside)
        except FileExistsError:
            raise
        except OSError:  # the copies lie on another disk, or on one without links
            _copy_bytes(damaged, aside)
        sync(aside.parent)
        # A journal of the old store would be rolled back into the new one.
        for end in besides:
            _beside(store, end).unlink(missing_ok=True)
        sync(store.parent)
    try:
        sync(store.parent)
    except OSError as error:
        raise UncertainError(error.strerror) from error


def _fill(store: sqlite3.Connection, history: _Copied) -> None:
    """Make a history all that a store holds; whoever writes to it next is a new device."""
    tables.migrate(store)
    store.execute("DELETE FROM device")
    store.executemany("INSERT INTO device VALUES (?, ?)", ((id, id) for id in history.devices))
    store.execute("DELETE FROM event")
    marks = ", ".join("?" * len(Event._fields))
    rows = counted(Task.RESTORE, "your progress", history.events)
    store.executemany(f"INSERT INTO event VALUES ({marks})", rows)
    fresh = Rows(store)
    fresh.remake(fresh.newest())
    fresh.sharing.note_restored(history.histories or fresh.sharing.read().histories)


def _lock(store: sqlite3.Connection) -> None:
    """Keep other writers out of a damaged store; where SQLite cannot do that, there are none."""
    try:
        store.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if error_name(error).startswith(_NO_DAMAGE):
            raise


def _beside(store: Path, end: str) -> Path:
    return store.with_name(store.name + end)


def _copy_bytes(source: BinaryIO, target: Path) -> None:
    with replacing(target, durable=True) as draft, draft.open("wb") as made:
        copyfileobj(source, made)


def _connect(store: Path) -> sqlite3.Connection:
    return sqlite3.connect(store, timeout=BUSY_SECONDS, isolation_level=None)


def _is_damaged(store: Path) -> bool:
    """Return whether a store has to be replaced as a whole.

    One that cannot be opened, or that somebody else holds, is not: that is raised.
    """
    if not store.exists() or not store.stat().st_size:
        return False
    try:
        with closing(_connect(store)) as connection:
            fault, found = _find_fault(connection), tables.version(connection)
            if fault == _NEWER:
                raise newer_store(store, found, len(tables.MIGRATIONS))
            return bool(fault)
    except UnicodeDecodeError:
        return True
    except sqlite3.DatabaseError as error:
        if error_name(error).startswith(_NO_DAMAGE):
            raise
        return True


def read_copy(source: Path) -> list[Event]:
    """Return the history that a copy holds; raises DlrError for what is no sound copy."""
    return _read_copy(source).events


def _read_copy(source: Path) -> _Copied:
    """Return what a copy holds; raises DlrError for what is no sound copy.

    Its tables are compared with those of dlr before anything is read from them: a view could have
    any name, and never end.
    """
    history = _Copied([], [], frozenset())
    try:
        with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as file:
            file.execute("PRAGMA trusted_schema = OFF")
            file.execute("PRAGMA query_only = ON")
            fault = _find_fault(file)
            if not fault:
                history = _read_history(file)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        fault = str(error)
    if fault:
        message = f"{source} cannot be restored: {clean(fault)}; nothing was changed."
        raise DlrError("bad-backup", message, subject=source)
    return history


def _read_history(file: sqlite3.Connection) -> _Copied:
    """Return the history of a store of any schema, as today's tables hold it.

    An event that was changed since is let in: what else the copy holds may be all that is left,
    and doctor names it.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        file.backup(made)
        tables.migrate(made)
        events = list(Rows(made).newest().events)
        devices = [str(id) for (id,) in made.execute("SELECT id FROM device")]
        histories = Rows(made).sharing.read().histories
    if any(not 0 < event.clock < CLOCK_LIMIT for event in events):
        raise sqlite3.DatabaseError("an event has a clock that dlr never uses")
    return _Copied(events, devices, histories)


def _find_fault(connection: sqlite3.Connection) -> str:
    """Return in words why a database is no store of this dlr or an older one; empty if it is."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    version = tables.version(connection)
    if application != tables.APPLICATION_ID:
        return "it was not written by dlr"
    if version > len(tables.MIGRATIONS):
        return _NEWER
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as sample:
        tables.migrate(sample, tables.MIGRATIONS[:version])
        if version < 1 or _read_schema(connection) != _read_schema(sample):
            return "its tables are not those of dlr"
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    return "" if verdict == "ok" else str(verdict)


def _read_schema(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    """Return what a database is made of, but for the statistics that ANALYZE leaves."""
    made = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_stat*'"
    return set(connection.execute(made))


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208 - names, not paths

"""Copies of the store: one a day before its first write, one before a migration, and on demand."""

import os
import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing, suppress
from datetime import date, datetime
from itertools import chain, count
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private, replacing
from dlroadmap.progress import tables
from dlroadmap.progress.events import Event
from dlroadmap.progress.rows import Rows
from dlroadmap.progress.tables import transaction
from dlroadmap.text import clean

_DAILY = re.compile(r"(\d{4}-\d\d-\d\d)\.db")
DAYS, WEEKS, MONTHS = 7, 5, 12


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


def _unused(backups: Path, name: str) -> Path:
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(path for one in names if not (path := backups / f"{one}.db").exists())


def find_copies(backups: Path) -> list[Path]:
    """Return all copies, the oldest first."""
    paths = [backups / name for name in _names(backups) if name.endswith(".db")]
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


def copy(store: Path, target: Path) -> None:
    """Copy the store as it stands at one moment, complete or not at all.

    The copy has forgotten its device, so that it can be restored anywhere.
    """
    with replacing(target) as draft:
        with closing(sqlite3.connect(store, isolation_level=None)) as source:
            source.execute("VACUUM INTO ?", (str(draft),))
        with closing(sqlite3.connect(draft, isolation_level=None)) as made:
            made.execute("DELETE FROM device")
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())


def restore(source: Path, store: Path, backups: Path, now: datetime) -> Path | None:
    """Put a copy in the store's place, and return where the replaced history is kept, if any.

    The rows of a sound store are replaced in one transaction, in which what they were is copied
    first: a tick that is made meanwhile comes before or after, and is never lost. A damaged store
    is moved aside. Whatever fails leaves everything as it was.
    """
    _check(source)
    make_private(store.parent)
    aside = None
    damaged = store.exists() and not _sound(store)
    if store.exists():
        aside = _unused(backups, f"before-restore-{now:%Y-%m-%dT%H%M%S}")
    if damaged and aside:
        make_private(backups)
        _move(store, aside)
    fresh = store.with_name(f".restored.{os.getpid()}")
    try:
        copy(source, fresh)
        _replace(store, fresh, None if damaged else aside)
    except BaseException:
        if aside and damaged:
            _move(aside, store)
        elif aside:
            aside.unlink(missing_ok=True)
        raise
    finally:
        fresh.unlink(missing_ok=True)
    return aside


def _replace(store: Path, fresh: Path, aside: Path | None) -> None:
    """Replace the rows of a store by those of a copy, copying it to `aside` in between."""
    store.touch(mode=0o600)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as made, transaction(made):
        tables.migrate(made)
    with closing(sqlite3.connect(store, timeout=30, isolation_level=None)) as target:
        target.execute("PRAGMA synchronous = EXTRA")
        target.execute("ATTACH ? AS restored", (str(fresh),))
        with transaction(target):
            if aside:
                copy(store, aside)
            tables.migrate(target)
            target.execute("DELETE FROM device")
            target.execute("DELETE FROM main.event")
            target.execute("INSERT INTO main.event SELECT * FROM restored.event")
            Rows(target).remake()


def _move(store: Path, target: Path) -> None:
    for end in ("", "-journal"):
        with suppress(FileNotFoundError):
            store.with_name(store.name + end).replace(target.with_name(target.name + end))


def _sound(store: Path) -> bool:
    """Return whether rows of this dlr can be put into a store.

    A store that somebody else holds is none of the damaged: that is raised.
    """
    try:
        with closing(sqlite3.connect(store, timeout=30, isolation_level=None)) as connection:
            fault, version = _find_fault(connection), tables.version(connection)
            connection.execute(f"SELECT {', '.join(Event._fields)} FROM event LIMIT 1")
            connection.execute("SELECT id, place FROM device LIMIT 1")
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith(tables.BUSY):
            raise
        return False
    return not fault and version > 0


def _check(source: Path) -> None:
    """Refuse to restore what is no sound store of this dlr or an older one."""
    try:
        uri = f"{source.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as made:
            fault = _find_fault(made)
    except (sqlite3.Error, UnicodeDecodeError) as error:
        fault = clean(str(error))
    if fault:
        message = f"{source} cannot be restored: {fault}; nothing was changed."
        raise DlrError("bad-backup", message, subject=source)


def _find_fault(connection: sqlite3.Connection) -> str:
    """Return in words why a database is no store of this dlr or an older one; empty if it is."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (verdict,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if verdict != "ok":
        return str(verdict)
    if application != tables.APPLICATION_ID:
        return "it was not written by dlr"
    newer = tables.version(connection) > len(tables.MIGRATIONS)
    return "it was written by a newer dlr" if newer else ""


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208 - names, not paths

"""Copies of the store: one a day before its first write, one before a migration, and on demand."""

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private
from dlroadmap.progress import schema
from dlroadmap.progress.device import forget

_DAILY = re.compile(r"(\d{4}-\d\d-\d\d)\.db")
DAYS, WEEKS, MONTHS = 7, 5, 12


def daily(store: Path, backups: Path, today: date) -> None:
    """Copy the store unless that was done today, and thin the copies of earlier days."""
    copied = backups / f"{today}.db"
    if copied.exists():
        return
    copy(store, copied)
    dates = [date.fromisoformat(m[1]) for m in map(_DAILY.fullmatch, _names(backups)) if m]
    for day in set(dates) - kept(dates):
        (backups / f"{day}.db").unlink(missing_ok=True)


def kept(days: Iterable[date]) -> set[date]:
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


def by_hand(store: Path, backups: Path, now: datetime) -> Path:
    """Copy the store at the learner's wish, and return the copy; such copies are never thinned."""
    path = backups / f"by-hand-{now:%Y-%m-%dT%H%M%S}.db"
    copy(store, path)
    return path


def listed(backups: Path) -> list[Path]:
    """Return all copies, the oldest first."""
    paths = [backups / name for name in _names(backups) if name.endswith(".db")]
    return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))


def copy(store: Path, target: Path) -> None:
    """Copy the store as it stands at one moment, complete or not at all.

    The copy has forgotten its device, so that it can be restored anywhere.
    """
    make_private(target.parent)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    try:
        with contextlib.closing(sqlite3.connect(store, isolation_level=None)) as source:
            source.execute("VACUUM INTO ?", (str(draft),))
        with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as made:
            forget(made)
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def restore(source: Path, store: Path, backups: Path, now: datetime) -> Path | None:
    """Put a copy in the store's place, and return where the replaced history is kept, if any.

    A sound store is overwritten inside a transaction, so that a tick made meanwhile waits or
    fails and is never lost; a damaged one is moved aside.
    """
    _check(source)
    make_private(store.parent)
    aside = None
    if store.exists():
        aside = backups / f"before-restore-{now:%Y-%m-%dT%H%M%S}.db"
        try:
            copy(store, aside)
        except sqlite3.DatabaseError:
            for end in ("", "-journal"):
                with contextlib.suppress(FileNotFoundError):
                    store.with_name(store.name + end).replace(aside.with_name(aside.name + end))
    with (
        contextlib.closing(sqlite3.connect(source)) as made,
        contextlib.closing(sqlite3.connect(store, timeout=30)) as target,
    ):
        target.execute("PRAGMA synchronous = EXTRA")
        made.backup(target)
    return aside


def _check(source: Path) -> None:
    """Refuse to restore what is no sound store."""
    try:
        uri = f"{source.absolute().as_uri()}?mode=ro"
        with contextlib.closing(sqlite3.connect(uri, uri=True)) as made:
            (application,) = made.execute("PRAGMA application_id").fetchone()
            (verdict,) = made.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        verdict, application = str(error), 0
    if verdict != "ok" or application != schema.APPLICATION_ID:
        why = verdict if verdict != "ok" else "it was not written by dlr"
        raise DlrError(
            "bad-backup",
            f"{source} cannot be restored: {why}; nothing was changed.",
            "dlr backup --list shows the copies there are.",
        )


def _names(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if folder.is_dir() else []  # noqa: PTH208 - names, not paths

"""The tables of the store, and how an older store becomes one of today."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

APPLICATION_ID = 0x646C7231  # "dlr1": so `file` and doctor know a store from other databases

BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
"""How SQLite's names begin for the errors that say that somebody else holds the store."""

_FIRST = f"""
CREATE TABLE event (
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  prev TEXT NOT NULL,
  clock INTEGER NOT NULL,
  at TEXT NOT NULL,
  zone TEXT NOT NULL,
  batch TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_order ON event (clock, device, id);
CREATE INDEX event_chain ON event (device, seq);
CREATE TABLE device (id TEXT PRIMARY KEY, place TEXT NOT NULL UNIQUE) WITHOUT ROWID;
PRAGMA application_id = {APPLICATION_ID};
"""

# What the history adds up to is kept beside it: only ever a shortcut, see `kept`.
_KEPT_STATE = """
CREATE INDEX event_key ON event (key);
CREATE INDEX event_batch ON event (batch);
CREATE TABLE standing (
  id TEXT NOT NULL,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  prev TEXT NOT NULL,
  clock INTEGER NOT NULL,
  at TEXT NOT NULL,
  zone TEXT NOT NULL,
  batch TEXT NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  payload TEXT NOT NULL,
  PRIMARY KEY (clock, device, id)
) WITHOUT ROWID;
CREATE INDEX standing_key ON standing (key);
CREATE TABLE undone (id TEXT PRIMARY KEY, key TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX undone_key ON undone (key);
CREATE TABLE kept (version INTEGER NOT NULL, events INTEGER NOT NULL, checksum INTEGER NOT NULL);
"""

# What is known of the place that carries the history to other devices: how far each journal there
# was read and what it says of itself, which events are there, and facts by their names.
_SHARING = """
CREATE TABLE journal (
  device TEXT PRIMARY KEY,
  mark TEXT NOT NULL,
  about TEXT NOT NULL,
  whole INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE shared (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


def _run(script: str, connection: sqlite3.Connection) -> None:
    """Run statements within the transaction, which sqlite3's own way to run several commits."""
    for statement in script.split(";"):
        connection.execute(statement)


Migration = Callable[[sqlite3.Connection], None]

MIGRATIONS: Sequence[Migration] = tuple(
    partial(_run, script) for script in (_FIRST, _KEPT_STATE, _SHARING)
)
"""Step n leads from schema n to n + 1; it runs inside the transaction that records it."""


def version(connection: sqlite3.Connection) -> int:
    """Return the schema that a store has; 0 for an empty file."""
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    return int(number)


def migrate(connection: sqlite3.Connection, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Bring a store to the newest schema; the transaction around it is the caller's."""
    for number, step in enumerate(migrations[version(connection) :], version(connection) + 1):
        step(connection)
        connection.execute(f"PRAGMA user_version = {number}")


def error_name(error: Exception) -> str:
    """Return SQLite's name of an error; empty if it is none of SQLite's own."""
    return getattr(error, "sqlite_errorname", None) or ""


class UncertainError(Exception):
    """COMMIT failed when the change may have been stored already."""


_BEFORE_STORED = ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC")
"""Failures of disks that come before the journal is removed, which is what stores a change."""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Commit all that is done inside, or nothing; other writers wait from the beginning.

    Raises UncertainError where only a look at the store tells which of the two came about.
    """
    committing = False
    connection.execute("BEGIN IMMEDIATE")
    try:
        with connection:
            yield
            committing = True
    except sqlite3.Error as error:
        name = error_name(error)
        if committing and name.startswith("SQLITE_IOERR") and name not in _BEFORE_STORED:
            raise UncertainError(str(error)) from error
        raise

"""The learner's history in SQLite. What `write` has returned survives kills and power cuts.

`journal_mode=DELETE` and `synchronous=EXTRA` make a commit durable, also its entry in the folder;
WAL would need shared memory, which home folders on a network lack. Every write is one explicit
`BEGIN IMMEDIATE`, so writers wait for each other instead of failing.
"""

import contextlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dlroadmap.errors import DlrError
from dlroadmap.paths import make_private
from dlroadmap.progress import tables
from dlroadmap.progress.events import Entry, Event, event_id
from dlroadmap.text import clean

BUSY_SECONDS = 30.0

_NUMBERS = ("seq", "clock")
_KINDS = (f"typeof({f}) <> '{'integer' if f in _NUMBERS else 'text'}'" for f in Event._fields)
_MISFITS = f"SELECT 1 FROM event WHERE {' OR '.join(_KINDS)} LIMIT 1"

_OWNER = "Check the folder's owner and permissions, or set DLR_HOME to another folder."
_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")

Decide = Callable[[list[Event]], Sequence[Entry]]
"""Sees the history as it stands inside the transaction and returns what to record."""


class Store:
    """The progress of one learner, at a path; `backups` is where copies of it go."""

    def __init__(
        self,
        path: Path,
        backups: Path,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        migrations: Sequence[tables.Migration] = tables.MIGRATIONS,
    ) -> None:
        self.path = path
        self.backups = backups
        self._now = now
        self._migrations = migrations
        self.warnings: list[str] = []
        """What went wrong beside the work itself."""

    def events(self) -> list[Event]:
        """Return the whole history in its order; empty if there is none yet."""
        if not self.path.exists():
            return []
        with self.failures(), self._connected() as connection:
            self._check(connection)
            found = tables.version(connection)
            if not found:
                return []
            if found < len(self._migrations):
                with tables.transaction(connection):
                    self._upgrade(connection)
            return _events(connection)

    def write(self, decide: Decide) -> list[Event]:
        """Record what `decide` returns as one batch, and return its events once they are safe."""
        with self.failures():
            make_private(self.path.parent)
            self.path.touch(mode=0o600)
            with self._connected() as connection:
                self._check(connection)
                if tables.version(connection):
                    self._back_up()
                with tables.transaction(connection):
                    self._upgrade(connection)
                    entries = decide(_events(connection))
                    return self._append(connection, entries) if entries else []

    def _back_up(self) -> None:
        """Keep today's copy; a tick goes ahead without one, and `warnings` says so."""
        from dlroadmap.progress.backup import copy_daily

        try:
            copy_daily(self.path, self.backups, self._now().astimezone().date())
        except (OSError, sqlite3.OperationalError) as error:
            self.warnings.append(f"no backup was made in {self.backups}: {error}")

    def _append(self, connection: sqlite3.Connection, entries: Sequence[Entry]) -> list[Event]:
        from secrets import token_hex

        device = find_device(connection, identify_file(self.path))
        (clock,) = connection.execute("SELECT ifnull(max(clock), 0) FROM event").fetchone()
        head = connection.execute(
            "SELECT seq, id FROM event WHERE device = ? ORDER BY seq DESC, id LIMIT 1", (device,)
        ).fetchone()
        seq, prev = head or (0, "")
        moment = self._now()
        at = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        zone = moment.astimezone().strftime("%z")
        batch = token_hex(6)
        events = []
        for number, entry in enumerate(entries, 1):
            payload = json.dumps(dict(entry.details), sort_keys=True)
            bare = Event(
                "", device, seq + number, prev, clock + number, at, zone, batch,
                entry.key, entry.kind, payload,
            )  # fmt: skip
            event = bare._replace(id=event_id(bare))
            prev = event.id
            events.append(event)
        marks = ", ".join("?" * len(Event._fields))
        connection.executemany(f"INSERT INTO event VALUES ({marks})", events)
        return events

    def _upgrade(self, connection: sqlite3.Connection) -> None:
        """Bring the schema up to date; a copy of what is replaced is kept."""
        found = tables.version(connection)
        if found >= len(self._migrations):
            return
        if found:
            from dlroadmap.progress.backup import copy

            copy(self.path, self.backups / f"before-schema-{len(self._migrations)}.db")
        tables.migrate(connection, self._migrations)

    def _check(self, connection: sqlite3.Connection) -> None:
        """Refuse what is no store, and a store that a newer dlr has written."""
        if 0 < self.path.stat().st_size < 512:  # SQLite takes it for an empty database
            raise DlrError("store-damaged", f"{self.path} is no database.", subject=self.path)
        # Tables first: whoever makes the store meanwhile marks it as ours in the same moment.
        (count,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        found = tables.version(connection)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != tables.APPLICATION_ID and (application or found or count):
            message = f"{self.path} is a database of another program."
            raise DlrError(
                "not-a-store", message, "Move it away, or set DLR_HOME to another folder."
            )
        if count and not found:
            raise DlrError("store-damaged", f"{self.path} has lost its version.", subject=self.path)
        if found > len(self._migrations):
            versions = f"schema {found}, this one knows {len(self._migrations)}"
            message = f"{self.path} was written by a newer dlr ({versions}); it was left as it is."
            raise DlrError("newer-store", message, "Upgrade dlr to read it.")

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")
            yield connection
        finally:
            connection.close()

    @contextlib.contextmanager
    def failures(self) -> Iterator[None]:
        """Tell failures of SQLite and of the file system in words."""
        try:
            yield
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise _in_words(self.path, error) from error
        except OSError as error:
            message = f"{error.filename or self.path}: {error.strerror}; nothing was changed."
            raise DlrError("store-unusable", message, _OWNER) from error


def identify_file(store: Path) -> str:
    """Return a word that changes when the file is restored, or copied elsewhere.

    It joins the machine and the file's inode.
    """
    for name in _MACHINE_IDS:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            if machine := Path(name).read_text(encoding="ascii").strip():
                break
    else:
        from uuid import getnode

        machine = f"{getnode():x}"
    return f"{machine}:{store.stat().st_ino:x}"


def find_device(connection: sqlite3.Connection, file: str) -> str:
    """Return the id of the device that writes to a file, a new one if none has yet."""
    row = connection.execute("SELECT id FROM device WHERE place = ?", (file,)).fetchone()
    if row:
        return str(row[0])
    from secrets import token_hex

    device = token_hex(8)
    connection.execute("INSERT INTO device VALUES (?, ?)", (device, file))
    return device


def _events(connection: sqlite3.Connection) -> list[Event]:
    if connection.execute(_MISFITS).fetchone():
        raise sqlite3.DatabaseError("an event has a value of the wrong kind")
    rows = connection.execute("SELECT * FROM event ORDER BY clock, device, id")
    return list(map(Event._make, rows))


def _in_words(path: Path, error: sqlite3.Error | UnicodeDecodeError) -> DlrError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(tables.BUSY):
        return DlrError(
            "store-busy",
            f"Another program has held {path} for {BUSY_SECONDS:.0f} seconds; nothing was changed.",
            "Try again when it is done.",
        )
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return DlrError(
            "disk-full",
            f"{path} could not be written: {error}; nothing was changed.",
            "Check the space that is left on the disk.",
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return DlrError(
            "store-read-only", f"{path} cannot be written; nothing was changed.", _OWNER
        )
    return DlrError("store-damaged", f"{path} is damaged: {clean(str(error))}.", subject=path)

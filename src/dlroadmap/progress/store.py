"""The learner's history in SQLite. What `write` has returned survives kills and power cuts.

`journal_mode=DELETE` and `synchronous=EXTRA` make a commit durable, also its entry in the folder;
WAL would need shared memory, which home folders on a network lack. Every write is one explicit
`BEGIN IMMEDIATE`, so writers wait for each other instead of failing.
"""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.errors import DlrError
from dlroadmap.paths import exists, make_private
from dlroadmap.progress import tables
from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.failures import BUSY_SECONDS, failures, newer_store
from dlroadmap.progress.rows import Rows, no_rows
from dlroadmap.progress.writing import Writing
from dlroadmap.words import localize

if TYPE_CHECKING:
    from dlroadmap.progress.arriving import Arrival

Decide = Callable[[Rows], Sequence[Entry]]
"""Sees the rows as they stand inside the transaction and returns what to record."""


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

    def is_new(self) -> bool:
        """Return whether nothing was recorded yet. Raises DlrError for a file that was cut off.

        SQLite takes such a file for an empty database, and removes a journal that lies beside it.
        """
        if not exists(self.path):
            return True
        size = self.path.stat().st_size
        if size >= 512 or self.path.is_dir():
            return False
        if size:
            raise DlrError(
                "store-damaged", f"{self.path} is not a valid database.", subject=self.path
            )
        # A first call that was killed leaves an empty file too, but no backups. They are looked for
        # first: when the file is empty even then, no first call has just filled it.
        if self._has_backups() and not self.path.stat().st_size:
            message = f"{self.path} is empty, but there are backups of it."
            raise DlrError("store-damaged", message, subject=self.path)
        return True

    def events(self) -> list[Event]:
        """Return the whole history in its order; empty if there is none yet."""
        with self.reading() as rows:
            return list(rows.newest().events)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Rows]:
        """Open the rows as they stand at one moment; there are none if there is no store yet."""
        with failures(self.path), contextlib.ExitStack() as stack:
            if self.is_new():
                yield stack.enter_context(no_rows())
                return
            connection = stack.enter_context(self._connected())
            found = self._check(connection)
            if 0 < found < len(self._migrations):
                with tables.transaction(connection):
                    self._upgrade(connection)
            connection.execute("BEGIN")
            yield Rows(connection) if found else stack.enter_context(no_rows())

    def write(self, decide: Decide) -> list[Event]:
        """Record what `decide` returns as one batch, and return its events once they are safe."""
        with self.writing() as writing:
            return writing.append(decide(writing.rows))

    @contextlib.contextmanager
    def writing(self) -> Iterator[Writing]:
        """Open the rows to add to them; what was added is safe when the block has ended.

        Nobody else can write meanwhile. If the block fails, nothing was added.
        """
        with failures(self.path):
            make_private(self.path.parent)
            self.is_new()  # refuses what was cut off, before SQLite opens it
            self.path.touch(mode=0o600)
            with self._connected() as connection:
                if self._check(connection):
                    self._back_up()
                elif self._has_backups():  # a block that fails must not leave an empty file
                    with tables.transaction(connection):
                        self._upgrade(connection)
                with tables.transaction(connection):
                    rows = self._upgrade(connection)
                    yield Writing(connection, rows, self.path, self._now())

    def take_in(self, events: Sequence[Event]) -> "Arrival":
        """Add what is new and can be checked of other histories' events, in one step."""
        with self.writing() as writing:
            return writing.take_in(events)

    def save_copy(self) -> Path | None:
        """Copy the history before others are taken in, and return the copy; None if it is empty."""
        from dlroadmap.progress.backup import copy_before_import

        with self.reading() as rows:
            if not rows.count():
                return None
            return copy_before_import(self.path, self.backups, localize(self._now()))

    def _has_backups(self) -> bool:
        from dlroadmap.progress.backup import find_copies

        return bool(find_copies(self.backups))

    def _back_up(self) -> None:
        """Keep today's copy; a tick goes ahead without one, and `warnings` says so."""
        from dlroadmap.progress.backup import copy_daily

        try:
            copy_daily(self.path, self.backups, localize(self._now()).date())
        except (OSError, sqlite3.OperationalError) as error:
            self.warnings.append(f"no backup was saved in {self.backups}: {error}")

    def _upgrade(self, connection: sqlite3.Connection) -> Rows:
        """Bring the schema and the kept state up to date, and return the rows.

        A newer dlr may have written while this one waited for its turn, so all is checked again.
        """
        found = self._check(connection)
        if 0 < found < len(self._migrations):
            from dlroadmap.progress.backup import copy

            copy(self.path, self.backups / f"before-schema-{len(self._migrations)}.db")
        tables.migrate(connection, self._migrations)
        rows = Rows(connection)
        if not rows.fits:
            if rows.kept:
                self.warnings.append(
                    f"the saved state in {self.path} differed from the history, so dlr rebuilt it"
                )
            rows.remake(rows.check_history())
        return rows

    def _check(self, connection: sqlite3.Connection) -> int:
        """Return the schema of a store, 0 for an empty file; refuse all else and a newer one."""
        # Tables first: whoever makes the store meanwhile marks it as ours in the same moment.
        types = [type for (type,) in connection.execute("SELECT type FROM sqlite_master")]
        count = len(types)
        found = tables.version(connection)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        if application != tables.APPLICATION_ID and (application or found or count):
            message = f"{self.path} is a database of another program."
            raise DlrError(
                "not-a-store", message, "Move it away, or set DLR_HOME to another folder."
            )
        if count and not found:
            raise DlrError("store-damaged", f"{self.path} has no version.", subject=self.path)
        if {"trigger", "view"} & {*types}:
            message = f"{self.path} has a trigger or a view, which dlr never makes."
            raise DlrError("store-damaged", message, subject=self.path)
        if found > len(self._migrations):
            raise newer_store(self.path, found, len(self._migrations))
        return found

    @contextlib.contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous = EXTRA")
            yield connection
        finally:
            connection.close()

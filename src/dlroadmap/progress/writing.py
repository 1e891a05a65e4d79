"""How entries become events: chained to those of the device that writes, and counted on."""

import contextlib
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dlroadmap.progress.events import CLOCK_LIMIT, Entry, Event, encode_details, event_id
from dlroadmap.progress.rows import Rows
from dlroadmap.words import localize

if TYPE_CHECKING:
    from dlroadmap.progress.arriving import Arrival

_CACHE = 32 * 2**10
"""Kibibytes that SQLite may hold while events are taken in."""

_MACHINE_IDS = ("/etc/machine-id", "/var/lib/dbus/machine-id")


class Writing:
    """An open transaction, and the rows as they stand in it."""

    def __init__(
        self, connection: sqlite3.Connection, rows: Rows, store: Path, now: datetime
    ) -> None:
        self._connection = connection
        self.rows = rows
        self._store = store
        self._now = now

    def append(self, entries: Sequence[Entry]) -> list[Event]:
        """Add entries as one batch, and return its events."""
        if not entries:
            return []
        from secrets import token_hex

        device = self.device
        clock, seq, prev = self._find_ends(device)
        if not 0 <= clock < CLOCK_LIMIT - len(entries):
            raise sqlite3.DatabaseError(f"an event has the clock {clock}, which is too large")
        at = self._now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        zone = localize(self._now).strftime("%z")
        batch = token_hex(6)
        events = []
        for number, entry in enumerate(entries, 1):
            bare = Event(
                "", device, seq + number, prev, clock + number, at, zone, batch,
                entry.key, entry.kind, encode_details(entry.details),
            )  # fmt: skip
            event = bare._replace(id=event_id(bare))
            prev = event.id
            events.append(event)
        self.rows.add(events)
        return events

    def take_in(self, events: Sequence[Event]) -> "Arrival":
        """Add those events of other histories that are new and can be checked.

        If some were written under this file's own device, the file was set back to an earlier
        state, and somebody may go on from the later one: whoever writes here next is a new device.
        """
        from dlroadmap.progress.arriving import judge

        arrival = judge(events, self.rows.here(events))
        if arrival.new:
            # Ids have no order: with less of it many pages would go to the disk more than once.
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
            self.rows.add(arrival.new)
            for sender in arrival.senders:
                leave_place(self._connection, sender.device)
        return arrival

    @property
    def device(self) -> str:
        """The id of the device that writes to this file, a new one if none has yet."""
        return find_device(self._connection, identify_file(self._store))

    def renew_device(self) -> None:
        """Let whoever writes here next be a new device."""
        leave_place(self._connection, self.device)

    def _find_ends(self, device: str) -> tuple[int, int, str]:
        """Return the latest clock of all, and the last place and id of a device's own chain."""
        (clock,) = self._connection.execute("SELECT ifnull(max(clock), 0) FROM event").fetchone()
        head = self._connection.execute(
            "SELECT seq, id FROM event WHERE device = ? ORDER BY seq DESC, id LIMIT 1", (device,)
        ).fetchone()
        ends = (clock, *(head or (0, "")))
        if [*map(type, ends)] != [int, int, str]:  # a page that is damaged can say anything
            raise sqlite3.DatabaseError("an event has a value of the wrong kind")
        return ends


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


def leave_place(connection: sqlite3.Connection, device: str | None = None) -> None:
    """Let a device, or every one, write to no file any more; its batches stay the learner's own."""
    # Its id stands for the place: no file has such a one.
    statement = "UPDATE device SET place = id WHERE ? IS NULL OR id = ?"
    connection.execute(statement, (device, device))


def find_device(connection: sqlite3.Connection, file: str) -> str:
    """Return the id of the device that writes to a file, a new one if none has yet."""
    row = connection.execute("SELECT id FROM device WHERE place = ?", (file,)).fetchone()
    if row:
        return str(row[0])
    from secrets import token_hex

    device = token_hex(8)
    connection.execute("INSERT INTO device VALUES (?, ?)", (device, file))
    return device

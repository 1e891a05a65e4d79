"""The events of a store, read and added with SQL, and the state that is kept beside them.

Kept are copies of the standing events, which add up to what all events add up to, and the ids of
those that are taken back. Both are written in the transaction of the events. A checksum tells
whether the copies are what was written; where they are not, the events are asked.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import cached_property
from itertools import chain
from sys import maxsize
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from dlroadmap.progress import tables
from dlroadmap.progress.events import Event, event_id, sort_key
from dlroadmap.progress.fold import VERSION
from dlroadmap.progress.history import History, make_history

if TYPE_CHECKING:
    from dlroadmap.progress.arriving import Here
    from dlroadmap.progress.sharing import Sharing

_COLUMNS = ", ".join(Event._fields)
_MARKS = ", ".join("?" * len(Event._fields))
_TYPES = tuple(int if name in ("seq", "clock") else str for name in Event._fields)
_ORDER = "ORDER BY clock, device, id"
_NEWEST = "ORDER BY clock DESC, device DESC, id DESC"
_DEVICES = """
WITH RECURSIVE known (device) AS (
  SELECT min(device) FROM event
  UNION ALL
  SELECT (SELECT min(device) FROM event WHERE event.device > known.device) FROM known
  WHERE known.device IS NOT NULL
) SELECT device FROM known WHERE device IS NOT NULL
"""
"""Each device is found from the one before it, without a walk through all events."""


class Kept(NamedTuple):
    """What the kept state says of itself: the fold it serves, the number of events, a checksum."""

    version: int
    events: int
    checksum: int


class Rows:
    """The events in an open database whose schema is today's."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @cached_property
    def sharing(self) -> "Sharing":
        """What is known of the place that carries the history to other devices."""
        from dlroadmap.progress.sharing import Sharing

        return Sharing(self._connection)

    def unshared(self) -> list[Event]:
        """Return the events that are not known to be at that place, in order."""
        number = self.count() - self.sharing.count_shared()
        lacking = "NOT EXISTS (SELECT 1 FROM shared WHERE shared.id = event.id)"
        # They are looked for from the end, where most are, and no further than to the last one.
        found = f"SELECT {_COLUMNS} FROM event WHERE {lacking} {_NEWEST} LIMIT ?"
        return self._events(found, number)[::-1]

    def reading(self) -> AbstractContextManager["Rows"]:
        """Return these rows, as a store does that is opened for a question."""
        return nullcontext(self)

    @cached_property
    def standing(self) -> Sequence[Event]:
        """The live events that decide what stands, in order.

        Raises sqlite3.DatabaseError if neither they nor the history are what was written.
        """
        return self.check_history().standing() if self._fitting is None else self._fitting

    @property
    def fits(self) -> bool:
        """Whether the kept state is for today's fold, and what was written."""
        return self._fitting is not None

    @cached_property
    def _fitting(self) -> Sequence[Event] | None:
        copies, undone = self._read_copies(), self._read_undone()
        if not self.kept or self.kept.checksum != _checksum(self.kept.events, copies, undone):
            return None
        (number,) = self._execute("SELECT count(*) FROM event").fetchone()
        if number != self.kept.events:
            message = f"there are {number} events instead of {self.kept.events}"
            raise sqlite3.DatabaseError(message)
        return copies

    def _read_copies(self) -> list[Event]:
        return self._events(f"SELECT {_COLUMNS} FROM standing {_ORDER}")

    @cached_property
    def kept(self) -> Kept | None:
        """What the kept state says of itself; None if it is not there, or for another fold."""
        found = self._execute("SELECT version, events, checksum FROM kept").fetchall()
        if len(found) != 1 or [*map(type, found[0])] != [int] * 3 or found[0][0] != VERSION:
            return None
        return Kept._make(found[0])

    def _read_undone(self) -> set[str]:
        return {str(id) for (id,) in self._execute("SELECT id FROM undone")}

    def count(self) -> int:
        """Return how many events there are."""
        (number,) = self._execute("SELECT count(*) FROM event").fetchone()
        return int(number)

    def newest(self, number: int | None = None) -> History:
        """Return the last events, or all of them."""
        if number is None or not self.fits:
            whole = make_history(self._events(f"SELECT {_COLUMNS} FROM event"))
            return whole.narrow(whole.events[-number:]) if number else whole
        last = self._events(
            f"SELECT {_COLUMNS} FROM event {_NEWEST} LIMIT ?", min(number, maxsize)
        )[::-1]
        return self._with_undone(last)

    def count_batches(self) -> int:
        """Return how many batches there are."""
        (number,) = self._execute("SELECT count(DISTINCT batch) FROM event").fetchone()
        return int(number)

    def newest_batches(self, number: int) -> History:
        """Return the events of the last batches."""
        if not self.fits:
            return self.newest().newest_batches(number)
        names = dict[str, None]()
        for (name,) in self._execute(f"SELECT batch FROM event {_NEWEST}"):
            if name not in names and len(names) == number:
                break
            names[name] = None
        wanted = f"SELECT {_COLUMNS} FROM event WHERE batch = ?"
        events = (event for name in names for event in self._events(wanted, name))
        return self._with_undone(sorted(events, key=sort_key))

    def _with_undone(self, events: Sequence[Event]) -> History:
        """Return events as a history, in which the kept state says what is undone."""
        ids = (event.id for event in events)
        undone = (id for id in ids if self._asked("SELECT 1 FROM undone WHERE id = ?", id))
        return History(events, frozenset(undone))

    def about(self, keys: Iterable[str]) -> History:
        """Return all that was said under some keys."""
        wanted = f"SELECT {_COLUMNS} FROM event WHERE key = ?"
        return make_history(event for key in keys for event in self._events(wanted, key))

    def find(self, ids: Iterable[str]) -> list[Event]:
        """Return the events with some ids, as far as they are there and sound."""
        wanted = f"SELECT {_COLUMNS} FROM event WHERE id = ?"
        found = (event for id in ids for event in self._events(wanted, id))
        return [event for event in found if event_id(event) == event.id]

    def batch(self, name: str) -> History:
        """Return the events of a batch."""
        batch = self._events(f"SELECT {_COLUMNS} FROM event WHERE batch = ? {_ORDER}", name)
        return self.about({event.key for event in batch}).narrow(batch)

    def batches(self, beginning: str) -> list[str]:
        """Return the names of the batches that begin so."""
        if not beginning.isascii():  # no name does, and SQLite takes no half characters
            return []
        found = self._execute(
            "SELECT DISTINCT batch FROM event WHERE substr(batch, 1, ?) = ? ORDER BY batch",
            (len(beginning), beginning),
        )
        return [str(name) for (name,) in found]

    def newest_batch(self, own: bool = True) -> str | None:
        """Return the newest batch, other than an undo, that has anything left to take back.

        An own one was written by a device that this store has, or had before it was carried here.
        """
        if not self.fits:
            live = reversed(self.newest().live())
            mine = {str(id) for (id,) in self._execute("SELECT id FROM device")} if own else set()
            return next((one.batch for one in live if not own or one.device in mine), None)
        return self._asked(
            "SELECT batch FROM event WHERE kind <> 'undo'"
            f"{' AND device IN (SELECT id FROM device)' if own else ''}"
            f" AND NOT EXISTS (SELECT 1 FROM undone WHERE undone.id = event.id) {_NEWEST} LIMIT 1"
        )

    def here(self, arriving: Sequence[Event]) -> "Here":
        """Return what decides on arrivals: their devices' chains from there on, and what they name.

        The rest of a long chain takes no part.
        """
        from dlroadmap.progress.arriving import Here, Link

        first: dict[str, int] = {}
        for event in arriving:
            first[event.device] = min(event.seq, first.get(event.device, event.seq))
        wanted = "SELECT id, device, seq, clock FROM event WHERE"
        found = [
            row
            for device, seq in first.items()
            for row in self._execute(f"{wanted} device = ? AND seq >= ?", (device, seq - 1))
        ]
        known = {row[0] for row in found} | {event.id for event in arriving}
        for prev in {event.prev for event in arriving} - known:
            found += self._execute(f"{wanted} id = ?", (prev,))
        (clock,) = self._execute("SELECT ifnull(max(clock), 0) FROM event").fetchone()
        types = {tuple(map(type, row)) for row in found}
        if types - {(str, str, int, int)} or not isinstance(clock, int):
            raise sqlite3.DatabaseError("an event has a value of the wrong kind")
        links = {id: Link(device, seq, clock) for id, device, seq, clock in found}
        devices = frozenset(str(device) for (device,) in self._execute(_DEVICES))
        return Here(links, devices, clock)

    def standing_with(self, new: Sequence[Event]) -> list[Event]:
        """Return what would stand with new events.

        Of what an undo or a late event is about, all is asked again; of all else the standing
        events suffice.
        """
        keys = {event.key for event in new}
        mine = [event for event in self.standing if event.key in keys]
        if self._reaches_back(new):
            known = self.about(keys).events
            if not {*mine} <= {*known}:
                raise sqlite3.DatabaseError("an event has changed or is missing")
            _check(known)
            mine = list(known)
        others = (event for event in self.standing if event.key not in keys)
        return sorted([*others, *make_history([*mine, *new]).standing()], key=sort_key)

    def _reaches_back(self, new: Iterable[Event]) -> bool:
        """Return whether new events say something of earlier ones: an undo, or one that is late."""
        newest = self._execute(f"SELECT clock, device, id FROM event {_NEWEST} LIMIT 1").fetchone()
        return any(event.kind == "undo" or (newest and sort_key(event) < newest) for event in new)

    def add(self, new: Sequence[Event]) -> None:
        """Add events that are not there yet, and keep what they add up to."""
        keys, events = {event.key for event in new}, self.count() + len(new)
        stands, back = self.standing_with(new), self._reaches_back(new)
        self._insert("event", new)
        self._forget("standing", keys)
        self._insert("standing", (event for event in stands if event.key in keys))
        if back:
            self._forget("undone", keys)
            self._insert_undone(self.about(keys))
        self._sum_up(stands, events)

    def remake(self, history: History) -> None:
        """Make the kept state anew from the whole history."""
        self._execute("DELETE FROM standing")
        self._execute("DELETE FROM undone")
        stands = history.standing()
        self._insert("standing", stands)
        self._insert_undone(history)
        self._sum_up(stands, len(history.events))

    def find_differences(self) -> list[str]:
        """Return in what the kept state differs from the history.

        These are `events`, `standing`, `undone` and, for what it says of itself, `checksum`.
        """
        history, copies, undone = self.newest(), self._read_copies(), self._read_undone()
        kept = self.kept or Kept(VERSION, -1, -1)
        differs = {
            "events": kept.events != len(history.events),
            "standing": copies != history.standing(),
            "undone": undone != history.undone,
            "checksum": kept.checksum != _checksum(kept.events, copies, undone),
        }
        return [name for name in differs if differs[name]]

    def check_history(self) -> History:
        """Return all that was said. Raises sqlite3.DatabaseError if any of it was changed."""
        history = self.newest()
        _check(history.events)
        ids = {event.id for event in history.events}
        if any(event.prev and event.prev not in ids for event in history.events):
            raise sqlite3.DatabaseError("an event is missing before others")
        return history

    def _sum_up(self, stands: Sequence[Event], events: int) -> None:
        self.kept = Kept(VERSION, events, _checksum(events, stands, self._read_undone()))
        self.standing = self._fitting = stands
        self._execute("DELETE FROM kept")
        self._execute("INSERT INTO kept VALUES (?, ?, ?)", self.kept)

    def _insert(self, table: str, events: Iterable[Event]) -> None:
        self._connection.executemany(f"INSERT INTO {table} VALUES ({_MARKS})", events)

    def _forget(self, table: str, keys: Iterable[str]) -> None:
        statement = f"DELETE FROM {table} WHERE key = ?"
        self._connection.executemany(statement, ((key,) for key in keys))

    def _insert_undone(self, history: History) -> None:
        undone = [(e.id, e.key) for e in history.events if e.id in history.undone]
        self._connection.executemany("INSERT INTO undone VALUES (?, ?)", undone)

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

    def _asked(self, statement: str, *values: object) -> str | None:
        """Return the one value that is asked for, as a text; None if there is none."""
        found = self._execute(statement, values).fetchone()
        return str(found[0]) if found else None

    def _events(self, statement: str, *values: object) -> list[Event]:
        rows = self._execute(statement, values).fetchall()
        if {tuple(map(type, row)) for row in rows} - {_TYPES}:
            raise sqlite3.DatabaseError("an event has a value of the wrong kind")
        return list(map(Event._make, rows))


@contextmanager
def no_rows() -> Iterator[Rows]:
    """Open the rows of a store in which nothing was ever said."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        tables.migrate(connection)
        rows = Rows(connection)
        rows.remake(rows.newest())
        yield rows


def _check(events: Iterable[Event]) -> None:
    if any(event_id(event) != event.id for event in events):
        raise sqlite3.DatabaseError("a recorded event was altered")


def _checksum(number: int, events: Iterable[Event], undone: Iterable[str]) -> int:
    """Return a number of 48 bits that any change would change, but for bad luck."""
    words = chain((f"{number}",), ("\x1f".join(map(str, event)) for event in events), undone)
    return sum(crc32(word.encode(errors="surrogatepass")) for word in words) & 0xFFFF_FFFF_FFFF

"""What a store knows of the place that carries its history to other devices.

All of it stands in the store itself: what is restored, copied or set back has what it knew then.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import Event


class Known(NamedTuple):
    """What is known of a place.

    `histories` are the ids of the learner's history; there are none before the first sync. `marks`
    say how far the journal of each device was read, and `abouts` what each journal there says of
    itself. `at` is the wall time of the last sync. `restored` is whether the history was replaced
    by a copy since.
    """

    place: str
    histories: frozenset[str]
    marks: Mapping[str, str]
    abouts: Mapping[str, str]
    name: str
    at: str
    restored: bool


class Sharing:
    """The tables about the place, in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self) -> Known:
        """Return what is known."""
        facts = {str(k): str(v) for k, v in self._execute("SELECT name, value FROM fact")}
        rows = [tuple(map(str, row)) for row in self._execute("SELECT * FROM journal")]
        return Known(
            facts.get("place", ""),
            frozenset(facts.get("histories", "").split()),
            {device: mark for device, mark, _ in rows if mark},
            {device: about for device, _, about in rows},
            facts.get("name", ""),
            facts.get("at", ""),
            "restored" in facts,
        )

    def say(self, **facts: str | None) -> None:
        """Write facts down; None takes one out."""
        for name, value in facts.items():
            self._execute("DELETE FROM fact WHERE name = ?", (name,))
            if value is not None:
                self._execute("INSERT INTO fact VALUES (?, ?)", (name, value))

    def forget(self) -> None:
        """Forget what is at the place, so that all of it is read and compared anew."""
        self._execute("DELETE FROM journal")
        self._execute("DELETE FROM shared")
        self.say(shared=None)

    def note_restored(self, histories: Iterable[str]) -> None:
        """Write down that other events have taken the place of those that were here.

        What of them is at the place stays known until it is read anew.
        """
        self._execute("DELETE FROM shared WHERE id NOT IN (SELECT id FROM event)")
        self.say(
            histories=" ".join(sorted(histories)),
            restored="yes",
            shared=f"{self.count_shared()}",
        )

    def note_journals(self, abouts: Mapping[str, str], marks: Mapping[str, str]) -> None:
        """Write down the journals, what each says of itself, and how far each was read.

        A journal without a new mark keeps its own.
        """
        known = self.read().marks
        self._execute("DELETE FROM journal")
        rows = [
            (device, marks.get(device, known.get(device, "")), about)
            for device, about in abouts.items()
        ]
        self._connection.executemany("INSERT INTO journal VALUES (?, ?, ?)", rows)

    def note_shared(self, events: Iterable[Event]) -> None:
        """Write down that events of the store are at the place."""
        # In the order of the table many go in three times as fast, and the pages are full.
        ids = sorted(event.id for event in events)
        if not ids:
            return
        # What is not in the store is left out: so it can be counted what the place lacks.
        statement = "INSERT OR IGNORE INTO shared SELECT id FROM event WHERE id = ?"
        self._connection.executemany(statement, ((id,) for id in ids))
        self.say(shared=f"{self.count_shared()}")

    def count_shared(self) -> int:
        """Return how many events of the store are known to be at the place."""
        (shared,) = self._execute("SELECT count(*) FROM shared").fetchone()
        return int(shared)

    def count_waiting(self, place: str, events: int) -> int:
        """Return how many changes the place lacks, as far as is known, of all events.

        A change is a batch. How many events the place has stands beside them, for everyday commands
        tell this number.
        """
        facts = dict(self._execute("SELECT name, value FROM fact"))
        known = facts.get("place") == place
        lacking = events - int(facts.get("shared", 0) if known else 0)
        # Newest first, as they mostly are; the search ends with the last one.
        (changes,) = self._execute(
            "SELECT count(DISTINCT batch) FROM (SELECT batch FROM event"
            " WHERE ? OR NOT EXISTS (SELECT 1 FROM shared WHERE shared.id = event.id)"
            " ORDER BY clock DESC, device DESC, id DESC LIMIT ?)",
            (not known, lacking),
        ).fetchone()
        return int(changes)

    def count_by_device(self) -> dict[str, int]:
        """Return how many events of each device there are."""
        rows = self._execute("SELECT device, count(*) FROM event GROUP BY device")
        return {str(device): int(number) for device, number in rows}

    def find_device(self, file: str) -> str | None:
        """Return the device that writes to a file."""
        row = self._execute("SELECT id FROM device WHERE place = ?", (file,)).fetchone()
        return str(row[0]) if row else None

    def find_new(self, events: Sequence[Event]) -> list[Event]:
        """Return those of some events that are not here."""
        wanted = "SELECT 1 FROM event WHERE id = ?"
        return [event for event in events if not self._execute(wanted, (event.id,)).fetchone()]

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

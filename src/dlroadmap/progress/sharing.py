"""What a store knows of the place that carries its history to other devices.

All of it stands in the store itself: what is restored, copied or set back has what it knew then.
"""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import Event


class Journal(NamedTuple):
    """What is known of a journal: how far it was read, and what it says of itself.

    The mark is empty if it could not be read at all; `whole` is whether nothing of it was left out.
    """

    mark: str
    about: str
    whole: bool


class Known(NamedTuple):
    """What is known of a place.

    `histories` are the ids of the learner's history; there are none before the first sync.
    `journals` are those of that history, by device, `name` is what this device is called, and `at`
    the wall time of the last sync. If the history was replaced by a copy, `restored` has the places
    with which it was not compared since: the one that was known then, and the next, as an empty
    text.
    """

    place: str
    histories: frozenset[str]
    journals: Mapping[str, Journal]
    name: str
    at: str
    restored: frozenset[str]


class Sharing:
    """The tables about the place, in an open store."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def read(self) -> Known:
        """Return what is known."""
        facts = self._read_facts()
        rows = self._execute("SELECT device, mark, about, whole FROM journal")
        return Known(
            facts.get("place", ""),
            frozenset(facts.get("histories", "").split()),
            {
                str(id): Journal(str(mark), str(about), whole == 1)
                for id, mark, about, whole in rows
            },
            facts.get("name", ""),
            facts.get("at", ""),
            frozenset(facts["restored"].split("\n") if "restored" in facts else ()),
        )

    def forget(self) -> None:
        """Forget what is at the place, so that all of it is read and compared anew."""
        self._execute("DELETE FROM journal")
        self._execute("DELETE FROM shared")
        self._say(shared=None)

    def leave(self) -> None:
        """Forget the place altogether."""
        self.forget()
        self._say(place=None, at=None)

    def note_place(self, place: str, histories: Iterable[str], name: str) -> None:
        """Write down which place it is, the ids of the history, and what this device is called."""
        left = self.read().restored - {"", place}
        self._say(
            place=place,
            histories=" ".join(sorted(histories)),
            name=name,
            restored="\n".join(sorted(left)) if left else None,
        )

    def note_synced(self, at: str) -> None:
        """Write down when everything here was at the place."""
        self._say(at=at)

    def note_restored(self, histories: Iterable[str]) -> None:
        """Write down that other events have taken the place of those that were here.

        What of them is at the place stays known until it is read anew.
        """
        self._execute("DELETE FROM shared WHERE id NOT IN (SELECT id FROM event)")
        self._say(
            histories=" ".join(sorted(histories)),
            restored=f"\n{self._read_facts().get('place', '')}",
            shared=f"{self.count_shared()}",
        )

    def note_journals(self, journals: Mapping[str, Journal]) -> None:
        """Write down what journals there are, in the place of those before."""
        self._execute("DELETE FROM journal")
        for device, journal in journals.items():
            self.note_journal(device, journal)

    def note_journal(self, device: str, journal: Journal) -> None:
        """Write down what is known of the journal of a device."""
        self._execute("INSERT OR REPLACE INTO journal VALUES (?, ?, ?, ?)", (device, *journal))

    def note_shared(self, events: Iterable[Event]) -> None:
        """Write down that events of the store are at the place."""
        # In the order of the table many go in three times as fast, and the pages are full.
        ids = sorted(event.id for event in events)
        if not ids:
            return
        # What is not in the store is left out: so it can be counted what the place lacks.
        statement = "INSERT OR IGNORE INTO shared SELECT id FROM event WHERE id = ?"
        self._connection.executemany(statement, ((id,) for id in ids))
        self._say(shared=f"{self.count_shared()}")

    def forget_shared(self, ids: Iterable[str]) -> None:
        """Write down that events are not at the place after all."""
        self._connection.executemany("DELETE FROM shared WHERE id = ?", ((id,) for id in ids))
        self._say(shared=f"{self.count_shared()}")

    def count_shared(self) -> int:
        """Return how many events of the store are known to be at the place."""
        (shared,) = self._execute("SELECT count(*) FROM shared").fetchone()
        return int(shared)

    def count_waiting(self, place: str, events: int) -> int:
        """Return how many changes the place lacks, as far as is known, of all events.

        A change is a batch. How many events the place has stands beside them, for everyday commands
        tell this number.
        """
        facts = self._read_facts()
        known, shared = facts.get("place") == place, facts.get("shared", "")
        lacking = events - (int(shared) if known and shared.isdecimal() else 0)
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

    def own_devices(self) -> frozenset[str]:
        """Return the devices that have written to this store."""
        return frozenset(str(id) for (id,) in self._execute("SELECT id FROM device"))

    def find_device(self, file: str) -> str | None:
        """Return the device that writes to a file."""
        row = self._execute("SELECT id FROM device WHERE place = ?", (file,)).fetchone()
        return str(row[0]) if row else None

    def find_new(self, events: Sequence[Event]) -> list[Event]:
        """Return those of some events that are not here."""
        wanted = "SELECT 1 FROM event WHERE id = ?"
        return [event for event in events if not self._execute(wanted, (event.id,)).fetchone()]

    def _read_facts(self) -> dict[str, str]:
        return {str(k): str(v) for k, v in self._execute("SELECT name, value FROM fact")}

    def _say(self, **facts: str | None) -> None:
        """Write facts down; None takes one out."""
        for name, value in facts.items():
            self._execute("DELETE FROM fact WHERE name = ?", (name,))
            if value is not None:
                self._execute("INSERT INTO fact VALUES (?, ?)", (name, value))

    def _execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        return self._connection.execute(statement, values)

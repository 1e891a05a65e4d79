"""The history as one call works with it: read once, written to, and fresh afterwards."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.progress.events import Entry, Event, look_ahead
from dlroadmap.progress.history import Renames
from dlroadmap.progress.past import Past
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from dlroadmap.progress.arriving import Arrival

Act = Callable[[Past], Sequence[Entry]]
"""What a call says: in the light of the past, what is to be recorded, if anything."""


class Recorded(NamedTuple):
    """What an act came to: the events that were written, and the past before and after."""

    events: Sequence[Event]
    before: Past
    after: Past

    @property
    def batch(self) -> str | None:
        """The name of the batch that was written, if any was."""
        return self.events[0].batch if self.events else None


class TakenIn(NamedTuple):
    """What came of events of another history, the past before and after, and the copy of before."""

    arrival: "Arrival"
    before: Past
    after: Past
    copy: Path | None


class Ledger:
    """The history of a store; what stands is read once, and folded once for each set of renames."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._pasts: list[Past] = []

    def past(self, renames: Renames) -> Past:
        """Return the past under renames, as it was first read or last written."""
        for known in self._pasts:
            if known.renames == renames:
                return known
        standing = self._pasts[0].standing if self._pasts else None
        self._pasts.append(Past(self._store, renames, standing))
        return self._pasts[-1]

    def record(self, act: Act, renames: Renames) -> Recorded:
        """Record what an act comes to, as one batch, in the light of the past at that moment."""
        with self._store.writing() as writing:
            before = Past(writing.rows, renames, writing.rows.standing)
            events = writing.append(act(before))
            after = Past(self._store, renames, writing.rows.standing)
        self._pasts = [after]
        return Recorded(events, before, after)

    def preview(self, act: Act, renames: Renames) -> Recorded:
        """Return what an act would come to now; nothing is written."""
        with self._store.reading() as rows:
            before = after = Past(rows, renames, rows.standing)
            if entries := act(before):
                after = Past(self._store, renames, rows.standing_with(look_ahead(entries)))
        return Recorded((), before, after)

    def take_in(self, events: Sequence[Event], renames: Renames) -> TakenIn:
        """Add events of another history, as far as they are new and can be checked.

        What was there before is copied first.
        """
        copy = self._store.save_copy()
        with self._store.writing() as writing:
            before = Past(writing.rows, renames, writing.rows.standing)
            arrival = writing.take_in(events)
            after = Past(self._store, renames, writing.rows.standing)
        self._pasts = [after]
        return TakenIn(arrival, before, after, copy)

    def preview_taking_in(self, events: Sequence[Event], renames: Renames) -> TakenIn:
        """Return what would come of events of another history now; nothing is written."""
        from dlroadmap.progress.arriving import judge

        with self._store.reading() as rows:
            before = after = Past(rows, renames, rows.standing)
            arrival = judge(events, rows.here(events))
            if arrival.new:
                after = Past(self._store, renames, rows.standing_with(arrival.new))
        return TakenIn(arrival, before, after, None)

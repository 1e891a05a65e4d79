"""The history as one call works with it: read once, written to, and fresh afterwards."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import Entry, Event, look_ahead
from dlroadmap.progress.history import Renames
from dlroadmap.progress.past import Past
from dlroadmap.progress.store import Store

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

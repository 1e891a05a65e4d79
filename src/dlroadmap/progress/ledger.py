"""The history as one call works with it: read once, written to, and fresh afterwards."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.fold import Past
from dlroadmap.progress.history import History, Renames, make_history
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
    """The history of a store; it is folded once for each set of renames."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._history: History | None = None
        self._pasts: list[Past] = []

    def past(self, renames: Renames) -> Past:
        """Return the past under renames, as it was first read or last written."""
        for known in self._pasts:
            if known.history.renames == renames:
                return known
        if self._history is None:
            self._history = make_history(self._store.events())
        past = Past(self._history._replace(renames=renames))
        self._pasts.append(past)
        return past

    def record(self, act: Act, renames: Renames) -> Recorded:
        """Record what an act comes to, as one batch, in the light of the past at that moment."""

        def decide(events: list[Event]) -> Sequence[Entry]:
            if self._history is None or self._history.events != events:
                self._take(make_history(events))
            return act(self.past(renames))

        events = self._store.write(decide)
        before = self.past(renames)
        if events:
            self._take(before.history.with_events(events))
        return Recorded(events, before, self.past(renames))

    def preview(self, act: Act, renames: Renames) -> Recorded:
        """Return what an act would come to now; nothing is written."""
        before = self.past(renames)
        entries = act(before)
        after = Past(before.history.with_entries(entries)) if entries else before
        return Recorded((), before, after)

    def _take(self, history: History) -> None:
        self._history = history
        self._pasts.clear()

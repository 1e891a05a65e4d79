"""The past as a call knows it: under today's keys, read as far as it is asked for."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Protocol

from dlroadmap.progress.events import Event
from dlroadmap.progress.fold import Progress, fold
from dlroadmap.progress.goals import ITEM, Goal, read_goal
from dlroadmap.progress.history import History, UnknownBatchError


class Records(Protocol):
    """The events of a store, asked for what a call needs; `rows` says more of each question."""

    @property
    def standing(self) -> Sequence[Event]:
        """The live events that decide what stands."""

    def count(self) -> int:
        """Return how many events there are."""

    def newest(self, number: int | None = None) -> History:
        """Return the last events, or all of them."""

    def count_batches(self) -> int:
        """Return how many batches there are."""

    def newest_batches(self, number: int) -> History:
        """Return the events of the last batches."""

    def about(self, keys: Iterable[str]) -> History:
        """Return all that was said under some keys."""

    def batch(self, name: str) -> History:
        """Return the events of a batch."""

    def batches(self, beginning: str) -> Sequence[str]:
        """Return the names of the batches that begin so."""

    def newest_batch(self, own: bool = True) -> str | None:
        """Return the newest batch with anything left to take back, of this store's devices."""


class Source(Protocol):
    """Where events are read from: a store, or records that are open."""

    def reading(self) -> AbstractContextManager[Records]:
        """Open the records for one question."""


class Past:
    """All that was said, under today's keys, and what it adds up to.

    What is asked of the standing events is answered by those that are given, if any are.
    """

    def __init__(
        self,
        source: Source,
        renames: Mapping[str, str | None] = {},
        standing: Sequence[Event] | None = None,
    ) -> None:
        self._source = source
        self.renames = renames
        self._standing = standing
        self._to_undo: dict[str | None, list[Event]] = {}

    @cached_property
    def standing(self) -> Sequence[Event]:
        """The events that decide what stands."""
        if self._standing is not None:
            return self._standing
        with self._source.reading() as records:
            return records.standing

    @cached_property
    def progress(self) -> Progress:
        """What stands; added up when it is first asked for."""
        return fold(self.standing, self.renames)

    def key(self, event: Event) -> str:
        """Return today's key of an event's item; a key that is gone stays as it was."""
        return self.renames.get(event.key) or event.key

    def about(self, key: str) -> History:
        """Return all that was said of an item under any of its keys."""
        former = (old for old, new in self.renames.items() if new == key)
        keys = [*former, *([] if self.renames.get(key) else [key])]
        with self._source.reading() as records:
            return records.about(keys)

    def find_goal(self, event: Event) -> Goal | None:
        """Return the goal that an event, or what it takes back, is about."""
        known = self.about(self.key(event)).events if event.kind == "undo" else ()
        goal = _follow(event, {one.id: one for one in known})
        return goal._replace(key=self.key(event)) if goal and goal.of == ITEM else goal

    def count(self) -> int:
        """Return how many events there are."""
        with self._source.reading() as records:
            return records.count()

    def newest(self, number: int | None) -> History:
        """Return the last events, or all of them."""
        with self._source.reading() as records:
            return records.newest(number)

    def count_batches(self) -> int:
        """Return how many batches there are."""
        with self._source.reading() as records:
            return records.count_batches()

    def newest_batches(self, number: int) -> History:
        """Return the events of the last batches."""
        with self._source.reading() as records:
            return records.newest_batches(number)

    def newest_batch_of_all(self) -> str | None:
        """Return the newest batch of any device with anything left to take back."""
        with self._source.reading() as records:
            return records.newest_batch(own=False)

    def batch_to_undo(self, name: str | None) -> list[Event]:
        """Return the events that an undo takes back, newest first; none if there is nothing.

        Without a name: those of this device's newest batch, other than an undo, with anything left
        to take back. With one, the beginning of a batch's id: those of that batch. Raises
        UnknownBatchError. Once asked, the answer stays the same.
        """
        if name not in self._to_undo:
            with self._source.reading() as records:
                self._to_undo[name] = _find_batch(records, name)
        return self._to_undo[name]


def about_item(history: History) -> History:
    """Return what was said of an item, without what was said of a level of the same key."""
    known = {event.id: event for event in history.events}
    goals = ((event, _follow(event, known)) for event in history.events)
    return history.narrow([event for event, goal in goals if not goal or goal.of == ITEM])


def _follow(event: Event, known: Mapping[str, Event]) -> Goal | None:
    """Return the goal that an event is about, or in the end that which an undo takes back."""
    seen = set[str]()
    while event.kind == "undo" and event.id not in seen:
        seen.add(event.id)
        event = known.get(event.details.get("target", ""), event)
    said = read_goal(event) if event.kind == "goal" else None
    return said[0] if said else None


def _find_batch(records: Records, name: str | None) -> list[Event]:
    if name is None:
        found = [batch] if (batch := records.newest_batch()) is not None else []
    elif len(found := [*records.batches(name)]) != 1:
        raise UnknownBatchError(found)
    batches = [records.batch(batch) for batch in found]
    return [e for batch in batches for e in reversed(batch.events) if e.id not in batch.undone]

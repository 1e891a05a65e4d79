"""The history: the events in the order that decides, and which of them still count. Pure."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import Entry, Event, sort_key

Renames = Mapping[str, str | None]
"""From a former key to today's, or to None for an item that is gone."""


class UnknownBatchError(LookupError):
    """A name is the beginning of no batch's id, or of several, which are its argument."""


class History(NamedTuple):
    """Events in order, each once. `undone` are the ids of those that are taken back."""

    events: Sequence[Event]
    undone: frozenset[str]
    renames: Mapping[str, str | None] = {}

    def key(self, event: Event) -> str:
        """Return today's key of an event's item; a key that is gone stays as it was."""
        return self.renames.get(event.key) or event.key

    def live(self) -> Iterator[tuple[str, Event]]:
        """Yield what counts, with today's keys: all but undos and what they take back."""
        _, undone, renames = self
        for event in self.events:
            if event.kind != "undo" and event.id not in undone:
                yield renames.get(event.key) or event.key, event

    def events_of(self, key: str) -> list[Event]:
        """Return all that was said of an item under any of its keys, undos among it."""
        return [event for event in self.events if self.key(event) == key]

    def live_events_of(self, key: str) -> list[Event]:
        """Return what was said of an item and counts."""
        return [event for of, event in self.live() if of == key]

    def batch_to_undo(self, name: str | None) -> list[Event]:
        """Return the events that an undo takes back, newest first; none if there is nothing.

        Without a name: those of the newest batch, other than an undo, with anything left to take
        back. With one, the beginning of a batch's id: those of that batch. Raises
        UnknownBatchError.
        """
        if name is None:
            chosen = {event.batch for _, event in list(self.live())[-1:]}
        else:
            chosen = {event.batch for event in self.events if event.batch.startswith(name)}
            if len(chosen) != 1:
                raise UnknownBatchError(sorted(chosen))
        batch = [event for event in reversed(self.events) if event.batch in chosen]
        return [event for event in batch if event.id not in self.undone]

    def with_events(self, events: Sequence[Event]) -> "History":
        """Return the history with events that come after all others."""
        ordered, undone = [*self.events, *events], self.undone
        if any(event.kind == "undo" for event in events):
            undone = _find_undone(ordered)
        return History(ordered, undone, self.renames)

    def with_entries(self, entries: Iterable[Entry]) -> "History":
        """Return the history as if entries had been recorded, to look ahead."""
        clock = max((event.clock for event in self.events), default=0)
        made = [
            Event(f"ahead {n}", "", n, "", clock + n, "", "", "", entry.key, entry.kind,
                  json.dumps(dict(entry.details)))
            for n, entry in enumerate(entries, 1)
        ]  # fmt: skip
        return self.with_events(made)


def make_history(events: Iterable[Event], renames: Mapping[str, str | None] = {}) -> History:
    """Return the history of events that come in any order, repeated or not."""
    ordered = sorted(set(events), key=sort_key)
    return History(ordered, _find_undone(ordered), renames)


def _find_undone(ordered: Sequence[Event]) -> frozenset[str]:
    """Return the ids of the events that are taken back.

    An undo counts unless it was taken back itself, and only for what comes before it.
    """
    undone: set[str] = set()
    undos = [(index, event) for index, event in enumerate(ordered) if event.kind == "undo"]
    index_of = {event.id: index for index, event in enumerate(ordered)} if undos else {}
    for index, event in reversed(undos):
        target = event.details.get("target", "")
        if event.id not in undone and index_of.get(target, len(ordered)) < index:
            undone.add(target)
    return frozenset(undone)

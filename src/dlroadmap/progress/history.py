"""The history: events in the order that decides, and which of them still count. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from dlroadmap.progress.events import STATES, Event, sort_key
from dlroadmap.progress.goals import DROPPED, Part, read_goal

Renames = Mapping[str, str | None]
"""From a former key to today's, or to None for an item that is gone."""


class UnknownBatchError(LookupError):
    """A name is the beginning of no batch's id, or of several, which are its argument."""


class History(NamedTuple):
    """Events in order, each once. `undone` are the ids of those that are taken back."""

    events: Sequence[Event]
    undone: frozenset[str]

    def live(self) -> list[Event]:
        """Return what counts: all but undos and what they take back."""
        undone = self.undone
        return [event for event in self.events if event.kind != "undo" and event.id not in undone]

    def narrow(self, events: Sequence[Event]) -> "History":
        """Return the history of some of the events alone."""
        return History(events, self.undone & {event.id for event in events})

    def batches(self) -> list[str]:
        """Return the names of the batches, the newest first."""
        return list(dict.fromkeys(event.batch for event in reversed(self.events)))

    def newest_batches(self, number: int) -> "History":
        """Return the history of the last batches alone."""
        kept = set(self.batches()[:number])
        return self.narrow([event for event in self.events if event.batch in kept])

    def standing(self) -> list[Event]:
        """Return the live events that decide what stands; all others can be left out of the fold.

        Of each key these are the last move that did not make its item done and the ticks since,
        the last reset and the reviews since, and the last word on it as a goal: as the learner's
        own, as each that was assigned, and that such a one was declined. They suffice whatever is
        said later, and also where two keys turn out to be one item's.
        """
        moves: dict[str, list[Event]] = {}
        reviews: dict[str, list[Event]] = {}
        goals: dict[Part, Event] = {}
        declined: dict[Part, Event] = {}
        for event in self.live():
            if state := STATES.get(event.kind):
                if state == "todo":
                    reviews[event.key] = [event]
                if state == "done":
                    moves.setdefault(event.key, []).append(event)
                else:
                    moves[event.key] = [event]
            elif event.kind == "review":
                reviews.setdefault(event.key, []).append(event)
            elif event.kind == "goal" and (said := read_goal(event)):
                goal, word = said
                goals[goal.part] = event
                if goal.group and word == DROPPED:
                    declined[goal.part] = event
        stands = {*chain(*moves.values(), *reviews.values()), *goals.values()}
        stands |= {*declined.values()}
        return sorted(stands, key=sort_key)


def make_history(events: Iterable[Event]) -> History:
    """Return the history of events that come in any order, repeated or not."""
    ordered = sorted(set(events), key=sort_key)
    return History(ordered, _find_undone(ordered))


def _find_undone(ordered: Sequence[Event]) -> frozenset[str]:
    """Return the ids of the events that are taken back.

    An undo counts unless it was taken back itself, and only for what comes before it and was said
    of the same key: so the events of a key alone tell which of them count.
    """
    undone: set[str] = set()
    undos = [(index, event) for index, event in enumerate(ordered) if event.kind == "undo"]
    index_of = {event.id: index for index, event in enumerate(ordered)} if undos else {}
    for index, event in reversed(undos):
        target = event.details.get("target", "")
        at = index_of.get(target, index)
        if event.id not in undone and at < index and ordered[at].key == event.key:
            undone.add(target)
    return frozenset(undone)

"""What the history adds up to. Pure: all of it follows from the live events, in one walk."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from dlroadmap.progress.events import INFERRED, STATES, Event, read_details
from dlroadmap.progress.history import History


class Said(NamedTuple):
    """What is kept of an event that counts; its details are read when they are asked for."""

    at: str
    zone: str
    payload: str

    @property
    def details(self) -> dict[str, str]:
        """The payload as data."""
        return read_details(self.payload) if self.payload != "{}" else {}


class Progress(NamedTuple):
    """What stands, by today's key; nothing more of the history is needed to use it.

    `states` holds each item that was ever moved, the latest last; all others are `todo`. `since`
    is the wall time of the event that decided, or the date that a start names. `inferred` holds
    what is done because an assessment concluded it, and nobody has claimed it since; `goals` what
    the learner is heading for, in the order in which it was said.

    `ticks` has for each done item the tick that made it so, in the order in which they were said:
    a claim with a date takes the place of what was only inferred, and any other tick of a done
    item changes nothing. `reviews` are those since an item was last put back, oldest first.
    """

    states: dict[str, str]
    since: Mapping[str, str]
    inferred: frozenset[str] = frozenset()
    goals: tuple[str, ...] = ()
    ticks: Mapping[str, Said] = {}
    reviews: Mapping[str, Sequence[Said]] = {}

    def state(self, key: str) -> str:
        """Return `todo`, `doing`, `done` or `skipped`."""
        return self.states.get(key, "todo")

    def settled(self, key: str) -> bool:
        """Return whether nothing is left to do for the item: done or skipped."""
        return self.states.get(key) in ("done", "skipped")

    def doing(self) -> list[str]:
        """Return what is in progress, the latest first."""
        return [key for key, state in reversed(self.states.items()) if state == "doing"]

    def keys(self, *states: str) -> set[str]:
        """Return the keys in any of these states; `todo` only where it was said."""
        return {key for key, state in self.states.items() if state in states}


def fold(history: History) -> Progress:
    """Return the progress that a history adds up to: the latest event of an item decides."""
    folding = _Folding()
    for key, event in history.live():
        if event.kind in STATES:
            folding.move(key, event, STATES[event.kind])
        elif event.kind == "review":
            folding.reviews.setdefault(key, []).append(_said(event))
        elif event.kind == "goal":
            folding.aim(key, event)
    return folding.progress()


class _Folding:
    """The parts of a progress while events are taken in; payloads are parsed only where needed."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.since: dict[str, str] = {}
        self.inferred: set[str] = set()
        self.goals: dict[str, None] = {}
        self.ticks: dict[str, Said] = {}
        self.reviews: dict[str, list[Said]] = {}

    def move(self, key: str, event: Event, state: str) -> None:
        dated = '"on"' in event.payload
        self.states.pop(key, None)
        self.states[key] = state
        self.since[key] = event.at
        if state == "doing" and dated:
            self.since[key] = event.details.get("on", event.at)
        self.inferred.discard(key)
        if INFERRED in event.payload and INFERRED in event.details:
            self.inferred.add(key)
        if state != "done" or (dated and self._is_better_dated(key, event)):
            self.ticks.pop(key, None)
        if state == "done" and key not in self.ticks:
            self.ticks[key] = _said(event)
        if state == "todo":
            self.reviews.pop(key, None)

    def _is_better_dated(self, key: str, event: Event) -> bool:
        """Return whether a tick names a date where that of the item was only inferred."""
        before = self.ticks.get(key)
        return before is not None and INFERRED in before.details and "on" in event.details

    def aim(self, key: str, event: Event) -> None:
        self.goals.pop(key, None)
        if event.details.get("goal") == "set":
            self.goals[key] = None

    def progress(self) -> Progress:
        return Progress(
            self.states,
            self.since,
            frozenset(self.inferred),
            tuple(self.goals),
            self.ticks,
            self.reviews,
        )


def _said(event: Event) -> Said:
    return Said(event.at, event.zone, event.payload)


class Past:
    """All that was said, under today's keys, and what it adds up to."""

    def __init__(self, history: History) -> None:
        self.history = history

    @cached_property
    def progress(self) -> Progress:
        """What stands; added up when it is first asked for."""
        return fold(self.history)

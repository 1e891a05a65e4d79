"""What the history adds up to. Pure: all of it follows from the live events, in one walk."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import INFERRED, STATES, Event, read_details
from dlroadmap.progress.goals import DROPPED, ITEM, SET, Goal, Part, merge_goals, read_goal

VERSION = 3
"""Counts up when the same history adds up to something else, so that kept state is made anew."""


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
    the learner is heading for, in the order in which it was said, each once. `wishes` are these as
    they were set: where somebody asks for a goal that is the learner's own too, there are two.
    `declined` is what a group asked for and the learner does not want.

    `ticks` has for each done item the tick that made it so, in the order in which they were said:
    a claim with a date takes the place of what was only inferred, and any other tick of a done
    item changes nothing. `reviews` are those since an item was last put back, oldest first.
    """

    states: dict[str, str]
    since: Mapping[str, str]
    inferred: frozenset[str] = frozenset()
    goals: tuple[Goal, ...] = ()
    ticks: Mapping[str, Said] = {}
    reviews: Mapping[str, Sequence[Said]] = {}
    wishes: tuple[Goal, ...] = ()
    declined: frozenset[Part] = frozenset()

    @property
    def own_goals(self) -> tuple[Goal, ...]:
        """The goals that the learner set, without those that a group asked for."""
        return tuple(goal for goal in self.wishes if not goal.group)

    def state(self, key: str) -> str:
        """Return `todo`, `doing`, `done` or `skipped`."""
        return self.states.get(key, "todo")

    def settled(self, key: str) -> bool:
        """Return whether nothing is left to do for the item: done or skipped."""
        return self.states.get(key) in ("done", "skipped")

    def learned(self) -> set[str]:
        """Return what is done by the learner's own word, and not only inferred."""
        return self.keys("done") - self.inferred

    def doing(self) -> list[str]:
        """Return what is in progress, the latest first."""
        return [key for key, state in reversed(self.states.items()) if state == "doing"]

    def keys(self, *states: str) -> set[str]:
        """Return the keys in any of these states; `todo` only where it was said."""
        return {key for key, state in self.states.items() if state in states}


def fold(live: Iterable[Event], renames: Mapping[str, str | None] = {}) -> Progress:
    """Return what live events add up to, in their order: the latest of an item decides.

    The standing ones alone add up to the same.
    """
    states: dict[str, str] = {}
    since: dict[str, str] = {}
    inferred: set[str] = set()
    wishes: dict[Part, Goal] = {}
    declined: set[Part] = set()
    ticks: dict[str, Said] = {}
    reviews: dict[str, list[Said]] = {}
    guesses: set[str] = set()  # items whose tick among `ticks` was inferred
    for event in live:
        key = renames.get(event.key) or event.key
        if state := STATES.get(event.kind):
            details = _parse(event, state, key in guesses) if event.payload != "{}" else {}
            states.pop(key, None)
            states[key] = state
            since[key] = details.get("on", event.at) if state == "doing" else event.at
            guessed = state == "done" and INFERRED in details
            (inferred.add if guessed else inferred.discard)(key)
            if state != "done" or (key in guesses and "on" in details):
                ticks.pop(key, None)
                guesses.discard(key)
            if state == "done" and key not in ticks:
                ticks[key] = Said(event.at, event.zone, event.payload)
                if key in inferred:
                    guesses.add(key)
            elif state == "todo":
                reviews.pop(key, None)
        elif event.kind == "review":
            reviews.setdefault(key, []).append(Said(event.at, event.zone, event.payload))
        elif event.kind == "goal":
            goal, word = read_goal(event) or (None, "")
            if goal:
                goal = goal._replace(key=key) if goal.of == ITEM else goal
                wishes.pop(goal.part, None)
                if goal.group and word == DROPPED:
                    declined.add(goal.part)
                # Another device may set it again, as it did not know that it was declined.
                if word == SET and goal.part not in declined:
                    wishes[goal.part] = goal
    said = tuple(wishes.values())
    return Progress(
        states, since, frozenset(inferred), merge_goals(said), ticks, reviews, said,
        frozenset(declined),
    )  # fmt: skip


def _parse(event: Event, state: str, guessed: bool) -> dict[str, str]:
    """Return the details of a move where they matter here, since to parse them takes its time."""
    dated = '"on"' in event.payload and (guessed or state == "doing")
    return event.details if dated or INFERRED in event.payload else {}

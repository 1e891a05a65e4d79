"""Acts that move items: tick, start, skip and reset. What they change, and what follows from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Counts, summarize
from dlroadmap.progress.events import STATES, Entry
from dlroadmap.progress.fold import Past, Progress

GROUP_STATES = {
    "tick": ("todo", "doing"),
    "start": ("todo",),
    "skip": ("todo", "doing"),
    "reset": ("doing", "done", "skipped"),
}
"""Which items of a whole level or category a call moves; skipped ones stay out of a tick."""


class Change(NamedTuple):
    """An item that moves from one state to another; a tick that is confirmed stays in its own."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Move:
    """Put items in the state of a kind of event.

    The keys are those `named` by the learner, `grouped` through a level or category, and
    `covered` by what is ticked.
    """

    kind: str
    named: Sequence[str]
    grouped: Sequence[str] = ()
    covered: Sequence[str] = ()
    details: Mapping[str, str] = field(default_factory=dict)

    def entries(self, past: Past) -> list[Entry]:
        """Return an entry for each item that moves."""
        changes = self.changes(past.progress)
        return [Entry(change.key, self.kind, self.details) for change in changes]

    def changes(self, progress: Progress) -> list[Change]:
        """Return what changes; items that are where they should be are left out.

        A tick that was only inferred is confirmed by one that is claimed.
        """
        after = STATES[self.kind]
        grouped = [key for key in self.grouped if progress.state(key) in GROUP_STATES[self.kind]]
        keys = dict.fromkeys([*self.named, *grouped, *self.covered])
        confirmed = progress.inferred if after == "done" else frozenset()
        return [
            Change(key, progress.state(key), after)
            for key in keys
            if progress.state(key) != after or key in confirmed
        ]

    def find_covered(self, progress: Progress, item: Callable[[str], Item]) -> list[str]:
        """Return what the ticked items practise and is not settled yet."""
        if self.kind != "tick":
            return []
        ticked = dict.fromkeys([*self.named, *(c.key for c in self.changes(progress))])
        covered = dict.fromkeys(other for key in ticked for other in item(key).covers)
        return [key for key in covered if key not in ticked and not progress.settled(key)]


def find_changes(keys: Iterable[str], before: Progress, after: Progress) -> list[Change]:
    """Return which of some items have another state than before."""
    return [
        Change(key, before.state(key), after.state(key))
        for key in dict.fromkeys(keys)
        if before.state(key) != after.state(key)
    ]


@dataclass(frozen=True)
class Outcome:
    """What follows from a move, in keys.

    `unmoved` are named items that were there already, `blocked` others with what is still open
    before them. `ready` waits for nothing any more, and `totals` are those of the curriculum.
    """

    changes: Sequence[Change]
    unmoved: Sequence[str]
    blocked: Mapping[str, Sequence[str]]
    ready: Sequence[str]
    totals: Counts


def find_outcome(move: Move, curriculum: Curriculum, before: Progress, after: Progress) -> Outcome:
    """Return what follows from a move for a curriculum."""
    changes = move.changes(before)
    moved = {change.key for change in changes}
    was, now = Readiness(curriculum, before), Readiness(curriculum, after)
    blocked = {}
    for key in move.named if move.kind in ("tick", "start") else ():
        blockers = [other for other in was.blockers(key) if other not in moved]
        if key in moved and blockers:
            blocked[key] = blockers
    return Outcome(
        changes=changes,
        unmoved=[key for key in move.named if key not in moved],
        blocked=blocked,
        ready=[
            key
            for key in curriculum.locations
            if before.state(key) == "todo" and now.ready(key) and not was.ready(key)
        ],
        totals=summarize(curriculum, after).totals,
    )

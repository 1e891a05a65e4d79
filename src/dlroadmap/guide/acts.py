"""Acts: what a call says, as entries to record in the light of the past.

An act decides inside the transaction that writes, so what it goes by is what stands then. It is
given the past last; a call hands the rest over with `functools.partial`.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import takewhile
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.summary import Counts, summarize
from dlroadmap.progress.events import INFERRED, STATES, Entry
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal, drop_goal, set_goal
from dlroadmap.progress.past import Past

GROUP_STATES = {
    "tick": ("todo", "doing"),
    "start": ("todo",),
    "skip": ("todo", "doing"),
    "reset": ("doing", "done", "skipped"),
}
"""Which items of a whole level or category a call moves; skipped ones stay out of a tick.

An assumed item that is to do is none of them.
"""


class NothingToUndoError(Exception):
    """All of what was to be taken back is taken back already.

    Where no batch was named, the argument is the newest one of other devices, if any.
    """


def say(entry: Entry, _: Past) -> list[Entry]:
    """Say something of an item that moves no state, such as a note."""
    return [entry]


def set_goals(goals: Sequence[Goal], past: Past) -> list[Entry]:
    """Head for these goals, in this order, and for nothing else of one's own.

    What a group assigned stands.
    """
    before = past.progress.own_goals
    if before == tuple(goals):
        return []
    kept = {goal.identity for goal in goals}
    dropped = [drop_goal(goal) for goal in before if goal.identity not in kept]
    left = [goal for goal in before if goal.identity in kept]
    pairs = zip(left, goals, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return [*dropped, *map(set_goal, goals[same:])]


def add_goals(goals: Sequence[Goal], past: Past) -> list[Entry]:
    """Head for these goals too, after the earlier ones; one that is there takes a new day."""
    standing = {goal.identity: goal for goal in past.progress.own_goals}
    for goal in goals:
        known = standing.get(goal.identity, goal)
        standing[goal.identity] = known._replace(by=goal.by or known.by)
    return set_goals(list(standing.values()), past)


def drop_goals(goals: Sequence[Goal], past: Past) -> list[Entry]:
    """Head for these goals no longer, and for the others as before; assigned ones are declined."""
    dropped = {goal.identity for goal in goals}
    before = past.progress.wishes
    return [drop_goal(goal) for goal in before if goal.identity in dropped]


def review(keys: Sequence[str], grade: str, past: Past) -> list[Entry]:
    """Say how it went to go over items again; of one put back in the meantime, say nothing."""
    learned = past.progress.learned()
    return [Entry(key, "review", {"grade": grade}) for key in keys if key in learned]


def infer(keys: Collection[str], past: Past) -> list[Entry]:
    """Tick what an assessment concluded; what was settled in the meantime stays as it is."""
    return [Entry(key, "tick", {INFERRED: "yes"}) for key in keys if not past.progress.settled(key)]


def undo(batch: str | None, past: Past) -> list[Entry]:
    """Take back this device's newest batch, or the one whose id begins so, event by event.

    Raises NothingToUndoError and UnknownBatchError.
    """
    events = past.batch_to_undo(batch)
    if not events:
        raise NothingToUndoError(past.newest_batch_of_all() if batch is None else None)
    return [Entry(event.key, "undo", {"target": event.id}) for event in events]


class Change(NamedTuple):
    """An item that moves from one state to another; a tick that is confirmed stays in its own."""

    key: str
    before: str
    after: str


@dataclass(frozen=True)
class Move:
    """Put items in the state of a kind of event.

    The keys are those `named` by the learner, `grouped` through a level or category, and
    `covered` by what is ticked. What is `assumed` in the curriculum in use is open only to whom
    names it.
    """

    kind: str
    named: Sequence[str]
    grouped: Sequence[str] = ()
    covered: Sequence[str] = ()
    details: Mapping[str, str] = field(default_factory=dict)
    assumed: Set[str] = frozenset()

    def entries(self, past: Past) -> list[Entry]:
        """Return an entry for each item that moves."""
        changes = self.changes(past.progress)
        return [Entry(change.key, self.kind, self.details) for change in changes]

    def changes(self, progress: Progress) -> list[Change]:
        """Return what changes; items that are where they should be are left out.

        A tick that was only inferred is confirmed by one that is claimed.
        """
        after = STATES[self.kind]
        grouped = [
            key
            for key in self.grouped
            if progress.state(key) in GROUP_STATES[self.kind]
            and not (key in self.assumed and progress.state(key) == "todo")
        ]
        keys = dict.fromkeys([*self.named, *grouped, *self.covered])
        confirmed = progress.inferred if after == "done" else frozenset()
        return [
            Change(key, progress.state(key), after)
            for key in keys
            if progress.state(key) != after or key in confirmed
        ]

    def find_covered(self, progress: Progress, item: Callable[[str], Item]) -> list[str]:
        """Return what the ticked items practice and is not settled yet."""
        if self.kind != "tick":
            return []
        ticked = dict.fromkeys([*self.named, *(c.key for c in self.changes(progress))])
        covered = dict.fromkeys(other for key in ticked for other in item(key).covers)
        left_out = ticked.keys() | self.assumed
        return [key for key in covered if key not in left_out and not progress.settled(key)]


def find_changes(keys: Iterable[str], before: Progress, after: Progress) -> list[Change]:
    """Return which of some items have another state than before."""
    return [
        Change(key, before.state(key), after.state(key))
        for key in dict.fromkeys(keys)
        if before.state(key) != after.state(key)
    ]


class GoalChange(NamedTuple):
    """A goal as it was and as it is now; None where it was or is none."""

    before: Goal | None
    after: Goal | None


def find_goal_changes(before: Progress, after: Progress) -> list[GoalChange]:
    """Return what changed of the goals: those that went, those that came, and new days."""
    old = {goal.identity: goal for goal in before.goals}
    new = {goal.identity: goal for goal in after.goals}
    return [
        GoalChange(old.get(name), new.get(name))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
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

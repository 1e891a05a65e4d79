"""What is on the way to 100 percent, or to a goal, and what is in the way of it."""

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.settled import find_settled, see_from
from dlroadmap.guide.summary import Summary
from dlroadmap.progress.fold import Progress
from dlroadmap.text import clean


class Goal(NamedTuple):
    """A goal and its state, and what is open on the way to it, itself included.

    `hours` are those to reckon with, for `guessed` of these items by an estimate. What is assumed
    has nothing open on the way. Of a goal that no curriculum here has, the title is the key, and
    state, items and hours are None.
    """

    key: str
    title: str
    state: str | None = None
    open_items: int | None = None
    hours: float | None = None
    guessed: int = 0
    assumed: bool = False

    @property
    def home(self) -> str:
        """The id of the curriculum that defines the item."""
        return self.key.partition("/")[0]

    @property
    def id(self) -> str:
        """The name that is unique in its home."""
        return self.key.partition("/")[2]


class Way:
    """The items of a curriculum that count, that a choice still offers, that lead to a goal.

    What stands before any of these is on the way too, whatever a choice leaves out. `leading` are
    the keys that lead to goals.
    """

    def __init__(
        self, curriculum: Curriculum, progress: Progress, summary: Summary, leading: Set[str]
    ) -> None:
        self._curriculum = curriculum
        requires = curriculum.requires
        self._settled = settled = find_settled(curriculum, progress)
        self._doing = progress.keys("doing")
        self._keys: Set[str] = curriculum.locations.keys()
        self._apart: dict[str, list[str]] = {}
        """The blockers of items behind one that is outside the curriculum or was left out."""
        choices = any(
            level.choose or any(c.choose for c in level.categories) for level in curriculum.levels
        )
        if not choices and len(curriculum.locations) == len(curriculum.hours):
            return
        readiness = Readiness(curriculum, progress)
        keys = {*summary.asked, *_choices(curriculum, summary)} - settled
        keys |= leading & curriculum.locations.keys()
        known = keys | settled
        starts = {key for key in keys if not known.issuperset(requires.get(key, ()))}
        found = walk(starts, requires, settled, ends=keys - starts)
        self._apart = {key: readiness.blockers(key) for key in found if key in curriculum.locations}
        self._keys = keys.union(self._apart)

    def ready(self) -> list[str]:
        """Return what is to do and waits for nothing, in file order."""
        keys, settled, apart = self._keys, self._settled, self._apart
        requires = self._curriculum.requires
        return [
            key
            for key in self._curriculum.locations
            if key in keys
            and key not in settled
            and key not in self._doing
            and (not apart[key] if key in apart else settled.issuperset(requires.get(key, ())))
        ]

    def waiting(self, chosen: set[str]) -> dict[str, list[str]]:
        """Return for each of the chosen items what waits for it directly."""
        found: dict[str, list[str]] = {key: [] for key in chosen}
        for key, before in self._curriculum.requires.items():
            blockers = self._apart.get(key, before)
            if not chosen.isdisjoint(blockers) and key in self._keys and key not in self._settled:
                for blocker in chosen.intersection(blockers):
                    found[blocker].append(key)
        return found

    def blockers(self, key: str) -> list[str]:
        """Return the open items that an item waits for directly."""
        if key in self._apart:
            return self._apart[key]
        before = self._curriculum.requires.get(key, ())
        return [other for other in before if other not in self._settled]


def find_ways(
    curriculum: Curriculum, progress: Progress, homes: Mapping[str, Curriculum] = {}
) -> dict[str, Set[str]]:
    """Return for each of the learner's goals what is open on the way to it, itself included.

    `homes` know those goals that the curriculum does not.
    """
    holders = {goal: see_from(curriculum, homes.get(goal, curriculum)) for goal in progress.goals}
    return {goal: ancestors(holder, [goal], progress) for goal, holder in holders.items()}


def find_goals(
    curriculum: Curriculum, homes: Mapping[str, Curriculum], progress: Progress
) -> list[Goal]:
    """Return how the goals stand, in their order; `homes` know those outside the curriculum."""
    goals = []
    for key in progress.goals:
        holder = curriculum if key in curriculum.items else homes.get(key)
        if holder is None:
            goals.append(Goal(key, clean(key)))
            continue
        way = sorted(ancestors(see_from(curriculum, holder), [key], progress))
        goals.append(
            Goal(
                key,
                title=holder.items[key].title,
                state=progress.state(key),
                open_items=len(way),
                hours=holder.sum_needs(way),
                guessed=holder.count_unknown(way),
                assumed=key in curriculum.assumed,
            )
        )
    return goals


def ancestors(curriculum: Curriculum, goals: Iterable[str], progress: Progress) -> Set[str]:
    """Return the goals with all that they require, directly or through others.

    What is settled is in nobody's way, and neither is what lies behind it.
    """
    return walk(goals, curriculum.requires, find_settled(curriculum, progress)).keys()


def _choices(curriculum: Curriculum, summary: Summary) -> Iterable[str]:
    """Yield what could be chosen where a choice is not met.

    In a level that asks for some categories, that is any, until as many were begun.
    """
    for level, part in zip(curriculum.levels, summary.levels, strict=True):
        begun = sum(inner.counts.counted_done > 0 for inner in part.parts)
        for category, inner in zip(level.categories, part.parts, strict=True):
            met = inner.counts.counted_done == inner.counts.counted
            settled = level.choose is not None and begun >= level.choose
            left_out = settled and not inner.asked <= part.asked
            if (level.choose or category.choose) and not met and not left_out:
                yield from category.items

"""What goals come to: the items that each asks for, and all on the way to these."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from dlroadmap.curriculum.model import DEFAULT_PRIORITY, PRIORITIES, Curriculum
from dlroadmap.curriculum.sections import Section, find_section
from dlroadmap.guide.needed import ancestors, find_needed
from dlroadmap.guide.settled import see_from
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM, Goal
from dlroadmap.text import clean

Holders = Mapping[Goal, Curriculum]
"""The curricula that know the goals which the one in use does not."""

NONE: Holders = {}


class Aim(NamedTuple):
    """A goal in the light of the progress.

    `holder` is the curriculum that knows it, None if none here does; `title` is then its key.
    `items` are what it names, in file order, and `targets` those of them that it still asks for.
    `way` is all that is unfinished on the way to these, they among it, wherever it stands; of a
    category the parts of it that lead to its essential items, and to its important ones, are
    `urgent` and come before the rest.
    """

    goal: Goal
    title: str
    holder: Curriculum | None
    items: Sequence[str] = ()
    targets: Sequence[str] = ()
    way: Set[str] = frozenset()
    urgent: Sequence[Set[str]] = ()

    @property
    def key(self) -> str:
        """The key of the goal."""
        return self.goal.key


def find_aims(curriculum: Curriculum, progress: Progress, holders: Holders = NONE) -> list[Aim]:
    """Return the learner's goals in their rank: by their day, then as they were set."""
    aims = []
    for goal in sorted(progress.goals, key=lambda goal: goal.by or date.max):
        holder = curriculum if holds(curriculum, goal) else holders.get(goal)
        aims.append(aim_at(goal, curriculum, holder, progress))
    return aims


def aim_at(goal: Goal, used: Curriculum, holder: Curriculum | None, progress: Progress) -> Aim:
    """Return what a goal comes to for a learner of the curriculum in use."""
    if holder is None or not holds(holder, goal):
        return Aim(goal, clean(goal.key), None)
    holder = _see_from(used, holder)
    if goal.of == ITEM:
        way = ancestors(holder, [goal.key], progress)
        targets = [goal.key] if goal.key in way else []
        return Aim(goal, holder.items[goal.key].title, holder, [goal.key], targets, way)
    section = find_goal_section(holder, goal)
    assert section
    name = section.name
    way = find_needed(holder, progress, lambda summary: summary.asked_in(name))
    targets = [key for key in section.items if key in way]
    urgent = _find_urgent(holder, progress, targets) if goal.of == "category" else []
    return Aim(goal, section.title, holder, section.items, targets, way, urgent)


def _find_urgent(holder: Curriculum, progress: Progress, targets: Sequence[str]) -> list[Set[str]]:
    """Return what leads to the essential ones of some items, and to the important ones."""
    found = []
    for priority in PRIORITIES[:-1]:
        keys = [k for k in targets if holder.priority.get(k, DEFAULT_PRIORITY) == priority]
        found.append(ancestors(holder, keys, progress))
    return found


def ways_of(aims: Iterable[Aim]) -> list[Set[str]]:
    """Return what leads to some goals, in the order in which it is learned."""
    return [way for aim in aims for way in (*aim.urgent, aim.way)]


def _see_from(used: Curriculum, holder: Curriculum) -> Curriculum:
    """Return another curriculum with what the one in use assumes, and says of what it knows."""
    if holder is used:
        return used
    seen = see_from(used, holder)
    return replace(
        seen,
        requires={**seen.requires, **used.requires},
        hours={**seen.hours, **used.hours},
        estimates={**seen.estimates, **used.estimates},
    )


def holds(curriculum: Curriculum, goal: Goal) -> bool:
    """Return whether a curriculum has a goal: the item, or the part of itself or of its base."""
    if goal.of == ITEM:
        return goal.key in curriculum.items
    return find_goal_section(curriculum, goal) is not None


def find_goal_section(curriculum: Curriculum, goal: Goal) -> Section | None:
    """Return the section that a goal names; an overlay has those of what it extends."""
    id, _, name = goal.key.partition("/")
    if id not in (curriculum.id, curriculum.extends):
        return None
    return find_section(curriculum, goal.of, name)

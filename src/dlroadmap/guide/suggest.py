"""What to learn next, and why."""

from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import NamedTuple

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, PRIORITIES, THEORY, Curriculum, Item
from dlroadmap.guide.summary import Summary
from dlroadmap.guide.way import Way, find_ways
from dlroadmap.progress.fold import Progress


class Begun(NamedTuple):
    """The item is in progress since a time, as the history has it."""

    since: str


class LeadsTo(NamedTuple):
    """The item is on the way to a goal of the learner, or is it."""

    goal: Item


class Opens(NamedTuple):
    """The item is all that is missing before others."""

    keys: tuple[str, ...]


class NeededFor(NamedTuple):
    """The item is missing before others, and so is something else."""

    keys: tuple[str, ...]


class Ranks(NamedTuple):
    """The item has a priority in a level; `level` is that one's title."""

    priority: str
    level: str


Reason = Begun | LeadsTo | Opens | NeededFor | Ranks


@dataclass(frozen=True)
class Suggestion:
    """An item to take up, and why; `unlocks` open items wait for it directly."""

    item: Item
    level: str
    category: str
    reasons: tuple[Reason, ...]
    unlocks: int
    begun: bool


def suggest(
    curriculum: Curriculum,
    progress: Progress,
    summary: Summary,
    number: int,
    wanted: Callable[[str], object] = bool,
    homes: Mapping[str, Curriculum] = {},
) -> list[Suggestion]:
    """Return the next items, at most `number`: what is in progress, then what is ready.

    Ready items are ranked by whether they lead to a goal, the earliest unfinished level, priority,
    how many open items wait for them, and file order. They come from two levels, the earliest
    with anything ready and the one after it, unless they lead to a goal; and theory and practice
    take turns where both are at hand. Only items on the way to 100 percent or to a goal are named;
    `wanted` narrows them further. `homes` know those goals that the curriculum does not.
    """
    places = curriculum.locations
    ways = find_ways(curriculum, progress, homes)
    leading = frozenset[str]().union(*ways.values())
    way = Way(curriculum, progress, summary, leading)
    ready = way.ready()
    doing = _find_begun(curriculum, progress, wanted)
    levels = {level.id: number for number, level in enumerate(curriculum.levels)}
    level = {key: levels[places[key][0].id] for key in ready}
    waiting = way.waiting({*doing, *ready})
    ready = [key for key in ready if wanted(key)]
    nearest = min((level[key] for key in ready if key not in leading), default=0)
    ready = [key for key in ready if key in leading or level[key] <= nearest + 1]
    ready.sort(
        key=lambda key: (
            key not in leading,
            level[key],
            PRIORITIES.index(curriculum.priority.get(key, DEFAULT_PRIORITY)),
            -len(waiting[key]),
        )
    )
    suggestions = []
    for key in _mix(doing, ready, number, curriculum, lambda key: (key in leading, level[key])):
        stage, category = places[key]
        item, begun = curriculum.items[key], progress.state(key) == "doing"
        reasons: list[Reason] = [Begun(progress.since[key])] if begun else []
        if goal := _find_goal(key, ways):
            reasons.append(LeadsTo(homes.get(goal, curriculum).items[goal]))
        reasons += _find_uses(waiting[key], way)
        reasons.append(Ranks(item.priority, stage.title))
        unlocks = len(waiting[key])
        suggestions.append(Suggestion(item, stage.id, category.id, tuple(reasons), unlocks, begun))
    return suggestions


def _find_goal(key: str, ways: Mapping[str, Set[str]]) -> str | None:
    """Return the item itself if it is a goal, else the first goal that it leads to."""
    return key if key in ways else next((goal for goal in ways if key in ways[goal]), None)


def _find_uses(waiting: list[str], way: Way) -> Iterator[Opens | NeededFor]:
    """Yield what waits for an item: for it alone, then for others too."""
    if alone := tuple(key for key in waiting if len(way.blockers(key)) == 1):
        yield Opens(alone)
    if others := tuple(key for key in waiting if len(way.blockers(key)) > 1):
        yield NeededFor(others)


def _find_begun(
    curriculum: Curriculum, progress: Progress, wanted: Callable[[str], object]
) -> list[str]:
    """Return what is in progress, the latest first, but nothing before what it builds on."""
    doing = [key for key in progress.doing() if key in curriculum.locations and wanted(key)]
    chosen = set(doing)
    walked = walk(doing, curriculum.requires, progress.keys("done", "skipped"))
    return [key for key in walked if key in chosen]


RUN = 3
"""So many items of theory, or of practice, are named in a row where the other is at hand."""


def _mix(
    doing: list[str],
    ready: list[str],
    number: int,
    curriculum: Curriculum,
    rank: Callable[[str], tuple[bool, int]],
) -> list[str]:
    """Return the first `number`, what is in progress and then theory and practice in turns.

    An item is brought forward only past others of its own level, so levels stay in order.
    """
    left, chosen = list(ready), doing[:number]
    natures = [_is_theory(curriculum, key) for key in chosen]
    while left and len(chosen) < number:
        index = 0
        if len(natures) >= RUN and len(set(natures[-RUN:])) == 1:
            for other, key in enumerate(left):
                if rank(key) != rank(left[0]):
                    break
                if _is_theory(curriculum, key) != natures[-1]:
                    index = other
                    break
        key = left.pop(index)
        natures.append(_is_theory(curriculum, key))
        chosen.append(key)
    return chosen


def _is_theory(curriculum: Curriculum, key: str) -> bool:
    return curriculum.items[key].kind in THEORY

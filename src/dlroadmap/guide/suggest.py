"""What to learn next, and why."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import takewhile

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import (
    DEFAULT_PRIORITY,
    PRIORITIES,
    THEORY,
    Curriculum,
    Item,
    Location,
)
from dlroadmap.guide.settled import find_settled
from dlroadmap.guide.summary import Summary
from dlroadmap.guide.way import Way, find_ways
from dlroadmap.progress.fold import Progress


@dataclass(frozen=True)
class Suggestion:
    """An item to take up, where it stands, and the reasons, the most important first.

    It is in progress `since` a time, as the history has it; it is on the way to a `goal`, or is
    it; it is all that is missing before what it `opens`, and `needed_for` what waits for something
    else too.
    """

    item: Item
    location: Location
    since: str | None
    goal: Item | None
    opens: tuple[str, ...]
    needed_for: tuple[str, ...]

    @property
    def begun(self) -> bool:
        """Whether the item is in progress."""
        return self.since is not None

    @property
    def unlocks(self) -> int:
        """How many open items wait for it directly."""
        return len(self.opens) + len(self.needed_for)


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
    locations = curriculum.locations
    ways = find_ways(curriculum, progress, homes)
    leading = frozenset[str]().union(*ways.values())
    way = Way(curriculum, progress, summary, leading)
    ready = way.ready()
    begun = [key for key in progress.doing() if key in locations and wanted(key)]
    # The latest first, but nothing before what it builds on.
    walked = walk(begun, curriculum.requires, find_settled(curriculum, progress))
    doing = list(filter(set(begun).__contains__, walked))
    levels = {level.id: number for number, level in enumerate(curriculum.levels)}
    level = {key: levels[locations[key][0].id] for key in ready}
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
    mixed = _mix(
        doing,
        ready,
        number,
        is_theory=lambda key: curriculum.items[key].kind in THEORY,
        rank=lambda key: (key in leading, level[key]),
    )
    for key in mixed:
        # The item itself if it is a goal, else the first goal that it leads to.
        goal = key if key in ways else next((goal for goal in ways if key in ways[goal]), None)
        alone = {other for other in waiting[key] if len(way.blockers(other)) == 1}
        suggestions.append(
            Suggestion(
                item=curriculum.items[key],
                location=locations[key],
                since=progress.since[key] if progress.state(key) == "doing" else None,
                goal=homes.get(goal, curriculum).items[goal] if goal else None,
                opens=tuple(other for other in waiting[key] if other in alone),
                needed_for=tuple(other for other in waiting[key] if other not in alone),
            )
        )
    return suggestions


RUN = 3
"""So many items of theory, or of practice, are named in a row where the other is at hand."""


def _mix(
    doing: list[str],
    ready: list[str],
    number: int,
    is_theory: Callable[[str], bool],
    rank: Callable[[str], tuple[bool, int]],
) -> list[str]:
    """Return the first `number`, what is in progress and then theory and practice in turns.

    An item is brought forward only past others of its own level, so levels stay in order.
    """
    left, chosen = list(ready), doing[:number]
    while left and len(chosen) < number:
        key = left[0]
        natures = set(map(is_theory, chosen[-RUN:]))
        if len(chosen) >= RUN and len(natures) == 1:
            equal = takewhile(lambda other: rank(other) == rank(left[0]), left)
            key = next((other for other in equal if is_theory(other) not in natures), key)
        left.remove(key)
        chosen.append(key)
    return chosen

"""What is learned next of all that builds on what is done: which review serves what."""

from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import chain, islice
from math import inf
from typing import NamedTuple

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.order import Order
from dlroadmap.guide.review import Memory
from dlroadmap.progress.fold import Progress

FAR = 3
"""From so many steps on, how many there are says little, and memory decides."""


class Dependent(NamedTuple):
    """The first unfinished item that builds on something done, in so many steps.

    What is in progress has the rank 0, all else its place in the order. `aim` is the first goal
    that it leads to.
    """

    key: str
    rank: float
    steps: int = 0
    begun: bool = False
    aim: Aim | None = None


def find_dependents(
    order: Order, progress: Progress, aims: Sequence[Aim] = (), only: bool = False
) -> dict[str, Dependent]:
    """Return for each item that something unfinished builds on what that is first.

    `aims` are those of the order; with `only`, what leads to them comes before all else, also
    before what is in progress. Of all in progress, the one in the fewest steps is first. What
    leads to the aims outside the curriculum comes after what does inside.
    """
    requires = merge_requires(order.curriculum, aims)
    aim_of = {key: aim for aim in reversed(aims) for key in aim.way}
    leading = [key for key in islice(order, len(order.stages)) if not only or key in aim_of]
    doing = [
        Dependent(key, 0, begun=True, aim=aim_of.get(key))
        for key in leading
        if progress.state(key) == "doing"
    ]
    outside = (key for aim in aims for key in sorted(aim.way))
    sequence = dict.fromkeys(chain(leading, outside, order))
    found: dict[str, Dependent] = {}
    _descend(doing, requires, found)
    for rank, key in enumerate(sequence, 1):
        _descend([Dependent(key, rank, aim=aim_of.get(key))], requires, found)
    return found


def _descend(
    starts: Iterable[Dependent],
    requires: Mapping[str, Sequence[str]],
    found: dict[str, Dependent],
) -> None:
    """Add to `found` what any of some items builds on, each with the nearest of them."""
    reached = {start.key: start for start in starts if start.key not in found}
    while reached:
        found |= reached
        further: dict[str, Dependent] = {}
        for key, dependent in reached.items():
            closer = dependent._replace(steps=dependent.steps + 1)
            for other in requires.get(key, ()):
                if other not in found:
                    further.setdefault(other, closer)
        reached = further


def find_foundations(aims: Iterable[Aim], requires: Mapping[str, Sequence[str]]) -> Set[str]:
    """Return what goals ask for and all that these build on, done or not."""
    return walk((key for aim in aims for key in (*aim.items, *aim.way)), requires).keys()


def merge_requires(used: Curriculum, aims: Iterable[Aim]) -> Mapping[str, Sequence[str]]:
    """Return what every item requires that the curriculum in use or a holder of goals knows."""
    holders = [aim.holder for aim in aims if aim.holder and aim.holder is not used]
    if not holders:
        return used.requires
    found: dict[str, Sequence[str]] = {}
    for one in (*reversed(holders), used):
        found |= one.requires
    return found


def put_first(due: Iterable[Memory], dependents: Mapping[str, Dependent]) -> list[Memory]:
    """Return what is due, what is needed soonest first, then what is needed more directly.

    Of equals what is remembered least comes first, then what is given first.
    """
    last = Dependent("", inf)

    def rank(memory: Memory) -> tuple[float, ...]:
        dependent = dependents.get(memory.key, last)
        return dependent.rank, min(dependent.steps, FAR), memory.retrievability

    return sorted(due, key=rank)

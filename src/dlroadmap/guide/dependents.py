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
    order: Order, progress: Progress, aims: Sequence[Aim] = ()
) -> dict[str, Dependent]:
    """Return for each item that something unfinished builds on what that is first.

    `aims` are those of the order. What leads to them outside the curriculum comes after what does
    inside.
    """
    requires = merge_requires(order.curriculum, aims)
    leading = list(islice(order, len(order.stages)))
    doing = [key for key in leading if progress.state(key) == "doing"]
    outside = (key for aim in aims for key in sorted(aim.way))
    sequence = dict.fromkeys(chain(leading, outside, order))
    aim_of = {key: aim for aim in reversed(aims) for key in aim.way}
    ranked = [(key, 0) for key in doing]
    ranked += [(key, rank) for rank, key in enumerate(sequence, 1)]
    found: dict[str, Dependent] = {}
    for key, rank in ranked:
        first = Dependent(key, rank, begun=not rank, aim=aim_of.get(key))
        reached = [key] if key not in found else []
        while reached:
            found |= dict.fromkeys(reached, first)
            first = first._replace(steps=first.steps + 1)
            further = chain.from_iterable(requires.get(other, ()) for other in reached)
            reached = [other for other in dict.fromkeys(further) if other not in found]
    return found


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
    """Return what is due, what is needed soonest first, then what is remembered least.

    Of equals what is needed more directly comes first, then what is given first.
    """
    last = Dependent("", inf)

    def rank(memory: Memory) -> tuple[float, ...]:
        dependent = dependents.get(memory.key, last)
        return dependent.rank, memory.retrievability, dependent.steps

    return sorted(due, key=rank)

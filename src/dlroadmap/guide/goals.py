"""How the learner's goals stand."""

from collections.abc import Mapping
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.way import ancestors
from dlroadmap.progress.fold import Progress
from dlroadmap.text import clean


class Goal(NamedTuple):
    """A goal and its state, and what is open on the way to it, itself included.

    Of a goal that no curriculum here has, the title is the key, and the rest is None.
    """

    key: str
    title: str
    state: str | None = None
    open_items: int | None = None
    hours: float | None = None

    @property
    def id(self) -> str:
        """The name that is unique in its home."""
        return self.key.partition("/")[2]


def find_goals(
    curriculum: Curriculum, homes: Mapping[str, Curriculum], progress: Progress
) -> list[Goal]:
    """Return the goals in their order; `homes` know those that the curriculum does not."""
    return [
        _goal(curriculum if key in curriculum.items else homes.get(key), key, progress)
        for key in progress.goals
    ]


def _goal(holder: Curriculum | None, key: str, progress: Progress) -> Goal:
    if holder is None:
        return Goal(key, clean(key))
    way = ancestors(holder, [key], progress)
    hours = round(sum(holder.hours[other] for other in sorted(way)), 2)
    return Goal(key, holder.items[key].title, progress.state(key), len(way), hours)

"""What an assessment is about: the items it places, and those that it can ask about."""

from collections.abc import Collection, Sequence, Set
from typing import TypeVar

import numpy as np

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.placed import Area
from dlroadmap.guide.placement.posterior import look_through
from dlroadmap.guide.placement.prior import Prior
from dlroadmap.progress.fold import Progress

SAMPLE, EVIDENCE = 800, 24
"""So many items stand for all that can be asked about, and so many ticked ones for all ticked."""

DONE_ONLY = ("habit", "reading")
"""What one does or has read: nobody concludes it from what somebody knows."""

Member = TypeVar("Member")


def spread(members: Sequence[Member], most: int) -> Sequence[Member]:
    """Return members at even distances, as many as there may be."""
    return members[:: -(-len(members) // most) or 1]


class Scope:
    """The items of a curriculum by their index in file order, and what was known of them before.

    `inside` is what is placed, `open` what of it is to be learned, `done` what is ticked or
    assumed, and `learned` what of that was ticked by the learner. `window` shows the items that
    can be asked about, `askable`, and those that were `ticked` and are taken in like answers.
    `ways` lead to the goals of the learner. Items that are `memorable` can be concluded, others
    are only done.
    """

    def __init__(
        self,
        curriculum: Curriculum,
        progress: Progress,
        within: Collection[str] | None,
        ways: Sequence[Set[str]] = (),
    ) -> None:
        self.curriculum, self.progress, self.ways = curriculum, progress, ways
        prior = Prior(curriculum)
        self.keys = prior.keys
        self.indices = {key: index for index, key in enumerate(self.keys)}
        places = curriculum.locations.values()
        self.area_of = [Area(one.name, one.category.title, one.level.id) for one in places]
        assumed, placed = curriculum.assumed, self.indices.keys()
        self.learned = frozenset(self.indices[key] for key in progress.learned() & placed)
        self.assumed = frozenset(self.indices[key] for key in assumed & placed)
        done = frozenset(self.indices[key] for key in progress.keys("done") & placed)
        self.done = done | self.assumed
        inside = set(placed if within is None else within) - progress.keys("skipped") - assumed
        self.inside = [index for index, key in enumerate(self.keys) if key in inside]
        self.open = [index for index in self.inside if index not in self.done]
        self.areas = list(dict.fromkeys(self.area_of[index] for index in self.open))
        self.ticked = spread(sorted(self.learned | self.assumed), EVIDENCE)
        self.window = look_through(prior, self._choose_window())
        kinds = curriculum.kinds
        self.memorable = np.array([kinds[key] not in DONE_ONLY for key in self.keys], np.bool_)
        asked = [index for index in self.open if index in self.window.columns]
        self.askable = [index for index in asked if self.memorable[index]] or asked

    def _choose_window(self) -> list[int]:
        """Return the items that can be asked about or were ticked; of very many a sample."""
        if len(self.keys) <= SAMPLE:
            return list(range(len(self.keys)))
        first = {self.area_of[index]: index for index in reversed(self.open)}
        return sorted({*self.ticked, *first.values(), *spread(self.open, SAMPLE)})

"""What follows from what a learner said: what is known, what is offered, what does not fit."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dlroadmap.curriculum.graph import walk
from dlroadmap.guide.order import find_order
from dlroadmap.guide.placement.belief import ANSWERS
from dlroadmap.guide.placement.likelihood import CERTAIN
from dlroadmap.guide.placement.placed import Area, Contradiction, Offer
from dlroadmap.guide.placement.prior import Vector
from dlroadmap.guide.placement.scope import Scope
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

KNOWN, SURE, INFERRED = 0.5, 0.8, 0.8
"""From these probabilities on, an item is taken to be known, and to be surely known; and how surely
is known what an earlier assessment inferred."""

DENIED = 0.49
"""What was answered with no is known with this probability at most: a learner's word stands."""

PASSED, FAILED = 9.0, 1.0
"""How many checks of what seemed surely known are taken to have been passed, and to have failed,
before the first one."""

SIMILAR, NEAR = 0.3, 0.5
"""Two items are similar as far as the correlation of their scores is above the first; similar items
that were claimed are near if that comes to the second in all."""

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Said:
    """What a learner said: areas by their id, and answers by the index of their item.

    `named` is None if areas were passed over. `checks` are the answers about items that seemed
    surely known before.
    """

    named: frozenset[str] | None = None
    answers: Mapping[int, str] = field(default_factory=dict)
    checks: frozenset[int] = frozenset()

    @property
    def claims(self) -> list[int]:
        """The items that were answered with yes or partly."""
        return [index for index, answer in self.answers.items() if answer in ("yes", "partly")]


class Conclusions:
    """What follows from what was said, if every item is known with some probability.

    Areas that were not named speak against what is in them if the learner is `thorough`.
    """

    def __init__(self, scope: Scope, said: Said, chances: Vector, thorough: bool) -> None:
        self._scope, self._said = scope, said
        self._thorough = thorough
        self.chances = chances.copy()
        for index in scope.done:
            learned = index in scope.learned or index in scope.assumed
            self.chances[index] = max(chances[index], CERTAIN if learned else INFERRED)
        for index, answer in said.answers.items():
            if answer == "yes":
                self.chances[index] = max(self.chances[index], KNOWN)
            elif answer == "no":
                self.chances[index] = min(self.chances[index], DENIED)

    @cached_property
    def known(self) -> Flags:
        """Which items are taken to be known: done ones, and likely ones near what was said."""
        scope, window = self._scope, self._scope.window
        claims = self._said.claims
        named = self._find_named() if claims else []
        near = self._find_beside({*claims, *scope.learned, *named})
        near[list(scope.done)] = True
        shared = window.covariances[:, [window.columns[index] for index in claims]]
        deviations = np.sqrt(window.variances)
        correlations = shared / np.outer(deviations, deviations[claims])
        near |= np.maximum(correlations - SIMILAR, 0).sum(axis=1) >= NEAR
        return (self.chances >= KNOWN) & near

    @property
    def confidence(self) -> float:
        """The share of the items that is expected to be classed right, 1 if there is none.

        It holds as far as the learner is one that the models foresee.
        """
        right = np.where(self.known, self.chances, 1 - self.chances)[self._scope.inside]
        return float(right.mean()) if self._scope.inside else 1.0

    @cached_property
    def sure(self) -> list[int]:
        """The open items that are surely known: by a yes, or beside one in no area left out.

        What is only concluded must be the likelier the more checks of such items have failed.
        Habits and readings are never concluded.
        """
        said, scope = self._said, self._scope
        passed = sum(said.answers[index] == "yes" for index in said.checks)
        reliability = (PASSED + passed) / (PASSED + FAILED + len(said.checks))
        near = self._find_beside(said.claims)
        if said.named is not None and self._thorough:
            near[[area.id not in said.named for area in scope.area_of]] = False
        sure = near & scope.memorable & (self.chances * reliability >= SURE)
        for index, answer in said.answers.items():
            sure[index] = answer == "yes" and self.chances[index] >= KNOWN
        return [index for index in scope.open if sure[index]]

    def offers(self) -> Iterator[Offer]:
        """Yield what can be ticked, by category, the least sure first."""
        groups: dict[Area, list[int]] = {}
        for index in self.sure:
            groups.setdefault(self._scope.area_of[index], []).append(index)
        least = {area: float(self.chances[group].min()) for area, group in groups.items()}
        for area in sorted(groups, key=least.__getitem__):
            yield Offer(area, tuple(self._scope.keys[i] for i in groups[area]), least[area])

    def contradictions(self) -> Iterator[Contradiction]:
        """Yield what was claimed without something that it builds on, however far before."""
        keys, said = self._scope.keys, self._said.answers
        denied = {keys[index] for index, answer in said.items() if answer == "no"}
        for index, answer in said.items():
            if answer == "yes" and denied:
                before = walk([keys[index]], self._scope.curriculum.requires)
                yield from (Contradiction(keys[index], key) for key in before if key in denied)

    def heard(self) -> frozenset[str]:
        """Return the levels in which something was answered."""
        if self._said.named is not None:
            return frozenset(area.level for area in self._scope.areas)
        told = (index for index, answer in self._said.answers.items() if ANSWERS[answer])
        return frozenset(self._scope.area_of[index].level for index in told)

    def frontier(self) -> tuple[str, ...]:
        """Return what is not known and waits for nothing, if what is surely known is had.

        Where that leaves nothing, all that is known counts as had. It is in the order in which
        whoever has that would go on.
        """
        return self._wait_for_nothing(self.known & (self.chances >= SURE)) or (
            self._wait_for_nothing(self.known)
        )

    def _wait_for_nothing(self, had: Flags) -> tuple[str, ...]:
        scope = self._scope
        got = dict.fromkeys((scope.keys[index] for index in np.flatnonzero(had)), "done")
        states = scope.progress.states.items()
        settled = {key: state for key, state in states if state in ("done", "skipped")}
        then = Progress({**got, **settled}, {})
        readiness = Readiness(scope.curriculum, then)
        unknown = (scope.keys[index] for index in scope.open if not self.known[index])
        ready = {key for key in unknown if not readiness.blockers(key)}
        order = find_order(scope.curriculum, then, scope.ways) if ready else ()
        first = dict.fromkeys(key for key in order if key in ready)
        return (*first, *(key for key in scope.keys if key in ready - first.keys()))

    def _find_named(self) -> list[int]:
        named = self._said.named or ()
        return [index for index, area in enumerate(self._scope.area_of) if area.id in named]

    def _find_beside(self, claims: Iterable[int]) -> Flags:
        """Return which items stand in the category of a claim, or are required by one."""
        keys, area_of = self._scope.keys, self._scope.area_of
        areas = {area_of[index] for index in claims}
        before = walk((keys[index] for index in claims), self._scope.curriculum.requires)
        beside = (area in areas or key in before for key, area in zip(keys, area_of, strict=True))
        return np.fromiter(beside, np.bool_, len(keys))

"""An assessment under way: asks, takes answers, and takes them back."""

from collections.abc import Collection, Sequence, Set
from copy import copy
from typing import NamedTuple

import numpy as np

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.belief import Belief
from dlroadmap.guide.placement.conclusions import Conclusions, Said
from dlroadmap.guide.placement.likelihood import ERROR
from dlroadmap.guide.placement.placed import Area, Placed, Prospect
from dlroadmap.guide.placement.scope import Scope, spread
from dlroadmap.progress.fold import Progress

CANDIDATES, AREAS = 300, 35
"""So many items are considered for a question, and so many areas are taken in that were named, and
as many that were not."""

CHECK = 5
"""Every so many questions, something that would be offered to be ticked is asked about."""

WORTH = 0.003
"""A question is not worth asking that is expected to move all probabilities by less, in sum of
squares."""

NEARLY = 0.7
"""Of questions that are worth so much of the best one, the one about the easiest item is asked."""

DOUBTFUL = 0.4
"""Answers are said not to fit together from this probability that they are by chance, or turned
around."""

TRIALS, GOLDEN = 3, 0.6180339887
"""So many times more questions are tried out, to see what they would bring; multiples of the golden
ratio, less their whole parts, stand for chance in it, since they are evenly spread."""


class _State(NamedTuple):
    said: Said
    belief: Belief


class Assessment:
    """Asks, takes answers, takes them back, and says what came of it.

    `within` narrows what is asked and told; `ways` lead to the goals of the learner.
    The same answers always lead to the same questions.
    What the curriculum assumes is taken to be known, and neither asked nor told.
    What an earlier assessment inferred is no evidence, or guesses would grow into certainty.
    """

    def __init__(
        self,
        curriculum: Curriculum,
        progress: Progress,
        within: Collection[str] | None = None,
        ways: Sequence[Set[str]] = (),
    ) -> None:
        self._scope = Scope(curriculum, progress, within, ways)
        self._states = [_State(Said(), Belief.unasked(self._scope.window, self._scope.ticked))]

    @property
    def areas(self) -> list[Area]:
        """The categories that can be named as worked with."""
        return self._scope.areas

    @property
    def scope(self) -> list[str]:
        """What is placed, in file order."""
        return [self._scope.keys[index] for index in self._scope.inside]

    @property
    def asked(self) -> int:
        """How many questions were answered, with unsure too."""
        return len(self.answers)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The answers so far, by the key of their item."""
        keys, (said, _) = self._scope.keys, self._states[-1]
        return [(keys[index], answer) for index, answer in said.answers.items()]

    @property
    def named(self) -> frozenset[str] | None:
        """The ids of the areas that were named; None if that was passed over."""
        return self._states[-1].said.named

    def takes(self, key: str) -> bool:
        """Return whether an answer about an item can be taken in."""
        return self._scope.indices.get(key) in self._scope.window.columns

    def name_areas(self, ids: Collection[str] | None) -> None:
        """Take in which areas the learner has worked with; None if that was passed over.

        All that was said before is taken back.
        """
        del self._states[1:]
        said, belief = self._states[0]
        if ids is not None:
            named = [area for area in self.areas if area.id in ids]
            others = [area for area in self.areas if area.id not in ids]
            members: dict[Area, list[int]] = {
                area: [] for area in (*spread(named, AREAS), *spread(others, AREAS))
            }
            for index in self._scope.window.columns:
                if (area := self._scope.area_of[index]) in members:
                    members[area].append(index)
            belief = belief.name([*members.values()], [area.id in ids for area in members])
            said = Said(frozenset(ids))
        self._states.append(_State(said, belief))

    def question(self) -> str | None:
        """Return the key of the item to ask about, or None if little more can be learned.

        Of the items that are nearest to even chances one is asked about whose answer is expected
        to move the probabilities of all items most, the easiest of several such. Every few
        questions check something that would be offered to be ticked, so that a mistaken belief is
        found out.
        """
        said = self._states[-1].said
        left = [index for index in self._scope.askable if index not in said.answers]
        if self.asked % CHECK == CHECK - 1:
            sure = {*self._conclude_as_learner().sure}
            if key := self._choose([index for index in left if index in sure]):
                return key
        return self._choose(left)

    def _choose(self, left: Sequence[int]) -> str | None:
        """Return the key of the item that is most worth asking about, if any is worth it."""
        belief = self._states[-1].belief
        chances = belief.learner
        candidates = sorted(left, key=lambda index: abs(chances[index] - 0.5))[:CANDIDATES]
        if not candidates:
            return None
        worth = belief.worth(candidates, self._scope.askable)
        if worth.max() < WORTH:
            return None
        good = np.flatnonzero(worth >= NEARLY * worth.max())
        easiest = max(good, key=lambda number: self._scope.window.means[candidates[number]])
        return self._scope.keys[candidates[easiest]]

    def answer(self, key: str, answer: str) -> None:
        """Take in what was said of an item: one of ANSWERS. Raises KeyError if it `takes` none."""
        said, belief = self._states[-1]
        index = self._scope.indices[key]
        sure = index in self._conclude_as_learner().sure
        checks = said.checks | {index} if sure and answer != "unsure" else said.checks
        told = Said(said.named, {**said.answers, index: answer}, checks)
        self._states.append(_State(told, belief.answer(index, answer)))

    def back(self) -> str | None:
        """Take the last answer back and return the item that it was about; None if none is left."""
        if not self.asked:
            return None
        *_, (key, _) = self.answers
        self._states.pop()
        return key

    def confidence(self) -> float:
        """Return the share of the items that is expected to be classed right."""
        return self._conclude().confidence

    def foresee(self, more: int) -> Prospect:
        """Return what more questions can be expected to bring, tried out on likely learners."""
        confidence, ticks = 0.0, 0
        for number in range(TRIALS):
            trial = copy(self)
            trial._states = list(self._states)
            for step in range(more):
                if (key := trial.question()) is None:
                    break
                likely = trial._conclude().chances[self._scope.indices[key]]
                thrown = GOLDEN * (number * more + step + 1) % 1
                trial.answer(key, "yes" if thrown < ERROR + (1 - 2 * ERROR) * likely else "no")
            placed = trial.result()
            confidence, ticks = confidence + placed.confidence, ticks + len(placed.ticks)
        return Prospect(confidence / TRIALS, ticks // TRIALS)

    def result(self) -> Placed:
        """Return what came of the answers so far."""
        said, belief = self._states[-1]
        found, keys = self._conclude(), self._scope.keys
        claimed = bool(said.named or said.claims)
        doubtful = belief.misfit() >= DOUBTFUL
        known = (index for index in self._scope.inside if found.known[index])
        return Placed(
            asked=self.asked,
            claimed=claimed,
            known={keys[index]: float(found.chances[index]) for index in known},
            offers=tuple(found.offers()) if claimed and not doubtful else (),
            frontier=found.frontier(),
            confidence=found.confidence,
            doubtful=doubtful,
            contradictions=tuple(found.contradictions()),
            heard=found.heard(),
        )

    def _conclude_as_learner(self) -> Conclusions:
        """Return what follows if the answers fit, whatever speaks against that."""
        said, belief = self._states[-1]
        return Conclusions(self._scope, said, belief.learner, belief.thorough())

    def _conclude(self) -> Conclusions:
        said, belief = self._states[-1]
        return Conclusions(self._scope, said, belief.probabilities(), belief.thorough())

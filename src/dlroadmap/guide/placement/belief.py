"""What is believed of a learner: several models, weighed by how well they foresaw the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, lgamma, log

import numpy as np

from dlroadmap.guide.placement.likelihood import NO, PARTLY, TICKED, YES, Likelihood, Probit
from dlroadmap.guide.placement.posterior import Posterior, Window
from dlroadmap.guide.placement.prior import Matrix, Vector

NOISES = (1.0, 4.0, 16.0)
"""How far an item can stray from what goes together with it: three learners, one more scattered
than the other. All are equally likely before any answer."""

CHANCE = 0.4
"""How likely it is, before any answer, that answers have nothing to do with what is known."""

COIN = 8.0
"""Answers by chance are those of a coin that may be somewhat biased: a beta prior of this shape."""

AREA_ERROR, VAGUENESS = 0.08, 0.5
"""How often an area is named wrongly, and how vaguely half of it is told from less."""

NAMED = {
    True: Probit(1 - AREA_ERROR, AREA_ERROR),
    False: Probit(AREA_ERROR, 1 - AREA_ERROR),
}
"""What it says of an area that it was named, or left out."""

ANSWERS: dict[str, Likelihood | None] = {"yes": YES, "no": NO, "partly": PARTLY, "unsure": None}
"""What each answer says about its item; from unsure nothing is learned."""


@dataclass(frozen=True)
class Belief:
    """What is believed so far, frozen, so that an earlier belief can be kept.

    Answers by chance leave what is known as it was `before`; `told` are the numbers of yes and no
    to questions, and of areas named and left out.
    """

    models: tuple[Posterior, ...]
    before: Vector
    told: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))

    @classmethod
    def unasked(cls, window: Window, ticked: Sequence[int]) -> "Belief":
        """Return what is believed of a learner who ticked some items, before any answer.

        A tick is a fact, and speaks neither for nor against a model.
        """
        models = [Posterior.unasked(window, noise) for noise in NOISES]
        for index in ticked:
            models = [model.observe(index, TICKED) for model in models]
        fresh = tuple(replace(model, evidence=0.0) for model in models)
        return cls(fresh, _weigh(fresh) @ _probabilities(fresh))

    def answer(self, index: int, answer: str) -> "Belief":
        """Return what is believed after an answer about an item, one of ANSWERS."""
        likelihood = ANSWERS[answer]
        if likelihood is None:
            return self
        (yes, no), areas = self.told
        told = (yes + (answer == "yes"), no + (answer == "no")), areas
        return Belief(tuple(m.observe(index, likelihood) for m in self.models), self.before, told)

    def name(self, groups: Sequence[Sequence[int]], named: Sequence[bool]) -> "Belief":
        """Return what is believed after some groups of items were named, and the others not."""
        said = [NAMED[one] for one in named]
        models = (model.observe_groups(groups, said, VAGUENESS) for model in self.models)
        told = self.told[0], (sum(named), len(named) - sum(named))
        return Belief(tuple(models), self.before, told)

    def chance(self) -> float:
        """Return how likely it is that the answers have nothing to do with what is known."""
        evidence = [model.evidence for model in self.models]
        best = max(evidence)
        learner = best + log(sum(exp(one - best) for one in evidence) / len(evidence))
        coin = sum(_coin(*counts) for counts in self.told)
        odds = log(CHANCE / (1 - CHANCE)) + coin - learner
        return 1 / (1 + exp(-min(odds, 500))) if any(map(any, self.told)) else 0.0

    def learner(self) -> Vector:
        """Return how likely each item is known, if the answers are not chance."""
        found: Vector = _weigh(self.models) @ _probabilities(self.models)
        return found

    def probabilities(self) -> Vector:
        """Return how likely each item is known."""
        chance = self.chance()
        found: Vector = chance * self.before + (1 - chance) * self.learner()
        return found

    def worth(self, candidates: Sequence[int], witnesses: Sequence[int]) -> Vector:
        """Return how far an answer on each candidate is expected to move the witnesses."""
        worths = [model.worth(candidates, witnesses) for model in self.models]
        found: Vector = _weigh(self.models) @ np.array(worths)
        return found


def _weigh(models: Sequence[Posterior]) -> Vector:
    """Return how likely each model is, if the answers are not chance."""
    evidence = np.array([model.evidence for model in models])
    found: Vector = np.exp(evidence - evidence.max())
    found /= found.sum()
    return found


def _probabilities(models: Sequence[Posterior]) -> Matrix:
    return np.array([model.probabilities() for model in models])


def _coin(heads: int, tails: int) -> float:
    """Return the log probability of throws of a coin whose bias has a beta prior."""
    together = lgamma(COIN + heads) + lgamma(COIN + tails) - lgamma(2 * COIN + heads + tails)
    return together - 2 * lgamma(COIN) + lgamma(2 * COIN)

"""What is believed of a learner: several models, weighed by how well they foresaw the answers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import lgamma, log

import numpy as np

from dlroadmap.guide.placement.likelihood import NO, PARTLY, TICKED, YES, Likelihood, Probit
from dlroadmap.guide.placement.posterior import Posterior, Window
from dlroadmap.guide.placement.prior import Matrix, Vector

NOISES = (0.5, 2.0, 8.0)
"""How far an item can stray from what goes together with it: three learners, each more scattered
than the one before. All are equally likely before any answer."""

TURNED_NOISE = 2.0
"""The same of a learner whose answers are turned around."""

CHANCE, TURNED = 0.15, 0.02
"""How likely it is, before any answer, that answers have nothing to do with what is known, and
that they say the opposite, as by someone who names what is still to be learned."""

COIN = 8.0
"""Answers by chance are those of a coin that may be somewhat biased: a beta prior of this shape."""

VAGUENESS = 0.5
"""How vaguely half of an area is told from less: a variance of the mean score of its items."""

THOROUGH, SPARING = (0.92, 0.08), (0.3, 0.02)
"""How likely an area is named of which half is known, and one of which less is: by learners who
name all that they know, and by those who name what comes to mind. Either is as likely."""

ANSWERS: dict[str, Likelihood | None] = {"yes": YES, "no": NO, "partly": PARTLY, "unsure": None}
"""What each answer says about its item; from unsure nothing is learned."""

OPPOSITE: dict[str, Likelihood] = {"yes": NO, "no": YES, "partly": PARTLY}
"""What each answer says if it is turned around."""


@dataclass(frozen=True)
class Belief:
    """What is believed so far, frozen, so that an earlier belief can be kept.

    There is a model for each noise; once areas are named, for each noise and manner of naming.
    Answers that do not fit leave what is known as it was `before`. `turned` is a model of someone
    who answers the opposite. `told` are the numbers of yes and no to questions, and those of areas
    named and left out.
    """

    models: tuple[Posterior, ...]
    turned: Posterior
    before: Vector
    told: tuple[tuple[int, int], tuple[int, int]] = ((0, 0), (0, 0))

    @classmethod
    def unasked(cls, window: Window, ticked: Sequence[int]) -> "Belief":
        """Return what is believed of a learner who ticked some items, before any answer.

        A tick is a fact, and speaks neither for nor against a model.
        """
        models = []
        for noise in (*NOISES, TURNED_NOISE):
            model = Posterior.unasked(window, noise)
            for index in ticked:
                model = model.observe(index, TICKED)
            models.append(replace(model, evidence=0.0))
        *fresh, turned = models
        return cls(tuple(fresh), turned, _weigh(fresh) @ _probabilities(fresh))

    def answer(self, index: int, answer: str) -> "Belief":
        """Return what is believed after an answer about an item, one of ANSWERS."""
        likelihood = ANSWERS[answer]
        if likelihood is None:
            return self
        (yes, no), areas = self.told
        return replace(
            self,
            models=tuple(model.observe(index, likelihood) for model in self.models),
            turned=self.turned.observe(index, OPPOSITE[answer]),
            told=((yes + (answer == "yes"), no + (answer == "no")), areas),
        )

    def name(self, groups: Sequence[Sequence[int]], named: Sequence[bool]) -> "Belief":
        """Return what is believed after some groups of items were named, and the others not."""
        opposite = _read(THOROUGH, [not one for one in named])
        return replace(
            self,
            models=tuple(
                model.observe_groups(groups, _read(style, named), VAGUENESS)
                for style in (THOROUGH, SPARING)
                for model in self.models
            ),
            turned=self.turned.observe_groups(groups, opposite, VAGUENESS),
            told=(self.told[0], (sum(named), len(named) - sum(named))),
        )

    def thorough(self) -> bool:
        """Return whether what was not named speaks against it: the learner names all there is."""
        first = _weigh(self.models)[: len(NOISES)]
        return float(first.sum()) >= 0.5

    def misfit(self) -> float:
        """Return how likely it is that the answers are by chance, or turned around."""
        evidence = np.array([model.evidence for model in self.models])
        learner = evidence.max() + log(float(np.exp(evidence - evidence.max()).mean()))
        coin = sum(_toss(*counts) for counts in self.told)
        odds = CHANCE * _exp(coin - learner) + TURNED * _exp(self.turned.evidence - learner)
        fits = 1 - CHANCE - TURNED
        return odds / (odds + fits) if any(map(any, self.told)) else 0.0

    @cached_property
    def learner(self) -> Vector:
        """How likely each item is known, if the answers fit."""
        found: Vector = _weigh(self.models) @ _probabilities(self.models)
        return found

    def probabilities(self) -> Vector:
        """Return how likely each item is known."""
        misfit = self.misfit()
        found: Vector = misfit * self.before + (1 - misfit) * self.learner
        return found

    def worth(self, candidates: Sequence[int], witnesses: Sequence[int]) -> Vector:
        """Return how far an answer on each candidate is expected to move the witnesses."""
        worths = [model.worth(candidates, witnesses) for model in self.models]
        found: Vector = _weigh(self.models) @ np.array(worths)
        return found


def _read(style: tuple[float, float], named: Sequence[bool]) -> list[Probit]:
    """Return what it says of areas that they were named or left out, by how somebody names them."""
    known, unknown = style
    return [Probit(known, unknown) if one else Probit(1 - known, 1 - unknown) for one in named]


def _weigh(models: Sequence[Posterior]) -> Vector:
    """Return how likely each model is, if the answers fit."""
    evidence = np.array([model.evidence for model in models])
    found: Vector = np.exp(evidence - evidence.max())
    found /= found.sum()
    return found


def _probabilities(models: Sequence[Posterior]) -> Matrix:
    return np.array([model.probabilities() for model in models])


def _exp(value: float) -> float:
    return float(np.exp(min(value, 500.0)))


def _toss(heads: int, tails: int) -> float:
    """Return the log probability of throws of a coin whose bias has a beta prior."""
    together = lgamma(COIN + heads) + lgamma(COIN + tails) - lgamma(2 * COIN + heads + tails)
    return together - 2 * lgamma(COIN) + lgamma(2 * COIN)

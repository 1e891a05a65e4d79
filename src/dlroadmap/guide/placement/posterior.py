"""The posterior of what a learner knows, after answers.

Answers are taken in one after the other by assumed density filtering: the posterior is replaced
by the normal distribution of the same mean and variance (Opper 1998; Rasmussen and Williams,
Gaussian Processes for Machine Learning, 2006, section 3.6).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

import numpy as np

from dlroadmap.guide.placement.likelihood import Likelihood, Probit, normal_cdf
from dlroadmap.guide.placement.prior import Matrix, Prior, Vector

LEAST = 1e-6
"""No variance and no precision is below this, whatever rounding does."""


@dataclass(frozen=True)
class Window:
    """The prior as seen from some items, `columns`: only these can be asked about.

    `covariances` has a row for each item and a column for each of these. Of a very large
    curriculum a sample is enough.
    """

    means: Vector
    variances: Vector
    covariances: Matrix
    columns: Mapping[int, int]


def look_through(prior: Prior, columns: Sequence[int]) -> Window:
    """Return the prior as seen from some items."""
    places = {index: column for column, index in enumerate(columns)}
    return Window(prior.means(), prior.variances(), prior.covariances(columns), places)


@dataclass(frozen=True)
class Site:
    """The normal factor that stands for a likelihood: its precision, and that times its mean."""

    likelihood: Likelihood
    precision: float
    precision_mean: float


@dataclass(frozen=True)
class Posterior:
    """The scores given the answers so far, frozen, so that an earlier one can be kept.

    `noise` is the variance with which a score decides over its item; scores are divided by its
    root, so that it is 1. The covariance is that of the prior less the sum of the outer squares of
    `factors`, one a row, of which there are those of groups, and one for each answer since, in
    `rows`. `evidence` is the log of the probability of all answers. `sites` are the answers by the
    index of their item.
    """

    window: Window
    noise: float
    means: Vector
    variances: Vector
    factors: Matrix
    rows: tuple[Vector, ...] = ()
    evidence: float = 0.0
    sites: Mapping[int, Site] = field(default_factory=dict)

    @classmethod
    def unasked(cls, window: Window, noise: float) -> "Posterior":
        """Return the posterior before any answer."""
        none = np.empty((0, len(window.means)))
        return cls(window, noise, window.means / sqrt(noise), window.variances / noise, none)

    def observe(self, index: int, likelihood: Likelihood) -> "Posterior":
        """Return the posterior after an answer about an item of the window."""
        mean, variance = float(self.means[index]), float(self.variances[index])
        evidence, gradient, curvature = likelihood.slope(mean, variance)
        covariances = self._covariances([index])[:, 0]
        means = self.means + gradient * covariances
        variances = np.maximum(self.variances - curvature * covariances**2, LEAST)
        site = Site(
            likelihood,
            precision=1 / float(variances[index]) - 1 / variance,
            precision_mean=float(means[index] / variances[index]) - mean / variance,
        )
        return replace(
            self,
            means=means,
            variances=variances,
            rows=(*self.rows, sqrt(curvature) * covariances),
            evidence=self.evidence + evidence,
            sites={**self.sites, index: site},
        )

    def observe_groups(
        self, groups: Sequence[Sequence[int]], said: Sequence[Probit], vagueness: float
    ) -> "Posterior":
        """Return the posterior after answers about the mean scores of groups of items.

        `vagueness` is the variance, beside the noise of the items, with which a mean decides. The
        answers are taken in one after the other among the groups, and then all at once by the
        normal factors that stand for them, which is the same and much quicker.
        """
        if not groups:
            return self
        weights = np.zeros((len(self.window.columns), len(groups)))
        for number, group in enumerate(groups):
            weights[[self.window.columns[index] for index in group], number] = 1 / len(group)
        places = list(self.window.columns)
        shared = self.window.covariances @ weights / self.noise
        for factors in self._factors():
            shared -= factors.T @ (factors[:, places] @ weights)
        among, expected = weights.T @ shared[places], weights.T @ self.means[places]
        means, covariances, evidence = expected.copy(), among.copy(), self.evidence
        precisions, centers = np.empty(len(groups)), np.empty(len(groups))
        for number, (group, likelihood) in enumerate(zip(groups, said, strict=True)):
            column = covariances[:, number].copy()
            mean, variance = float(means[number]), float(column[number])
            noise = vagueness / self.noise + 1 / len(group)
            told, gradient, curvature = likelihood.slope(mean, variance, noise)
            evidence += told
            means += gradient * column
            covariances -= curvature * np.outer(column, column)
            # The normal factor, in terms of the mean and variance without it.
            precisions[number] = curvature / max(1 - curvature * variance, LEAST)
            centers[number] = mean + gradient / curvature
        whole = np.linalg.cholesky(among + np.diag(1 / precisions))
        factors = np.linalg.solve(whole, shared.T)
        return replace(
            self,
            means=self.means + factors.T @ np.linalg.solve(whole, centers - expected),
            variances=np.maximum(self.variances - np.square(factors).sum(axis=0), LEAST),
            factors=np.vstack((self.factors, *self.rows, factors)),
            rows=(),
            evidence=evidence,
        )

    def probabilities(self) -> Vector:
        """Return for each item the probability that the learner knows it."""
        found = np.array([*map(normal_cdf, self.means / np.sqrt(1 + self.variances))])
        for index, site in self.sites.items():
            # The cavity: what the answers about all other items say of this one.
            variance = float(self.variances[index])
            precision = max(1 / variance - site.precision, LEAST)
            mean = (float(self.means[index]) / variance - site.precision_mean) / precision
            found[index] = site.likelihood.update(normal_cdf(mean / sqrt(1 + 1 / precision)))
        return found

    def worth(self, candidates: Sequence[int], witnesses: Sequence[int]) -> Vector:
        """Return how far an answer on each candidate is expected to move all witnesses.

        It is the mean square of the change of their probabilities, to first order: the covariance
        of the two, times how steep the probability of the witness is there, times how open the
        answer of the candidate is.
        """
        deviations = np.sqrt(1 + self.variances)
        steepness = np.exp(-np.square(self.means / deviations) / 2) / deviations
        moved = self._covariances(candidates, witnesses) * steepness[witnesses, None]
        found: Vector = np.square(moved).sum(axis=0) * np.square(steepness[candidates])
        return found

    def _covariances(self, items: Sequence[int], rows: Sequence[int] | None = None) -> Matrix:
        """Return the covariances of all items, or those of some rows, with some of the window."""
        columns = [self.window.columns[index] for index in items]
        window = self.window.covariances
        prior = window[:, columns] if rows is None else window[np.ix_(rows, columns)]
        found: Matrix = prior / self.noise
        for factors in self._factors():
            others = factors if rows is None else factors[:, rows]
            found -= others.T @ factors[:, items]
        return found

    def _factors(self) -> list[Matrix]:
        return [self.factors, np.array(self.rows)] if self.rows else [self.factors]

"""The posterior of what a learner knows, after answers, and the likelihood of each answer.

Answers are taken in one after the other by assumed density filtering: the posterior is replaced
by the normal distribution of the same mean and variance (Opper 1998; Rasmussen and Williams,
Gaussian Processes for Machine Learning, 2006, section 3.6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import erf, erfc, exp, pi, sqrt
from operator import itemgetter

from dlroadmap.guide.prior import Prior

ERROR, CERTAIN = 0.06, 0.97
"""How often an answer is wrong, by a slip or a lucky guess; how surely a ticked item is known."""


@dataclass(frozen=True)
class Probit:
    """The probability of an answer if its item is known, and if it is not."""

    known: float
    unknown: float

    def differentiate(self, mean: float, variance: float) -> tuple[float, float]:
        """Return the gradient of the log evidence by the mean of the score, and its curvature.

        The evidence is the probability of the answer where the score is normal with this mean and
        variance. The curvature is less the second derivative; a surprise that widens the posterior
        has none.
        """
        deviation = sqrt(1 + variance)
        z = mean / deviation
        evidence = self.unknown + (self.known - self.unknown) * _normal_cdf(z)
        density = exp(-z * z / 2) / sqrt(2 * pi)
        gradient = (self.known - self.unknown) * density / (evidence * deviation)
        return gradient, max(gradient * gradient + gradient * z / deviation, 1e-9)

    def update(self, known: float) -> float:
        """Return the probability that the item is known, from the one without the answer."""
        joint, other = known * self.known, (1 - known) * self.unknown
        return joint / (joint + other)


class NearZero:
    """The item is known in part: its score, with noise of variance 1, is zero."""

    def differentiate(self, mean: float, variance: float) -> tuple[float, float]:
        """Return the same of a normal density."""
        return -mean / (1 + variance), 1 / (1 + variance)

    def update(self, _known: float) -> float:
        """Return even chances, whatever else was said."""
        return 0.5


Likelihood = Probit | NearZero
"""What one answer says about the score of its item."""

YES, NO = Probit(1 - ERROR, ERROR), Probit(ERROR, 1 - ERROR)
TICKED = Probit(CERTAIN, 1 - CERTAIN)
PARTLY = NearZero()

LEAST = 1e-6
"""No variance and no precision is below this, whatever rounding does."""


@dataclass(frozen=True)
class Site:
    """The normal factor that stands for a likelihood: its precision, and that times its mean."""

    likelihood: Likelihood
    precision: float
    precision_mean: float


@dataclass(frozen=True)
class Posterior:
    """The scores given the answers so far, frozen, so that an earlier one can be kept.

    The covariance is that of the prior less the sum of the outer squares of `factors`. `sites`
    are the answers by the index of their item.
    """

    prior: Prior
    means: Sequence[float]
    variances: Sequence[float]
    factors: tuple[Sequence[float], ...] = ()
    sites: Mapping[int, Site] = field(default_factory=dict)

    def observe(self, index: int, likelihood: Likelihood) -> "Posterior":
        """Return the posterior after an answer about an item."""
        mean, variance = self.means[index], self.variances[index]
        gradient, curvature = likelihood.differentiate(mean, variance)
        covariances = self._covariances(index, range(len(self.means)), self.factors)
        means = [m + gradient * c for m, c in zip(self.means, covariances, strict=True)]
        variances = [
            max(v - curvature * c * c, LEAST)
            for v, c in zip(self.variances, covariances, strict=True)
        ]
        site = Site(
            likelihood,
            precision=1 / variances[index] - 1 / variance,
            precision_mean=means[index] / variances[index] - mean / variance,
        )
        scale = sqrt(curvature)
        factors = (*self.factors, [scale * c for c in covariances])
        return Posterior(self.prior, means, variances, factors, {**self.sites, index: site})

    def probabilities(self) -> list[float]:
        """Return for each item the probability that the learner knows it."""
        found = list(map(_probability, self.means, self.variances))
        for index, site in self.sites.items():
            # The cavity: what the answers about all other items say of this one.
            precision = max(1 / self.variances[index] - site.precision, LEAST)
            mean = (self.means[index] / self.variances[index] - site.precision_mean) / precision
            found[index] = site.likelihood.update(_probability(mean, 1 / precision))
        return found

    def expected_error_reductions(
        self, candidates: Iterable[int], witnesses: Sequence[int]
    ) -> list[float]:
        """Return how many witnesses fewer will be classed wrong after an answer on each candidate.

        An answer helps where it turns a witness from known to unknown or back, the more the surer
        it makes it. Yes and no are weighed by how likely they are.
        """
        factors = tuple(_select(factor, witnesses) for factor in self.factors)
        means, variances = _select(self.means, witnesses), _select(self.variances, witnesses)
        found = []
        for index in candidates:
            covariances = self._covariances(index, witnesses, factors)
            mean, variance, reduction = self.means[index], self.variances[index], 0.0
            yes = ERROR + (1 - 2 * ERROR) * _probability(mean, variance)
            for answer, probability in ((YES, yes), (NO, 1 - yes)):
                gradient, curvature = answer.differentiate(mean, variance)
                reduction += probability * sum(
                    abs(erf((m + gradient * c) / sqrt(2 * (1 + v - curvature * c * c))))
                    for m, v, c in zip(means, variances, covariances, strict=True)
                    if (m + gradient * c < 0) != (m < 0)
                )
            found.append(reduction)
        return found

    def _covariances(
        self, index: int, others: Sequence[int], factors: Iterable[Sequence[float]]
    ) -> list[float]:
        """Return the covariances of an item with others; `factors` hold those others alone."""
        found = self.prior.covariances(index, others)
        for factor, whole in zip(factors, self.factors, strict=True):
            own = whole[index]
            found = [c - own * other for c, other in zip(found, factor, strict=True)]
        return found


def _probability(mean: float, variance: float) -> float:
    """Return the probability that an item with a normal score is known."""
    return _normal_cdf(mean / sqrt(1 + variance))


def _normal_cdf(value: float) -> float:
    return erfc(-value / sqrt(2)) / 2


def _select(values: Sequence[float], indices: Sequence[int]) -> Sequence[float]:
    return itemgetter(*indices)(values) if len(indices) > 1 else [values[i] for i in indices]

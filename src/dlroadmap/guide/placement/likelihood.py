"""What an answer says about the score of an item, or about the mean score of several."""

from dataclasses import dataclass
from math import erfc, exp, log, pi, sqrt
from typing import NamedTuple

ERROR, CERTAIN = 0.06, 0.97
"""How often an answer is wrong, by a slip or a lucky guess; how surely a ticked item is known."""


class Slope(NamedTuple):
    """The log evidence of an answer where the score is normal, and how it bends.

    The evidence is the probability of the answer. `gradient` is its derivative by the mean of the
    score, and `curvature` less the second one; a surprise that would widen the posterior has none.
    """

    evidence: float
    gradient: float
    curvature: float


@dataclass(frozen=True)
class Probit:
    """The probability of an answer if its item is known, and if it is not."""

    known: float
    unknown: float

    def slope(self, mean: float, variance: float, noise: float = 1.0) -> Slope:
        """Return what the answer says where the score has this mean and variance."""
        deviation = sqrt(noise + variance)
        z = mean / deviation
        evidence = self.unknown + (self.known - self.unknown) * normal_cdf(z)
        density = exp(-z * z / 2) / sqrt(2 * pi)
        gradient = (self.known - self.unknown) * density / (evidence * deviation)
        curvature = max(gradient * gradient + gradient * z / deviation, 1e-9)
        return Slope(log(evidence), gradient, curvature)

    def update(self, known: float) -> float:
        """Return the probability that the item is known, from the one without the answer."""
        joint, other = known * self.known, (1 - known) * self.unknown
        return joint / (joint + other)


class NearZero:
    """The item is known in part: its score, with noise of variance 1, is zero.

    It fits everybody equally well, so it is no evidence for or against a model.
    """

    def slope(self, mean: float, variance: float, noise: float = 1.0) -> Slope:
        """Return the same of a normal density."""
        return Slope(0.0, -mean / (noise + variance), 1 / (noise + variance))

    def update(self, _known: float) -> float:
        """Return even chances, whatever else was said."""
        return 0.5


Likelihood = Probit | NearZero
"""What one answer says about the score of its item."""

YES, NO = Probit(1 - ERROR, ERROR), Probit(ERROR, 1 - ERROR)
TICKED = Probit(CERTAIN, 1 - CERTAIN)
PARTLY = NearZero()


def normal_cdf(value: float) -> float:
    """Return the probability that a standard normal variable is below a value."""
    return erfc(-value / sqrt(2)) / 2

"""The likelihood of what a learner says of an item, given the latent score of the item."""

from dataclasses import dataclass
from math import erfc, exp, pi, sqrt
from typing import Protocol

ERROR = 0.06
"""How often an answer is wrong: a careless error, or a lucky guess."""

CERTAIN = 0.97
"""How sure it is that an item that was ticked is known."""


class Likelihood(Protocol):
    """What one answer says about the score of its item."""

    def differentiate(self, mean: float, variance: float, /) -> tuple[float, float]:
        """Return the gradient of the log evidence by the mean of the score, and its curvature.

        The evidence is the probability of the answer where the score is normal with this mean and
        variance. The curvature is less the second derivative.
        """

    def update(self, known: float, /) -> float:
        """Return the probability that the item is known, from the one without the answer."""


@dataclass(frozen=True)
class Probit:
    """The probability of an answer if the item is known, and if it is not."""

    known: float
    unknown: float

    def differentiate(self, mean: float, variance: float, /) -> tuple[float, float]:
        """Return gradient and curvature; a surprise that widens the posterior has no curvature."""
        deviation = sqrt(1 + variance)
        z = mean / deviation
        evidence = self.unknown + (self.known - self.unknown) * normal_cdf(z)
        gradient = (self.known - self.unknown) * _normal_pdf(z) / (evidence * deviation)
        return gradient, max(gradient * gradient + gradient * z / deviation, 1e-9)

    def update(self, known: float, /) -> float:
        """Return the probability by the rule of Bayes."""
        joint, other = known * self.known, (1 - known) * self.unknown
        return joint / (joint + other)


@dataclass(frozen=True)
class NearZero:
    """The item is known in part: its score, with noise of variance 1, is zero."""

    def differentiate(self, mean: float, variance: float, /) -> tuple[float, float]:
        """Return gradient and curvature of a normal density."""
        return -mean / (1 + variance), 1 / (1 + variance)

    def update(self, _known: float, /) -> float:
        """Return even chances, whatever else was said."""
        return 0.5


YES, NO = Probit(1 - ERROR, ERROR), Probit(ERROR, 1 - ERROR)
TICKED = Probit(CERTAIN, 1 - CERTAIN)
PARTLY = NearZero()


def normal_cdf(value: float) -> float:
    """Return the probability that a standard normal variable is below a value."""
    return erfc(-value / sqrt(2)) / 2


def _normal_pdf(value: float) -> float:
    return exp(-value * value / 2) / sqrt(2 * pi)

"""The prior of what a learner knows: a Gaussian process over the items of a curriculum.

An item has a latent score, and is known where the score, with noise of variance 1, is above zero
(a probit model). The score is a linear function of four ranks of the item, with normal priors on
the bias and the weights, plus a residual that items have in common the more they share
(Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, section 2.7).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import THEORY, Category, Curriculum, Level

BIAS_MEAN, BIAS_VARIANCE = -0.36, 6.25
"""How much a learner knows in all; an average item is known to less than half of them."""

WEIGHT_MEANS = (-0.9, -1.1, -0.7, 0.0)
"""How the score falls with the ranks of an item (see `Features`)."""

WEIGHT_VARIANCES = (2.2, 2.2, 2.2, 1.0)
"""How these weights vary: some learners are at home in the theory, some in practice."""

ANCESTORS_VARIANCE, DESCENDANTS_VARIANCE = 5.0, 3.5
"""Residual variances that are shared by the cosine of two sets, each item counted with its own."""

THEME_VARIANCE, CATEGORY_VARIANCE, KIND_VARIANCE, LEVEL_VARIANCE = 4.0, 1.6, 1.5, 2.0
"""Residual variances that are shared by equals; a theme is the categories of one id."""


@dataclass(frozen=True, slots=True)
class Features:
    """What the prior knows of an item.

    `ranks` are by order in the file, by depth, by how few items build on it, and by the share of
    theory in its theme. `ancestors` and `descendants` are bit sets, with the item itself among
    them; the norm of each is the root of its variance over its size. Slots make the kernel fast.
    """

    ranks: tuple[float, float, float, float]
    ancestors: int
    ancestors_norm: float
    descendants: int
    descendants_norm: float
    theme: str
    category: Category
    kind: str
    level: Level


class Prior:
    """The prior over the items that a curriculum places; `keys` are these in file order."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.keys = list(curriculum.locations)
        depths, ancestors, descendants = _measure_graph(curriculum)
        locations = curriculum.locations.values()
        kinds = [curriculum.items[key].kind for key in self.keys]
        themes = [category.id for _, category in locations]
        theory = Counter(theme for theme, kind in zip(themes, kinds, strict=True) if kind in THEORY)
        members = Counter(themes)
        ranks = zip(
            _standardize_ranks(range(len(themes))),
            _standardize_ranks([depths[key] for key in self.keys]),
            _standardize_ranks([-descendants[key].bit_count() for key in self.keys]),
            _standardize_ranks([theory[theme] / members[theme] for theme in themes]),
            strict=True,
        )
        self._features = [
            Features(
                ranks=own,
                ancestors=ancestors[key],
                ancestors_norm=sqrt(ANCESTORS_VARIANCE / ancestors[key].bit_count()),
                descendants=descendants[key],
                descendants_norm=sqrt(DESCENDANTS_VARIANCE / descendants[key].bit_count()),
                theme=category.id,
                category=category,
                kind=kind,
                level=level,
            )
            for key, (level, category), kind, own in zip(
                self.keys, locations, kinds, ranks, strict=True
            )
        ]

    def means(self) -> list[float]:
        """Return the mean score of each item."""
        return [
            BIAS_MEAN + sum(mean * rank for mean, rank in zip(WEIGHT_MEANS, x.ranks, strict=True))
            for x in self._features
        ]

    def variances(self) -> list[float]:
        """Return the variance of the score of each item."""
        return [kernel(x, x) for x in self._features]

    def covariances(self, index: int, others: Iterable[int]) -> list[float]:
        """Return the covariances of the score of an item with those of others."""
        features, x = self._features, self._features[index]
        return [kernel(x, features[other]) for other in others]


def kernel(x: Features, y: Features) -> float:
    """Return the covariance of the scores of two items."""
    (x1, x2, x3, x4), (y1, y2, y3, y4) = x.ranks, y.ranks
    v1, v2, v3, v4 = WEIGHT_VARIANCES
    covariance = BIAS_VARIANCE + v1 * x1 * y1 + v2 * x2 * y2 + v3 * x3 * y3 + v4 * x4 * y4
    if common := x.ancestors & y.ancestors:
        covariance += common.bit_count() * x.ancestors_norm * y.ancestors_norm
    if common := x.descendants & y.descendants:
        covariance += common.bit_count() * x.descendants_norm * y.descendants_norm
    if x.theme == y.theme:
        covariance += THEME_VARIANCE
        if x.category is y.category:
            covariance += CATEGORY_VARIANCE
    if x.kind == y.kind:
        covariance += KIND_VARIANCE
    if x.level is y.level:
        covariance += LEVEL_VARIANCE
    return covariance


def _measure_graph(curriculum: Curriculum) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return the depth of each item, and its ancestors and descendants as bit sets."""
    requires = curriculum.requires
    order = list(walk(curriculum.hours, requires))
    depths: dict[str, int] = {}
    ancestors = {key: 1 << number for number, key in enumerate(order)}
    descendants = dict(ancestors)
    for key in order:
        required = [other for other in requires.get(key, ()) if other in depths]
        depths[key] = 1 + max((depths[other] for other in required), default=0)
        for other in required:
            ancestors[key] |= ancestors[other]
    for key in reversed(order):
        for other in requires.get(key, ()):
            descendants[other] |= descendants[key]
    return depths, ancestors, descendants


def _standardize_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, with mean 0 and variance about 1; equal ones share theirs."""
    ranks = [0.0] * len(values)
    first = 0
    ordered = sorted(range(len(values)), key=values.__getitem__)
    for _, ties in groupby(ordered, values.__getitem__):
        equal = list(ties)
        middle = (2 * first + len(equal) - 1) / 2 / max(len(values) - 1, 1)
        for index in equal:
            ranks[index] = (2 * middle - 1) * sqrt(3)
        first += len(equal)
    return ranks

"""What a learner probably knows: a Gaussian process over the items of a curriculum.

Every item has a hidden score, and is known where the score, with noise of variance 1, is above
zero. Early items have higher scores than late ones on average, and the scores of two items go
together the more the two have in common: all before them, all that leads on from them, category,
level, kind. Answers are taken in one after the other by assumed density filtering: the posterior is
replaced by the Gaussian with the same mean and variance (Opper 1998; Rasmussen and Williams,
Gaussian Processes for Machine Learning, 2006, section 3.6).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erf, erfc, exp, pi, sqrt
from operator import itemgetter
from statistics import fmean

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import THEORY, Curriculum

ERROR = 0.06
"""How often an answer is wrong: a careless error, or a lucky guess."""

CERTAIN = 0.97
"""How sure it is that an item that was ticked is known."""

LEVEL = 2.5
"""Standard deviation of what learners know in all."""

ORDERS = (0.9, 1.1, 0.7, 0.0)
"""How much the score falls along each order: of the file, of depth, of how few build on it, and
of how much theory a category holds."""

BENTS = (2.2, 2.2, 2.2, 1.0)
"""Variances of these slopes between learners: some are at home in the theory, some in practice."""

SHARED_BEFORE, SHARED_AFTER = 5.0, 3.5
"""Variances that items share by what comes before them, and by what builds on them."""

SAME_CATEGORY, SAME_THEME, SAME_KIND, SAME_LEVEL = 1.6, 4.0, 1.5, 2.0
"""Variances that items share by their category, by one of that name in any level, by kind, and
by level."""

AVERAGE = -0.36
"""The score of an average item for an average learner: more is unknown than known."""


class Terrain:
    """What the items of a curriculum have in common; `keys` are the placed ones in file order."""

    def __init__(self, curriculum: Curriculum) -> None:
        places = curriculum.places
        self.keys = list(places)
        order = list(walk(curriculum.hours, curriculum.requires))
        before = {key: 1 << number for number, key in enumerate(order)}
        after = dict(before)
        depth: dict[str, int] = {}
        for key in order:
            required = [other for other in curriculum.requires.get(key, ()) if other in depth]
            depth[key] = 1 + max((depth[other] for other in required), default=0)
            for other in required:
                before[key] |= before[other]
        for key in reversed(order):
            for other in curriculum.requires.get(key, ()):
                after[other] |= after[key]
        self._before = [before[key] for key in self.keys]
        self._after = [after[key] for key in self.keys]
        self._by_before = [sqrt(SHARED_BEFORE / bits.bit_count()) for bits in self._before]
        self._by_after = [sqrt(SHARED_AFTER / bits.bit_count()) for bits in self._after]
        self._themes = [places[key][1].id for key in self.keys]
        self._levels = [id(places[key][0]) for key in self.keys]
        self._kinds = [curriculum.items[key].kind for key in self.keys]
        themes: dict[str, list[bool]] = {}
        for theme, kind in zip(self._themes, self._kinds, strict=True):
            themes.setdefault(theme, []).append(kind in THEORY)
        shares = {theme: fmean(members) for theme, members in themes.items()}
        self._orders = list(
            zip(
                _ranks(range(len(self.keys))),
                _ranks([depth[key] for key in self.keys]),
                _ranks([-bits.bit_count() for bits in self._after]),
                _ranks([shares[theme] for theme in self._themes]),
                strict=True,
            )
        )
        self._categories = [id(places[key][1]) for key in self.keys]

    def mean(self) -> list[float]:
        """Return the score that each item has on average over learners."""
        return [
            AVERAGE - sum(slope * rank for slope, rank in zip(ORDERS, ranks, strict=True))
            for ranks in self._orders
        ]

    def variance(self) -> list[float]:
        """Return how far the score of each item varies between learners."""
        return [self.covariances(place, (place,))[0] for place in range(len(self.keys))]

    def covariances(self, place: int, others: Iterable[int]) -> list[float]:
        """Return how far the scores of an item and of each of some others go together.

        What comes before two items is compared by the cosine of the two sets, and so is what
        builds on them.
        """
        before, after = self._before[place], self._after[place]
        by_before, by_after = self._by_before[place], self._by_after[place]
        category, theme, kind, level = (
            column[place] for column in (self._categories, self._themes, self._kinds, self._levels)
        )
        first, second, third, fourth = (
            variance * rank for variance, rank in zip(BENTS, self._orders[place], strict=True)
        )
        found = []
        for other in others:
            one, two, three, four = self._orders[other]
            shared = LEVEL**2 + first * one + second * two + third * three + fourth * four
            common = before & self._before[other]
            if common:
                shared += common.bit_count() * by_before * self._by_before[other]
            common = after & self._after[other]
            if common:
                shared += common.bit_count() * by_after * self._by_after[other]
            if theme == self._themes[other]:
                shared += SAME_THEME
                if category == self._categories[other]:
                    shared += SAME_CATEGORY
            if kind == self._kinds[other]:
                shared += SAME_KIND
            if level == self._levels[other]:
                shared += SAME_LEVEL
            found.append(shared)
        return found


@dataclass(frozen=True)
class Told:
    """What was said about one item: how likely that is if it is known, and if it is not.

    Of an item that is known in part, `partly`, the score is near zero.
    """

    known: float
    unknown: float
    partly: bool = False


YES, NO = Told(1 - ERROR, ERROR), Told(ERROR, 1 - ERROR)
PARTLY = Told(0.5, 0.5, partly=True)
TICKED = Told(CERTAIN, 1 - CERTAIN)


@dataclass(frozen=True)
class _Site:
    """What one answer says about the score of its item, as a Gaussian: to take it out again."""

    told: Told
    precision: float
    shift: float


@dataclass(frozen=True)
class Belief:
    """The scores given what was said so far; never changed, so that an earlier one can be kept.

    The covariance is that of the terrain less the sum of the outer squares of `columns`.
    """

    terrain: Terrain
    means: Sequence[float]
    variances: Sequence[float]
    columns: tuple[Sequence[float], ...]
    sites: Mapping[int, _Site]

    @classmethod
    def prior(cls, terrain: Terrain) -> "Belief":
        """Return what is believed before anything was said."""
        return cls(terrain, terrain.mean(), terrain.variance(), (), {})

    def after(self, place: int, told: Told) -> "Belief":
        """Return what is believed when something was said about an item."""
        mean, variance = self.means[place], self.variances[place]
        slope, curve = _derivatives(mean, variance, told)
        covariances = self._covariances(place, range(len(self.means)), self.columns)
        means = [m + slope * c for m, c in zip(self.means, covariances, strict=True)]
        variances = [
            max(v - curve * c * c, 1e-6) for v, c in zip(self.variances, covariances, strict=True)
        ]
        scale = sqrt(curve)
        site = _Site(
            told,
            1 / variances[place] - 1 / variance,
            means[place] / variances[place] - mean / variance,
        )
        columns = (*self.columns, [scale * c for c in covariances])
        return Belief(self.terrain, means, variances, columns, {**self.sites, place: site})

    def probabilities(self) -> list[float]:
        """Return for each item how likely it is that the learner knows it."""
        found = [
            _normal(mean / sqrt(1 + variance))
            for mean, variance in zip(self.means, self.variances, strict=True)
        ]
        for place, site in self.sites.items():
            found[place] = self._told(place, site)
        return found

    def _told(self, place: int, site: _Site) -> float:
        """Return how likely an item is known by what was said of it, and of all others."""
        if site.told.partly:
            return 0.5
        precision = max(1 / self.variances[place] - site.precision, 1e-6)
        mean = (self.means[place] / self.variances[place] - site.shift) / precision
        known = _normal(mean / sqrt(1 + 1 / precision))
        with_it, without = known * site.told.known, (1 - known) * site.told.unknown
        return with_it / (with_it + without)

    def gains(self, places: Iterable[int], witnesses: Sequence[int]) -> list[float]:
        """Return how many witnesses fewer are expected to be classed wrong after an answer on each.

        An answer helps where it turns a witness from known to unknown or back, the more the surer
        it makes it.
        """
        columns = tuple(_picked(column, witnesses) for column in self.columns)
        means, variances = _picked(self.means, witnesses), _picked(self.variances, witnesses)
        found = []
        for place in places:
            covariances = self._covariances(place, witnesses, columns)
            mean, variance, gain = self.means[place], self.variances[place], 0.0
            yes = ERROR + (1 - 2 * ERROR) * _normal(mean / sqrt(1 + variance))
            for told, likely in ((YES, yes), (NO, 1 - yes)):
                slope, curve = _derivatives(mean, variance, told)
                gain += likely * sum(
                    abs(erf((m + slope * c) / sqrt(2 * (1 + v - curve * c * c))))
                    for m, v, c in zip(means, variances, covariances, strict=True)
                    if (m + slope * c < 0) != (m < 0)
                )
            found.append(gain)
        return found

    def _covariances(
        self, place: int, others: Sequence[int], columns: Iterable[Sequence[float]]
    ) -> list[float]:
        """Return the covariances of an item with others; `columns` hold only those others."""
        found = self.terrain.covariances(place, others)
        for column, whole in zip(columns, self.columns, strict=True):
            own = whole[place]
            found = [c - own * other for c, other in zip(found, column, strict=True)]
        return found


def _derivatives(mean: float, variance: float, told: Told) -> tuple[float, float]:
    """Return the first, and less the second, derivative of the log of how likely it was said.

    An answer that surprises so much that it widens the posterior leaves the width as it was.
    """
    spread = 1 + variance
    if told.partly:
        return -mean / spread, 1 / spread
    score = mean / sqrt(spread)
    chance = told.unknown + (told.known - told.unknown) * _normal(score)
    slope = (told.known - told.unknown) * _density(score) / (chance * sqrt(spread))
    curve = slope * slope + slope * score / sqrt(spread)
    return slope, max(curve, 1e-9)


def _normal(value: float) -> float:
    return erfc(-value / sqrt(2)) / 2


def _density(value: float) -> float:
    return exp(-value * value / 2) / sqrt(2 * pi)


def _picked(column: Sequence[float], places: Sequence[int]) -> Sequence[float]:
    return itemgetter(*places)(column) if len(places) > 1 else [column[place] for place in places]


def _ranks(values: Iterable[float]) -> list[float]:
    """Return where each value stands among all: mean 0, variance about 1, equal for equal ones."""
    values = list(values)
    ranks = [0.0] * len(values)
    ordered = sorted(range(len(values)), key=values.__getitem__)
    first = 0
    while first < len(ordered):
        last = first
        while last + 1 < len(ordered) and values[ordered[last + 1]] == values[ordered[first]]:
            last += 1
        middle = (first + last) / 2 / max(len(values) - 1, 1)
        for place in ordered[first : last + 1]:
            ranks[place] = (2 * middle - 1) * sqrt(3)
        first = last + 1
    return ranks

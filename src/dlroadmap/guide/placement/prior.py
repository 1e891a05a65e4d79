"""The prior of what a learner knows: a Gaussian process over the items of a curriculum.

An item has a latent score, and is known where the score, with noise, is above zero (a probit
model). The score is a linear function of six ranks of the item, with normal priors on the bias
and the weights, plus a residual that items have in common the more they share (Rasmussen and
Williams, Gaussian Processes for Machine Learning, 2006, section 2.7).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import THEORY, Curriculum

Vector = NDArray[np.float64]
Matrix = NDArray[np.float64]

BIAS_MEAN, BIAS_VARIANCE = -0.36, 6.25
"""How much a learner knows in all; an average item is known to less than half of them."""

WEIGHT_MEANS = np.array((-0.9, -1.1, -0.7, -0.5, 0.0, 0.0))
"""How the score falls with the ranks of an item: by order in the file, by depth, by how few items
build on it, by order in its category, by the share of theory in its theme, and by whether it is
practice itself."""

WEIGHT_VARIANCES = np.array((2.2, 2.2, 2.2, 2.0, 1.0, 3.0))
"""How these weights vary: some learners are at home in the theory, some in practice; some know the
beginning of everything, some all of a few things."""

ANCESTORS_VARIANCE, DESCENDANTS_VARIANCE = 5.0, 3.5
"""Residual variances that are shared by the cosine of two sets, each item counted with its own."""

ALONE = 4.0
"""The size of each set is counted higher by this, so that the variance of a small one is less: an
item with nothing before it does not stray from the others by as much as a deep one."""

THEME_VARIANCE, CATEGORY_VARIANCE, KIND_VARIANCE, LEVEL_VARIANCE = 4.0, 1.6, 1.5, 2.0
"""Residual variances that are shared by equals; a theme is the categories of one id."""

MEMBERS = 1_000
"""Of more items than this, the sets of what stands before and after are compared by a sample."""


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
        ranks = (
            _standardize_ranks(range(len(themes))),
            _standardize_ranks([depths[key] for key in self.keys]),
            _standardize_ranks([-descendants[key].bit_count() for key in self.keys]),
            _rank_within(curriculum),
            _standardize_ranks([theory[theme] / members[theme] for theme in themes]),
            _standardize_ranks([kind not in THEORY for kind in kinds]),
        )
        self._ranks: Matrix = np.array(ranks).T
        self._sets = [
            (variance, _unpack([found[key] for key in self.keys], len(found)))
            for variance, found in (
                (ANCESTORS_VARIANCE, ancestors),
                (DESCENDANTS_VARIANCE, descendants),
            )
        ]
        self._groups = [
            (THEME_VARIANCE, _number(themes)),
            (CATEGORY_VARIANCE, _number(id(category) for _, category in locations)),
            (KIND_VARIANCE, _number(kinds)),
            (LEVEL_VARIANCE, _number(id(level) for level, _ in locations)),
        ]

    def means(self) -> Vector:
        """Return the mean score of each item."""
        found: Vector = BIAS_MEAN + self._ranks @ WEIGHT_MEANS
        return found

    def variances(self) -> Vector:
        """Return the variance of the score of each item."""
        found: Vector = BIAS_VARIANCE + np.square(self._ranks) @ WEIGHT_VARIANCES
        for variance, sets in self._sets:
            found += variance * np.square(sets).sum(axis=1)
        return found + sum(variance for variance, _ in self._groups)

    def covariances(self, columns: Sequence[int]) -> Matrix:
        """Return the covariances of the scores of all items, one row each, with those of some."""
        found: Matrix = (self._ranks * WEIGHT_VARIANCES) @ self._ranks[columns].T + BIAS_VARIANCE
        for variance, sets in self._sets:
            found += variance * (sets @ sets[columns].T)
        for variance, groups in self._groups:
            found += variance * (groups[:, None] == groups[columns])
        found[columns, range(len(columns))] = self.variances()[columns]
        return found


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


def _rank_within(curriculum: Curriculum) -> list[float]:
    """Return the rank of each item among those that its category places."""
    members: dict[int, list[str]] = {}
    for key, (_, category) in curriculum.locations.items():
        members.setdefault(id(category), []).append(key)
    found: dict[str, float] = {}
    for keys in members.values():
        found |= zip(keys, _standardize_ranks(range(len(keys))), strict=True)
    return [found[key] for key in curriculum.locations]


def _unpack(sets: Sequence[int], size: int) -> NDArray[np.float32]:
    """Return bit sets as rows of length 1, so that the product of two is their cosine."""
    width, step = -(-size // 8), -(-size // MEMBERS) or 1
    rows = np.frombuffer(b"".join(bits.to_bytes(width, "little") for bits in sets), np.uint8)
    rows = rows.reshape(len(sets), width)
    found = np.unpackbits(rows, axis=1, bitorder="little")[:, :size:step].astype(np.float32)
    found /= np.sqrt(found.sum(axis=1, keepdims=True) + ALONE)
    return found


def _number(names: Iterable[Hashable]) -> NDArray[np.int64]:
    """Return a number for each name, the same for equal ones."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _standardize_ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value, with mean 0 and variance 1 at most; equal ones share one."""
    ranks = [0.0] * len(values)
    first = 0
    ordered = sorted(range(len(values)), key=values.__getitem__)
    for _, ties in groupby(ordered, values.__getitem__):
        equal = list(ties)
        for index in equal:
            ranks[index] = (2 * first + len(equal) - len(values)) / len(values) * sqrt(3)
        first += len(equal)
    return ranks

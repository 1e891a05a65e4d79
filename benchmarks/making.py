"""What a making is: how a person of some kind is drawn, and then what this person knows."""

import random
from collections.abc import Callable, Mapping
from math import exp
from typing import NamedTuple

from fields import Field

LAPSE = 0.05
Nature = Mapping[str, float]
"""What a person is: how likely each item is to be known; items left out are not known."""


def each(field: Field, nature: Nature, chance: random.Random) -> set[str]:
    """Throw for each item by itself."""
    return {key for key in field.order if chance.random() < nature.get(key, 0)}


def in_order(field: Field, nature: Nature, chance: random.Random) -> set[str]:
    """Throw for what all that is required of is known, and seldom for anything else."""
    known: set[str] = set()
    for key in field.order:
        follows = known.issuperset(field.curriculum.requires.get(key, ()))
        if chance.random() < nature.get(key, 0) and (follows or chance.random() < LAPSE):
            known.add(key)
    return known


class Making(NamedTuple):
    """A kind of people: how one of them is drawn, and what is thrown for by itself afterward."""

    nature: Callable[[Field, random.Random], Nature]
    throw: Callable[[Field, Nature, random.Random], set[str]] = each

    @property
    def name(self) -> str:
        """What the making is called in tables and seeds."""
        return self.nature.__name__

    def draw(self, field: Field, chance: random.Random) -> set[str]:
        """Return what a new person of this kind knows."""
        return self.throw(field, self.nature(field, chance), chance)


def logistic(value: float) -> float:
    """Return a share from 0 to 1, half at 0."""
    return 1 / (1 + exp(-value))


def many(least: int, most: int, chance: random.Random) -> int:
    """Return a number between two, small ones as often as large ones by their logarithm."""
    return min(most, int(least * ((most + 1) / least) ** chance.random()))


def around(field: Field, learned: set[str], gaps: float, luck: float) -> Nature:
    """Return the nature of someone who learned some items.

    Gaps are fewer where something learned builds on an item; luck strikes where all that an item
    requires was learned, and hardly elsewhere.
    """
    nature = {}
    for key in field.order:
        if key in learned:
            used = not learned.isdisjoint(field.after[key])
            nature[key] = 1 - gaps * (0.6 if used else 1.4)
        else:
            ready = learned.issuperset(field.curriculum.requires.get(key, ()))
            nature[key] = luck * (1.8 if ready else 0.3)
    return nature

"""What learners say: answers about items, areas they name, and answers that mean nothing.

An area is named as `level/category`. All that a learner would say is thrown beforehand, so that
who asks in another order hears the same from the same learner.
"""

import random
from collections.abc import Callable, Mapping, Set
from typing import NamedTuple

from fields import Field

SLIPS = 0.05
"""The share of questions that are answered wrong."""

MISNAMED = 0.07
"""The share of areas that are named wrongly, or wrongly left out."""


class Learner(NamedTuple):
    """What someone knows, and says: the areas worked with, and an answer for every item."""

    known: Set[str]
    areas: Set[str]
    answers: Mapping[str, bool]


Saying = Callable[[Field, Set[str], random.Random], Learner]
"""Makes a learner of what someone knows."""


def answer(known: bool, chance: random.Random) -> bool:
    """Return what a learner answers about an item that is known or not."""
    return known != (chance.random() < SLIPS)


def answers(field: Field, known: Set[str], chance: random.Random) -> dict[str, bool]:
    """Return what a learner answers about each item."""
    return {key: answer(key in known, chance) for key in field.order}


def claims(
    field: Field, known: Set[str], chance: random.Random, threshold: float = 0.5
) -> set[str]:
    """Return the areas of which a learner says to have worked with them: enough is known."""
    return {
        name
        for name, items in field.areas.items()
        if (sum(key in known for key in items) >= threshold * max(1, len(items)))
        != (chance.random() < MISNAMED)
    }


def coins(field: Field, chance: random.Random) -> set[str]:
    """Return areas that are each named by the toss of a coin."""
    return {name for name in field.areas if chance.random() < 0.5}


def honest(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Names areas of which half is known, and slips now and then."""
    return Learner(known, claims(field, known, chance), answers(field, known, chance))


def vain(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Names areas of which less than a third is known; answers about items are honest."""
    return Learner(known, claims(field, known, chance, 0.3), answers(field, known, chance))


def shy(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Names only areas of which most is known; answers about items are honest."""
    return Learner(known, claims(field, known, chance, 0.7), answers(field, known, chance))


def sparing(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Names what comes to mind, about a third of the areas worked with; answers are honest."""
    named = {name for name in claims(field, known, chance) if chance.random() < 0.3}
    return Learner(known, named, answers(field, known, chance))


def random_areas(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Ticks areas without reading them; answers about items are honest."""
    return Learner(known, coins(field, chance), answers(field, known, chance))


def random_answers(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Tosses a coin for every area and every question."""
    tossed = {key: chance.random() < 0.5 for key in field.order}
    return Learner(known, coins(field, chance), tossed)


def always_yes(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Says yes to every question, and ticks areas without reading them."""
    return Learner(known, coins(field, chance), dict.fromkeys(field.order, True))


def always_no(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Says no to every question, and ticks areas without reading them."""
    return Learner(known, coins(field, chance), dict.fromkeys(field.order, False))


def contradicting(field: Field, known: Set[str], chance: random.Random) -> Learner:
    """Says yes for no all the way, as if asked what is still to be learned.

    So someone who knows what comes first denies it, and claims what needs it. The truth remains
    what this person knows: these answers tell of it, the wrong way around, and the most is lost
    by whoever believes them.
    """
    named = claims(field, known, chance)
    told = answers(field, known, chance)
    turned = {key: not said for key, said in told.items()}
    return Learner(known, field.areas.keys() - named, turned)


SAYINGS: tuple[Saying, ...] = (honest, vain, shy, sparing)
"""People whose answers are about what they know."""

MEANINGLESS: tuple[Saying, ...] = (random_answers, always_yes, always_no, contradicting)
"""People whose answers say nothing that one could go by; what they know is drawn as for others."""

"""How well a judge does who knows what kind of person a learner is, but not the throws.

The judge draws fresh throws of the same nature, and takes for known what is known in half of them
or more. No questions can do better on average than this. It is printed by:
python benchmarks/ceiling.py [LEARNERS OF EACH MAKING]
"""

import random
import sys
from collections import Counter
from statistics import mean
from typing import NamedTuple

from fields import Field, deep, dice, flat, opened
from makings import KEPT_OUT, TUNED, Making, Nature

THROWS = 200


def judge(
    field: Field, making: Making, nature: Nature, chance: random.Random, throws: int = THROWS
) -> dict[str, float]:
    """Return the share of fresh throws in which each item is known."""
    times: Counter[str] = Counter()
    for _ in range(throws):
        times.update(making.throw(field, nature, chance))
    return {key: times[key] / throws for key in field.keys}


class Ceiling(NamedTuple):
    """Shares: of items known, judged right, and in the majority; least and most of those known."""

    known: float
    judged: float
    majority: float
    least: float
    most: float


def ceiling(field: Field, making: Making, learners: int, throws: int = THROWS) -> Ceiling:
    """Return the means over some learners of a making."""
    shares, judged = [], []
    for number in range(learners):
        chance = dice(f"{making.name} {number}")
        nature = making.nature(field, chance)
        known = making.throw(field, nature, chance)
        likely = judge(field, making, nature, chance, throws)
        shares.append(mean(key in known for key in field.keys))
        judged.append(mean((likely[key] >= 0.5) == (key in known) for key in field.keys))
    majority = mean(max(share, 1 - share) for share in shares)
    return Ceiling(mean(shares), mean(judged), majority, min(shares), max(shares))


def main() -> None:
    """Print the table, in percent of the items."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    headings = ("known", "ceiling", "majority", "least", "most")
    for curriculum in (opened("deep-learning"), deep(), flat()):
        field = Field(curriculum)
        for half, makings in (("tuned", TUNED), ("kept out", KEPT_OUT)):
            print(
                f"\n{f'{curriculum.id}, {half}':<30}{''.join(f'{each:>10}' for each in headings)}"
            )
            rows = [(making.name, ceiling(field, making, learners)) for making in makings]
            known, judged, majority, least, most = zip(*(row for _, row in rows), strict=True)
            shares = mean(known), mean(judged), mean(majority)
            rows.append(("all", Ceiling(*shares, min(least), max(most))))
            for name, row in rows:
                print(f"{name:<30}{''.join(f'{100 * value:>10.1f}' for value in row)}")


if __name__ == "__main__":
    main()

"""What came of an assessment, and what is asked and offered in it."""

from dataclasses import dataclass
from typing import NamedTuple


class Area(NamedTuple):
    """A category to be named as worked with or not; `id` is LEVEL/CATEGORY."""

    id: str
    title: str
    level: str


class Offer(NamedTuple):
    """Items of a category to be ticked together, and how likely the least likely one is known."""

    area: Area
    keys: tuple[str, ...]
    least: float


class Contradiction(NamedTuple):
    """Two items: one was said to be known, and one that it builds on was not."""

    known: str
    unknown: str


class Prospect(NamedTuple):
    """What more questions can be expected to bring: confidence, and the number of ticks."""

    confidence: float
    ticks: int


@dataclass(frozen=True)
class Placed:
    """What came of an assessment, in file order; `known` has every probability from KNOWN on.

    Known is only what is near an answer of yes or partly, an area that was named, or a tick.
    `offers` are open items that are surely known, the least sure category first; there are none
    where answers are `doubtful`, and none for who has not `claimed` anything.
    `heard` are the ids of levels in which something was asked. `frontier` is what can be learned
    now: not known, and all before it is, from SURE on, or from KNOWN on where that leaves nothing.
    `confidence` is the share of the items expected to be classed right.
    """

    asked: int
    claimed: bool
    known: dict[str, float]
    offers: tuple[Offer, ...]
    frontier: tuple[str, ...]
    confidence: float
    doubtful: bool
    contradictions: tuple[Contradiction, ...]
    heard: frozenset[str]

    @property
    def ticks(self) -> tuple[str, ...]:
        """All that is offered to be ticked, the least sure category first."""
        return tuple(key for offer in self.offers for key in offer.keys)

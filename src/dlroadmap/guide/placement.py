"""Placement: what a learner knows already, found out by a few questions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement_model import (
    CERTAIN,
    NO,
    PARTLY,
    TICKED,
    YES,
    Belief,
    Terrain,
)
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

KNOWN = 0.5
"""From this probability on, an item is taken to be known."""

SURE = 0.8
"""From this probability on, an item is offered to be ticked."""

CANDIDATES = 40
"""Items that are considered for a question."""

WITNESSES = 330
"""Items by which a question is judged: so many stand for all."""

LEARNED = 12
"""Ticked items that are taken in as answers: so many stand for all."""

LITTLE = 0.0003
"""A question that sets right less than this share of the items is not worth asking."""

LEAST = 0.03
"""The same, in items, where there are few."""

_TOLD = {"yes": YES, "no": NO, "partly": PARTLY}

ANSWERS = ("yes", "no", "partly", "unsure")


@dataclass(frozen=True)
class Placed:
    """What came of an assessment, in file order; `known` has every probability from KNOWN on.

    `ticks` are open items from SURE on, but none for who has not `claimed` anything. `frontier` is
    what can be learned now: not known, and all before it is, from SURE on, or from KNOWN on where
    that leaves nothing. `confidence` is the share of the items expected to be classed right.
    """

    asked: int
    claimed: bool
    known: dict[str, float]
    ticks: tuple[str, ...]
    frontier: tuple[str, ...]
    confidence: float


class Placement:
    """An assessment under way: asks, takes answers, takes them back, and says what came of it.

    `within` narrows what is asked and told. The same answers always lead to the same questions.
    What an earlier assessment inferred is no evidence, or guesses would grow into certainty.
    """

    def __init__(
        self,
        curriculum: Curriculum,
        progress: Progress,
        within: Collection[str] | None = None,
    ) -> None:
        self._curriculum = curriculum
        self._progress = progress
        self._terrain = Terrain(curriculum)
        keys, inside = self._terrain.keys, None if within is None else frozenset(within)
        self._places = {key: place for place, key in enumerate(keys)}
        self._done = progress.keys("done") & self._places.keys()
        self._claimed = self._done - progress.inferred
        skipped = progress.keys("skipped")
        self._told = [
            place
            for place, key in enumerate(keys)
            if key not in skipped and (inside is None or key in inside)
        ]
        self._open = [place for place in self._told if keys[place] not in self._done]
        belief = Belief.prior(self._terrain)
        for place in self._evidence():
            belief = belief.after(place, TICKED)
        self._beliefs = [belief]
        self._asked: list[int] = []
        self._answers: list[str] = []

    @property
    def asked(self) -> int:
        """How many questions were answered, with unsure too."""
        return len(self._asked)

    def question(self) -> str | None:
        """Return the key of the item to ask about, or None if little more can be learned.

        Of the items that are nearest to even chances, every third is considered; of these the
        one is asked about that is expected to set right more of all items than any other would.
        """
        asked = set(self._asked)
        chances = self._probabilities()
        left = [place for place in self._open if place not in asked]
        left.sort(key=lambda place: abs(chances[place] - 0.5))
        step = min(3, len(left) // CANDIDATES + 1)
        candidates = left[: CANDIDATES * step : step]
        if not candidates:
            return None
        stride = len(self._open) // WITNESSES + 1
        witnesses = self._open[self.asked % stride :: stride]
        gains = self._beliefs[-1].gains(candidates, witnesses)
        share = len(self._open) / len(witnesses)
        gain, place = max(
            (share * gain + min(chances[place], 1 - chances[place]), place)
            for gain, place in zip(gains, candidates, strict=True)
        )
        return self._terrain.keys[place] if gain >= self._bound() else None

    def answer(self, key: str, answer: str) -> None:
        """Take in what was said of an item: one of ANSWERS. From unsure nothing is learned."""
        place = self._places[key]
        belief, told = self._beliefs[-1], _TOLD.get(answer)
        self._beliefs.append(belief.after(place, told) if told else belief)
        self._asked.append(place)
        self._answers.append(answer)

    def back(self) -> str | None:
        """Take the last answer back and return the item that it was about; None if none is left."""
        if not self._asked:
            return None
        self._beliefs.pop()
        self._answers.pop()
        return self._terrain.keys[self._asked.pop()]

    def confidence(self) -> float:
        """Return the share of the items that is expected to be classed right, 1 if there is none.

        It holds as far as the learner is one that the model foresees.
        """
        chances = self._probabilities()
        right = [max(chances[place], 1 - chances[place]) for place in self._told]
        return sum(right) / len(right) if right else 1.0

    def result(self) -> Placed:
        """Return what came of the answers so far."""
        keys, chances = self._terrain.keys, self._probabilities()
        known = {keys[place]: chances[place] for place in self._told if chances[place] >= KNOWN}
        sure = [keys[place] for place in self._open if chances[place] >= SURE]
        claimed = not {"yes", "partly"}.isdisjoint(self._answers)
        frontier = self._frontier(chances, SURE) or self._frontier(chances, KNOWN)
        ticks = tuple(sure if claimed else ())
        return Placed(self.asked, claimed, known, ticks, frontier, self.confidence())

    def _frontier(self, chances: Sequence[float], enough: float) -> tuple[str, ...]:
        """Return what is not known and waits for nothing, if all is had that is likely enough."""
        keys = self._terrain.keys
        had = [key for key, chance in zip(keys, chances, strict=True) if chance >= enough]
        states = {**dict.fromkeys(had, "done"), **_settled(self._progress)}
        readiness = Readiness(self._curriculum, Progress(states, {}))
        return tuple(
            keys[place]
            for place in self._open
            if chances[place] < KNOWN and not readiness.blockers(keys[place])
        )

    def _probabilities(self) -> list[float]:
        chances = self._beliefs[-1].probabilities()
        for key in self._done:
            place = self._places[key]
            chances[place] = max(chances[place], CERTAIN if key in self._claimed else SURE)
        return chances

    def _bound(self) -> float:
        return max(LEAST, LITTLE * len(self._open))

    def _evidence(self) -> Sequence[int]:
        """Return the places of claimed items that stand for all: the last ones of their chains."""
        requires = self._curriculum.requires
        required = {other for key in self._claimed for other in requires.get(key, ())}
        last = sorted(self._places[key] for key in self._claimed - required)
        number = min(LEARNED, len(last))
        return [last[(2 * n + 1) * len(last) // (2 * number)] for n in range(number)]


def _settled(progress: Progress) -> dict[str, str]:
    return {key: progress.state(key) for key in progress.keys("done", "skipped")}

"""Placement: what a learner knows already, found out by a few questions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.posterior import CERTAIN, NO, PARTLY, TICKED, YES, Likelihood, Posterior
from dlroadmap.guide.prior import Prior
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

KNOWN, SURE = 0.5, 0.8
"""From these probabilities on, an item is taken to be known, and is offered to be ticked."""

CANDIDATES, WITNESSES, EVIDENCE = 40, 330, 12
"""So many items are considered for a question, judge it, and are taken in as ticked: for all."""

WORTH_SHARE, WORTH_ITEMS = 0.0003, 0.03
"""A question that sets right less than this share, or so many where there are few, is not worth."""

LIKELIHOODS: Mapping[str, Likelihood | None] = {
    "yes": YES,
    "no": NO,
    "partly": PARTLY,
    "unsure": None,
}
"""What each answer says about its item; from unsure nothing is learned."""


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
    What the curriculum assumes is taken to be known, and neither asked nor told.
    What an earlier assessment inferred is no evidence, or guesses would grow into certainty.
    """

    def __init__(
        self, curriculum: Curriculum, progress: Progress, within: Collection[str] | None = None
    ) -> None:
        self._curriculum = curriculum
        self._progress = progress
        prior = Prior(curriculum)
        self._keys = prior.keys
        self._indices = {key: index for index, key in enumerate(self._keys)}
        assumed = curriculum.assumed
        self._done = (progress.keys("done") | assumed) & self._indices.keys()
        self._claimed = self._done & (progress.learned() | assumed)
        inside = frozenset(self._keys if within is None else within)
        inside -= progress.keys("skipped") | assumed
        self._inside = [index for index, key in enumerate(self._keys) if key in inside]
        self._open = [index for index in self._inside if self._keys[index] not in self._done]
        posterior = Posterior(prior, prior.means(), prior.variances())
        for index in self._choose_evidence():
            posterior = posterior.observe(index, TICKED)
        self._posteriors = [posterior]
        self._answered: list[tuple[int, str]] = []

    @property
    def scope(self) -> list[str]:
        """What is asked and told, in file order."""
        return [self._keys[index] for index in self._inside]

    @property
    def asked(self) -> int:
        """How many questions were answered, with unsure too."""
        return len(self._answered)

    def question(self) -> str | None:
        """Return the key of the item to ask about, or None if little more can be learned.

        Of the items that are nearest to even chances, every third is considered; of these the
        one is asked about that is expected to set right more of all items than any other would.
        """
        asked = {index for index, _ in self._answered}
        chances = self._probabilities()
        left = [index for index in self._open if index not in asked]
        left.sort(key=lambda index: abs(chances[index] - 0.5))
        step = min(3, len(left) // CANDIDATES + 1)
        candidates = left[: CANDIDATES * step : step]
        if not candidates:
            return None
        stride = len(self._open) // WITNESSES + 1
        witnesses = self._open[self.asked % stride :: stride]
        reductions = self._posteriors[-1].expected_error_reductions(candidates, witnesses)
        scale = len(self._open) / len(witnesses)
        gain, index = max(
            (scale * reduction + min(chances[index], 1 - chances[index]), index)
            for reduction, index in zip(reductions, candidates, strict=True)
        )
        worth_asking = gain >= max(WORTH_ITEMS, WORTH_SHARE * len(self._open))
        return self._keys[index] if worth_asking else None

    def answer(self, key: str, answer: str) -> None:
        """Take in what was said of an item: one of LIKELIHOODS."""
        index = self._indices[key]
        posterior, likelihood = self._posteriors[-1], LIKELIHOODS[answer]
        self._posteriors.append(posterior.observe(index, likelihood) if likelihood else posterior)
        self._answered.append((index, answer))

    def back(self) -> str | None:
        """Take the last answer back and return the item that it was about; None if none is left."""
        if not self._answered:
            return None
        self._posteriors.pop()
        index, _ = self._answered.pop()
        return self._keys[index]

    def confidence(self) -> float:
        """Return the share of the items that is expected to be classed right, 1 if there is none.

        It holds as far as the learner is one that the model foresees.
        """
        chances = self._probabilities()
        right = [max(chances[index], 1 - chances[index]) for index in self._inside]
        return sum(right) / len(right) if right else 1.0

    def result(self) -> Placed:
        """Return what came of the answers so far."""
        keys, chances = self._keys, self._probabilities()
        known = {keys[index]: chances[index] for index in self._inside if chances[index] >= KNOWN}
        sure = tuple(keys[index] for index in self._open if chances[index] >= SURE)
        claimed = any(answer in ("yes", "partly") for _, answer in self._answered)
        frontier = self._find_frontier(chances, SURE) or self._find_frontier(chances, KNOWN)
        ticks = sure if claimed else ()
        return Placed(self.asked, claimed, known, ticks, frontier, self.confidence())

    def _find_frontier(self, chances: Sequence[float], enough: float) -> tuple[str, ...]:
        """Return what is not known and waits for nothing, if all is had that is likely enough."""
        keys, states = self._keys, self._progress.states
        had = [key for key, chance in zip(keys, chances, strict=True) if chance >= enough]
        settled = {key: state for key, state in states.items() if state in ("done", "skipped")}
        then = Progress({**dict.fromkeys(had, "done"), **settled}, {})
        readiness = Readiness(self._curriculum, then)
        return tuple(
            keys[index]
            for index in self._open
            if chances[index] < KNOWN and not readiness.blockers(keys[index])
        )

    def _probabilities(self) -> list[float]:
        chances = self._posteriors[-1].probabilities()
        for key in self._done:
            index = self._indices[key]
            chances[index] = max(chances[index], CERTAIN if key in self._claimed else SURE)
        return chances

    def _choose_evidence(self) -> Sequence[int]:
        """Return claimed items that stand for all: evenly spread ones that end their chains."""
        requires = self._curriculum.requires
        required = {other for key in self._claimed for other in requires.get(key, ())}
        ends = sorted(self._indices[key] for key in self._claimed - required)
        number = min(EVIDENCE, len(ends))
        return [ends[(2 * n + 1) * len(ends) // (2 * number)] for n in range(number)]

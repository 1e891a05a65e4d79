"""An assessment: asks, takes answers, and says what the learner probably knows."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.belief import ANSWERS, Belief
from dlroadmap.guide.placement.likelihood import CERTAIN, ERROR
from dlroadmap.guide.placement.posterior import look_through
from dlroadmap.guide.placement.prior import Prior, Vector
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

KNOWN, SURE, INFERRED = 0.5, 0.8, 0.8
"""From these probabilities on, an item is taken to be known, and to be surely known; and how surely
is known what an earlier assessment inferred."""

PASSED, FAILED = 9.0, 1.0
"""How many checks of what seemed surely known are taken to have been passed, and to have failed,
before the first one."""

SIMILAR = 0.4
"""Two items stand near each other from this correlation of their scores on."""

DOUBTFUL = 0.2
"""Answers are said not to fit together from this probability that they are by chance, or turned
around."""

SAMPLE, CANDIDATES, EVIDENCE, AREAS = 800, 100, 12, 80
"""So many items stand for all that can be asked about; so many of them are considered for a
question; so many ticked items are taken in as if answered; and so many areas as named or not."""

CHECK = 5
"""Every so many questions, something that would be offered to be ticked is asked about."""

WORTH = 0.003
"""A question is not worth asking that is expected to move all probabilities by less, in sum of
squares."""

Flags = NDArray[np.bool_]


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


class Assessment:
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
        self._area_of = {
            index: Area(place.name, place.category.title, place.level.id)
            for index, place in enumerate(curriculum.locations.values())
        }
        self.areas = list(dict.fromkeys(self._area_of[index] for index in self._open))
        ticked = self._choose_evidence()
        self._window = look_through(prior, self._choose_window(ticked))
        self._askable = [index for index in self._open if index in self._window.columns]
        self._unasked = Belief.unasked(self._window, ticked)
        self._named: frozenset[str] | None = None
        self._beliefs = [self._unasked]
        self._answered: list[tuple[int, str]] = []
        self._checks: list[bool] = []

    @property
    def scope(self) -> list[str]:
        """What is asked and told, in file order."""
        return [self._keys[index] for index in self._inside]

    @property
    def asked(self) -> int:
        """How many questions were answered, with unsure too."""
        return len(self._answered)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """The answers so far, by the key of their item."""
        return [(self._keys[index], answer) for index, answer in self._answered]

    @property
    def named(self) -> frozenset[str] | None:
        """The ids of the areas that were named; None if that was passed over."""
        return self._named

    def name_areas(self, ids: Collection[str] | None) -> None:
        """Take in which areas the learner has worked with; None if that was passed over.

        Answers to questions that came before are taken back.
        """
        self._named = None if ids is None else frozenset(ids)
        belief = self._unasked
        if ids is not None:
            step = -(-len(self.areas) // AREAS)
            members: dict[Area, list[int]] = {area: [] for area in self.areas[::step]}
            for index in self._window.columns:
                if (area := self._area_of[index]) in members:
                    members[area].append(index)
            groups = [(area, group) for area, group in members.items() if group]
            named = [area.id in ids for area, _ in groups]
            belief = belief.name([group for _, group in groups], named)
        self._beliefs, self._answered, self._checks = [belief], [], []

    def question(self) -> str | None:
        """Return the key of the item to ask about, or None if little more can be learned.

        Of the items that are nearest to even chances the one is asked about whose answer is
        expected to move the probabilities of all items most. Every few questions check something
        that would be offered to be ticked, so that a mistaken belief is found out.
        """
        chances = self._beliefs[-1].learner()
        asked = {index for index, _ in self._answered}
        left = [index for index in self._askable if index not in asked]
        if self.asked % CHECK == CHECK - 1:
            sure = set(self._find_sure(chances))
            left = [index for index in left if index in sure] or left
        candidates = sorted(left, key=lambda index: abs(chances[index] - 0.5))[:CANDIDATES]
        if not candidates:
            return None
        worth = self._beliefs[-1].worth(candidates, self._askable)
        best = int(np.argmax(worth))
        return self._keys[candidates[best]] if worth[best] >= WORTH else None

    def answer(self, key: str, answer: str) -> None:
        """Take in what was said of an item: one of ANSWERS."""
        index, belief = self._indices[key], self._beliefs[-1]
        self._checks.append(index in self._find_sure(belief.learner()))
        self._beliefs.append(belief.answer(index, answer))
        self._answered.append((index, answer))

    def back(self) -> str | None:
        """Take the last answer back and return the item that it was about; None if none is left."""
        if not self._answered:
            return None
        self._beliefs.pop()
        self._checks.pop()
        index, _ = self._answered.pop()
        return self._keys[index]

    def confidence(self) -> float:
        """Return the share of the items that is expected to be classed right, 1 if there is none.

        It holds as far as the learner is one that the models foresee.
        """
        chances = self._probabilities()
        known = self._find_known(chances)
        right = np.where(known, chances, 1 - chances)[self._inside]
        return float(right.mean()) if self._inside else 1.0

    def foresee(self, more: int) -> Prospect:
        """Return what more questions can be expected to bring, tried out on likely learners."""
        confidence, ticks = 0.0, 0
        trials = 3
        for number in range(trials):
            chance, asked = Random(number), 0  # noqa: S311
            while asked < more and (key := self.question()) is not None:
                likely = float(self._beliefs[-1].probabilities()[self._indices[key]])
                yes = chance.random() < ERROR + (1 - 2 * ERROR) * likely
                self.answer(key, "yes" if yes else "no")
                asked += 1
            confidence += self.confidence() / trials
            ticks += len(self.result().ticks)
            for _ in range(asked):
                self.back()
        return Prospect(confidence, ticks // trials)

    def result(self) -> Placed:
        """Return what came of the answers so far."""
        keys, chances = self._keys, self._probabilities()
        known = self._find_known(chances)
        claimed = bool(self._named or self._find_claims())
        doubtful = self._beliefs[-1].misfit() >= DOUBTFUL
        return Placed(
            asked=self.asked,
            claimed=claimed,
            known={keys[index]: float(chances[index]) for index in self._inside if known[index]},
            offers=self._find_offers(chances) if claimed and not doubtful else (),
            frontier=self._find_frontier(known, known & (chances >= SURE))
            or self._find_frontier(known, known),
            confidence=self.confidence(),
            doubtful=doubtful,
            contradictions=tuple(self._find_contradictions()),
            heard=self._find_heard(),
        )

    def _find_known(self, chances: Vector) -> Flags:
        """Return which items are taken to be known: done ones, and likely ones near a claim."""
        claims = self._find_claims()
        claimed = {self._indices[key] for key in self._claimed - self._curriculum.assumed}
        claimed.update(claims)
        named = self._named or ()
        claimed |= {index for index, area in self._area_of.items() if area.id in named}
        near = self._stands_beside(claimed)
        deviations = np.sqrt(self._window.variances)
        for index in claims:
            shared = self._window.covariances[:, self._window.columns[index]] / deviations
            near |= shared >= SIMILAR * deviations[index]
        near[[self._indices[key] for key in self._done]] = True
        return (chances >= KNOWN) & near

    def _find_claims(self) -> list[int]:
        """Return what was answered with yes or partly."""
        return [index for index, answer in self._answered if answer in ("yes", "partly")]

    def _stands_beside(self, claims: Iterable[int]) -> Flags:
        """Return which items stand in the category of a claim, or before one."""
        areas = {self._area_of[index] for index in claims}
        before = walk((self._keys[index] for index in claims), self._curriculum.requires)
        beside = (self._area_of[i] in areas or key in before for i, key in enumerate(self._keys))
        return np.fromiter(beside, np.bool_, len(self._keys))

    def _find_offers(self, chances: Vector) -> tuple[Offer, ...]:
        """Return what can be ticked, by category, the least sure first."""
        groups: dict[Area, list[int]] = {}
        for index in self._find_sure(chances):
            groups.setdefault(self._area_of[index], []).append(index)
        offers = [
            Offer(area, tuple(self._keys[i] for i in group), float(min(chances[i] for i in group)))
            for area, group in groups.items()
        ]
        return tuple(sorted(offers, key=lambda offer: offer.least))

    def _find_sure(self, chances: Vector) -> list[int]:
        """Return the open items that are surely known: by a yes, or near one in no area left out.

        What is only concluded must be the more likely the more checks of such items have failed.
        """
        near, named = self._stands_beside(self._find_claims()), self._named
        told = {index: answer == "yes" for index, answer in self._answered}
        checks = [told[i] for (i, _), one in zip(self._answered, self._checks, strict=True) if one]
        reliability = (PASSED + sum(checks)) / (PASSED + FAILED + len(checks))

        def concluded(index: int) -> bool:
            likely = chances[index] * reliability >= SURE and near[index]
            return bool(likely) and (named is None or self._area_of[index].id in named)

        return [
            i for i in self._open if (chances[i] >= SURE and told[i] if i in told else concluded(i))
        ]

    def _find_contradictions(self) -> Iterable[Contradiction]:
        """Yield what was claimed without something that it builds on."""
        denied = {self._keys[index] for index, answer in self._answered if answer == "no"}
        for index, answer in self._answered:
            if answer == "yes" and denied:
                before = walk([self._keys[index]], self._curriculum.requires)
                for key in before:
                    if key in denied:
                        yield Contradiction(self._keys[index], key)

    def _find_heard(self) -> frozenset[str]:
        """Return the levels in which something was answered."""
        if self._named is not None:
            return frozenset(area.level for area in self.areas)
        return frozenset(self._area_of[i].level for i, answer in self._answered if ANSWERS[answer])

    def _find_frontier(self, known: Flags, had: Flags) -> tuple[str, ...]:
        """Return what is not known and waits for nothing, if all is had that is likely enough."""
        keys, states = self._keys, self._progress.states
        got = [key for key, one in zip(keys, had, strict=True) if one]
        settled = {key: state for key, state in states.items() if state in ("done", "skipped")}
        then = Progress({**dict.fromkeys(got, "done"), **settled}, {})
        readiness = Readiness(self._curriculum, then)
        return tuple(
            keys[index]
            for index in self._open
            if not known[index] and not readiness.blockers(keys[index])
        )

    def _probabilities(self) -> Vector:
        chances = self._beliefs[-1].probabilities()
        for key in self._done:
            index = self._indices[key]
            chances[index] = max(chances[index], CERTAIN if key in self._claimed else INFERRED)
        return chances

    def _choose_evidence(self) -> Sequence[int]:
        """Return claimed items that stand for all: evenly spread ones that end their chains."""
        requires = self._curriculum.requires
        required = {other for key in self._claimed for other in requires.get(key, ())}
        ends = sorted(self._indices[key] for key in self._claimed - required)
        number = min(EVIDENCE, len(ends))
        return [ends[(2 * n + 1) * len(ends) // (2 * number)] for n in range(number)]

    def _choose_window(self, ticked: Sequence[int]) -> list[int]:
        """Return the items that can be asked about or were ticked; of very many a sample."""
        if len(self._keys) <= SAMPLE:
            return list(range(len(self._keys)))
        first = {self._area_of[index]: index for index in reversed(self._open)}
        step = -(-len(self._open) // SAMPLE)
        return sorted({*ticked, *first.values(), *self._open[::step]})

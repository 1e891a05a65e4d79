"""The order: the one sequence in which unfinished items are learned.

`plan` is it, `next` its members that wait for nothing, `path` the same with one goal.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import chain, islice
from typing import NamedTuple

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import DEFAULT_PRIORITY, PRIORITIES, THEORY, Curriculum
from dlroadmap.guide.needed import find_needed, has_choices
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.settled import find_settled
from dlroadmap.progress.fold import Progress

RUN = 3
"""So many items of theory, or of practice, come in a row where the other is at hand.

The subject goes on from as many.
"""

Subject = tuple[int, int]
"""The numbers of a level and of a category in it."""


class Stage(NamedTuple):
    """What is learned before all later stages, as far as prerequisites allow.

    The kinds are what is in progress and waits for nothing, other things in progress with what
    they wait for, what leads to goals, and the rest; `number` tells those of a kind apart. What is
    of one kind and number goes level by level.
    """

    kind: int
    number: int
    level: int


BEGUN, BLOCKED, GOAL, REST = range(4)


@dataclass(frozen=True)
class Order:
    """The members of the order, each with the unfinished members that come directly before it.

    Iterated, it gives them in sequence: each after all that it waits for, by stage; in a level
    the subject goes on, then come the categories in file order; in a category the priority
    decides, of what waits for an item there as of its own, then the place in the file. After
    three items of theory in a row one of practice of the same stage and level is brought forward,
    and the other way round. Members that wait for each other in a circle come last.
    """

    basis: "Basis"
    before: Mapping[str, Sequence[str]]
    stages: Mapping[str, tuple[int, int]]

    @property
    def curriculum(self) -> Curriculum:
        """The curriculum in use."""
        return self.basis.curriculum

    @property
    def begun(self) -> list[str]:
        """What is in progress, and what that waits for."""
        return [key for key, (kind, _) in self.stages.items() if kind in (BEGUN, BLOCKED)]

    def waiting(self, chosen: Collection[str]) -> dict[str, list[str]]:
        """Return for each of the chosen members which others wait directly for it."""
        return _find_waiting(self.before, chosen)

    def __iter__(self) -> Iterator[str]:
        made, rest = self._sequence
        number = 0
        while True:
            if number == len(made):
                made.extend(islice(rest, 1))
            if number == len(made):
                return
            yield made[number]
            number += 1

    @cached_property
    def _sequence(self) -> tuple[list[str], Iterator[str]]:
        """What was asked for so far, and the rest, made when it is asked for."""
        return [], self._make()

    def _make(self) -> Iterator[str]:
        first = self.basis.first
        rest = {key: before for key, before in self.before.items() if key not in first}
        last = [*self.basis.learned, *first][-RUN:]
        left = dict(self.before)
        for key in chain(first, _put_in_order(self.basis, rest, self.stages, last)):
            if left.pop(key, None) is not None:
                yield key
        yield from walk(left, {key: [o for o in self.before[key] if o in left] for key in left})


class Basis:
    """What all orders of one curriculum and one progress share, found once."""

    def __init__(self, curriculum: Curriculum, progress: Progress) -> None:
        self.curriculum = curriculum
        self._progress = progress
        self._settled = find_settled(curriculum, progress)
        self._blockers = Readiness(curriculum, progress).blockers

    def order(self, ways: Sequence[Set[str]] = ()) -> Order:
        """Return the order of what is in progress, leads to goals, and is asked for by 100 percent.

        `ways` are what leads to goals, as `ways_of` has it: each set with all that it waits for,
        the first one first. The members are those that the curriculum holds.
        """
        if not has_choices(self.curriculum):
            return self._make_order(self.before, ways)
        begun = walk(self._doing, self.curriculum.requires, self._settled).keys()
        anyway = begun | set().union(*ways)
        needed = find_needed(self.curriculum, self._progress, lambda one: one.asked, anyway)
        return self._make_order([key for key in self.before if key in needed], ways)

    def cut(self, keys: Iterable[str], ways: Sequence[Set[str]]) -> Order:
        """Return the order that has some ways, cut to what leads along them: the same sequence.

        The keys are all that is on the ways. So what else is in progress has come before them,
        what else is to learn comes after them, and neither need be put in order.
        """
        return self._make_order([key for key in keys if key in self.before], ways)

    def _make_order(self, members: Iterable[str], ways: Sequence[Set[str]]) -> Order:
        before = {key: self.before[key] for key in members}
        stages = {key: stage for key, stage in self._begun.items() if key in before}
        for number, way in enumerate(ways):
            for key in way:
                if key in before:
                    stages.setdefault(key, (GOAL, number))
        return Order(self, before, stages)

    @cached_property
    def before(self) -> Mapping[str, Sequence[str]]:
        """All that is unfinished, each with what comes directly before it."""
        placed = self.curriculum.locations
        return {key: self._blockers(key) for key in placed if key not in self._settled}

    @cached_property
    def _doing(self) -> list[str]:
        return [key for key in self._progress.doing() if key in self.before]

    @cached_property
    def _begun(self) -> Mapping[str, tuple[int, int]]:
        """The stages of what is in progress, and of what that waits for."""
        stages: dict[str, tuple[int, int]] = {}
        for number, key in enumerate(key for key in self._doing if not self.before[key]):
            stages[key] = BEGUN, number
        for number, key in enumerate(key for key in self._doing if self.before[key]):
            for other in walk([key], self.before):
                stages.setdefault(other, (BLOCKED, number))
        return stages

    @cached_property
    def learned(self) -> Sequence[str]:
        """What was learned last, the latest at the end."""
        learned, placed = self._progress.learned(), self.curriculum.locations
        latest = (k for k in reversed(self._progress.states) if k in learned and k in placed)
        return [*islice(latest, RUN)][::-1]

    @cached_property
    def first(self) -> Mapping[str, None]:
        """What every order begins with: what is in progress with what that waits for, in order."""
        before = {key: self.before[key] for key in self._begun}
        return dict.fromkeys(_put_in_order(self, before, self._begun, self.learned))

    @cached_property
    def places(self) -> Mapping[str, tuple[int, Subject]]:
        """The place of each item in the file, and its subject."""
        places: dict[str, tuple[int, Subject]] = {}
        for number, level in enumerate(self.curriculum.levels):
            for part, category in enumerate(level.categories):
                for key in category.items:
                    places.setdefault(key, (len(places), (number, part)))
        return places

    @cached_property
    def priorities(self) -> Mapping[str, int]:
        """The rank of the priority of each unfinished item, 0 the highest.

        An item has the highest of its own and of those that wait for it in its category: what an
        essential item needs there is as urgent as that one.
        """
        own, places = self.curriculum.priority, self.places
        ranks = {key: PRIORITIES.index(own.get(key, DEFAULT_PRIORITY)) for key in self.before}
        lowest = max(ranks.values(), default=0)
        urgent = sorted((key for key in ranks if ranks[key] < lowest), key=ranks.__getitem__)
        while urgent:
            found = []
            for key in urgent:
                for other in self.before[key]:
                    if ranks[other] > ranks[key] and places[other][1] == places[key][1]:
                        ranks[other] = ranks[key]
                        found.append(other)
            urgent = found
        return ranks

    def describe(self, key: str) -> tuple[Subject, bool]:
        """Return an item's subject, and whether it is theory."""
        return self.places[key][1], self.curriculum.kinds[key] in THEORY


def find_order(curriculum: Curriculum, progress: Progress, ways: Sequence[Set[str]] = ()) -> Order:
    """Return the order of what is to learn; `ways` lead to goals, as `Basis.order` has it."""
    return Basis(curriculum, progress).order(ways)


def _find_waiting(
    before: Mapping[str, Sequence[str]], chosen: Collection[str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {key: [] for key in chosen}
    for key, others in before.items():
        for other in others:
            if other in found:
                found[other].append(key)
    return found


def _put_in_order(
    basis: Basis,
    members: Mapping[str, Sequence[str]],
    stages: Mapping[str, tuple[int, int]],
    last: Iterable[str],
) -> Iterator[str]:
    """Yield the members that no circle blocks, as if what is no member were learned already."""
    queue = _Queue(basis, stages, last)
    left = {key: sum(o in members for o in before) for key, before in members.items()}
    followers = _find_waiting(members, members)
    for key, number in left.items():
        if not number:
            queue.add(key)
    while (taken := queue.take()) is not None:
        yield taken
        for follower in followers[taken]:
            left[follower] -= 1
            if not left[follower]:
                queue.add(follower)


class _Queue:
    """What could come next, and what came last."""

    def __init__(
        self, basis: Basis, stages: Mapping[str, tuple[int, int]], last: Iterable[str]
    ) -> None:
        self._basis = basis
        self._of = stages
        self._stages: list[Stage] = []
        self._heaps: dict[Stage, dict[tuple[Subject, bool], list[tuple[int, int, str]]]] = {}
        self._last = deque(map(basis.describe, last), maxlen=RUN)

    def add(self, key: str) -> None:
        """Add an item that waits for nothing any more."""
        place, subject = self._basis.places[key]
        stage = Stage(*self._of.get(key, (REST, 0)), subject[0])
        if stage not in self._heaps:
            self._heaps[stage] = {}
            heappush(self._stages, stage)
        heap = self._heaps[stage].setdefault(self._basis.describe(key), [])
        heappush(heap, (self._basis.priorities[key], place, key))

    def take(self) -> str | None:
        """Return what comes next, if anything is left."""
        if not self._stages:
            return None
        heaps = self._heaps[self._stages[0]]
        natures = {theory for _, theory in self._last}
        enough = natures if len(self._last) == RUN and len(natures) == 1 else set()
        current = self._find_subject()

        def rank(kind: tuple[Subject, bool]) -> tuple[object, ...]:
            subject, theory = kind
            return theory in enough, subject != current, subject, heaps[kind][0]

        chosen = min(heaps, key=rank)
        _, _, key = heappop(heaps[chosen])
        if not heaps[chosen]:
            del heaps[chosen]
        if not heaps:
            del self._heaps[heappop(self._stages)]
        self._last.append(chosen)
        return key

    def _find_subject(self) -> Subject | None:
        """Return the subject of most of what came last; a single turn elsewhere is none."""
        counts = Counter(subject for subject, _ in self._last)
        return next((one for one in counts if 2 * counts[one] > len(self._last)), None)

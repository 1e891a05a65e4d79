"""The order: the one sequence in which unfinished items are learned.

`plan` is it, `next` its members that wait for nothing, `path` the same with one goal.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from itertools import islice
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

    curriculum: Curriculum
    before: Mapping[str, Sequence[str]]
    stages: Mapping[str, tuple[int, int]]
    learned: Sequence[str]

    @property
    def begun(self) -> list[str]:
        """What is in progress, and what that waits for."""
        return [key for key, (kind, _) in self.stages.items() if kind in (BEGUN, BLOCKED)]

    def waiting(self, chosen: Collection[str]) -> dict[str, list[str]]:
        """Return for each of the chosen members which others wait directly for it."""
        found: dict[str, list[str]] = {key: [] for key in chosen}
        for key, before in self.before.items():
            for other in before:
                if other in found:
                    found[other].append(key)
        return found

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
        queue = _Queue(self)
        left = {key: len(before) for key, before in self.before.items()}
        followers = self.waiting(left)
        for key, number in left.items():
            if not number:
                queue.add(key)
        while (taken := queue.take()) is not None:
            yield taken
            del left[taken]
            for follower in followers[taken]:
                left[follower] -= 1
                if not left[follower]:
                    queue.add(follower)
        yield from walk(left, {key: [o for o in self.before[key] if o in left] for key in left})


def find_order(curriculum: Curriculum, progress: Progress, ways: Sequence[Set[str]] = ()) -> Order:
    """Return the order of what is in progress, leads to goals, and is asked for by 100 percent.

    `ways` are what leads to goals, as `ways_of` has it: each set with all that it waits for, the
    first one first. The members are those that the curriculum holds.
    """
    settled = find_settled(curriculum, progress)
    placed = curriculum.locations.keys()
    doing = [key for key in progress.doing() if key in placed and key not in settled]
    if has_choices(curriculum):
        begun = walk(doing, curriculum.requires, settled).keys()
        anyway = begun | set().union(*ways)
        needed = find_needed(curriculum, progress, lambda summary: summary.asked, anyway)
        members = [key for key in placed if key in needed]
    else:
        members = [key for key in placed if key not in settled]
    blockers = Readiness(curriculum, progress).blockers
    before = {key: blockers(key) for key in members}
    stages: dict[str, tuple[int, int]] = {}
    for number, key in enumerate(key for key in doing if not before[key]):
        stages[key] = BEGUN, number
    for number, key in enumerate(key for key in doing if before[key]):
        for other in walk([key], before):
            stages.setdefault(other, (BLOCKED, number))
    for number, way in enumerate(ways):
        for key in way:
            if key in before:
                stages.setdefault(key, (GOAL, number))
    learned = progress.learned()
    latest = (key for key in reversed(progress.states) if key in learned and key in placed)
    return Order(curriculum, before, stages, [*islice(latest, RUN)][::-1])


class _Queue:
    """What could come next, and what came last."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._kinds = order.curriculum.kinds
        self._places: dict[str, tuple[int, Subject]] = {}
        for number, level in enumerate(order.curriculum.levels):
            for part, category in enumerate(level.categories):
                for key in category.items:
                    self._places.setdefault(key, (len(self._places), (number, part)))
        self._priorities = _inherit_priorities(order, self._places)
        self._stages: list[Stage] = []
        self._heaps: dict[Stage, dict[tuple[Subject, bool], list[tuple[int, int, str]]]] = {}
        self._last = deque(map(self._describe, order.learned), maxlen=RUN)

    def _describe(self, key: str) -> tuple[Subject, bool]:
        """Return an item's subject, and whether it is theory."""
        return self._places[key][1], self._kinds[key] in THEORY

    def add(self, key: str) -> None:
        """Add an item that waits for nothing any more."""
        place, subject = self._places[key]
        stage = Stage(*self._order.stages.get(key, (REST, 0)), subject[0])
        if stage not in self._heaps:
            self._heaps[stage] = {}
            heappush(self._stages, stage)
        heap = self._heaps[stage].setdefault(self._describe(key), [])
        heappush(heap, (self._priorities[key], place, key))

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


def _inherit_priorities(order: Order, places: Mapping[str, tuple[int, Subject]]) -> dict[str, int]:
    """Return the rank of the priority of each member, 0 the highest.

    An item has the highest of its own and of those that wait for it in its category: what an
    essential item needs there is as urgent as that one.
    """
    own = order.curriculum.priority
    ranks = {key: PRIORITIES.index(own.get(key, DEFAULT_PRIORITY)) for key in order.before}
    lowest = max(ranks.values(), default=0)
    urgent = sorted((key for key in ranks if ranks[key] < lowest), key=ranks.__getitem__)
    while urgent:
        found = []
        for key in urgent:
            for other in order.before[key]:
                if ranks[other] > ranks[key] and places[other][1] == places[key][1]:
                    ranks[other] = ranks[key]
                    found.append(other)
        urgent = found
    return ranks

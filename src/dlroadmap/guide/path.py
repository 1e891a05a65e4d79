"""How to get to an item: all that is open before it, why, and what lies behind it.

Every declared edge is followed, also to items that the curriculum in use leaves out. What is done,
skipped or assumed is where the search ends: what comes before it is not asked for.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import ceil

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum, Item, Level, Location
from dlroadmap.guide.aims import Aim, aim_at, holds, ways_of
from dlroadmap.guide.order import Basis
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.settled import find_settled, see_from
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import ITEM, Goal


@dataclass(frozen=True)
class Edge:
    """A prerequisite: the key `before` comes before the key `after`, because of a reason."""

    before: str
    after: str
    because: str


@dataclass(frozen=True)
class Step:
    """An item with its state; `location` is None outside the curriculum in use.

    `needs` are the hours to reckon with. An `assumed` item is one that the curriculum in use takes
    for known.
    """

    item: Item
    state: str
    location: Location | None
    needs: float
    assumed: bool

    @property
    def outside(self) -> bool:
        """Whether the curriculum in use leaves the item out."""
        return self.location is None

    @property
    def guessed(self) -> bool:
        """Whether `needs` is an estimate, as nobody has said the hours."""
        return self.item.hours is None


@dataclass(frozen=True)
class Path:
    """What is unfinished on the way to some aims, they themselves among it.

    `steps` stand in an order that can be followed, `edges` in the order of the steps they lead to.
    """

    aims: tuple[Aim, ...]
    steps: tuple[Step, ...]
    edges: tuple[Edge, ...]

    @property
    def hours(self) -> float:
        """The hours to reckon with for all steps."""
        return round(sum(step.needs for step in self.steps), 2)

    @property
    def guessed(self) -> int:
        """How many steps have no hours of their own."""
        return sum(step.guessed for step in self.steps)

    @property
    def by_key(self) -> Mapping[str, Step]:
        """The steps, each under its key."""
        return {step.item.key: step for step in self.steps}


@dataclass(frozen=True)
class Why:
    """Why an item or a section waits, and what it is for.

    A section has no `step` of its own. `inside` are its items, or the item itself, and it is
    `ready` where any of them is. `chains` has, for each unfinished item before them that waits for
    nothing itself, the shortest way up to one of them. `opens` are the items that require them,
    `behind` all that come after these too: the unfinished ones, or every one if nothing is left to
    do in it. `gates` are the levels whose `ready_when` names one of them or something behind.
    """

    aim: Aim
    step: Step | None
    inside: tuple[str, ...]
    ready: bool
    path: Path
    chains: tuple[tuple[Edge, ...], ...]
    opens: tuple[tuple[Edge, Step], ...]
    behind: tuple[str, ...]
    milestones: tuple[Step, ...]
    gates: tuple[Level, ...]
    goals: tuple[Aim, ...]

    @property
    def unblocked(self) -> list[Step]:
        """The unfinished items inside that nothing blocks."""
        blocked = {edge.after for edge in self.path.edges}
        targets = set(self.aim.targets) - blocked
        return [step for step in self.path.steps if step.item.key in targets]


@dataclass(frozen=True)
class Fit:
    """Whether some hours fit into so many weeks; `hours_per_week` is what they take, rounded up."""

    weeks: float
    fits: bool
    hours_per_week: float


def check_fit(hours: float, weeks: float, pace: float) -> Fit:
    """Return whether hours fit into weeks at a pace in hours a week."""
    needed = ceil(round(hours / weeks * 10, 6)) / 10
    return Fit(weeks, hours <= weeks * pace + 1e-9, needed)


class Surroundings:
    """A curriculum in use with what lies around it, and one progress.

    `others` are curricula that know more of the items outside: their homes, and those that hold a
    goal. Items outside take their order from the first of them that places them.
    """

    def __init__(
        self, curriculum: Curriculum, progress: Progress, others: Sequence[Curriculum] = ()
    ) -> None:
        self._curriculum = curriculum
        self._progress = progress
        self._known = (curriculum, *others)
        self._settled = find_settled(curriculum, progress)
        self._basis = Basis(curriculum, progress)
        self._steps: dict[str, Step] = {}
        self._requires: dict[str, Sequence[str]] = {}
        self._before: dict[str, Sequence[str]] = {}
        for one in reversed(self._known):
            self._requires.update(one.requires)

    def path(self, aims: Sequence[Aim]) -> Path:
        """Return what is unfinished on the way to some aims, each item once.

        They stand in the order that has these aims alone; what lies outside stands right before
        the first that waits for it.
        """
        before = self._follow(ways_of(aims))
        steps = tuple(map(self.step, before))
        index = {key: number for number, key in enumerate(before)}
        edges = [
            self._make_edge(other, step.item)
            for step in steps
            for other in sorted(before[step.item.key], key=index.__getitem__)
        ]
        return Path(tuple(aims), steps, tuple(edges))

    def route(self, key: str) -> list[str]:
        """Return the keys of what `path` lists for an item."""
        # From what the curriculum in use knows, one walk finds all that `aim_at` does.
        known = self._curriculum.knows(key)
        return list(self._follow([{key} if known else self.aim_at(key).way]))

    @property
    def title(self) -> str:
        """The title of the curriculum in use."""
        return self._curriculum.title

    @property
    def keys(self) -> list[str]:
        """All that the curriculum in use holds, in its order, then what this leads back to."""
        placed = self._curriculum.locations
        return [*placed, *self._sort_by_rank(walk(placed, self._requires).keys() - placed)]

    @property
    def unfinished(self) -> Mapping[str, Sequence[str]]:
        """Those of them that are to learn, each after all that it waits for, which it has."""
        return walk(self.keys, self._requires, self._settled)

    def _follow(self, ways: Sequence[Set[str]]) -> Mapping[str, Sequence[str]]:
        """Return what `path` lists for some ways, each with what comes before it."""
        led = [walk(way, self._requires, self._settled) for way in ways]
        found = {key: before for one in led for key, before in one.items()}
        for key, before in found.items():
            if key not in self._before:
                self._before[key] = self._sort_by_rank(before)
        ranked = self._sort_by_rank(found)
        return walk([*self._basis.cut(ranked, [one.keys() for one in led]), *ranked], self._before)

    def aim_at(self, key: str) -> Aim:
        """Return what it comes to, to head for an item."""
        return aim_at(Goal(key), self._curriculum, self._find_knower(key), self._progress)

    def step(self, key: str) -> Step:
        """Return an item of this curriculum or around it, with its state."""
        if key not in self._steps:
            used, knower = self._curriculum, self._find_knower(key)
            self._steps[key] = Step(
                item=knower.items[key],
                state=self._progress.state(key),
                location=used.locations.get(key),
                needs=knower.needs[key],
                assumed=key in used.assumed,
            )
        return self._steps[key]

    def why(self, aim: Aim, aims: Sequence[Aim] = ()) -> Why:
        """Return why an aim waits and what it is for; `aims` are what the learner heads for."""
        inside = aim.items
        path = self.path([aim])
        dependents = self._find_dependents(aim)
        behind = self._sort_by_rank(walk(inside, dependents).keys() - {*inside})
        reached = {*inside, *behind}
        opens = {after: key for key in reversed(inside) for after in dependents.get(key, ())}
        return Why(
            aim=aim,
            step=self.step(aim.key) if aim.goal.of == ITEM else None,
            inside=tuple(inside),
            ready=any(map(self._is_ready, inside)),
            path=path,
            chains=self._find_chains(inside, path),
            opens=tuple(
                (self._make_edge(opens[after.item.key], after.item), after)
                for after in map(self.step, self._sort_by_rank(opens.keys() - {*inside}))
            ),
            behind=tuple(behind),
            milestones=tuple(
                after for after in map(self.step, behind) if after.item.kind == "milestone"
            ),
            gates=tuple(
                one for one in self._curriculum.levels if not reached.isdisjoint(one.ready_when)
            ),
            goals=tuple(
                one
                for one in aims
                if not reached.isdisjoint(one.targets) and one.goal.identity != aim.goal.identity
            ),
        )

    def _is_ready(self, key: str) -> bool:
        # As `show` does: the first curriculum that places the item.
        placing = (one for one in self._known if key in one.locations)
        holder = next(placing, self._find_knower(key))
        return Readiness(see_from(self._curriculum, holder), self._progress).ready(key)

    def _find_chains(self, inside: Sequence[str], path: Path) -> tuple[tuple[Edge, ...], ...]:
        """Return the shortest way up from each item before some that can be done today."""
        ends = set(inside)
        before: dict[str, list[Edge]] = {}
        for edge in path.edges:
            before.setdefault(edge.after, []).append(edge)
        up: dict[str, Edge] = {}
        queue = [key for key in inside if key in path.by_key]
        for node in queue:
            for edge in before.get(node, ()):
                if edge.before not in up and edge.before not in ends:
                    up[edge.before] = edge
                    queue.append(edge.before)
        chains = []
        for start in (step.item.key for step in path.steps):
            if start not in before and start in up:
                links = [up[start]]
                while links[-1].after not in ends:
                    links.append(up[links[-1].after])
                chains.append(tuple(links))
        return tuple(chains)

    def _find_dependents(self, aim: Aim) -> dict[str, list[str]]:
        """Return what waits directly for each item; of a settled aim, what ever required any."""
        left_out = self._settled if aim.way else set()
        knower = next((one for one in self._known if holds(one, aim.goal)), self._curriculum)
        found: dict[str, list[str]] = {}
        for after, before in knower.requires.items():
            if after not in left_out:
                for other in before:
                    found.setdefault(other, []).append(after)
        return found

    def _find_knower(self, key: str) -> Curriculum:
        """Return the first curriculum that knows an item: the one in use, or another."""
        return next((one for one in self._known if one.knows(key)), self._curriculum)

    def _make_edge(self, before: str, after: Item) -> Edge:
        because = next((one.because for one in after.requires if one.key == before), "")
        return Edge(before, after.key, because)

    def _sort_by_rank(self, keys: Iterable[str]) -> list[str]:
        return sorted(set(keys), key=self._rank.__getitem__)

    @cached_property
    def _rank(self) -> dict[str, int]:
        """The rank of every item: as the curriculum in use has it, then the others, then by key.

        The columns of a curriculum do not tell it: outside its places their order depends on how
        prerequisites were declared.
        """
        placed = chain.from_iterable(one.locations for one in self._known)
        rest = sorted(set(chain.from_iterable(one.hours for one in self._known)))
        return {key: rank for rank, key in enumerate(dict.fromkeys(chain(placed, rest)))}

"""How well `dlr assess` finds out what simulated learners know, and how long a question takes.

The learners are drawn in four ways. None of them is the model's own, a Gaussian process: no
learner below has normal scores, a covariance, or anything else that the model is made of.

- threshold: ability against a difficulty made of depth and hours, through a logistic curve; an
  item is known only if all before it is, but for one item in twenty.
- goals: a random set of goals with all before them, of which a tenth is forgotten.
- reader: the file from its first item to some point, with gaps, and a few pet categories.
- coder: taught by practice: programming, tools and projects far ahead, little mathematics.

Five of a hundred answers are wrong: an item that is known is denied, or one that is not is
claimed. Compared are:

- nothing: the model before any answer.
- levels: the model with questions in file order, evenly spread over the levels, the first first.
- assess: what `dlr assess` does.
- oracle: a filter of many particles drawn in the very way in which the learner was, which asks
  what tells its particles most. It is no upper bound: its particles are fewer than the states.

`make bench` sums it up. What is known of each kind of learner is printed by:
python benchmarks/placement.py [LEARNERS OF EACH KIND] [CURRICULUM]
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import exp, log
from pathlib import Path
from statistics import mean
from tempfile import TemporaryDirectory
from typing import NamedTuple

import page
from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.compiled import Opener
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Requirement
from dlroadmap.guide.placement import KNOWN, SURE, Placement
from dlroadmap.guide.readiness import Readiness
from dlroadmap.paths import bundled
from dlroadmap.progress.fold import Progress

ERRORS = 0.05
CHECKED = (0, 5, 10, 15, 20, 25)
PARTICLES = 20_000
PRACTICE = frozenset(
    {
        *("programming", "numpy", "frameworks", "data-handling", "working-habits", "debugging"),
        *("training", "tracking", "hyperparameters", "custom-projects", "large-scale-training"),
        *("inference", "production", "accelerators"),
    }
)


def dice(seed: str) -> random.Random:
    """Return a source of chance that always throws the same."""
    return random.Random(seed)  # noqa: S311


class Field:
    """A curriculum as the learners are drawn on it."""

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum
        self.keys = list(curriculum.locations)
        self.before: dict[str, frozenset[str]] = {}
        self.depth: dict[str, int] = {}
        for key in curriculum.hours:
            self._measure(key)
        self.order = sorted(curriculum.hours, key=self.depth.__getitem__)
        self.categories = [part for level in curriculum.levels for part in level.categories]

    def _measure(self, key: str) -> None:
        stack = [key]
        while stack:
            here = stack[-1]
            required = self.curriculum.requires.get(here, ())
            waiting = [other for other in required if other not in self.depth]
            stack += waiting
            if not waiting:
                stack.pop()
                self.depth[here] = 1 + max((self.depth[o] for o in required), default=0)
                self.before[here] = frozenset(required).union(*(self.before[o] for o in required))


def threshold(field: Field, chance: random.Random) -> set[str]:
    """Draw a learner with an ability that difficulty is measured against."""
    ability, steepness = chance.uniform(-1, 1.1), chance.choice((4, 8))
    deepest = max(field.depth.values())
    known: set[str] = set()
    for key in field.order:
        hours = field.curriculum.needs[key]
        difficulty = 2 * field.depth[key] / deepest - 1 + 0.02 * (hours - 5)
        follows = known.issuperset(field.curriculum.requires.get(key, ()))
        if chance.random() < _logistic(steepness * (ability - difficulty)) and (
            follows or chance.random() < ERRORS
        ):
            known.add(key)
    return known


def goals(field: Field, chance: random.Random) -> set[str]:
    """Draw a learner who reached some goals, and forgot a tenth."""
    number = int(exp(chance.uniform(0, log(max(len(field.order) / 8, 1.1)))))
    reached = chance.sample(field.order, number)
    known = set(reached).union(*(field.before[key] for key in reached))
    return {key for key in sorted(known) if chance.random() > 0.1}


def reader(field: Field, chance: random.Random) -> set[str]:
    """Draw a learner who read on from the first item, and has pet categories."""
    end = chance.randrange(len(field.keys))
    known = {key for key in field.keys[:end] if chance.random() > 0.12}
    for category in chance.sample(
        field.categories, min(len(field.categories), chance.randrange(6))
    ):
        known |= {key for key in category.items if chance.random() < 0.8}
    return known


def coder(field: Field, chance: random.Random) -> set[str]:
    """Draw a learner who knows how, and seldom why."""
    reach = chance.uniform(0.1, 0.9)
    known = set()
    for number, key in enumerate(field.keys):
        category, share = field.curriculum.locations[key][1].id, number / len(field.keys)
        if category in PRACTICE:
            likely = 0.9 if share < reach + 0.25 else 0.25
        elif category in ("mathematics", "theory", "backpropagation"):
            likely = 0.12
        else:
            likely = 0.8 * _logistic(8 * (reach - 0.3 - share))
        if chance.random() < likely:
            known.add(key)
    return known


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-value))


Draw = Callable[[Field, random.Random], set[str]]
KINDS: tuple[Draw, ...] = (threshold, goals, reader, coder)


class Oracle:
    """Particles drawn as the learner was; one integer an item, with a bit for every particle."""

    def __init__(self, field: Field, draw: Draw, particles: int = PARTICLES) -> None:
        self.field = field
        chance = dice(f"particles of {draw.__name__}")
        rows = {key: bytearray(particles // 8) for key in field.curriculum.hours}
        for particle in range(particles):
            for key in draw(field, chance):
                rows[key][particle >> 3] |= 1 << (particle & 7)
        self.bits = [int.from_bytes(rows[key], "little") for key in field.keys]
        self.whole = (1 << particles) - 1

    def begin(self) -> None:
        """Forget the answers; `classes[n]` are the particles with n answers against them."""
        self.classes = [self.whole]
        self.asked: set[int] = set()

    def answer(self, index: int, yes: bool) -> None:
        """Take an answer in."""
        against = self.bits[index] ^ (self.whole if yes else 0)
        moved = [each & against for each in self.classes]
        stayed = [each & ~against for each in self.classes]
        self.classes = [a | b for a, b in zip([*stayed, 0], [0, *moved], strict=True)]
        self.asked.add(index)

    def _weighted(self) -> list[tuple[float, int]]:
        ratio = ERRORS / (1 - ERRORS)
        weighted = [(ratio**n, each) for n, each in enumerate(self.classes) if each]
        return [(w, each) for w, each in weighted if w > weighted[0][0] * 1e-6]

    def probabilities(self) -> list[float]:
        """Return how likely each item is known."""
        weighted = self._weighted()
        total = sum(w * each.bit_count() for w, each in weighted)
        return [sum(w * (b & each).bit_count() for w, each in weighted) / total for b in self.bits]

    def question(self) -> int:
        """Return the index of the item that tells most about a sample of all."""
        chances, weighted = self.probabilities(), self._weighted()
        total = sum(w * each.bit_count() for w, each in weighted)
        left = [n for n in range(len(self.bits)) if n not in self.asked]
        left.sort(key=lambda n: abs(chances[n] - 0.5))
        witnesses = range(len(self.asked) % 7, len(self.bits), 7)

        def gain(index: int) -> float:
            yes, bits = chances[index], self.bits[index]
            sides = [(w, each & bits) for w, each in weighted]
            spread = max(yes * (1 - yes), 1e-9)
            both = (
                sum(w * (each & self.bits[n]).bit_count() for w, each in sides) / total
                for n in witnesses
            )
            moved = sum((p - yes * chances[n]) ** 2 for n, p in zip(witnesses, both, strict=True))
            heard = ERRORS + (1 - 2 * ERRORS) * yes
            return moved / (heard * (1 - heard)) if spread > 1e-6 else 0

        return max(left[:20], key=gain)


Scores = dict[int, tuple[float, float]]


def score(
    field: Field, known: set[str], found: set[str], frontier: Iterable[str]
) -> tuple[float, float]:
    """Return the share of items classed right, and of the frontier that is truly ready."""
    right = mean((key in found) == (key in known) for key in field.keys)
    truth = Readiness(field.curriculum, Progress(dict.fromkeys(known, "done"), {}))
    ready = [truth.ready(key) for key in frontier]
    return right, mean(ready) if ready else 1.0


def said(known: bool, chance: random.Random) -> bool:
    """Return what a learner answers."""
    return known != (chance.random() < ERRORS)


def by_assess(field: Field, known: set[str], seed: str, order: Sequence[str] | None) -> Scores:
    """Ask as `dlr assess` does, or in a fixed order."""
    chance, placement, scores = (
        dice(seed),
        Placement(field.curriculum, Progress({}, {})),
        {},
    )
    for number in range(max(CHECKED) + 1):
        if number in CHECKED:
            result = placement.result()
            scores[number] = score(field, known, set(result.known), result.frontier)
        key = order[number % len(order)] if order else placement.question()
        if key is not None:
            placement.answer(key, "yes" if said(key in known, chance) else "no")
    return scores


def by_oracle(field: Field, known: set[str], seed: str, oracle: Oracle) -> Scores:
    """Ask as the oracle does."""
    chance, scores = dice(seed), {}
    oracle.begin()
    for number in range(max(CHECKED) + 1):
        if number in CHECKED:
            likely = dict(zip(field.keys, oracle.probabilities(), strict=True))
            found = {key for key in field.keys if likely[key] >= KNOWN}
            had = [key for key in field.keys if likely[key] >= SURE]
            sure = Readiness(field.curriculum, Progress(dict.fromkeys(had, "done"), {}))
            less = Readiness(field.curriculum, Progress(dict.fromkeys(found, "done"), {}))
            unknown = [key for key in field.keys if key not in found]
            frontier = [key for key in unknown if sure.ready(key)] or filter(less.ready, unknown)
            scores[number] = score(field, known, found, frontier)
        index = oracle.question()
        oracle.answer(index, said(field.keys[index] in known, chance))
    return scores


def level_by_level(field: Field) -> list[str]:
    """Return 25 items in file order, as many of each level as of the others."""
    order: list[str] = []
    levels = field.curriculum.levels
    for number, level in enumerate(levels):
        keys = [key for part in level.categories for key in part.items]
        many = 25 * (number + 1) // len(levels) - 25 * number // len(levels)
        order += [keys[(2 * n + 1) * len(keys) // (2 * many)] for n in range(many)]
    return list(dict.fromkeys(order)) + [key for key in field.keys if key not in order][:25]


def row(name: str, scores: Sequence[Scores], part: int) -> str:
    """Return a line of the table."""
    columns = "".join(f"{100 * mean(each[n][part] for each in scores):8.1f}" for n in CHECKED)
    return f"{name:<22}{columns}"


def opened(id: str) -> Curriculum:
    """Return a curriculum that comes with dlr."""
    library = Library((bundled(),))
    main = library.find(id)
    if main is None:
        raise SystemExit(f"There is no curriculum {id}.")
    with TemporaryDirectory() as folder:
        curriculum = Opener(library, Path(folder), compile_when_needed).open(main).curriculum
        # Items are read on demand from the compiled form, which is about to go.
        items = {key: curriculum.items[key] for key in curriculum.hours}
    return replace(curriculum, items=items)


def made(number: int) -> Curriculum:
    """Make a curriculum of any size: ten levels, items that require two earlier ones at most."""
    chance = dice(f"made {number}")
    keys = [f"made/item-{n}" for n in range(number)]
    before = {
        key: tuple({keys[chance.randrange(max(0, n - 60), n)] for _ in range(2)})
        for n, key in enumerate(keys)
        if n
    }
    items = {
        key: Item(key, key, "", "concept", "important", 4.0,
                  tuple(Requirement(other, "") for other in before.get(key, ())),
                  (), (), (), (), ())
        for key in keys
    }  # fmt: skip
    parts = [
        Category(f"category-{n}", "", "", None, tuple(keys[n : n + 12]))
        for n in range(0, number, 12)
    ]
    size = -(-len(parts) // 10)
    levels = tuple(
        Level(f"level-{n}", "", "", None, None, (), tuple(parts[n : n + size]))
        for n in range(0, len(parts), size)
    )
    return Curriculum("made", "", "", None, levels, dict.fromkeys(keys, 4.0), {}, before,
                      dict.fromkeys(keys, "concept"), {}, items)  # fmt: skip


class Pace(NamedTuple):
    """Seconds of CPU time: to the first question, and from an answer to the next question."""

    items: int
    first: float
    mean: float
    most: float


def pace(curriculum: Curriculum) -> Pace:
    """Return how long it takes to begin, and to take an answer and find the next question."""
    field = Field(curriculum)
    known = threshold(field, dice("pace"))
    gc.disable()  # as dlr does
    start = time.process_time()
    placement = Placement(curriculum, Progress({}, {}))
    key = placement.question()
    begun = time.process_time() - start
    times = []
    while key is not None and placement.asked < 25:
        start = time.process_time()
        placement.answer(key, "yes" if key in known else "no")
        key = placement.question()
        times.append(time.process_time() - start)
    gc.enable()
    return Pace(len(field.keys), begun, mean(times), max(times))


Trial = dict[str, list[Scores]]
"""What came of each way to ask, for each learner."""


def tried(curriculum: Curriculum, learners: int, particles: int) -> dict[str, Trial]:
    """Return what came of each kind of learner, and of all together."""
    field = Field(curriculum)
    order = level_by_level(field)
    trials: dict[str, Trial] = {}
    every: Trial = {}
    for draw in KINDS:
        oracle = Oracle(field, draw, particles)
        ways: Trial = {"levels": [], "assess": [], "oracle": []}
        for number in range(learners):
            seed = f"{draw.__name__} {number}"
            known = draw(field, dice(seed))
            ways["levels"].append(by_assess(field, known, seed, order))
            ways["assess"].append(by_assess(field, known, seed, None))
            ways["oracle"].append(by_oracle(field, known, seed, oracle))
        trials[draw.__name__] = ways
        for name, scores in ways.items():
            every.setdefault(name, []).extend(scores)
    return {**trials, "all learners": every}


def section(id: str, learners: int, particles: int) -> Iterator[str]:
    """Yield the part of the page: all learners of a curriculum, and how long a question takes."""
    curriculum = opened(id)
    ways = tried(curriculum, learners, particles)["all learners"]
    yield "## Assessment\n"
    yield "How many of 100 items `dlr assess` classes right after so many questions: the mean of"
    yield f"{learners * len(KINDS)} simulated learners of {len(KINDS)} kinds, who answer"
    yield f"{100 * ERRORS:.0f} of 100 questions wrong. Beside it stand questions in the order of"
    yield "the file, and an oracle that knows how the learners were drawn. More on that is in"
    yield "[ADR 0011](adr/0011-placement.md).\n"
    names = {"levels": "in file order", "assess": "`dlr assess`", "oracle": "oracle"}
    rows = [
        [name, *(f"{100 * mean(each[n][0] for each in ways[way]):.1f}" for n in CHECKED)]
        for way, name in names.items()
    ]
    yield from page.table(("Questions", *map(str, CHECKED)), rows)
    yield "CPU time of a question, measured inside one process:\n"
    paces = [pace(each) for each in (curriculum, made(5_000))]
    rows = [[f"{each.items:,}", *map(page.duration, each[1:])] for each in paces]
    headings = ("Items", "First question", "Next ones, mean", "Next ones, longest")
    yield from page.table(headings, rows)


def main() -> None:
    """Print what came of each kind of learner."""
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    curriculum = opened(sys.argv[2] if len(sys.argv) > 2 else "deep-learning")
    print(f"{learners} learners of each kind; percent after questions:")
    for title, ways in tried(curriculum, learners, PARTICLES).items():
        print(f"\n{title:<22}{''.join(f'{n:>8}' for n in CHECKED)}")
        for part, what in ((0, "items right"), (1, "frontier ready")):
            for name, scores in ways.items():
                print(row(f"{what}, {name}", scores, part))


if __name__ == "__main__":
    main()

"""Curricula as simulated learners are drawn on them: the bundled one, and three that are made up.

Nobody tuned anything for the three. `deep` is like the concept graph of a university, `flat` is
a checklist with nothing but headings, and `made` has as many items as one likes.
"""

import random
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zlib import crc32

from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.compiled import Opener
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import THEORY, Category, Curriculum, Item, Level, Requirement
from dlroadmap.paths import bundled

PRACTICE = frozenset(
    {
        *("programming", "numpy", "frameworks", "data-handling", "working-habits", "debugging"),
        *("training", "tracking", "hyperparameters", "custom-projects", "large-scale-training"),
        *("inference", "production", "accelerators"),
    }
)
ON_PAPER = frozenset({"mathematics", "theory", "backpropagation"})


def dice(seed: str) -> random.Random:
    """Return a source of chance that always throws the same."""
    return random.Random(seed)


def hashed(text: str) -> float:
    """Return a number from 0 to 1 that is always the same for a text."""
    return crc32(text.encode()) / 2**32


class Field:
    """A curriculum as the learners are drawn on it.

    Where a curriculum has no prerequisites, what stands earlier under a heading is taken for the
    `path` to an item, and its place there for its `stage`; headings beside each other are near.
    """

    def __init__(self, curriculum: Curriculum) -> None:
        self.curriculum = curriculum
        self.keys = list(curriculum.locations)
        self.before: dict[str, frozenset[str]] = {}
        self.depth: dict[str, int] = {}
        for key in curriculum.hours:
            self._measure(key)
        self.order = sorted(curriculum.hours, key=self.depth.__getitem__)
        self.after: dict[str, list[str]] = {key: [] for key in self.order}
        for key in self.order:
            for other in curriculum.requires.get(key, ()):
                self.after[other].append(key)
        self.categories = [part for level in curriculum.levels for part in level.categories]
        self.areas = {each.name: each.category.items for each in curriculum.categories}
        self.area = {key: place.name for key, place in curriculum.locations.items()}
        self.subjects: dict[str, list[str]] = defaultdict(list)
        for key, place in curriculum.locations.items():
            self.subjects[place.category.id].append(key)
        self._measure_stages()
        self.bent = {name: self._bend(name) for name in self.subjects}

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

    def _measure_stages(self) -> None:
        """How advanced each item is, from 0 to 1, and what is learned before it."""
        deepest = max(self.depth.values())
        self.stage = {key: self.depth[key] / deepest for key in self.order}
        self.path: Mapping[str, frozenset[str]] = self.before
        if deepest == 1:
            self.path = path = dict(self.before)
            for items in self.areas.values():
                for number, key in enumerate(items):
                    self.stage[key] = (number + 1) / len(items)
                    path[key] = frozenset(items[:number])

    def _bend(self, subject: str) -> float:
        if subject in PRACTICE:
            return 0.9
        if subject in ON_PAPER:
            return 0.1
        if not PRACTICE.isdisjoint(self.subjects):
            return 0.5
        if self.mixed:
            keys = self.subjects[subject]
            return sum(self.curriculum.kinds[key] not in THEORY for key in keys) / len(keys)
        return (0.1, 0.5, 0.9)[int(3 * hashed(subject))]

    @cached_property
    def mixed(self) -> bool:
        """Whether kinds tell theory from practice here."""
        return len(set(self.curriculum.kinds.values())) > 1

    def bend(self, key: str) -> float:
        """Return how far the subject of an item is learned by doing, from 0 to 1."""
        return self.bent[self.subject(key)] if key in self.area else 0.5

    def subject(self, key: str) -> str:
        """Return the id of an item's category, which may have a part in every level."""
        return self.area[key].rpartition("/")[2]

    def practical(self, key: str) -> bool:
        """Return whether an item is learned by doing: by its kind, or its subject and a hash."""
        if self.mixed:
            return self.curriculum.kinds[key] not in THEORY
        return hashed(key) < self.bend(key)

    def closed(self, keys: Iterable[str]) -> set[str]:
        """Return some items and all that is learned before them."""
        keys = list(keys)
        return set(keys).union(*(self.path[key] for key in keys))

    def following(self, key: str) -> list[str]:
        """Return all items to which the path leads through one."""
        return [other for other in self.order if key in self.path[other]]

    def near(self, area: str) -> list[str]:
        """Return the other areas, those with the most prerequisites from or to this one first."""
        ties: Counter[str] = Counter()
        requires = self.curriculum.requires
        for key in self.areas[area]:
            ties.update(self.area.get(o, "") for o in (*requires.get(key, ()), *self.after[key]))
        names = list(self.areas)
        here = names.index(area)
        others = [name for name in names if name != area]
        return sorted(others, key=lambda name: (-ties[name], abs(names.index(name) - here)))

    def steps(self) -> list[list[str]]:
        """Return the areas level by level; those of a single level are cut into five."""
        if len(self.curriculum.levels) > 1:
            return [
                [f"{level.id}/{part.id}" for part in level.categories]
                for level in self.curriculum.levels
            ]
        names = list(self.areas)
        size = -(-len(names) // 5)
        return [names[n : n + size] for n in range(0, len(names), size)]


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


class Subject(NamedTuple):
    """A branch of the deep graph: where it begins and ends, what it draws on, how practical it is.

    `first` is the step of its first items, `steps` how many there are, `doing` the share of items
    that are no concepts.
    """

    id: str
    first: int
    steps: int
    uses: tuple[str, ...]
    doing: float


SUBJECTS = (
    Subject("algebra", 0, 14, (), 0.05),
    Subject("computing", 0, 16, (), 0.6),
    Subject("society", 3, 6, (), 0.2),
    Subject("analysis", 5, 14, ("algebra",), 0.05),
    Subject("systems", 7, 13, ("computing",), 0.7),
    Subject("algorithms", 8, 14, ("computing", "algebra"), 0.35),
    Subject("probability", 9, 12, ("algebra", "analysis"), 0.1),
    Subject("statistics", 14, 12, ("probability", "computing"), 0.35),
    Subject("optimization", 14, 10, ("analysis", "algebra", "algorithms"), 0.2),
    Subject("learning", 19, 13, ("statistics", "optimization", "computing"), 0.35),
    Subject("robotics", 23, 11, ("systems", "analysis", "learning"), 0.55),
    Subject("vision", 26, 9, ("learning", "algebra", "systems"), 0.45),
    Subject("language", 26, 10, ("learning", "algorithms", "society"), 0.45),
)
DOING = ("skill", "skill", "skill", "tool", "project", "project", "habit", "milestone")


def deep() -> Curriculum:
    """Make a graph of some 490 items: thirteen branches that fork and meet, in six levels.

    As in real files a few prerequisites are missing, and a few are said twice over.
    """
    chance = dice("deep")
    made: dict[str, dict[int, list[str]]] = {}
    requires: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    subjects: dict[str, str] = {}
    for step in range(max(each.first + each.steps for each in SUBJECTS)):
        for subject in SUBJECTS:
            if not subject.first <= step < subject.first + subject.steps:
                continue
            own = made.setdefault(subject.id, {})
            for _ in range(chance.choice((1, 2, 3, 3, 4, 5, 5))):
                number = sum(map(len, own.values()))
                key = f"deep/{subject.id}-{number}"
                requires[key] = _chosen(subject, step, made, requires, chance)
                doing = chance.random() < subject.doing
                read = chance.random() < 0.05
                kinds[key] = chance.choice(DOING) if doing else "reading" if read else "concept"
                subjects[key] = subject.id
                own.setdefault(step, []).append(key)
    return _leveled(requires, kinds, subjects, chance)


def _chosen(
    subject: Subject,
    step: int,
    made: Mapping[str, Mapping[int, list[str]]],
    requires: Mapping[str, list[str]],
    chance: random.Random,
) -> list[str]:
    """Choose what an item requires: of its own branch, often of another, and hubs the most."""
    own = made[subject.id]
    used = Counter(other for others in requires.values() for other in others)
    last, earlier = own.get(step - 1, []), own.get(step - 2, [])
    chosen = (
        [_hub(last if chance.random() < 0.85 else earlier or last, used, chance)] if last else []
    )
    if last and chance.random() < 0.6:
        chosen.append(_hub([*last, *last, *earlier], used, chance))
    others = [made[use] for use in subject.uses]
    recent = [[key for back in range(1, 5) for key in o.get(step - back, [])] for o in others]
    if not last:  # where a branch begins it draws on all it uses
        chosen += [_hub(keys, used, chance) for keys in recent if keys]
    elif any(recent) and chance.random() < 0.35:
        chosen.append(_hub(chance.choice(list(filter(None, recent))), used, chance))
    if chosen and chance.random() < 0.08:  # said twice over: required by what is required
        chosen += chance.sample(requires[chosen[0]], min(1, len(requires[chosen[0]])))
    if len(chosen) > 1 and chance.random() < 0.08:  # missing
        chosen.pop()
    return list(dict.fromkeys(chosen))


def _hub(keys: list[str], used: Mapping[str, int], chance: random.Random) -> str:
    sums = list(accumulate(1 + used.get(key, 0) ** 1.5 for key in keys))
    return keys[min(bisect(sums, chance.random() * sums[-1]), len(keys) - 1)]


def _leveled(
    requires: Mapping[str, list[str]],
    kinds: Mapping[str, str],
    subjects: Mapping[str, str],
    chance: random.Random,
) -> Curriculum:
    """Cut a graph into six levels by depth, and each of them into categories by subject."""
    depth: dict[str, int] = {}
    for key, required in requires.items():
        depth[key] = 1 + max((depth[other] for other in required), default=0)
    ranked = sorted(requires, key=depth.__getitem__)
    bounds = [depth[ranked[len(ranked) * n // 6]] for n in range(1, 6)]
    levels = []
    for number in range(6):
        keys = [key for key in ranked if bisect(bounds, depth[key]) == number]
        parts = []
        for subject in dict.fromkeys(each.id for each in SUBJECTS):
            own = tuple(key for key in keys if subjects[key] == subject)
            if own:
                parts.append(Category(subject, "", "", None, own))
        levels.append(Level(f"year-{number + 1}", "", "", None, None, (), tuple(parts)))
    hours = {key: float(chance.choice((1, 2, 2, 3, 4, 6, 10))) for key in ranked}
    hours |= {key: hours[key] * 3 for key in ranked if kinds[key] == "project"}
    weights = ("essential", "essential", "important", "important", "important", "useful")
    priority = {key: chance.choice(weights) for key in ranked}
    return _curriculum("deep", tuple(levels), requires, kinds, hours, priority)


def flat() -> Curriculum:
    """Make a checklist of some 300 items under 25 headings, without levels or prerequisites."""
    chance = dice("flat")
    parts = []
    for number in range(25):
        size = chance.choice((3, 5, 8, 10, 12, 14, 16, 18, 22, 28, 40))
        items = tuple(f"flat/item-{number}-{n}" for n in range(size))
        parts.append(Category(f"heading-{number}", "", "", None, items))
    level = Level("list", "", "", None, None, (), tuple(parts))
    keys = [key for part in parts for key in part.items]
    return _curriculum("flat", (level,), {}, dict.fromkeys(keys, "concept"), {}, {})


def made(number: int) -> Curriculum:
    """Make a curriculum of any size: ten levels, items that require two earlier ones at most."""
    chance = dice(f"made {number}")
    keys = [f"made/item-{n}" for n in range(number)]
    before = {
        key: tuple({keys[chance.randrange(max(0, n - 60), n)] for _ in range(2)})
        for n, key in enumerate(keys)
        if n
    }
    parts = [
        Category(f"category-{n}", "", "", None, tuple(keys[n : n + 12]))
        for n in range(0, number, 12)
    ]
    size = -(-len(parts) // 10)
    levels = tuple(
        Level(f"level-{n}", "", "", None, None, (), tuple(parts[n : n + size]))
        for n in range(0, len(parts), size)
    )
    hours = dict.fromkeys(keys, 4.0)
    return _curriculum("made", levels, before, dict.fromkeys(keys, "concept"), hours, {})


def _curriculum(
    id: str,
    levels: tuple[Level, ...],
    requires: Mapping[str, Iterable[str]],
    kinds: Mapping[str, str],
    hours: Mapping[str, float],
    priority: Mapping[str, str],
) -> Curriculum:
    keys = [key for level in levels for part in level.categories for key in part.items]
    before = {key: tuple(requires[key]) for key in keys if requires.get(key)}
    items = {
        key: Item(key, key, "", kinds[key], priority.get(key, "important"), hours.get(key),
                  tuple(Requirement(other, "") for other in before.get(key, ())),
                  (), (), (), (), ())
        for key in keys
    }  # fmt: skip
    said = {key: each for key, each in priority.items() if each != "important"}
    return Curriculum(id, "", "", None, levels, {key: hours.get(key) for key in keys}, said,
                      before, {key: kinds[key] for key in keys}, {}, items)  # fmt: skip

"""Small curricula for the guide, made by hand or drawn by chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count

from hypothesis import strategies as st

from dlroadmap.curriculum.model import (
    DEFAULT_PRIORITY,
    PRIORITIES,
    Category,
    Curriculum,
    Item,
    Level,
    Requirement,
)
from dlroadmap.format.estimates import estimate_hours
from dlroadmap.guide.aims import Aim, find_aims, ways_of
from dlroadmap.guide.order import Order, find_order
from dlroadmap.guide.path import Path, Surroundings
from dlroadmap.progress.events import STATES as KINDS
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal
from drawing import examples as examples  # for the tests of the guide


def category(*items: str, choose: int | None = None, id: str = "") -> Category:
    """Make a category of items."""
    return Category(id or "-".join(items) or "nothing", f"Category {id}", "", choose, items)


def level(*categories: Category, choose: int | None = None, id: str = "") -> Level:
    """Make a level of categories."""
    return Level(id, id, "", choose, None, (), categories)


def curriculum(
    *levels: Level,
    requires: Mapping[str, Sequence[str]] = {},
    priority: Mapping[str, str] = {},
    hours: Mapping[str, float | None] = {},
    outside: Iterable[str] = (),
    assumes: Sequence[str] = (),
) -> Curriculum:
    """Make a curriculum as the loader would: placed items in file order, then those outside."""
    named = tuple(
        Level(
            one.id or f"level-{number}",
            f"Level {number}",
            "",
            one.choose,
            None,
            (),
            one.categories,
        )
        for number, one in enumerate(levels, 1)
    )
    placed = [key for one in named for part in one.categories for key in part.items]
    keys = list(dict.fromkeys([*placed, *outside, *assumes]))
    items = {
        key: Item(
            key=key,
            title=key.upper(),
            summary="",
            kind="concept",
            priority=priority.get(key, DEFAULT_PRIORITY),
            hours=hours.get(key, 1.0),
            requires=tuple(Requirement(other, "") for other in requires.get(key, ())),
            covers=(),
            checks=(),
            aliases=(),
            tags=(),
            resources=(),
        )
        for key in keys
    }
    return Curriculum(
        id="c",
        title="C",
        description="",
        hours_per_week=None,
        levels=named,
        hours={key: item.hours for key, item in items.items()},
        priority={k: item.priority for k, item in items.items() if k in priority},
        requires={key: tuple(requires[key]) for key in keys if requires.get(key)},
        kinds={key: item.kind for key, item in items.items()},
        renames={},
        items=items,
        estimates=estimate_hours(items, placed),
        assumes=tuple(assumes),
    )


def chains(number: int = 8, length: int = 12) -> Curriculum:
    """Make chains of items, each a category in every level; all chains share a root."""
    keys = [[f"c{n}-{index}" for index in range(length)] for n in range(number)]
    requires = {
        key: [chain[index - 1]] if index else ["root"]
        for chain in keys
        for index, key in enumerate(chain)
    }
    third = length // 3
    levels = [
        level(
            *([category("root", id="root")] if not part else []),
            *(
                category(*chain[part * third : (part + 1) * third], id=f"chain-{n}")
                for n, chain in enumerate(keys)
            ),
            id=f"l{part}",
        )
        for part in range(3)
    ]
    return curriculum(*levels, requires=requires)


def progress(**states: str) -> Progress:
    """Make a progress from states by key; what is named later was said later."""
    days = count(1)
    return Progress(dict(states), {key: f"2026-01-{next(days):02}T10:00:00.000Z" for key in states})


def heading_for(said: Progress, *goals: str | Goal) -> Progress:
    """Return the progress of one who heads for these items or goals."""
    return said._replace(goals=tuple(Goal(g) if isinstance(g, str) else g for g in goals))


def aims_of(made: Curriculum, said: Progress, homes: Mapping[str, Curriculum] = {}) -> list[Aim]:
    """Return what the goals come to; `homes` know some by their key."""
    holders = {goal: homes[goal.key] for goal in said.goals if goal.key in homes}
    return find_aims(made, said, holders)


def order_of(made: Curriculum, said: Progress, homes: Mapping[str, Curriculum] = {}) -> Order:
    """Return the order of what is to learn."""
    return find_order(made, said, ways_of(aims_of(made, said, homes)))


def path_to(made: Curriculum, said: Progress, *goals: str | Goal) -> Path:
    """Return the path to some items or goals."""
    aims = aims_of(made, heading_for(said, *goals))
    return Surroundings(made, said).path(aims)


def steps_to(made: Curriculum, said: Progress, *goals: str | Goal) -> list[str]:
    """Return the keys on the path to some items or goals."""
    return [step.item.key for step in path_to(made, said, *goals).steps]


def with_kinds(made: Curriculum, kinds: Mapping[str, str]) -> Curriculum:
    """Return the curriculum with items of these kinds; the rest stay concepts."""
    items = {key: item._replace(kind=kinds.get(key, "concept")) for key, item in made.items.items()}
    return replace(made, items=items, kinds={key: item.kind for key, item in items.items()})


def plus(before: Progress, keys: Iterable[str], state: str = "done") -> Progress:
    """Return the progress after some items were put in a state."""
    keys = list(keys)
    kept = {key: old for key, old in before.states.items() if key not in keys}
    since = dict.fromkeys(keys, "2026-02-01T10:00:00.000Z")
    states = {**kept, **dict.fromkeys(keys, state)}
    return before._replace(states=states, since={**before.since, **since})


@dataclass(frozen=True)
class Case:
    """A drawn curriculum and a progress."""

    curriculum: Curriculum
    progress: Progress


@st.composite
def cases(
    draw: st.DrawFn,
    choices: bool = True,
    level_choices: bool = True,
    twice: bool = True,
    skips: bool = True,
    outside: int = 4,
    assumed: bool = False,
) -> Case:
    """Draw a small curriculum without circles, with items outside it, and a progress.

    Some items have no hours; some are `assumed` if asked for.
    """
    number = draw(st.integers(1, 10))
    keys = [f"k{n}" for n in range(number)]
    extra = [f"x{n}" for n in range(draw(st.integers(0, outside)))]
    order = draw(st.permutations([*keys, *extra]))
    requires = {}
    for place, key in enumerate(order):
        before = st.lists(st.sampled_from(order[:place]), max_size=3, unique=True)
        if place:
            requires[key] = draw(before)
    levels: list[Level] = []
    left = list(draw(st.permutations(keys)))
    while left:
        parts: list[Category] = []
        for _ in range(draw(st.integers(1, 4))):
            size = draw(st.integers(1, 4))
            inside, left = left[:size], left[size:]
            if twice and draw(st.booleans()):
                inside += [draw(st.sampled_from(keys))]
            if inside:
                choose = draw(st.none() | st.integers(1, 3)) if choices else None
                inside = list(dict.fromkeys(inside))
                parts.append(category(*inside, choose=choose, id=f"c{len(parts)}"))
        if parts:
            choose = draw(st.none() | st.integers(1, 3)) if choices and level_choices else None
            levels.append(level(*parts, choose=choose, id=f"l{len(levels)}"))
    some = st.lists(st.sampled_from([*keys, *extra]), unique=True, max_size=number)
    states = ["todo", "doing", "done", *(["skipped"] if skips else [])]
    said = {key: draw(st.sampled_from(states)) for key in draw(some)}
    assert set(states) <= set(KINDS.values())
    made = curriculum(
        *levels,
        requires=requires,
        priority={key: draw(st.sampled_from(PRIORITIES)) for key in draw(some)},
        hours={key: draw(st.sampled_from([None, 0.25, 0.5, 1.0, 3.0])) for key in draw(some)},
        outside=extra,
        assumes=draw(some) if assumed else (),
    )
    return Case(made, progress(**said))

"""A curriculum that is big enough to place people on, and people who answer."""

import random
from collections.abc import Collection, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.placement.assessment import Assessment
from dlroadmap.guide.placement.belief import ANSWERS
from dlroadmap.progress.fold import Progress

from ..building import Case, category, curriculum, level, with_kinds

EMPTY = Progress({}, {})
THEMES = ("maths", "coding", "models")
answers = st.sampled_from(tuple(ANSWERS))


def landscape() -> Curriculum:
    """Make 342 items: uneven chains of five kinds, some of which meet.

    Each chain goes through all three levels, in a category of one of three names.
    """
    parts = [{theme: list[str]() for theme in THEMES} for _ in range(3)]
    requires: dict[str, list[str]] = {}
    kinds: dict[str, str] = {}
    for n in range(34):
        length = 6 + n * 7 % 9
        for index in range(length):
            key = f"c{n}-{index}"
            list(parts[3 * index // length].values())[n % 3].append(key)
            requires[key] = [f"c{n}-{index - 1}"] if index else []
            if n > 2 and index and n % 4 == 0:
                requires[key].append(f"c{n - 3}-{min(index, 5)}")
            kinds[key] = ("concept", "project", "skill", "reading", "tool")[(n + index**2) % 5]
    made = curriculum(
        *(
            level(*(category(*keys, id=theme) for theme, keys in part.items()), id=f"l{number}")
            for number, part in enumerate(parts)
        ),
        requires=requires,
    )
    return with_kinds(made, kinds)


def headings(number: int = 24, size: int = 10) -> Curriculum:
    """Make a list of items under headings, in three levels, where nothing requires anything."""
    parts = [category(*(f"h{n}-{i}" for i in range(size)), id=f"h{n}") for n in range(number)]
    third = -(-number // 3)
    return curriculum(
        *(
            level(*parts[first : first + third], id=f"l{first // third}")
            for first in range(0, number, third)
        )
    )


def circular(case: Case) -> Case:
    """Return the case with its first item requiring its last one, and that its first."""
    keys = list(case.curriculum.locations)
    ends = {keys[0]: (keys[-1],), keys[-1]: (keys[0],)}
    requires = {**case.curriculum.requires, **ends}
    return replace(case, curriculum=replace(case.curriculum, requires=requires))


def interview(
    assessment: Assessment, known: Collection[str], most: int = 25, wrong: float = 0
) -> list[str]:
    """Answer as one who knows these items, with some answers wrong; return what was asked."""
    chance = random.Random(7)
    asked: list[str] = []
    while len(asked) < most and (key := assessment.question()) is not None:
        asked.append(key)
        assessment.answer(key, "yes" if (key in known) != (chance.random() < wrong) else "no")
    return asked


def areas_of(made: Curriculum, known: Collection[str]) -> list[str]:
    """Return the ids of the areas of which at least half is known."""
    areas: dict[str, list[bool]] = {}
    for key, place in made.locations.items():
        areas.setdefault(place.name, []).append(key in known)
    return [name for name, members in areas.items() if 2 * sum(members) >= len(members)]


def before(keys: Collection[str], requires: Mapping[str, Collection[str]]) -> set[str]:
    """Return all that some items require, step by step."""
    found: set[str] = set()
    fresh = set(keys)
    while fresh:
        fresh = {other for key in fresh for other in requires.get(key, ())} - found
        found |= fresh
    return found

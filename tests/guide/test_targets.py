"""From a name to an item or a section, and from a goal to the name that leads to it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import Names
from dlroadmap.curriculum.sections import find_sections
from dlroadmap.curriculum.targets import find_target, find_whole_targets, name_target
from dlroadmap.errors import DlrError
from dlroadmap.guide.aims import aim_at
from dlroadmap.progress.goals import Goal

from .building import category, curriculum, examples, level, progress

IDS = ["a", "b", "c"]


@st.composite
def libraries(draw: st.DrawFn) -> list[Curriculum]:
    """Draw two or three curricula whose items, categories, levels and own ids are often alike."""
    homes = draw(st.permutations(IDS))[: draw(st.integers(2, 3))]
    some = st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True)
    keys = {home: [f"{home}/{id}" for id in draw(some)] for home in homes}
    found = []
    for home in homes:
        taken = [key for other in homes if other != home for key in keys[other]]
        left = [*keys[home], *(key for key in taken if draw(st.booleans()))]
        levels = [
            level(
                *(category(*([left.pop()] if left else []), id=id) for id in draw(some)),
                id=stage,
            )
            for stage in draw(some)
        ]
        stages = [*levels, level(category(*left, id="rest"), id="last")]
        found.append(replace(curriculum(*stages), id=home, title=home.upper()))
    return found


def goals_in(library: Sequence[Curriculum]) -> list[tuple[Goal, Curriculum]]:
    """Return all that can be a goal, with who holds it."""
    found = [
        (Goal(section.key, section.of), one) for one in library for section in find_sections(one)
    ]
    return found + [(Goal(key), one) for one in library for key in one.locations]


@examples(200)
@given(libraries())
def test_the_name_of_a_goal_leads_to_it(library: list[Curriculum]) -> None:
    """Whatever ids are alike, what a command is told to take for a goal means that goal.

    Left out is an item of another curriculum whose key is also `level/category` here, which
    comes first.
    """
    used, *rest = library
    names = Names(used, lambda: rest)
    here = {section.name for section in find_sections(used)}
    for goal, holder in goals_in(library):
        if goal.of == "item" and goal.key in here and goal.key not in used.locations:
            continue
        aim = aim_at(goal, used, used if goal.key in used.locations else holder, progress())
        name = name_target(goal.of, aim.key, used, aim.holder, [one.id for one in rest])
        found = find_target(name, names)
        assert (found.of, found.key) == (goal.of, goal.key), name
        assert [one[:2] for one in find_whole_targets(name, names)] == [found[:2]]


@examples(100)
@given(libraries(), st.sampled_from(["", "a/", "b/"]), st.sampled_from(IDS), st.booleans())
def test_every_candidate_has_a_name_of_its_own(
    library: list[Curriculum], before: str, id: str, slash: bool
) -> None:
    """What an ambiguous name is answered with leads to each of the things that it could be."""
    used, *rest = library
    names = Names(used, lambda: rest)
    here = {section.name for section in find_sections(used)}
    candidates: object = []
    try:
        find_target(f"{before}{id}{'/' * slash}", names)
    except DlrError as error:
        candidates = error.details.get("candidates", [])
    assert isinstance(candidates, list)
    met = [find_target(one, names)[:2] for one in candidates if one not in here]
    assert len(set(met)) == len(met)


HERE = replace(
    curriculum(
        level(category("here/x", "here/nets", id="basics"), id="entry"),
        level(category("here/y", id="y"), category("here/z", id="q"), id="q"),
    ),
    id="here",
)
THERE = replace(
    curriculum(
        level(category("there/deep", "there/x", id="vision"), id="one"),
        level(category("here/nets", id="vision"), id="two"),
    ),
    id="there",
)
NETS = replace(curriculum(level(category("nets/deep", id="vision"), id="one")), id="nets")
NAMES = Names(HERE, lambda: [THERE, NETS])


@pytest.mark.parametrize(
    ("name", "of", "key"),
    [
        ("x", "item", "here/x"),
        ("there/x", "item", "there/x"),
        ("basics", "category", "here/entry/basics"),
        ("BASICS", "category", "here/entry/basics"),
        ("entry", "level", "here/entry"),
        ("here/entry", "level", "here/entry"),
        ("q/", "level", "here/q"),
        ("q/q", "category", "here/q/q"),
        ("there", "curriculum", "there"),
        ("here", "curriculum", "here"),
        ("two", "level", "there/two"),
        ("there/one/vision", "category", "there/one/vision"),
        ("nets/", "curriculum", "nets"),
        ("net", "item", "here/nets"),  # the beginning of an id, or a word of a title
    ],
)
def test_one_thing_is_meant(name: str, of: str, key: str) -> None:
    """Keys and ids come before other names, and the curriculum in use before the others."""
    assert find_target(name, NAMES)[:2] == (of, key)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        ("y", ["here/y", "q/y"]),
        ("q", ["q/", "q/q"]),
        ("nets", ["here/nets", "nets/"]),
        ("deep", ["there/deep", "nets/deep"]),
        ("one", ["there/one", "nets/one"]),
        ("vision", ["there/one/vision", "there/two/vision", "nets/one/vision"]),
    ],
)
def test_several_things_are_meant(name: str, candidates: list[str]) -> None:
    """Ids that are alike here, or elsewhere, are never decided in silence."""
    with pytest.raises(DlrError, match="nothing was changed") as caught:
        find_target(name, NAMES)
    assert caught.value.details["candidates"] == candidates
    for one in candidates:
        find_target(one, NAMES)

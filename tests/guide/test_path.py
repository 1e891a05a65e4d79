"""The way to an item: complete, minimal, in an order that can be followed, with its reasons."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.model import Curriculum, Requirement
from dlroadmap.guide.path import Path, Surroundings, Why, check_fit
from dlroadmap.progress.goals import Goal

from .building import (
    Case,
    aims_of,
    cases,
    category,
    curriculum,
    examples,
    heading_for,
    level,
    progress,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dlroadmap.guide.aims import Aim
    from dlroadmap.progress.fold import Progress


def way(made: Curriculum, said: Progress, *goals: str, others: tuple[Curriculum, ...] = ()) -> Path:
    around = Surroundings(made, said, others)
    return around.path([around.aim_at(goal) for goal in goals])


def why_of(around: Surroundings, key: str, aims: Sequence[Aim] = ()) -> Why:
    return around.why(around.aim_at(key), aims)


def keys(path: Path) -> list[str]:
    return [step.item.key for step in path.steps]


def closure(starts: Iterable[str], edges: Mapping[str, Iterable[str]], ends: set[str]) -> set[str]:
    """Return all that edges lead to from some keys, without what is at an end; the slow way."""
    found = set(starts) - ends
    while more := {o for key in found for o in edges.get(key, ())} - ends - found:
        found |= more
    return found


def settled(case: Case) -> set[str]:
    return case.progress.keys("done", "skipped")


def dependents(made: Curriculum) -> dict[str, set[str]]:
    return {key: {a for a, before in made.requires.items() if key in before} for key in made.hours}


def reasoned(made: Curriculum, reasons: Mapping[tuple[str, str], str]) -> Curriculum:
    """Return the curriculum with reasons by (item, prerequisite)."""
    items = {
        key: item._replace(
            requires=tuple(
                Requirement(r.key, reasons.get((key, r.key), "")) for r in item.requires
            ),
        )
        for key, item in made.items.items()
    }
    return replace(made, items=items)


@examples(max_examples=300)
@given(cases(), st.data())
def test_a_path_has_every_open_ancestor_once_and_nothing_else(
    case: Case, data: st.DataObject
) -> None:
    """Complete, minimal, each once: the open goals and what is open before them, outside too."""
    everything = sorted(case.curriculum.hours)
    goals = data.draw(st.lists(st.sampled_from(everything), min_size=1, max_size=3, unique=True))
    found = way(case.curriculum, case.progress, *goals)
    order = keys(found)
    assert len(order) == len(set(order))
    assert set(order) == closure(goals, case.curriculum.requires, settled(case))
    assert found.hours == pytest.approx(sum(case.curriculum.needs[key] for key in order))
    assert [aim.key for aim in found.aims] == goals


@examples(max_examples=300)
@given(cases(), st.data())
def test_a_path_can_be_followed(case: Case, data: st.DataObject) -> None:
    """Every item comes after all before it, and the edges are those declared among the steps."""
    goal = data.draw(st.sampled_from(sorted(case.curriculum.hours)))
    found = way(case.curriculum, case.progress, goal)
    place = {key: number for number, key in enumerate(keys(found))}
    declared = {
        (before, after)
        for after in place
        for before in case.curriculum.requires.get(after, ())
        if before in place
    }
    assert all(place[before] < place[after] for before, after in declared)
    assert [(edge.before, edge.after) for edge in found.edges] == sorted(
        declared, key=lambda edge: (place[edge[1]], place[edge[0]])
    )


@examples(max_examples=300)
@given(cases(), st.data())
def test_a_path_says_what_lies_outside(case: Case, data: st.DataObject) -> None:
    """An item is outside exactly if the curriculum in use does not place it."""
    goal = data.draw(st.sampled_from(sorted(case.curriculum.hours)))
    for step in way(case.curriculum, case.progress, goal).steps:
        assert step.outside == (step.item.key not in case.curriculum.locations)
        assert step.state == case.progress.state(step.item.key)


@examples(max_examples=300)
@given(cases(), st.data())
def test_the_order_does_not_depend_on_how_edges_are_declared(
    case: Case, data: st.DataObject
) -> None:
    """Prerequisites in another order, and columns in another order, give the same path."""
    made = case.curriculum
    goal = data.draw(st.sampled_from(sorted(made.hours)))
    requires = {
        key: data.draw(st.permutations(list(made.requires[key])))
        for key in data.draw(st.permutations(list(made.requires)))
    }
    hours = {key: made.hours[key] for key in data.draw(st.permutations(list(made.hours)))}
    shuffled = replace(made, requires=requires, hours=hours)
    assert keys(way(made, case.progress, goal)) == keys(way(shuffled, case.progress, goal))
    first = why_of(Surroundings(made, case.progress), goal)
    second = why_of(Surroundings(shuffled, case.progress), goal)
    assert (first.chains, first.behind) == (second.chains, second.behind)


@examples(max_examples=300)
@given(cases(outside=0), st.data())
def test_a_curriculum_in_a_possible_order_is_followed_as_it_is(
    case: Case, data: st.DataObject
) -> None:
    """Where every prerequisite stands earlier in the file, a newcomer's path is in file order."""
    places = list(case.curriculum.locations)
    requires = {
        key: [other for other in before if places.index(other) < places.index(key)]
        for key, before in case.curriculum.requires.items()
    }
    made = replace(case.curriculum, requires=requires, priority={})
    goals = data.draw(st.lists(st.sampled_from(places), min_size=1, unique=True))
    found = Surroundings(made, progress()).path(aims_of(made, heading_for(progress(), goals[0])))
    assert keys(found) == [key for key in places if key in keys(found)]


def test_what_needs_a_later_item_comes_right_after_it() -> None:
    """Within a category what waits comes as soon as it waits for nothing any more."""
    made = curriculum(
        level(category("a", "b", "c", "d", "goal")),
        requires={"a": ["d"], "goal": ["a", "b", "c"]},
    )
    assert keys(way(made, progress(), "goal")) == ["b", "c", "d", "a", "goal"]


def test_no_level_is_begun_for_one_item_of_an_earlier_one() -> None:
    """What requires something of a later level waits until that level comes."""
    made = curriculum(
        level(category("a", "b")),
        level(category("c")),
        level(category("d", "goal")),
        requires={"a": ["d"], "goal": ["a", "b", "c"]},
    )
    assert keys(way(made, progress(), "goal")) == ["b", "c", "d", "a", "goal"]


def test_items_outside_come_when_they_are_needed() -> None:
    """What the curriculum leaves out stands directly before what needs it."""
    made = curriculum(
        level(category("a", "b", "goal")),
        requires={"b": ["y"], "y": ["x", "w"], "goal": ["a", "b"]},
        outside=["y", "x", "w"],
    )
    home = curriculum(level(category("x", "w", "y")), requires={"y": ["x", "w"]})
    assert keys(way(made, progress(), "goal")) == ["a", "w", "x", "y", "b", "goal"]
    with_home = way(made, progress(), "goal", others=(home,))
    assert keys(with_home) == ["a", "x", "w", "y", "b", "goal"]
    assert [step.item.key for step in with_home.steps if step.outside] == ["x", "w", "y"]


def test_items_outside_keep_the_order_of_their_home() -> None:
    """Also where the first of them needs something of a later level than the next."""
    made = curriculum(
        level(category("a")),
        level(category("b")),
        level(category("goal")),
        requires={"goal": ["y", "x"], "x": ["b"], "y": ["a"]},
        outside=["y", "x"],
    )
    home = curriculum(level(category("x", "y")))
    assert keys(way(made, progress(), "goal", others=(home,))) == ["a", "b", "x", "y", "goal"]


def test_a_goal_outside_is_reached_through_its_own_curriculum() -> None:
    """A goal that only another curriculum knows has its way there, in that one's order."""
    made = curriculum(level(category("a")))
    other = curriculum(level(category("m", "n", "a", "goal")), requires={"goal": ["n", "a", "m"]})
    found = way(made, progress(), "goal", others=(other,))
    assert keys(found) == ["a", "m", "n", "goal"]
    assert [step.outside for step in found.steps] == [False, True, True, True]


def test_what_is_settled_ends_the_way() -> None:
    """What comes before a done or skipped item is not asked for, before a begun one it is."""
    made = curriculum(
        level(category("a", "b", "c", "goal")), requires={"b": ["a"], "c": ["a"], "goal": ["b"]}
    )
    assert keys(way(made, progress(b="done"), "goal")) == ["goal"]
    assert keys(way(made, progress(b="skipped"), "goal")) == ["goal"]
    assert keys(way(made, progress(b="doing"), "goal")) == ["a", "b", "goal"]
    assert keys(way(made, progress(goal="done"), "goal")) == []


def test_a_long_chain_is_no_depth_for_the_program() -> None:
    """5,000 items in one chain, declared backwards, are put in order without recursion."""
    number = 5_000
    names = [f"k{n:04}" for n in range(number)]
    requires = {after: [before] for before, after in pairwise(names)}
    made = curriculum(level(category(*reversed(names))), requires=requires)
    assert keys(way(made, progress(), names[-1])) == names
    why = why_of(Surroundings(made, progress()), names[-1])
    assert [len(chain) for chain in why.chains] == [number - 1]
    assert len(why_of(Surroundings(made, progress()), names[0]).behind) == number - 1


@pytest.mark.parametrize("goal", ["a", "b"])
def test_a_circle_ends_all_the_same(goal: str) -> None:
    """Prerequisites in a circle, as two last good forms could make, are listed once each."""
    made = curriculum(level(category("a", "b")), requires={"a": ["b"], "b": ["a"]})
    assert sorted(keys(way(made, progress(), goal))) == ["a", "b"]
    assert why_of(Surroundings(made, progress()), goal).chains == ()


@examples(max_examples=300)
@given(cases(), st.data())
def test_chains_lead_from_what_can_be_done_now_up_to_the_item(
    case: Case, data: st.DataObject
) -> None:
    """One shortest chain of declared edges for each open ancestor that waits for nothing."""
    made, ends = case.curriculum, settled(case)
    key = data.draw(st.sampled_from(sorted(made.hours)))
    why = why_of(Surroundings(made, case.progress), key)
    ancestors = closure([key], made.requires, ends) - {key}
    ready = {other for other in ancestors if ends.issuperset(made.requires.get(other, ()))}
    assert {chain[0].before for chain in why.chains} == ready
    assert len(why.chains) == len(ready)
    for chain in why.chains:
        assert chain[-1].after == key
        assert all(one.after == two.before for one, two in pairwise(chain))
        assert all(edge.before in made.requires[edge.after] for edge in chain)
        distance, near = 0, {key}
        while chain[0].before not in near:
            near = {o for one in near for o in made.requires.get(one, ()) if o not in ends}
            distance += 1
        assert len(chain) == distance


@examples(max_examples=300)
@given(cases(), st.data())
def test_behind_an_item_lies_all_that_waits_for_it(case: Case, data: st.DataObject) -> None:
    """Of an open item the open items that lead back to it; of a settled one, all of them."""
    made = case.curriculum
    key = data.draw(st.sampled_from(sorted(made.hours)))
    why = why_of(Surroundings(made, case.progress), key)
    ends = set() if key in settled(case) else settled(case)
    after = dependents(made)
    assert set(why.behind) == closure([key], after, ends) - {key}
    assert {edge.after for edge, _ in why.opens} == after[key] - ends
    assert all(edge.before == key for edge, _ in why.opens)


def test_why_names_milestones_levels_and_goals_behind_an_item() -> None:
    """What an item is for: the milestones, the ends of levels and the goals that it leads to."""
    made = curriculum(
        level(category("a", "b")),
        level(category("c", "d", "e")),
        requires={"b": ["a"], "c": ["b"], "e": ["d"]},
    )
    first, second = made.levels
    made = replace(
        made,
        levels=(first._replace(ready_when=("b",)), second._replace(ready_when=("e",))),
        items={**made.items, "c": made.items["c"]._replace(kind="milestone")},
    )
    aims = aims_of(made, heading_for(progress(), "c", "e"))
    why = why_of(Surroundings(made, progress()), "a", aims)
    assert [step.item.key for step in why.milestones] == ["c"]
    assert [one.id for one in why.gates] == ["level-1"]
    assert [aim.key for aim in why.goals] == ["c"]
    assert [one.id for one in why_of(Surroundings(made, progress()), "e").gates] == ["level-2"]
    assert why_of(Surroundings(made, progress()), "c", aims[:1]).goals == ()


def test_reasons_stand_at_their_edges() -> None:
    """Each edge has the reason that the later item gives for the earlier one."""
    made = curriculum(level(category("a", "b", "c")), requires={"b": ["a"], "c": ["b", "a"]})
    made = reasoned(made, {("b", "a"): "one", ("c", "b"): "two", ("c", "a"): "x" * 41})
    edges = way(made, progress(), "c").edges
    assert [(edge.before, edge.after, edge.because) for edge in edges] == [
        ("a", "b", "one"),
        ("a", "c", "x" * 41),
        ("b", "c", "two"),
    ]
    [chain] = why_of(Surroundings(made, progress()), "c").chains
    assert [edge.because for edge in chain] == ["x" * 41]


def test_ready_means_what_it_means_elsewhere() -> None:
    """An item whose open prerequisites are all outside is ready; they are named all the same."""
    made = curriculum(level(category("a")), requires={"a": ["x"]}, outside=["x"])
    why = why_of(Surroundings(made, progress()), "a")
    assert why.ready
    assert [chain[0].before for chain in why.chains] == ["x"]
    assert not why_of(Surroundings(made, progress(a="doing")), "a").ready


def test_an_item_outside_is_ready_by_the_measure_of_its_home() -> None:
    """Whether an item outside is ready is told as `show` tells it, by a curriculum with it."""
    made = curriculum(level(category("a")), requires={"a": ["x"], "x": ["w"]}, outside=["x", "w"])
    home = curriculum(level(category("w", "x")), requires={"x": ["w"]})
    assert not why_of(Surroundings(made, progress(), [home]), "x").ready
    assert why_of(Surroundings(made, progress(w="done"), [home]), "x").ready


@pytest.mark.parametrize(
    ("hours", "weeks", "pace", "fits", "needed"),
    [
        (60, 6, 10, True, 10),
        (60.5, 6, 10, False, 10.1),
        (7.2, 6, 10, True, 1.2),
        (71, 6, 12, True, 11.9),
        (16.1, 7, 2.3, True, 2.3),
        (0, 6, 10, True, 0),
        (100, 1 / 7, 10, False, 700),
    ],
)
def test_whether_it_fits(
    hours: float, weeks: float, pace: float, fits: bool, needed: float
) -> None:
    """Hours fit if the pace makes them in time; what they take a week is rounded up to a tenth."""
    found = check_fit(hours, weeks, pace)
    assert (found.fits, found.hours_per_week) == (fits, needed)


@examples()
@given(st.floats(0, 1e5), st.floats(0.1, 1e3))
def test_what_it_takes_a_week_is_enough(hours: float, weeks: float) -> None:
    """At the pace that is named as needed, it fits; at a tenth of an hour less it does not."""
    needed = check_fit(hours, weeks, 1).hours_per_week
    assert needed * weeks >= hours - 1e-6 * weeks
    assert (needed - 0.1) * weeks < hours or needed == 0


def test_why_of_a_section() -> None:
    """A section waits by what is before its items, and unlocks what requires any of them."""
    made = curriculum(
        level(category("a", "b", id="one"), category("c", "d", id="two"), id="l1"),
        level(category("e", "f"), id="l2"),
        requires={"c": ["b"], "d": ["c"], "b": ["a"], "e": ["c", "d"], "f": ["e"]},
    )
    [aim] = aims_of(made, heading_for(progress(), Goal("c/l1/two", "category")))
    why = Surroundings(made, progress()).why(aim, aims_of(made, heading_for(progress(), "f")))
    assert (why.step, why.ready, why.inside) == (None, False, ("c", "d"))
    assert [[edge.before for edge in chain] for chain in why.chains] == [["a", "b"]]
    assert [(edge.before, edge.after) for edge, _ in why.opens] == [("c", "e")]
    assert why.behind == ("e", "f")
    assert [one.key for one in why.goals] == ["f"]
    then = progress(a="done", b="done")
    [aim] = aims_of(made, heading_for(then, Goal("c/l1/two", "category")))
    why = Surroundings(made, then).why(aim)
    assert (why.ready, why.chains) == (True, ())
    assert [step.item.key for step in why.unblocked] == ["c"]

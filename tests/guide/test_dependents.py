"""Which review serves what: what is in progress first, then goals, then the rest."""

import random
from collections.abc import Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.graph import walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.dependents import (
    Dependent,
    find_dependents,
    find_foundations,
    merge_requires,
    put_first,
)
from dlroadmap.guide.review import Memory
from dlroadmap.progress.fold import Progress

from .building import (
    Case,
    aims_of,
    cases,
    category,
    curriculum,
    examples,
    heading_for,
    level,
    order_of,
    progress,
)


def dependents_of(made: Curriculum, said: Progress) -> dict[str, Dependent]:
    return find_dependents(order_of(made, said), said, aims_of(made, said))


def memory(key: str, likely: float = 0.5) -> Memory:
    return Memory(key, date(2026, 3, 1), likely, date(2026, 2, 1), 0)


def first(made: Curriculum, said: Progress, due: Sequence[Memory]) -> list[str]:
    return [one.key for one in put_first(due, dependents_of(made, said))]


def count_steps(made: Curriculum, above: str, below: str) -> int:
    """Return in how many steps one item builds on another."""
    reached, steps = {above}, 0
    while below not in reached:
        reached = {other for key in reached for other in made.requires.get(key, ())}
        steps += 1
    return steps


MADE = curriculum(
    level(category(*"abcdefgh")),
    requires={"e": ["b"], "b": ["a"], "f": ["c"], "g": ["d"], "h": ["f", "g"]},
)
"""a, b, e; c, f, h; d, g, h: chains. The order without goals is that of the letters."""

DONE = progress(a="done", b="done", c="done", d="done")


def test_what_is_in_progress_is_served_first_then_goals() -> None:
    """Each step is decided by the one before it: in progress, goal, the order."""
    due = [memory(key) for key in "abcd"]
    assert first(MADE, DONE, due) == ["b", "a", "c", "d"]
    assert first(MADE, heading_for(DONE, "g"), due) == ["d", "b", "a", "c"]
    begun = progress(a="done", b="done", c="done", d="done", f="doing")
    assert first(MADE, heading_for(begun, "g"), due) == ["c", "d", "b", "a"]
    found = dependents_of(MADE, heading_for(begun, "g"))
    assert (found["c"].key, found["c"].begun) == ("f", True)
    aim = found["d"].aim
    assert (found["d"].key, found["d"].begun, aim and aim.key) == ("g", False, "g")
    assert (found["a"].key, found["a"].steps) == ("e", 2)


def test_the_first_goal_is_served_first() -> None:
    """What two goals build on serves the first of them."""
    due = [memory(key) for key in "abcd"]
    assert first(MADE, heading_for(DONE, "g", "e"), due) == ["d", "b", "a", "c"]
    assert first(MADE, heading_for(DONE, "e", "g"), due) == ["b", "a", "d", "c"]


def test_of_what_one_item_builds_on_the_direct_prerequisites_come_first() -> None:
    """Nearness decides before memory; what nothing builds on any more comes last."""
    assert first(MADE, DONE, [memory("a", 0.4), memory("b", 0.6)]) == ["b", "a"]
    end = progress(a="done", b="done", c="done", d="done", e="done")
    due = [memory("a", 0.1), memory("e", 0.2), memory("c", 0.8)]
    assert first(MADE, end, due) == ["c", "a", "e"]


def test_far_away_memory_decides() -> None:
    """From three steps on, how many there are says nothing any more."""
    chain = {"e": ["d"], "d": ["c"], "c": ["b"], "b": ["a"]}
    made = curriculum(level(category(*"abcde")), requires=chain)
    said = progress(a="done", b="done", c="done", d="done")
    due = [memory("a", 0.1), memory("b", 0.3), memory("c", 0.2), memory("d", 0.9)]
    assert first(made, said, due) == ["d", "c", "a", "b"]


def test_of_all_in_progress_the_nearest_is_served() -> None:
    """What one item in progress requires directly is not far because another needs it too."""
    requires = {"d": ["c"], "c": ["b"], "b": ["a"], "e": ["a"]}
    made = curriculum(level(category(*"abcde")), requires=requires)
    said = progress(a="done", b="done", c="done", d="doing", e="doing")
    found = dependents_of(made, said)
    assert (found["a"].key, found["a"].steps) == ("e", 1)
    assert (found["b"].key, found["b"].steps) == ("d", 2)
    due = [memory("b", 0.2), memory("a", 0.8), memory("c", 0.9)]
    assert first(made, said, due) == ["a", "c", "b"]


def test_what_is_in_progress_elsewhere_may_be_left_out() -> None:
    """Where only the goals count, what is in progress on no way to them has no rank of its own."""
    said = heading_for(progress(a="done", b="done", d="done", c="done", f="doing"), "g")
    order, aims = order_of(MADE, said), aims_of(MADE, said)
    found = find_dependents(order, said, aims, only=True)
    due = [memory("c"), memory("d")]
    assert [one.key for one in put_first(due, found)] == ["d", "c"]
    said = heading_for(progress(a="done", b="done", d="done", c="done", f="doing"), "h")
    found = find_dependents(order_of(MADE, said), said, aims_of(MADE, said), only=True)
    assert found["c"].begun


def test_a_goal_outside_is_served_before_the_rest() -> None:
    """A goal that another curriculum holds is served by what is due in the one in use."""
    used = curriculum(level(category("a", "b", "e")), requires={"e": ["b"]})
    home = curriculum(level(category("x")), requires={"x": ["a"]}, outside="a")
    said = heading_for(progress(a="done", b="done"), "x")
    aims = aims_of(used, said, {"x": home})
    found = find_dependents(order_of(used, said, {"x": home}), said, aims)
    due = [memory("b"), memory("a")]
    assert [one.key for one in put_first(due, found)] == ["a", "b"]
    assert found["a"].key == "x"
    assert find_foundations(aims, merge_requires(used, aims)) == {"x", "a"}


@examples(max_examples=200)
@given(cases(assumed=True), st.randoms(use_true_random=False))
def test_the_first_that_builds_on_an_item_serves_it(case: Case, dice: random.Random) -> None:
    """For any goals, each item is served by the first unfinished one above it, and by no other.

    Of those in progress it is the nearest.
    """
    made, said = case.curriculum, case.progress
    placed = list(made.locations)
    said = heading_for(said, *dice.sample(placed, min(len(placed), dice.randrange(3))))
    order = order_of(made, said)
    found = find_dependents(order, said, aims_of(made, said))
    members = list(order)
    doing = {key for key in members if said.state(key) == "doing"}
    above = {key: [m for m in members if key in walk([m], made.requires)] for key in made.hours}
    for key, builders in above.items():
        if begun := [m for m in builders if m in doing]:
            steps = {m: count_steps(made, m, key) for m in begun}
            nearest = [m for m in begun if steps[m] == min(steps.values())]
            assert found[key][:4] == (nearest[0], 0, steps[nearest[0]], True)
        elif builders and found[key].key in members:
            assert found[key].key == builders[0]
        elif builders:  # by what leads to a goal outside, before what leads to none
            assert found[key].aim


@examples(max_examples=200)
@given(cases(), st.randoms(use_true_random=False))
def test_no_review_is_lost_and_groups_follow_each_other(case: Case, dice: random.Random) -> None:
    """Whatever is due stays; in progress, then goals, then the rest, then what serves nothing."""
    made = case.curriculum
    placed = list(made.locations)
    said = heading_for(case.progress, *dice.sample(placed, min(len(placed), 2)))
    found = dependents_of(made, said)
    due = [memory(key, dice.choice([0.2, 0.5, 0.8])) for key in placed]
    dice.shuffle(due)
    sorted_due = put_first(due, found)
    assert sorted(one.key for one in sorted_due) == sorted(placed)
    groups = []
    for one in sorted_due:
        dependent = found.get(one.key)
        if dependent is None:
            groups.append(3)
        else:
            groups.append(0 if dependent.begun else 1 if dependent.aim else 2)
    assert groups == sorted(groups)

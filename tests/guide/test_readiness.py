"""What can be learned now: prerequisites inside the curriculum, and through those outside."""

import pytest
from hypothesis import given

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

from .building import Case, cases, category, curriculum, examples, level, progress


def blockers(made: Curriculum, said: Progress, key: str) -> list[str]:
    return Readiness(made, said).blockers(key)


def test_open_prerequisites_block_in_their_order() -> None:
    """What an item requires and is not done or skipped stands before it, in declared order."""
    made = curriculum(level(category("a", "b", "c", "d")), requires={"d": ["c", "a", "b"]})
    assert blockers(made, progress(), "d") == ["c", "a", "b"]
    assert blockers(made, progress(a="done", b="skipped", c="doing"), "d") == ["c"]
    assert blockers(made, progress(), "a") == []


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_ready_needs_all_before_it_settled(state: str) -> None:
    """An item is ready when all before it is done or skipped, and it is to do itself."""
    made = curriculum(level(category("a", "b")), requires={"b": ["a"]})
    assert not Readiness(made, progress()).ready("b")
    assert not Readiness(made, progress(a="doing")).ready("b")
    assert Readiness(made, progress(a=state)).ready("b")
    assert Readiness(made, progress(a=state, b="todo")).ready("b")
    for own in ("doing", "done", "skipped"):
        assert not Readiness(made, progress(a=state, b=own)).ready("b")


def test_only_direct_prerequisites_block() -> None:
    """A done prerequisite is in nobody's way, even if something before it is still open."""
    made = curriculum(level(category("a", "b", "c")), requires={"c": ["b"], "b": ["a"]})
    assert blockers(made, progress(), "c") == ["b"]
    assert Readiness(made, progress(b="done")).ready("c")


def test_open_prerequisites_outside_are_looked_through() -> None:
    """What the curriculum leaves out is looked through, to the nearest that it holds."""
    made = curriculum(
        level(category("a", "b", "c")),
        requires={"c": ["x"], "x": ["y", "b"], "y": ["a"], "b": ["a"]},
        outside=["x", "y"],
    )
    assert blockers(made, progress(), "c") == ["a", "b"]
    assert blockers(made, progress(a="done"), "c") == ["b"]
    assert blockers(made, progress(b="done"), "c") == ["a"]
    assert Readiness(made, progress(a="done", b="skipped")).ready("c")


def test_what_is_found_by_looking_through_stands_in_declared_order() -> None:
    """What stands behind an item outside is named where that item is required."""
    made = curriculum(
        level(category("a", "b", "z")), requires={"z": ["x", "b"], "x": ["a"]}, outside="x"
    )
    assert blockers(made, progress(), "z") == ["a", "b"]


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_settled_outside_items_stop_the_look(state: str) -> None:
    """What is done or skipped outside the curriculum hides all before it."""
    made = curriculum(
        level(category("a", "c")), requires={"c": ["x"], "x": ["y"], "y": ["a"]}, outside="xy"
    )
    assert blockers(made, Progress({"x": state}, {}), "c") == []
    assert blockers(made, Progress({"y": state}, {}), "c") == []
    assert blockers(made, progress(x="doing"), "c") == ["a"]


def test_the_look_stops_at_the_nearest_inside() -> None:
    """An open item inside hides what comes before it, also outside."""
    made = curriculum(
        level(category("a", "b", "c")),
        requires={"c": ["x"], "x": ["b"], "b": ["y"], "y": ["a"]},
        outside="xy",
    )
    assert blockers(made, progress(), "c") == ["b"]


def test_outside_item_without_anything_inside_before_it_blocks_nothing() -> None:
    """Nothing that the curriculum does not hold, or does not lead to, is in the way."""
    made = curriculum(level(category("a")), requires={"a": ["x"], "x": ["y"]}, outside="xy")
    assert Readiness(made, progress()).ready("a")


def test_blocker_is_named_once() -> None:
    """An item that is required directly and through others is one blocker."""
    made = curriculum(
        level(category("a", "c")), requires={"c": ["a", "x", "y"], "x": ["a"], "y": ["a"]},
        outside="xy",
    )  # fmt: skip
    assert blockers(made, progress(), "c") == ["a"]


def test_circle_outside_ends() -> None:
    """Items outside that require each other are looked through once."""
    made = curriculum(
        level(category("a", "c")),
        requires={"c": ["x"], "x": ["y", "c"], "y": ["x", "a"]},
        outside="xy",
    )
    assert blockers(made, progress(), "c") == ["a"]


def test_diamonds_outside_are_looked_through_in_time() -> None:
    """A long chain of diamonds outside is looked through once a node, not once a way."""
    nodes = [f"x{n}" for n in range(120)]
    requires = {"z": ["x0"], nodes[-1]: ["a"], nodes[-2]: ["a"]}
    for first, second, third, fourth in zip(nodes, nodes[1:], nodes[2:], nodes[3:], strict=False):
        requires[first] = [second, third, fourth]
    made = curriculum(level(category("a", "z")), requires=requires, outside=nodes)
    assert blockers(made, progress(), "z") == ["a"]


@examples(max_examples=120)
@given(cases(outside=6))
def test_blockers_are_what_can_be_reached_through_open_outside_items(case: Case) -> None:
    """The blockers are exactly the open items inside that a walk through outside ones meets."""
    made, said = case.curriculum, case.progress

    def walk(key: str) -> set[str]:
        found: set[str] = set()
        for other in made.requires.get(key, ()):
            if not said.settled(other):
                found |= {other} if other in made.locations else walk(other)
        return found

    readiness = Readiness(made, said)
    for key in made.hours:
        found = readiness.blockers(key)
        assert len(found) == len(set(found))
        assert set(found) == walk(key)
        assert readiness.ready(key) == (said.state(key) == "todo" and not found)

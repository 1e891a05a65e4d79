"""Learners who start from nothing and follow `next` alone."""

from random import Random

import pytest

from curriculum.making import shipped
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import suggest
from dlroadmap.progress.fold import Progress
from drawing import later
from guide.building import aims_of, heading_for, order_of

LEARNERS = 25

EVERY_RUN = 5
"""So many of them walk in every run of the tests, all of them in the long trials."""


def read() -> Curriculum:
    return shipped("deep-learning")


def draw() -> list[str]:
    """Return goals by chance, the same in every run, of the three levels after Entry."""
    curriculum = read()
    late = [key for key, (level, _) in curriculum.locations.items() if level.id != "entry"]
    return Random(2026).sample(late, LEARNERS)


@pytest.fixture(scope="module")
def field() -> Curriculum:
    return read()


@pytest.mark.parametrize(
    "goal",
    [
        *draw()[:EVERY_RUN],
        *later(*draw()[EVERY_RUN:]),
    ],
)
def test_a_learner_who_follows_next_meets_nothing_too_early(field: Curriculum, goal: str) -> None:
    """From nothing to a goal by the first of `next` alone: each item comes after all it requires.

    Nothing is suggested that does not lead to the goal, and the goal is the last.
    """
    done: dict[str, str] = {}
    while goal not in done:
        progress = heading_for(Progress(done, {}), goal)
        first = suggest(order_of(field, progress), progress, aims_of(field, progress), 1)[0]
        assert set(field.requires.get(first.item.key, ())) <= done.keys()
        assert first.goal is not None
        done[first.item.key] = "done"
    before, waiting = set[str](), list(field.requires.get(goal, ()))
    while waiting:
        key = waiting.pop()
        if key not in before:
            before.add(key)
            waiting.extend(field.requires.get(key, ()))
    assert done.keys() == {goal, *before}

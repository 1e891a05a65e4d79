"""The order of every bundled curriculum: how it begins, and that all commands go by it."""

import os
from datetime import date
from pathlib import Path
from random import Random

import pytest

from curriculum.making import shipped
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.sections import find_sections
from dlroadmap.guide.goals import look_ahead
from dlroadmap.guide.pace import Rate
from dlroadmap.guide.path import Surroundings
from dlroadmap.guide.readiness import Readiness
from dlroadmap.guide.suggest import suggest
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.goals import Goal
from drawing import later
from guide.building import aims_of, heading_for, order_of

CURRICULA = ["deep-learning", "quick-start", "architecture", "field-guide", "ml-checklist"]
FIRST = Path(__file__).parent / "first"


@pytest.fixture(scope="module", params=CURRICULA)
def made(request: pytest.FixtureRequest) -> Curriculum:
    """Each of the bundled curricula."""
    return shipped(request.param)


def describe(made: Curriculum, key: str) -> str:
    """Return an item's place and title."""
    return f"{made.locations[key].name:<36} {made.items[key].title}"


def test_the_first_thirty_are_read_by_an_expert(made: Curriculum) -> None:
    """How a curriculum begins is held, so that a change of it is seen and read.

    DLR_UPDATE_GOLDEN=1 writes it.
    """
    order = list(order_of(made, Progress({}, {})))[:30]
    text = "".join(f"{n:2} {describe(made, key)}\n" for n, key in enumerate(order, 1))
    file = FIRST / f"{made.id}.txt"
    if os.environ.get("DLR_UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def histories(made: Curriculum, dice: Random) -> list[Progress]:
    """Return an empty history, some random ones, and one in which nearly all is done."""
    keys = list(made.locations)
    found = [Progress({}, {})]
    for share in (0.05, 0.3, 0.7):
        said = dice.sample(keys, round(share * len(keys)))
        states = {key: dice.choice(["done"] * 6 + ["doing", "skipped", "todo"]) for key in said}
        found.append(Progress(states, dict.fromkeys(states, "2026-01-01T10:00:00.000Z")))
    left = set(dice.sample(keys, 5))
    found.append(Progress({key: "done" for key in keys if key not in left}, {}))
    return found


def some_goals(made: Curriculum, dice: Random) -> list[tuple[Goal, ...]]:
    """Return no goal, one of each kind, and several with days."""
    sections = [Goal(one.key, one.of) for one in find_sections(made)]
    levels = [goal for goal in sections if goal.of == "level"]
    parts = [goal for goal in sections if goal.of == "category"]
    items = [Goal(key) for key in dice.sample(sorted(made.hours), 3)]
    one, other = dice.sample(parts, 2)
    soon, late = date(2027, 1, 1), date(2028, 1, 1)
    return [
        (),
        (sections[0],),
        (dice.choice(levels),),
        (one,),
        (items[0],),
        (items[1]._replace(by=late), other._replace(by=soon), items[2]),
    ]


@pytest.mark.parametrize("seed", [0, *later(1, 2)])
def test_all_commands_go_by_one_order(made: Curriculum, seed: int) -> None:
    """On empty, random and nearly full histories, with and without goals.

    The first of next is the first of the plan, nothing stands before what it waits for, the path
    to a goal is the plan with that goal alone cut to it, and status reckons it as the path does.
    """
    dice = Random(f"{made.id} {seed}")
    for said in histories(made, dice):
        for goals in some_goals(made, dice):
            heading = heading_for(said, *goals)
            order, aims = order_of(made, heading), aims_of(made, heading)
            plan = list(order)
            following = [one.item.key for one in suggest(order, heading, aims, 5)]
            blockers = Readiness(made, heading).blockers
            assert following == [key for key in plan if not blockers(key)][:5]
            assert following[:1] == plan[:1]
            place = {key: number for number, key in enumerate(plan)}
            for key in plan:
                assert all(place[other] < place[key] for other in blockers(key))
            start = date(2026, 3, 16)
            outlooks = look_ahead(made, heading, aims, plan, Rate(10, "option"), start)
            for aim, outlook in zip(aims, outlooks, strict=True):
                path = Surroundings(made, heading).path([aim])
                alone = list(order_of(made, heading_for(said, aim.goal)))
                steps = [step.item.key for step in path.steps]
                assert [key for key in alone if key in aim.way] == [k for k in steps if k in place]
                assert (outlook.items, outlook.hours) == (len(path.steps), path.hours)


def test_a_plan_that_is_followed_stays_as_it_was(made: Curriculum) -> None:
    """Who always does the first of next goes through the first plan, item by item, to its end."""
    said = Progress({}, {})
    for key in list(order_of(made, said)):
        [first] = suggest(order_of(made, said), said, [], 1)
        assert first.item.key == key
        said = said._replace(states={**said.states, key: "done"})
    assert list(order_of(made, said)) == []

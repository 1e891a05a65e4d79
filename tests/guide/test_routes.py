"""Every path at once is each path alone, and moves are how states came to be."""

from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curriculum.making import shipped
from dlroadmap.guide.aims import ways_of
from dlroadmap.guide.order import find_order
from dlroadmap.guide.path import Surroundings
from dlroadmap.guide.routes import LONGEST, find_moves, find_routes, find_steps
from dlroadmap.guide.survey import Move
from dlroadmap.progress.events import Entry
from dlroadmap.progress.fold import Progress
from dlroadmap.progress.history import make_history
from progress.history import KEYS, TIMES, History, fold

from .building import (
    Case,
    category,
    chains,
    curriculum,
    examples,
    heading_for,
    level,
    progress,
    steps_to,
)
from .placement.people import circular
from .test_order import headed

CURRICULA = ("architecture", "deep-learning", "field-guide", "ml-checklist", "quick-start")


def check(around: Surroundings, settled: set[str]) -> None:
    """Hold that every route is the path, and that exactly what is settled has none."""
    steps, routes = find_steps(around), find_routes(around)
    assert steps.keys() - routes.keys() == steps.keys() & settled
    for key, route in routes.items():
        path = around.path([around.aim_at(key)])
        assert route == [step.item.key for step in path.steps]
        assert route[-1] == key


@examples(max_examples=400)
@given(headed())
def test_every_route_is_the_path_to_its_item(case: Case) -> None:
    """A route lists what the path to its item does, in the same order.

    That holds with choices, with items outside or assumed, and with things in progress.
    """
    made, said = case.curriculum, case.progress
    check(Surroundings(made, said), said.keys("done", "skipped") | made.assumed)


@examples(max_examples=200)
@given(headed())
def test_in_a_circle_every_route_is_still_the_path(case: Case) -> None:
    """Where items wait for each other, no route loses one, and each is listed as the path has it.

    In a circle an item need not be the last of its own route.
    """
    made, said = circular(case).curriculum, case.progress
    around = Surroundings(made, said)
    for key, route in find_routes(around).items():
        aim = around.aim_at(key)
        assert route == [step.item.key for step in around.path([aim]).steps]
        assert sorted(route) == sorted(aim.way)


@examples(max_examples=200)
@given(headed(), st.data())
def test_homes_add_what_they_know_to_routes(case: Case, data: st.DataObject) -> None:
    """What only a home knows of the items outside lies on their routes, as on their paths."""
    made, said = case.curriculum, case.progress
    outside = [key for key in made.hours if key not in made.locations]
    some = st.lists(st.sampled_from(["y0", "y1"]), unique=True)
    more = {key: data.draw(some) for key in outside if key not in made.requires}
    home = curriculum(
        level(category("y0", *outside, "y1")),
        requires={**made.requires, **more, "y0": ["y1"]},
    )
    around = Surroundings(made, said, [home])
    check(around, said.keys("done", "skipped") | made.assumed)
    led = {key for key in more if more[key] and key in find_steps(around)}
    assert not led or "y1" in find_routes(around)


def test_homes_that_disagree_are_both_heard() -> None:
    """The route of an item outside is told by the home that knows it, as its path is.

    Of a placed item another curriculum may know more prerequisites, also placed ones.
    """
    made = curriculum(
        level(category("a", "b", "c", "d")),
        requires={"a": ["x"], "d": ["b", "c"]},
        priority={"a": "essential", "c": "useful"},
        outside=["x"],
    )
    first = curriculum(level(category("w")), requires={"w": ["v"]}, outside=["v"])
    second = curriculum(
        level(category("x", "k", "w", "v", "z", "c")),
        requires={"x": ["k"], "k": ["w"], "w": ["v", "z"], "c": ["a"]},
    )
    around = Surroundings(made, progress(), [first, second])
    routes = find_routes(around)
    for key, route in routes.items():
        path = around.path([around.aim_at(key)])
        assert route == [step.item.key for step in path.steps]
    assert set(routes["k"]) == {"k", "w", "v", "z"}
    assert {"a", "x"} < set(routes["d"])


@pytest.mark.parametrize("seed", [0, 1])
@pytest.mark.parametrize("name", CURRICULA)
def test_routes_of_the_curricula_that_come_with_dlr(name: str, seed: int) -> None:
    """A newcomer and one on the way see every path; some are compared with the whole order too."""
    made, chance = shipped(name), Random(seed)
    keys = list(made.hours)
    known = chance.sample(keys, seed * len(keys) // 3)
    said = progress_of({key: chance.choice(["done"] * 9 + ["doing", "skipped"]) for key in known})
    around = Surroundings(made, said)
    check(around, said.keys("done", "skipped") | made.assumed)
    routes = find_routes(around)
    for key in chance.sample(sorted(routes), 5):
        order = find_order(made, said, ways_of([around.aim_at(key)]))
        inside = [other for other in routes[key] if other in made.locations]
        assert inside == [other for other in order if other in {*inside}]


def progress_of(states: dict[str, str]) -> Progress:
    """Return the progress of these states, said all at one time."""
    return Progress(states, dict.fromkeys(states, TIMES[0]))


def test_a_route_is_as_urgent_as_what_waits_behind_it() -> None:
    """What an essential item needs in its category comes first on routes that end before it."""
    made = curriculum(
        level(category("a", "b", "c", "d")),
        requires={"c": ["a", "b"], "d": ["b"]},
        priority={"b": "useful", "d": "essential"},
    )
    assert find_routes(Surroundings(made, progress()))["c"] == ["b", "a", "c"]


def test_what_is_in_progress_shapes_routes_that_it_is_not_on() -> None:
    """After two items in progress elsewhere, as after two ticks, their subject goes on."""
    made = curriculum(
        level(category("a", "b"), category("c", "d", "e"), category("goal")),
        requires={"goal": ["a", "e"]},
    )
    said = progress(c="doing", d="doing")
    route = find_routes(Surroundings(made, said))["goal"]
    assert route == ["e", "a", "goal"] == steps_to(made, said, "goal")


@pytest.mark.parametrize("backwards", [False, True])
def test_a_route_that_nobody_would_read_is_left_out(backwards: bool) -> None:
    """Of a long chain the first items have routes, however its file has them; others cost little.

    All routes of ten thousand in a row would be fifty million steps.
    """
    keys = [f"k{number}" for number in range(10 * LONGEST)]
    requires = {after: [before] for before, after in pairwise(keys)}
    made = curriculum(level(category(*(reversed(keys) if backwards else keys))), requires=requires)
    routes = find_routes(Surroundings(made, progress()))
    assert routes.keys() == {*keys[:LONGEST]}
    assert routes[keys[LONGEST - 1]] == keys[:LONGEST]


def test_goals_do_not_change_routes() -> None:
    """A route is the path with its item as the only goal, wherever the learner heads."""
    made = chains()
    bound = heading_for(progress(), "c3-11", "c5-11")
    assert find_routes(Surroundings(made, bound)) == find_routes(Surroundings(made, progress()))


def test_steps_hold_what_placed_items_lead_back_to() -> None:
    """First what is placed, in file order and each once, then what it requires from outside.

    These are ranked by the curriculum that places them; what lies behind something done is there
    too, and what nothing placed requires is not.
    """
    made = curriculum(
        level(category("b", "a"), category("a", "c")),
        requires={"a": ["y"], "y": ["x"], "z": ["w"]},
        outside=["w", "x", "y", "z"],
    )
    home = curriculum(level(category("z", "y", "x")), requires={"y": ["x"]})
    steps = find_steps(Surroundings(made, progress(y="done"), [home]))
    assert list(steps) == ["b", "a", "c", "y", "x"]
    assert [step.item.key for step in steps.values()] == list(steps)
    assert [key for key, step in steps.items() if step.outside] == ["y", "x"]
    assert steps["y"].state == "done"


def moves_of(*said: tuple[str, dict[str, str], str]) -> list[Move]:
    """Return the moves of an item after some kinds of events with details, each at a time."""
    history = History()
    for kind, details, at in said:
        history.write([Entry(KEYS[0], kind, details)], at=at)
    return find_moves(make_history(history.events), {}).get(KEYS[0], [])


def test_moves_are_what_changed_the_state() -> None:
    """Notes, reviews, unknown kinds and what only repeats a state are no moves."""
    morning = "2026-03-0{}T08:00:00.000Z".format
    assert moves_of(
        ("reset", {}, morning(1)),
        ("note", {"note": "n"}, morning(1)),
        ("start", {}, morning(2)),
        ("start", {"on": "2026-02-01"}, morning(3)),
        ("tick", {}, morning(4)),
        ("tick", {"on": "2026-01-01"}, morning(5)),
        ("review", {"grade": "good"}, morning(6)),
        ("from-the-future", {}, morning(6)),
        ("reset", {}, morning(7)),
        ("skip", {}, morning(8)),
    ) == [
        Move("doing", "2026-03-02"),
        Move("done", "2026-03-04"),
        Move("todo", "2026-03-07"),
        Move("skipped", "2026-03-08"),
    ]


def test_a_claim_after_an_inference_is_a_move() -> None:
    """What an assessment concluded is a state of its own until the learner ticks the item."""
    assert moves_of(
        ("tick", {"inferred": "yes"}, TIMES[1]), ("tick", {"on": "2024-05"}, TIMES[0])
    ) == [Move("inferred", "2026-02-28"), Move("done", "2024-05")]


@pytest.mark.parametrize("on", ["yesterday", "<b>", "2024-13", "٢٠٢٤"])
def test_what_is_no_date_is_no_day(on: str) -> None:
    """A day that another program has recorded and that is none is left out, the move is not."""
    assert moves_of(("tick", {"on": on}, TIMES[0])) == [Move("done", "")]
    assert moves_of(("skip", {}, "soon")) == [Move("skipped", "")]


def test_a_day_is_that_of_the_readers_clock(live_by: Callable[[str], None]) -> None:
    """An event late in the evening of UTC falls on the next day further east."""
    live_by("JST-9")
    assert moves_of(("tick", {}, "2026-03-01T20:00:00.000Z")) == [Move("done", "2026-03-02")]


def test_what_was_undone_is_no_move_and_what_was_redone_is() -> None:
    """An undone tick leaves no trace, and comes back with the undo of its undo."""
    history = History()
    history.say("tick", *KEYS[:2])
    undo = history.undo()
    assert find_moves(make_history(history.events), {}) == {}
    history.undo(undo[0].batch)
    again = find_moves(make_history(history.events), {})
    assert again == {key: [Move("done", "2026-03-01")] for key in KEYS[:2]}


def test_moves_stand_under_the_keys_of_today() -> None:
    """What was said under a former key and under today's is one item's; a gone one keeps its."""
    history = History()
    history.say("start", "dl/old")
    history.say("tick", "dl/new")
    history.say("skip", "dl/gone")
    found = find_moves(make_history(history.events), {"dl/old": "dl/new", "dl/gone": None})
    assert {key: [move.state for move in moves] for key, moves in found.items()} == {
        "dl/new": ["doing", "done"],
        "dl/gone": ["skipped"],
    }


@st.composite
def told(draw: st.DrawFn) -> History:
    """Draw what was said of a few items, claimed, concluded and undone."""
    history = History()
    kinds = st.sampled_from(["tick", "start", "skip", "reset", "note"])
    details = st.sampled_from([{}, {"on": "2024-05"}, {"inferred": "yes"}])
    for _ in range(draw(st.integers(0, 10))):
        if history.batches and draw(st.integers(0, 4)) == 0:
            history.undo(draw(st.sampled_from([b[0].batch for b in history.batches if b])))
        else:
            history.write([Entry(draw(st.sampled_from(KEYS)), draw(kinds), draw(details))])
    return history


@examples(max_examples=300)
@given(told(), st.sampled_from([{}, {KEYS[0]: KEYS[1]}]))
def test_the_last_move_is_the_state_that_stands(history: History, renames: dict[str, str]) -> None:
    """Whatever was said and undone, moves end where the fold does, and no two in a row agree."""
    said = fold(history.events, renames)
    found = find_moves(make_history(history.events), renames)
    assert found.keys() <= said.states.keys()
    for key, state in said.states.items():
        states = ["todo", *(move.state for move in found.get(key, ()))]
        assert states[-1] == ("inferred" if key in said.inferred else state)
        assert all(one != other for one, other in pairwise(states))

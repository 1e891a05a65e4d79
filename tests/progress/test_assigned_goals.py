"""What goals that a group assigned add up to, beside the learner's own."""

from datetime import date

import pytest

from dlroadmap.progress.events import Entry
from dlroadmap.progress.goals import (
    LONGEST_NAME,
    Goal,
    drop_goal,
    merge_goals,
    set_goal,
    withdraw_goal,
)
from dlroadmap.progress.history import make_history

from .history import History, fold

KEY = "dl/mlp"
MARCH, MAY, JUNE = date(2027, 3, 31), date(2027, 5, 31), date(2027, 6, 30)
OWN = Goal(KEY, by=MAY)
ADAS = Goal(KEY, by=MARCH, group="ml-2027", asked_by="Ada", task=7)
BOBS = Goal(KEY, by=JUNE, group="readers", asked_by="Bob", task=7)


def goals(history: History) -> tuple[Goal, ...]:
    """Return the goals, which the standing events alone add up to too."""
    progress = fold(history.events)
    assert fold(make_history(history.events).standing()) == progress
    return progress.goals


def test_an_assigned_goal_says_whose_it_is() -> None:
    """Its payload has texts alone, and what is read from it is what was said."""
    entry = set_goal(ADAS)
    assert entry.details == {
        "goal": "set",
        "of": "item",
        "by": "2027-03-31",
        "group": "ml-2027",
        "asked_by": "Ada",
        "task": "7",
    }
    history = History()
    history.write([entry])
    assert goals(history) == (ADAS,)
    assert set_goal(OWN).details == {"goal": "set", "of": "item", "by": "2027-05-31"}


@pytest.mark.parametrize("order", [(OWN, ADAS, BOBS), (BOBS, ADAS, OWN)])
def test_goals_of_one_item_are_told_as_one(order: tuple[Goal, ...]) -> None:
    """It has the earliest day of all, and is of who asks for it first."""
    history = History()
    history.write(map(set_goal, order))
    assert goals(history) == (ADAS,)
    assert fold(history.events).own_goals == (OWN,)


def test_an_own_day_that_is_earlier_counts() -> None:
    """The learner's own day is not put off by what a group asks for."""
    own = OWN._replace(by=MARCH)
    assert merge_goals([own, BOBS]) == (BOBS._replace(by=MARCH),)
    assert merge_goals([Goal(KEY), BOBS]) == (BOBS,)
    assert merge_goals([Goal(KEY), Goal(KEY, "level")]) == (Goal(KEY), Goal(KEY, "level"))


def test_what_is_withdrawn_leaves_the_own_goal_and_those_of_others() -> None:
    """Each stands and goes by itself."""
    history = History()
    history.write([set_goal(OWN), set_goal(ADAS), set_goal(BOBS)])
    history.write([withdraw_goal(ADAS)])
    assert goals(history) == (BOBS._replace(by=MAY),)
    history.write([withdraw_goal(BOBS)])
    assert goals(history) == (OWN,)
    history.write([set_goal(ADAS)])
    assert goals(history) == (ADAS,)
    history.write([drop_goal(OWN)])
    assert goals(history) == (ADAS,)
    assert fold(history.events).declined == frozenset()


@pytest.mark.parametrize("late", [0, 9])
def test_what_was_declined_stays_away_whatever_another_device_sets(late: int) -> None:
    """Also where that device did not know of it and wrote later; undo brings it back."""
    here, there = "a" * 16, "b" * 16
    history = History()
    history.write([set_goal(ADAS)], here)
    [declined] = history.write([drop_goal(ADAS)], here)
    for _ in range(late):
        history.say("tick", "dl/cnn", device=there)
    history.write([set_goal(ADAS)], there)
    assert goals(history) == ()
    assert fold(history.events[::-1]).declined == {ADAS.part}
    assert fold(history.events, {KEY: "dl/new"}).goals == ()
    history.write([Entry(KEY, "undo", {"target": declined.id})], here)
    assert goals(history) == (ADAS,)


def test_to_decline_one_declines_no_other() -> None:
    """Another task, the same of another group, and one's own goal can be set afterwards."""
    history = History()
    history.write([set_goal(ADAS), drop_goal(ADAS), set_goal(ADAS._replace(task=8))])
    assert goals(history) == (ADAS._replace(task=8),)
    history.write([withdraw_goal(ADAS._replace(task=8)), set_goal(BOBS)])
    assert goals(history) == (BOBS,)
    history.write([withdraw_goal(BOBS), set_goal(OWN)])
    assert goals(history) == (OWN,)


def test_an_assigned_goal_follows_its_item() -> None:
    """Under a former key it is today's item's, and so is that it was declined."""
    history, renames = History(), {"dl/old": KEY}
    old = ADAS._replace(key="dl/old")
    history.write([set_goal(old)])
    assert fold(history.events, renames).goals == (ADAS,)
    history.write([drop_goal(old)])
    history.write([set_goal(ADAS)])
    assert fold(history.events, renames).goals == ()
    assert fold(make_history(history.events).standing(), renames).goals == ()


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ({"group": "ml", "task": "seven"}, Goal(KEY, group="ml")),
        ({"group": "ml", "task": "-7"}, Goal(KEY, group="ml")),
        ({"group": "ml", "task": "٧"}, Goal(KEY, group="ml")),
        ({"group": "ml", "task": "9" * 5000}, Goal(KEY, group="ml")),
        ({"group": "\x1b[1m\u202e", "asked_by": "A\nb"}, Goal(KEY, group="[1m", asked_by="A b")),
        ({"group": "\u202e", "asked_by": "Ada", "task": "7"}, Goal(KEY)),
        ({"asked_by": "Ada", "task": "7"}, Goal(KEY)),
        ({"group": "g" * 5000}, Goal(KEY, group="g" * LONGEST_NAME)),
    ],
)  # fmt: skip
def test_bad_values_of_an_assigned_goal(details: dict[str, str], expected: Goal) -> None:
    """What is no number is none, and names are one clean line of some length."""
    history = History()
    history.write([Entry(KEY, "goal", {"goal": "set", **details})])
    assert goals(history) == (expected,)


def test_an_unknown_word_declines_nothing() -> None:
    """What a later version says of an assigned goal takes it away, and not for good."""
    history = History()
    unknown = set_goal(ADAS)
    history.write([unknown, unknown._replace(details={**unknown.details, "goal": "later"})])
    assert goals(history) == ()
    history.write([set_goal(ADAS)])
    assert goals(history) == (ADAS,)

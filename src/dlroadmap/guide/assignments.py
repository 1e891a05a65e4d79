"""What a group asks of a learner, as goals in the learner's own history.

An assignment is a goal beside the learner's own: both stand by themselves, and what leads is one
goal with the earlier day (`progress.goals.merge_goals`). So to withdraw one leaves the other. One
that was declined stays declined, whatever other devices record.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from dlroadmap.progress.events import Entry
from dlroadmap.progress.goals import ITEM, OF, Goal, set_goal, tidy_name, withdraw_goal
from dlroadmap.progress.past import Past
from dlroadmap.text import clean

OPEN, DONE, DECLINED = "open", "done", "declined"
"""What a group is answered for each assignment."""

LONGEST_KEY = 300
"""The characters of a key, at most; no curriculum has longer ones."""


class Asked(NamedTuple):
    """An assignment as the group's server has it: its number, what is asked for, by when, by whom.

    `of` and `key` are those of a goal.
    """

    task: int
    of: str
    key: str
    title: str
    by: date
    asked_by: str


def take_on(group: str, asked: Sequence[Asked], past: Past) -> list[Entry]:
    """Make goals of what a group asks for, all of it, and of nothing else that it asked for.

    What is new or changed is set, what is withdrawn goes, and what was declined stays away.
    """
    progress = past.progress
    wanted = {goal.part: goal for goal in _read_goals(group, asked, past)}
    before = {goal.part: goal for goal in _find_assigned(group, past)}
    gone = [withdraw_goal(goal) for part, goal in before.items() if part not in wanted]
    return gone + [
        set_goal(goal)
        for part, goal in wanted.items()
        if part not in progress.declined and before.get(part) != goal
    ]


def drop_assigned(group: str, past: Past) -> list[Entry]:
    """Take away what a group asked for, for one who leaves; the learner's own goals stand."""
    return [withdraw_goal(goal) for goal in _find_assigned(group, past)]


def find_answers(
    group: str, asked: Sequence[Asked], past: Past, done: Callable[[Goal], bool]
) -> dict[int, str]:
    """Return what has become of each assignment, by its number: open, done or declined.

    `done` says whether nothing is left on the way to a goal. One that this version cannot read is
    open.
    """
    answers = {one.task: OPEN for one in asked}
    for goal in _read_goals(group, asked, past):
        if done(goal):  # also of a goal that was removed when it was reached
            answers[goal.task] = DONE
        elif goal.part in past.progress.declined:
            answers[goal.task] = DECLINED
    return answers


def _find_assigned(group: str, past: Past) -> list[Goal]:
    """Return the goals that a group assigned and that stand."""
    name = tidy_name(group)
    return [goal for goal in past.progress.wishes if goal.group == name]


def _read_goals(group: str, asked: Sequence[Asked], past: Past) -> list[Goal]:
    """Return what is asked for as goals, under today's keys, as an event would give them back."""
    name = tidy_name(group)
    return [
        Goal(_find_key(one, past), one.of, one.by, name, tidy_name(one.asked_by), one.task)
        for one in asked
        if one.of in OF and _is_key(one.key)
    ]


def _find_key(one: Asked, past: Past) -> str:
    return (past.renames.get(one.key) or one.key) if one.of == ITEM else one.key


def _is_key(key: str) -> bool:
    """Return whether a text from a server can be a key; what could steer a terminal cannot."""
    return 0 < len(key) <= LONGEST_KEY and clean(key) == key

"""What a learner can be heading for, as events say it."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dlroadmap.progress.events import Entry, Event
from dlroadmap.text import clean

ITEM = "item"
OF = (ITEM, "category", "level", "curriculum")
"""What a goal can be; an event that does not say is of an item."""

SET, DROPPED, WITHDRAWN = "set", "dropped", "withdrawn"
"""What is said of a goal. To drop one that a group assigned declines it for good."""

LONGEST_NAME = 80
"""The characters that are read of the name of a group or a person."""

MOST_DIGITS = 18
"""The digits of the number of an assignment that are read."""

Part = tuple[str, str, str, int]
"""Of whose goal an event says something: its key and kind, the group and the assignment's number.

The learner's own has no group, and 0.
"""


class Goal(NamedTuple):
    """A goal, and the day by which the learner wants to be there, if one was set.

    Its key is that of an item, `home/id`, or else `curriculum[/level[/category]]`. One that a
    `group` assigned says who `asked_by` is, and the number of the `task`.
    """

    key: str
    of: str = ITEM
    by: date | None = None
    group: str = ""
    asked_by: str = ""
    task: int = 0

    @property
    def curriculum(self) -> str:
        """The id of the curriculum that defines the item, or holds the part."""
        return self.key.partition("/")[0]

    @property
    def identity(self) -> tuple[str, str]:
        """What two goals share that differ in their day, or in who asked for them, alone."""
        return self.key, self.of

    @property
    def part(self) -> Part:
        """What is set, dropped and withdrawn by itself: the learner's own goal, or one task."""
        return self.key, self.of, self.group, self.task


def set_goal(goal: Goal) -> Entry:
    """Return what to record so that this is a goal."""
    return _say(goal, SET, {"by": goal.by.isoformat()} if goal.by else {})


def drop_goal(goal: Goal) -> Entry:
    """Return what to record so that this is no goal any more; an assigned one is declined."""
    return _say(goal, DROPPED, {})


def withdraw_goal(goal: Goal) -> Entry:
    """Return what to record where a group does not ask for a goal any more."""
    return _say(goal, WITHDRAWN, {})


def _say(goal: Goal, word: str, by: dict[str, str]) -> Entry:
    whose = {"group": goal.group, "asked_by": goal.asked_by, "task": str(goal.task)}
    return Entry(
        goal.key, "goal", {"goal": word, "of": goal.of, **by, **(whose if goal.group else {})}
    )


def read_goal(event: Event) -> tuple[Goal, str] | None:
    """Return what an event says of a goal: that it is set, dropped or withdrawn.

    None if it is of a kind that this version does not know. A word that it does not know takes
    the goal away, and declines nothing.
    """
    details = event.details
    of = details.get("of", ITEM)
    if of not in OF:
        return None
    try:
        by = date.fromisoformat(details["by"]) if "by" in details else None
    except ValueError:
        by = None
    goal = Goal(event.key, of, by)
    if group := tidy_name(details.get("group", "")):
        asked_by, task = tidy_name(details.get("asked_by", "")), _read_task(details.get("task", ""))
        goal = goal._replace(group=group, asked_by=asked_by, task=task)
    word = details.get("goal", "")
    return goal, word if word in (SET, DROPPED) else WITHDRAWN


def tidy_name(name: str) -> str:
    """Return the name of a group or a person as goals have it: clean, and no longer than a line."""
    return clean(name[: 4 * LONGEST_NAME])[:LONGEST_NAME].strip()


def _read_task(text: str) -> int:
    """Return the number of an assignment; 0 for what is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_number else 0


def merge_goals(wishes: Iterable[Goal]) -> tuple[Goal, ...]:
    """Return each goal once, in the order in which they were set, with the earliest day for it.

    One that somebody asked for is theirs who asked for it first: by their day, then as it was set.
    """
    same: dict[tuple[str, str], list[Goal]] = {}
    for wish in wishes:
        same.setdefault(wish.identity, []).append(wish)
    return tuple(_merge(found) if len(found) > 1 else found[0] for found in same.values())


def _merge(wishes: list[Goal]) -> Goal:
    asked = [wish for wish in wishes if wish.group] or wishes
    whose = min(asked, key=lambda wish: wish.by or date.max)
    return whose._replace(by=min((wish.by for wish in wishes if wish.by), default=None))

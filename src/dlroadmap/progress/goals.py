"""What a learner can be heading for, as events say it."""

from datetime import date
from typing import NamedTuple

from dlroadmap.progress.events import Entry, Event

ITEM = "item"
OF = (ITEM, "category", "level", "curriculum")
"""What a goal can be; an event that does not say is of an item."""


class Goal(NamedTuple):
    """A goal, and the day by which the learner wants to be there, if one was set.

    Its key is that of an item, `home/id`, or else `curriculum[/level[/category]]`.
    """

    key: str
    of: str = ITEM
    by: date | None = None

    @property
    def curriculum(self) -> str:
        """The id of the curriculum that defines the item, or holds the part."""
        return self.key.partition("/")[0]

    @property
    def identity(self) -> tuple[str, str]:
        """What two goals share that differ in their day alone."""
        return self.key, self.of


def set_goal(goal: Goal) -> Entry:
    """Return what to record so that this is a goal."""
    by = {"by": goal.by.isoformat()} if goal.by else {}
    return Entry(goal.key, "goal", {"goal": "set", "of": goal.of, **by})


def drop_goal(goal: Goal) -> Entry:
    """Return what to record so that this is no goal any more."""
    return Entry(goal.key, "goal", {"goal": "dropped", "of": goal.of})


def read_goal(event: Event) -> tuple[Goal, bool] | None:
    """Return what an event says of a goal, and whether it sets it.

    None if it is of a kind that this version does not know.
    """
    details = event.details
    of = details.get("of", ITEM)
    if of not in OF:
        return None
    try:
        by = date.fromisoformat(details["by"]) if "by" in details else None
    except ValueError:
        by = None
    return Goal(event.key, of, by), details.get("goal") == "set"

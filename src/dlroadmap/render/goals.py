"""What the learner is heading for."""

from collections.abc import Sequence

from dlroadmap.guide.way import Goal
from dlroadmap.render.words import NOTHING, UNDO
from dlroadmap.words import format_hours, pluralize


def goal_lines(goals: Sequence[Goal], asked: bool, changed: bool) -> list[str]:
    """Return the goals, whether they were asked to change and did, and the way to them."""
    lines = [f"Heading for {goal.title}: {_standing(goal)}" for goal in goals]
    if not goals:
        lines.append(
            "You have no goal now." if asked else "You have no goal. To set one: dlr goal ITEM"
        )
    if changed:
        lines.append(UNDO)
    elif asked:
        lines.append(NOTHING)
    ids = " ".join(goal.id for goal in goals if goal.open_items)
    return [*lines, *([f"The way there: dlr path {ids}"] if ids else [])]


def _standing(goal: Goal) -> str:
    if goal.open_items is None or goal.hours is None:
        return "no curriculum here has it. To have no goal: dlr goal --clear"
    if goal.state == "done":
        return "you have it"
    if goal.state == "skipped":
        return f"you skipped it. To take it up after all: dlr untick {goal.id}"
    return f"{pluralize(goal.open_items, 'item')} to go, {format_hours(goal.hours)}"

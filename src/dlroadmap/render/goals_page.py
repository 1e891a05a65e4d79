"""What the learner is heading for, a line a goal."""

from collections.abc import Iterator, Sequence

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.goals import Outlook
from dlroadmap.render.outlooks import describe_outlook
from dlroadmap.render.words import NOTHING, UNDO, see_way
from dlroadmap.words import format_hours


def goal_lines(
    goals: Sequence[Outlook],
    asked: bool,
    changed: bool,
    curriculum: Curriculum,
    replacing: bool = False,
) -> Iterator[str]:
    """Yield the goals, whether they were asked to change and did, and how to see the way.

    Where new goals were `replacing` earlier ones, those that somebody assigned are still there.
    """
    for goal in goals:
        yield f"Goal: {describe_outlook(goal)}"
        yield from goal_notes(goal, curriculum)
    if not goals:
        yield "You have no goal." if asked else "You have no goal. To set one: dlr goal NAME"
    if changed:
        yield UNDO
    elif asked:
        yield NOTHING
    if any(goal.group for goal in goals):
        stay = "Assigned goals stay. To decline one" if replacing else "To decline an assigned goal"
        yield f"{stay}: dlr goal --drop NAME"
    if names := " ".join(goal.name for goal in goals if goal.items):
        yield f"Steps: dlr path {names}"


def goal_notes(goal: Outlook, curriculum: Curriculum) -> Iterator[str]:
    """Yield what else there is to say of a goal: what comes first, why nothing is left."""
    if goal.others:
        yield f"This date includes {format_hours(goal.others)} of items that come before it."
    if goal.items is None:
        yield f"To remove it: dlr goal --drop {goal.name}"
    elif goal.assumed:
        home, _, id = goal.key.partition("/")
        yield f"{curriculum.title} assumes that you know it."
        if home != curriculum.id:
            yield see_way(id, home)
    elif goal.state == "skipped":
        yield f"You skipped it. To learn it after all: dlr untick {goal.name}"

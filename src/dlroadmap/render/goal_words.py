"""A goal in words, and what became of goals; without rich, as exports need none."""

from collections.abc import Callable, Iterable, Sequence

from dlroadmap.guide.acts import GoalChange
from dlroadmap.progress.goals import ITEM, Goal
from dlroadmap.words import join_words

TitleOf = Callable[[Goal], str]
"""Returns the title of a goal."""


def describe_goal(goal: Goal, title: str) -> str:
    """Return `Diffusion models by 2027-03-31`, or `Entry (level)`."""
    kind = "" if goal.of == ITEM else f" ({goal.of})"
    by = f" by {goal.by}" if goal.by else ""
    return f"{title}{kind}{by}"


def removed_lines(goals: Iterable[Goal], title: TitleOf) -> list[str]:
    """Return a line for each goal that is none any more."""
    return [f"Removed goal: {describe_goal(goal._replace(by=None), title(goal))}" for goal in goals]


def restored_goal_lines(
    changes: Sequence[GoalChange], now: Sequence[Goal], title: TitleOf, dry_run: bool
) -> list[str]:
    """Return what an undo came to for goals; if nothing but their order changed, that."""
    if not changes:
        titles = [describe_goal(goal, title(goal)) for goal in now]
        would = "Would restore goal order" if dry_run else "Restored goal order"
        return [f"{would}: {join_words(titles)}"] if titles else []
    again = "Would restore goal" if dry_run else "Restored goal"
    removed = "Would remove goal" if dry_run else "Removed goal"
    lines = []
    for before, after in changes:
        if after:
            without = ", without a day" if before and not after.by else ""
            lines.append(f"{again}: {describe_goal(after, title(after))}{without}")
        elif before:
            lines.append(f"{removed}: {describe_goal(before._replace(by=None), title(before))}")
    return lines

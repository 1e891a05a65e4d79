"""A goal in words, whose it is, and what became of goals; without rich, as exports need none."""

from collections.abc import Callable, Iterable, Sequence

from dlroadmap.guide.acts import GoalChange
from dlroadmap.progress.goals import ITEM, Goal
from dlroadmap.words import agree, join_words

TitleOf = Callable[[Goal], str]
"""Returns the title of a goal."""


def describe_goal(goal: Goal, title: str) -> str:
    """Return `Diffusion models by 2027-03-31, assigned by Ada (ml-2027)`, or `Entry (level)`."""
    kind = "" if goal.of == ITEM else f" ({goal.of})"
    by = f" by {goal.by}" if goal.by else ""
    return f"{title}{kind}{by}{tell_whose(goal.group, goal.asked_by)}"


def tell_whose(group: str, asked_by: str) -> str:
    """Return `, assigned by Ada (ml-2027)`; nothing for a goal of the learner's own."""
    if not group:
        return ""
    return f", assigned by {asked_by} ({group})" if asked_by else f", assigned by {group}"


def removed_lines(goals: Iterable[Goal], title: TitleOf) -> list[str]:
    """Return a line for each goal that is none any more; an assigned one was declined."""
    return [
        f"{'Declined' if goal.group else 'Removed'} goal: "
        f"{describe_goal(goal._replace(by=None), title(goal))}"
        for goal in goals
    ]


def declined_lines(goals: Iterable[Goal]) -> list[str]:
    """Return when the groups whose goals were declined will know it; nothing for own goals."""
    groups = [f"“{name}”" for name in dict.fromkeys(goal.group for goal in goals if goal.group)]
    if not groups:
        return []
    see = agree(len(groups), "sees", "see")
    return [f"{join_words(groups)} {see} this after your next group sync: dlr group sync"]


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

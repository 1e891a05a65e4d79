"""A plan for people: when it ends, then what is in its weeks; its words need no rich."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.finish import Finish
from dlroadmap.guide.goals import Outlook
from dlroadmap.guide.pace import WEEK, Pace, Rate
from dlroadmap.guide.plan import Deadline, Outside, Plan, Week
from dlroadmap.progress.fold import Progress
from dlroadmap.render.goal_words import tell_whose
from dlroadmap.render.words import describe_pace, estimate_hours, note_guessed, tell_absence
from dlroadmap.words import format_exactly, format_hours, format_pace, join_words, pluralize

if TYPE_CHECKING:
    from rich.console import RenderableType

NO_CALENDAR = "Nothing is left to do, so there is no calendar."

FIRST = 8
"""So many weeks are shown unless all are asked for."""


def plan_lines(
    plan: Plan,
    curriculum: Curriculum,
    title: str,
    today: date | None,
    every: bool,
    outside: Outside,
) -> "Iterator[RenderableType]":
    """Yield the finish in words, what it goes by, and each week with its items and hours.

    How far off a day is counts from `today`, if that is given.
    """
    from rich.text import Text

    from dlroadmap.render.tables import bullets

    if not plan.finish:
        yield tell_finished(title)
        return
    hours = estimate_hours(plan.hours, plan.guessed)
    left = f"{pluralize(plan.items, 'item')}, {hours} to go"
    guess = note_guessed(plan.guessed, plan.items)
    yield from (Text.assemble((title, "bold"), f": {left}{guess}"), "")
    yield from finish_lines(plan.finish, Rate(plan.hours_per_week, plan.source, plan.pace), today)
    if plan.deadline:
        yield _deadline(plan.finish, plan.deadline)
    if outside.items:
        hours = estimate_hours(outside.hours, outside.guessed)
        more = f"{pluralize(outside.items, 'item')} with {hours}"
        where = f"outside {curriculum.title}, which these build on"
        yield f"Not planned: {more} {where}. To see them: dlr path ITEM"
    ends = [(_name_goal(goal, curriculum), goal.finish) for goal in plan.goals if goal.finish]
    if ends and [finish for _, finish in ends] != [plan.finish]:
        yield from ("", "Goals:")
        yield bullets(f"{goal}: {_end(finish, today)}" for goal, finish in ends)
    shown = plan.weeks if every else plan.weeks[:FIRST]
    for week in shown:
        yield from ("", Text(f"Week of {week.start}, {format_pace(week.hours)}", "bold"))
        yield bullets(
            words if key in curriculum.locations else f"{words}, {tell_absence(key, curriculum)}"
            for (key, _), words in zip(week.items, list_week(week, curriculum), strict=True)
        )
    if rest := plan.weeks[len(shown) :]:
        left = format_hours(round(sum(week.hours for week in rest), 2))
        through = f"through the week of {rest[-1].start}"
        more = f"{pluralize(len(rest), 'more week')} ({left}), {through}"
        yield from ("", f"{more}. To see all: dlr plan --all")


def finish_lines(finish: Finish, rate: Rate, today: date | None) -> Iterator[str]:
    """Yield when all is done, what that goes by, and how sure it is."""
    yield f"At {format_pace(rate.hours)} a week, you will finish {_end(finish, today)}."
    yield describe_pace(rate.source, rate.pace.weeks if rate.pace else 0)
    if finish.early != finish.late:
        yield _interval(rate.pace)


def tell_finished(title: str) -> str:
    """Return that a plan has nothing to plan."""
    return f"Nothing is left to do: {title}."


def _name_goal(goal: Outlook, curriculum: Curriculum) -> str:
    title = goal.title + tell_whose(goal.group, goal.asked_by)
    if not goal.outside:
        return title
    return f"{title}, with {format_hours(goal.outside)} outside {curriculum.title}"


def _end(finish: Finish, today: date | None) -> str:
    """Return the likely day, how far off it is from `today`, and the range around it."""
    early, likely, late = finish
    day = f"{likely}, {_time(today, likely)}" if today else f"{likely}"
    if early == late:
        return f"by {day}"
    return f"around {day} (likely range: {early} to {late})"


def _interval(pace: Pace | None) -> str:
    if pace:
        differ = f"how much your last {pace.weeks} weeks differ"
        return f"The range reflects {differ}: 4 of 5 such plans end within it."
    return "The range is rough (20% less to 30% more time) until you have four weeks of history."


def _deadline(finish: Finish, deadline: Deadline) -> str:
    needed = f"{format_hours(deadline.hours_per_week)} a week"
    if deadline.hours_per_week > WEEK:
        return f"You will not finish by {deadline.day}: it takes more hours than a week has."
    if not deadline.fits:
        return f"You will not finish by {deadline.day}; {needed} would be enough."
    least = f"The minimum is {needed}."
    if finish.early == finish.late:
        return f"You will finish by {deadline.day}. {least}"
    if finish.late <= deadline.day:
        return f"You will finish by {deadline.day}, even at the end of the range. {least}"
    return f"You will probably finish by {deadline.day}, or as late as {finish.late}. {least}"


def _time(today: date, day: date) -> str:
    """Return how far off a day is: in weeks, then months, then years and months."""
    days = (day - today).days
    if days < 7:
        return "within a week"
    if days < 60:
        return f"in {pluralize(round(days / 7), 'week')}"
    years, months = divmod(round(days / 30.44), 12)
    parts = [pluralize(years, "year")] * (years > 0) + [pluralize(months, "month")] * (months > 0)
    return f"in {' and '.join(parts)}"


def title_plan(aims: Sequence[Aim], curriculum: Curriculum, progress: Progress) -> str:
    """Return what a plan leads to: some goals, or the end of a curriculum."""
    titles = []
    for aim in aims:
        state = "assumed" if aim.key in curriculum.assumed else progress.state(aim.key)
        left_out = f" ({state})" if state in ("assumed", "skipped") else ""
        whose = tell_whose(aim.goal.group, aim.goal.asked_by)
        titles.append(f"{aim.title}{left_out}{whose}")
    return join_words(titles) or curriculum.title


def list_week(week: Week, curriculum: Curriculum) -> Iterator[str]:
    """Yield the items of a week, each with its hours; of one in parts, those of this week."""
    for key, hours in week.items:
        title, whole = curriculum.items[key].title, curriculum.needs[key]
        part = f"{format_exactly(hours)} of " if hours < whole else ""
        effort = estimate_hours(whole, curriculum.count_unknown([key]))
        yield f"{title} ({part}{effort})" if whole else title

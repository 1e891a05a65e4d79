"""A plan for people: when it ends, then what the weeks hold."""

from collections.abc import Sequence
from datetime import date

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import WEEK
from dlroadmap.guide.plan import Deadline, Outside, Plan
from dlroadmap.render.plan_words import list_week
from dlroadmap.render.tables import labelled
from dlroadmap.words import format_hours, pluralize

FIRST = 8
"""So many weeks are shown unless all are asked for."""


def plan_lines(
    plan: Plan,
    curriculum: Curriculum,
    title: str,
    today: date | None,
    every: bool,
    outside: Outside,
) -> list[RenderableType]:
    """Return the finish in words, what it goes by, and each week with its items and hours.

    How far off a day is is told from `today`, if that is named.
    """
    if not plan.finish:
        return [Text(f"Nothing is left to do: {title}.")]
    left = f"{pluralize(plan.items, 'item')}, {format_hours(plan.hours)} to go"
    lines: list[RenderableType] = [
        Text.assemble((title, "bold"), f": {left}"),
        "",
        *_finish(plan, today),
    ]
    if plan.deadline:
        lines.append(_deadline(plan, plan.deadline))
    if outside.items:
        more = f"{pluralize(outside.items, 'item')} with {format_hours(outside.hours)}"
        where = f"that these build on outside {curriculum.title}"
        lines.append(Text(f"Not planned: {more} {where}. To see them: dlr path ITEM"))
    lines += _goals(plan, curriculum, today)
    shown = plan.weeks if every else plan.weeks[:FIRST]
    for week in shown:
        lines += ["", Text(f"Week of {week.start}, {format_hours(week.hours)}", "bold")]
        grid = labelled()
        for (key, _), words in zip(week.items, list_week(week, curriculum), strict=True):
            away = "" if key in curriculum.locations else f", not in {curriculum.title}"
            grid.add_row(" -", Text(f"{words}{away}"))
        lines.append(grid)
    if rest := plan.weeks[len(shown) :]:
        left = format_hours(round(sum(week.hours for week in rest), 2))
        more = f"{pluralize(len(rest), 'more week')} with {left}, the last of {rest[-1].start}"
        lines += ["", Text(f"And {more}: dlr plan --all")]
    return lines


def _finish(plan: Plan, today: date | None) -> Sequence[RenderableType]:
    assert plan.finish
    early, likely, late = (_day(today, day) for day in plan.finish)
    pace = f"At {format_hours(plan.hours_per_week)} a week"
    source = Text(_SOURCES[plan.source].format(weeks=plan.pace.weeks if plan.pace else 0))
    if early == late:
        return [Text(f"{pace} you are done by {likely}."), source]
    return [
        Text(f"{pace} you are done about {likely}, between {early} and {late}."),
        source,
        Text(_interval(plan)),
    ]


_SOURCES = {
    "option": "The hours are those you asked for.",
    "history": "The hours are your own pace of the last {weeks} weeks.",
    "curriculum": "The hours are the curriculum's; for yours: --hours N.",
    "default": "The hours are a guess; for yours: --hours N.",
}


def _interval(plan: Plan) -> str:
    if plan.pace:
        differ = f"how much your last {plan.pace.weeks} weeks differ"
        return f"The dates around it come from {differ}: 4 of 5 such ends fall between them."
    return (
        "The dates around it are a plain guess, 20 % less and 30 % more time, "
        "until there are four weeks of yours to go by."
    )


def _deadline(plan: Plan, deadline: Deadline) -> Text:
    assert plan.finish
    needed = f"{format_hours(deadline.hours_per_week)} a week"
    if deadline.hours_per_week > WEEK:
        return Text(f"Until {deadline.day} it does not fit, however many hours a week there are.")
    if not deadline.fits:
        return Text(f"Until {deadline.day} it does not fit; {needed} would do.")
    if plan.finish.early == plan.finish.late:
        return Text(f"Until {deadline.day} it fits; {needed} would do.")
    sure = "also at the late end" if plan.finish.late <= deadline.day else "but not at the late end"
    return Text(f"Until {deadline.day} it fits, {sure}; {needed} would do.")


def _goals(plan: Plan, curriculum: Curriculum, today: date | None) -> list[RenderableType]:
    """Return when each goal is reached that is not the end of the plan itself."""
    grid = labelled()
    for key, (early, likely, late) in plan.goals.items():
        about = f"about {_day(today, likely)}, between {early} and {late}"
        if early == late:
            about = f"by {_day(today, likely)}"
        grid.add_row(" -", Text(f"{curriculum.items[key].title}: {about}"))
    if not grid.row_count or list(plan.goals.values()) == [plan.finish]:
        return []
    return ["", "Goals on the way:", grid]


def _day(today: date | None, day: date) -> str:
    return f"{day} ({_time(today, day)})" if today else f"{day}"


def _time(today: date, day: date) -> str:
    """Return how far off a day is: in weeks, then in months, then in years and months."""
    days = (day - today).days
    if days < 7:
        return "within a week"
    if days < 60:
        return f"in {pluralize(round(days / 7), 'week')}"
    years, months = divmod(round(days / 30.44), 12)
    parts = [pluralize(years, "year")] * (years > 0) + [pluralize(months, "month")] * (months > 0)
    return f"in {' and '.join(parts)}"

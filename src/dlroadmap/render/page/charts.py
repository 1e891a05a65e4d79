"""What was learned when, and when all will be done: two charts for the page, words included."""

from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.statistics import Statistics
from dlroadmap.guide.summary import Summary
from dlroadmap.guide.survey import Learner
from dlroadmap.render.page.burn_up import draw_burn_up
from dlroadmap.render.page.heat_map import NARROW_COLUMNS, STEP_WORDS, draw_days, draw_step
from dlroadmap.render.page.pictures import Picture, Shape
from dlroadmap.render.plan_page import finish_lines, tell_finished
from dlroadmap.render.stats_page import (
    describe_span,
    is_empty,
    note_lines,
    tell_nothing_ticked,
)
from dlroadmap.render.words import describe_hours, standing, tabulate_hours
from dlroadmap.words import format_number, pluralize


class Sign(NamedTuple):
    """An entry of a legend: a small drawing, and what it means."""

    shapes: tuple[Shape, ...]
    words: str


class Table(NamedTuple):
    """The figures behind a picture: headings, and rows whose first cell names them."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Chart(NamedTuple):
    """A picture in words, in sizes for wide and narrow screens, and in figures.

    Where there is nothing to draw, there are no pictures and no table, and `lines` say why.
    `short` says what the narrow picture leaves out.
    """

    id: str
    title: str
    intro: str
    summary: str
    pictures: tuple[Picture, ...]
    legend_title: str
    legend: tuple[Sign, ...]
    lines: tuple[str, ...]
    table: Table | None
    short: str = ""


class Activity(NamedTuple):
    """The days of the last year, and the hours done against all that count."""

    charts: tuple[Chart, ...]


def draw_activity(learner: Learner, summary: Summary, curriculum: Curriculum) -> Activity:
    """Return the charts of a learner; their words are those of `dlr stats` and `dlr plan`."""
    return Activity(
        (
            _chart_days(learner, curriculum),
            _chart_burn_up(learner, summary, curriculum),
        )
    )


def _chart_days(learner: Learner, curriculum: Curriculum) -> Chart:
    figures = learner.statistics
    intro = f"{curriculum.title}, {describe_span(figures)}"
    notes = list(note_lines(figures))
    if is_empty(figures):
        notes = [tell_nothing_ticked(figures, learner.today), *notes]
    days = sum(month.active_days for month in figures.months)
    known = not is_empty(figures)
    longer = known and len(figures.weeks) > NARROW_COLUMNS
    label = f"Hours a day. {intro}. You learned on {pluralize(days, 'day')}"
    if days:
        most = max(figures.months, key=lambda month: month.learned_hours)
        hours = describe_hours(most.learned_hours, most.unknown_items - most.untimed_unknown)
        label += f", the most in {most.start:%Y-%m}: {hours}"
    signs = (Sign(draw_step(step), words) for step, words in enumerate(STEP_WORDS))
    return Chart(
        id="days",
        title="Activity",
        intro=f"{intro}.",
        summary=f"{label}.",
        pictures=draw_days(figures) if known else (),
        legend_title="Hours a day",
        legend=tuple(signs) if known else (),
        lines=tuple(notes),
        table=_tabulate_months(figures) if known else None,
        short=f"Shown here: the last {NARROW_COLUMNS} weeks." if longer else "",
    )


def _tabulate_months(figures: Statistics) -> Table:
    rows = (
        (
            f"{month.start:%Y-%m}",
            f"{month.items:,}",
            tabulate_hours(month.hours, month.unknown_items),
        )
        for month in figures.months
    )
    return Table("Activity by month", ("Month", "Items", "Hours"), tuple(rows))


def _chart_burn_up(learner: Learner, summary: Summary, curriculum: Curriculum) -> Chart:
    figures = learner.statistics
    total, unknown = figures.hours_total, figures.unknown_total
    done = figures.burn_up[-1].hours_done if figures.burn_up else 0
    known = total > 0 and done > 0
    intro = f"{standing(curriculum.title, summary.totals)}"
    if summary.totals.counted:
        intro += f" ({describe_hours(total, unknown, done)})"
    plan = [tell_finished(curriculum.title)]
    if learner.finish:
        plan = list(finish_lines(learner.finish, learner.rate, learner.today))
    return Chart(
        id="burn-up",
        title="Hours done",
        intro=f"{intro}.",
        summary=f"Hours done by the end of each month. {intro}. {plan[0]}",
        pictures=draw_burn_up(figures, learner.finish, learner.today) if known else (),
        legend_title="",
        legend=_explain_lines(learner) if known else (),
        lines=tuple(plan),
        table=_tabulate_burn_up(figures) if known else None,
    )


def _explain_lines(learner: Learner) -> tuple[Sign, ...]:
    looks = ["done", "total", *(["forecast"] if learner.finish else [])]
    signs = [Sign((Shape(look, "M0 5.5H11"),), look) for look in looks]
    if learner.finish and learner.finish.early != learner.finish.late:
        signs.append(Sign((Shape("range", "M0 10.5L11 .5V10.5z"),), "likely range"))
    return tuple(signs)


def _tabulate_burn_up(figures: Statistics) -> Table:
    total = figures.hours_total
    rows = (
        (
            f"{mark.month:%Y-%m}",
            format_number(mark.hours_done),
            f"{round(mark.hours_done * 100) * 1000 // round(total * 100) / 10}%",
        )
        for mark in figures.burn_up
    )
    return Table("Hours done by month", ("Month", "Hours", "Share"), tuple(rows))

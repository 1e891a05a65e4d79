"""What was done when, in pictures that are made of digits and words."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.statistics import Period, Statistics
from dlroadmap.guide.summary import Summary
from dlroadmap.render.screen import NARROW, UNLIMITED, Screen
from dlroadmap.render.status_page import parts_table
from dlroadmap.render.tables import table
from dlroadmap.words import format_hours, format_number, pluralize

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STEPS = (1, 3, 6)
"""The hours up to which a day is a 1, a 2 or a 3 on the map; beyond them it is a 4."""

SHADES = {"1": "cyan", "2": "bold cyan", "3": "reverse cyan", "4": "bold reverse cyan"}
"""How a digit of the map looks where there is colour: the more hours, the more of it."""

LEGEND = "Hours a day: . none, 1 up to 1, 2 up to 3, 3 up to 6, 4 more"

COLUMNS = 54
"""The weeks that stand beside each other on a map: those that a year can touch."""

BAR = 24
RECENT = 12
"""So many weeks are shown with bars."""


def stats_lines(
    figures: Statistics, summary: Summary, curriculum: Curriculum, screen: Screen, today: date
) -> list[RenderableType]:
    """Return the map or its months in words, streaks, weeks, levels, and the way to the end.

    Pictures are for screens that have room for them; a narrow one, and a pipe that nobody gave a
    width, get words and numbers alone.
    """
    pictures = NARROW + 4 <= screen.width < UNLIMITED
    items = sum(month.items for month in figures.months)
    hours = round(sum(month.hours for month in figures.months), 2)
    done = f"{pluralize(items, 'item')}, {format_hours(hours)}"
    span = f"{figures.first} to {figures.last}"
    lines: list[RenderableType] = [Text.assemble((curriculum.title, "bold"), f", {span}: {done}")]
    if not items and not any(mark.hours_done for mark in figures.burn_up):
        none = "is ticked yet" if figures.last == today else "was ticked until then"
        lines += ["", Text(f"Nothing {none}. To begin: dlr next")]
    else:
        lines += ["", *(_map_lines(figures) if pictures else _month_lines(figures))]
        lines += ["", *_streak_lines(figures, today)]
        lines += ["", *_week_lines(figures, screen, pictures), ""]
        lines += [Text("By level", "bold"), parts_table([(p, ()) for p in summary.levels], screen)]
        lines += ["", *_burn_up_lines(figures, screen, pictures)]
    if untimed := sum(month.untimed_items for month in figures.months):
        spent = format_hours(round(sum(month.untimed_hours for month in figures.months), 2))
        do = "does" if untimed == 1 else "do"
        these = f"{pluralize(untimed, 'item')} ({spent}) of these"
        lines += ["", Text(f"{these} {do} not tell {_UNTIMED}.")]
    if figures.elsewhere:
        more = pluralize(figures.elsewhere, "item")
        be = "is" if figures.elsewhere == 1 else "are"
        lines += ["", Text(f"Not counted: {more} that you ticked and that {be} not in it.")]
    return lines


_UNTIMED = (
    "when it was learned: an assessment's, what has a month or a year, and many told at once. "
    "That counts in the tables, but not on the map, in a row, or in your pace"
)


def _map_lines(figures: Statistics) -> list[RenderableType]:
    """Return a column of seven digits for each week, the months above."""
    days = {day.start: day for day in figures.days}
    lines: list[RenderableType] = []
    for begin in range(0, len(figures.weeks), COLUMNS):
        weeks = [week.start for week in figures.weeks[begin : begin + COLUMNS]]
        lines += [""] * bool(lines) + [Text(_month_header(weeks, figures.first, figures.last))]
        for weekday, name in enumerate(DAYS):
            row = Text(f"{name} ")
            for week in weeks:
                digit = _digit(days.get(week + timedelta(days=weekday)))
                row.append(digit, SHADES.get(digit))
            row.rstrip()
            lines.append(row)
    return [*lines, "", Text(LEGEND)]


def _month_header(weeks: Sequence[date], first: date, until: date) -> str:
    """Return the names of months above their first weeks; a short first month has none."""
    begins = [(0, max(weeks[0], first).month)]
    for column, week in enumerate(weeks):
        last = week + timedelta(days=6)
        if column and last.day <= 7 and last.replace(day=1) <= until:
            begins.append((column, last.month))
    if len(begins) > 1 and begins[1][0] < 4:
        del begins[0]
    header = ""
    for column, month in begins:
        header = f"{header:<{len(DAYS[0]) + 1 + column}}{MONTHS[month - 1]}"
    return header


def _digit(day: Period | None) -> str:
    if day is None:
        return " "
    if not day.learned_items:
        return "."
    return str(1 + sum(day.learned_hours > step for step in STEPS))


def _month_lines(figures: Statistics) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for month in figures.months:
        done = "nothing"
        if month.items:
            days = f", on {pluralize(month.active_days, 'day')}" if month.active_days else ""
            done = f"{pluralize(month.items, 'item')}, {format_hours(month.hours)}{days}"
        lines.append(Text(f"{month.start:%Y-%m}: {done}"))
    return lines


def _streak_lines(figures: Statistics, today: date) -> list[RenderableType]:
    streaks = figures.streaks
    now, ever = ("now", "") if figures.last == today else (f"on {figures.last}", " until then")
    return [
        Text(f"Days in a row: {streaks.days} {now}, {streaks.longest_days} at most{ever}"),
        Text(f"Weeks in a row: {streaks.weeks} {now}, {streaks.longest_weeks} at most{ever}"),
    ]


def _week_lines(figures: Statistics, screen: Screen, pictures: bool) -> list[RenderableType]:
    """Return the last weeks; bars are of what is known to be learned in them."""
    weeks = figures.weeks[-RECENT:]
    most = max(week.learned_hours for week in weeks)
    bars = ["Learned"] if pictures and most else []
    made = table("Week of", *bars, "Hours", "Items", right=("Hours", "Items"), whole=bars)
    for week in weeks:
        bar = [Text(_bar(week.learned_hours, most, screen), "cyan")] if bars else []
        made.add_row(f"{week.start}", *bar, format_number(week.hours), f"{week.items}")
    return [Text(f"The last {pluralize(len(weeks), 'week')}", "bold"), made]


def _burn_up_lines(figures: Statistics, screen: Screen, pictures: bool) -> list[RenderableType]:
    """Return the hours done at the end of each month, against all that count."""
    total = figures.hours_total
    bars = ["Done"] if pictures and total else []
    made = table("Month", *bars, "Hours", "%", right=("Hours", "%"), whole=bars)
    for mark in figures.burn_up:
        bar = [Text(_bar(mark.hours_done, total, screen, rest=True), "cyan")] if bars else []
        share = (
            f"{_hundredths(mark.hours_done) * 1000 // _hundredths(total) / 10}" if total else "-"
        )
        made.add_row(f"{mark.month:%Y-%m}", *bar, format_number(mark.hours_done), share)
    return [Text(f"Towards the end: {format_hours(total)}", "bold"), made]


def _bar(value: float, most: float, screen: Screen, rest: bool = False) -> str:
    """Return a bar that is empty only for nothing, and full only for all."""
    full, empty = ("█", "░") if screen.unicode else ("#", ".")
    cells = BAR * _hundredths(value) // _hundredths(most)
    if value and not cells:
        cells = 1
    return full * cells + empty * (BAR - cells) * rest


def _hundredths(hours: float) -> int:
    """Return hours as a whole number, so that all of them are the whole."""
    return round(hours * 100)

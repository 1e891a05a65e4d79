"""What was done when, in pictures that are made of digits and words."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.statistics import Period, Statistics
from dlroadmap.guide.summary import Summary
from dlroadmap.render.parts_table import parts_table
from dlroadmap.render.screen import NARROW, UNLIMITED, Screen
from dlroadmap.render.tables import draw_bar, table
from dlroadmap.render.words import describe_hours, tabulate_hours
from dlroadmap.words import agree, format_number, pluralize

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

STEPS = (1, 3, 6)
"""The hours up to which a day is a 1, a 2 or a 3 on the map; beyond them it is a 4."""

SHADES = {"1": "cyan", "2": "bold cyan", "3": "reverse cyan", "4": "bold reverse cyan"}
"""How a digit of the map looks where there is color: the more hours, the more of it."""

LEGEND = "Hours a day: . = none, 1 = up to 1, 2 = up to 3, 3 = up to 6, 4 = over 6"

COLUMNS = 54
"""The weeks beside each other on a map: those that a year can touch."""

BAR = 24
RECENT = 12
"""So many weeks are shown with bars."""

_UNTIMED = (
    "an assessment inferred them, they are dated only by month or year, or you ticked them in "
    "bulk. They count in the tables, but not in the heat map, streaks or pace."
)


def stats_lines(
    figures: Statistics, summary: Summary, curriculum: Curriculum, screen: Screen, today: date
) -> Iterator[RenderableType]:
    """Yield the map or its months in words, streaks, weeks, levels, and hours done by month.

    Pictures are for screens that have room for them; a narrow one, and a pipe without a set
    width, get words and numbers alone.
    """
    pictures = NARROW + 4 <= screen.width < UNLIMITED
    yield from (Text.assemble((curriculum.title, "bold"), f", {describe_span(figures)}"), "")
    if is_empty(figures):
        yield tell_nothing_ticked(figures, today)
    else:
        yield from _map_lines(figures) if pictures else map(_tell_month, figures.months)
        yield ""
        yield from _streak_lines(figures, today)
        yield ""
        yield from _week_lines(figures, screen, pictures)
        yield from ("", Text("By level", "bold"))
        yield from parts_table([(level, ()) for level in summary.levels], screen)
        yield ""
        yield from _burn_up_lines(figures, screen, pictures)
    for note in note_lines(figures):
        yield from ("", note)


def describe_span(figures: Statistics) -> str:
    """Return the first and the last day, and what was ticked in them."""
    items = sum(month.items for month in figures.months)
    hours = round(sum(month.hours for month in figures.months), 2)
    unknown = sum(month.unknown_items for month in figures.months)
    spent = f", {describe_hours(hours, unknown)}" if items else ""
    return f"{figures.first} to {figures.last}: {pluralize(items, 'item')}{spent}"


def is_empty(figures: Statistics) -> bool:
    """Return whether nothing was ticked, in these days or before."""
    ticked = any(month.items for month in figures.months)
    return not ticked and not any(mark.hours_done for mark in figures.burn_up)


def tell_nothing_ticked(figures: Statistics, today: date) -> str:
    """Return that nothing was ticked, and how to start."""
    none = "ticked yet" if figures.last == today else f"ticked by {figures.last}"
    return f"Nothing {none}. To start: dlr next"


def note_lines(figures: Statistics) -> Iterator[str]:
    """Yield what does not count everywhere, or not at all."""
    if untimed := sum(month.untimed_items for month in figures.months):
        known = round(sum(month.untimed_hours for month in figures.months), 2)
        spent = describe_hours(known, sum(month.untimed_unknown for month in figures.months))
        have = f"{pluralize(untimed, 'item')} ({spent}) {agree(untimed, 'has', 'have')}"
        yield f"{have} no exact date: {_UNTIMED}"
    if figures.elsewhere:
        more = f"{pluralize(figures.elsewhere, 'ticked item')} outside this curriculum"
        yield f"Not counted: {more}."


def _map_lines(figures: Statistics) -> Iterator[RenderableType]:
    """Yield a column of seven digits for each week, the months above."""
    days = {day.start: day for day in figures.days}
    for begin in range(0, len(figures.weeks), COLUMNS):
        weeks = [week.start for week in figures.weeks[begin : begin + COLUMNS]]
        if begin:
            yield ""
        yield _month_header(weeks, figures.first, figures.last)
        for weekday, name in enumerate(DAYS):
            row = Text(f"{name} ")
            for week in weeks:
                digit = _digit(days.get(week + timedelta(days=weekday)))
                row.append(digit, SHADES.get(digit))
            row.rstrip()
            yield row
    yield from ("", LEGEND)


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


def _tell_month(month: Period) -> str:
    done = "nothing"
    if month.items:
        days = f", on {pluralize(month.active_days, 'day')}" if month.active_days else ""
        hours = describe_hours(month.hours, month.unknown_items)
        done = f"{pluralize(month.items, 'item')}, {hours}{days}"
    return f"{month.start:%Y-%m}: {done}"


def _streak_lines(figures: Statistics, today: date) -> Iterator[str]:
    streaks = figures.streaks
    now, ever = ("Current streak", "")
    if figures.last != today:
        now, ever = f"Streak on {figures.last}", " until then"
    yield f"{now}: {pluralize(streaks.days, 'day')} (longest{ever}: {streaks.longest_days:,})"
    yield f"{now}: {pluralize(streaks.weeks, 'week')} (longest{ever}: {streaks.longest_weeks:,})"


def _week_lines(figures: Statistics, screen: Screen, pictures: bool) -> Iterator[RenderableType]:
    """Yield the last weeks; bars are of what is known to be learned in them."""
    weeks = figures.weeks[-RECENT:]
    most = max(week.learned_hours for week in weeks)
    hidden = () if pictures and most else ("Learned",)
    rows = (
        (
            f"{week.start}",
            _bar(week.learned_hours, most, screen),
            tabulate_hours(week.hours, week.unknown_items),
            f"{week.items}",
        )
        for week in weeks
    )
    yield Text(f"Last {pluralize(len(weeks), 'week')}", "bold")
    headings = ["Week of", "Learned", "Hours", "Items"]
    yield table(headings, rows, ["Hours", "Items"], whole=["Learned"], hidden=hidden)


def _burn_up_lines(figures: Statistics, screen: Screen, pictures: bool) -> Iterator[RenderableType]:
    """Yield the hours done at the end of each month, against all that count."""
    total = figures.hours_total
    hidden = () if pictures and total else ("Done",)
    rows = (
        (
            f"{mark.month:%Y-%m}",
            _bar(mark.hours_done, total, screen, rest=True),
            format_number(mark.hours_done) if total else "-",
            f"{_hundredths(mark.hours_done) * 1000 // _hundredths(total) / 10}" if total else "-",
        )
        for mark in figures.burn_up
    )
    yield Text(f"Progress by month (total: {describe_hours(total, figures.unknown_total)})", "bold")
    yield table(["Month", "Done", "Hours", "%"], rows, ["Hours", "%"], ["Done"], hidden)


def _bar(hours: float, most: float, screen: Screen, rest: bool = False) -> Text:
    return draw_bar(_hundredths(hours), _hundredths(most), BAR, screen, rest)


def _hundredths(hours: float) -> int:
    """Return hours as a whole number, so that all of them are the whole."""
    return round(hours * 100)

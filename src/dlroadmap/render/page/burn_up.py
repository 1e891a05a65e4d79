"""The hours done month by month against all that count, and where that leads."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import count

from dlroadmap.guide.dates import month_after
from dlroadmap.guide.finish import Finish
from dlroadmap.guide.statistics import Statistics
from dlroadmap.render.page.pictures import Label, Picture, Shape, trace
from dlroadmap.render.stats_page import MONTHS
from dlroadmap.words import format_number

TOP, FLOOR, HEIGHT = 24, 190, 212
RIGHT = 20

SIZES = (("wide", 734, 8), ("narrow", 370, 5))
"""The names of the pictures, their widths, and the most dates beneath them."""

LINES = 4
"""The most lines of hours between none and all."""

LETTER = 7
"""The width to allow for a letter."""

GAP = 0.1
"""Hours closer to the total than this share of it have no line."""

MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""The months from one date beneath a picture to the next."""


def draw_burn_up(figures: Statistics, finish: Finish | None, today: date) -> tuple[Picture, ...]:
    """Return the line of what is done, the total and the forecast, for wide and narrow screens."""
    points = _measure(figures)
    return tuple(
        _draw(points, figures.hours_total, finish, today, size, width, most)
        for size, width, most in SIZES
    )


def _measure(figures: Statistics) -> list[tuple[date, float]]:
    """Return the hours done by the ends of months, from the last one with none."""
    ends = [
        (min(month_after(mark.month) - timedelta(days=1), figures.last), mark.hours_done)
        for mark in figures.burn_up
    ]
    empty = sum(hours == 0 for _, hours in ends)
    if not empty:
        return ends
    begin = figures.burn_up[min(empty, len(ends) - 1)].month
    return [(begin, 0.0), *ends[empty:]]


def _draw(
    points: list[tuple[date, float]],
    total: float,
    finish: Finish | None,
    today: date,
    size: str,
    width: int,
    most: int,
) -> Picture:
    begin, end = points[0][0], max(points[-1][0], finish.late if finish else today)
    levels = _choose_levels(total)
    numbers = [(format_number(hours), hours) for hours in (*levels, total)]
    left = 10 + LETTER * max(len(words) for words, _ in numbers)
    right, days = width - RIGHT, max((end - begin).days, 1)

    def x(day: date) -> float:
        return left + (right - left) * (day - begin).days / days

    def y(hours: float) -> float:
        return FLOOR - (FLOOR - TOP) * hours / total

    line = [(x(day), y(hours)) for day, hours in points]
    dates = _choose_dates(begin, end, most)
    floor = [(line[-1][0], FLOOR), (line[0][0], FLOOR)]
    shapes = [
        Shape("grid", "".join(trace((left, y(hours)), (right, y(hours))) for hours in levels)),
        Shape("axis", trace((left, FLOOR), (right, FLOOR)) + _ticks(dates, x)),
        Shape("area", trace(*line, *floor) + "z"),
    ]
    labels = [Label(left - 8, y(hours) + 4, "end", words) for words, hours in numbers]
    labels += [_center(words, x(day), HEIGHT - 4, width) for day, words in dates]
    if finish:
        here = (x(today), line[-1][1])
        early, likely, late = ((x(day), float(TOP)) for day in finish)
        shapes.append(Shape("range", trace(here, early, late) + "z"))
        shapes.append(Shape("forecast", trace(here, likely)))
        labels.append(_center(f"{finish.likely}", likely[0], TOP - 9, width))
    shapes.append(Shape("total", trace((left, TOP), (right, TOP))))
    shapes += [Shape("done", trace(*line)), Shape("now", f"{trace(line[-1])}h0")]
    return Picture(size, width, HEIGHT, tuple(shapes), tuple(_round(label) for label in labels))


def _center(words: str, x: float, y: float, width: int) -> Label:
    """Return words around a place, or as near to it as they fit."""
    half = LETTER * len(words) / 2
    return Label(min(max(x, half), width - half), y, "middle", words)


def _round(label: Label) -> Label:
    return label._replace(x=round(label.x, 1), y=round(label.y, 1))


def _choose_levels(total: float) -> list[float]:
    """Return round numbers of hours from 0 on, a few, none of them close to the total."""
    sizes = (factor * 10**power for power in count(-2) for factor in (1, 2, 5))
    step = next(size for size in sizes if total / size <= LINES)
    levels = (round(step * n, 2) for n in range(LINES + 1))
    return [level for level in levels if level <= total * (1 - GAP)]


def _choose_dates(begin: date, end: date, most: int) -> list[tuple[date, str]]:
    """Return first days of months, evenly apart and not too many, and their words."""
    first = begin if begin.day == 1 else month_after(begin)
    chosen: list[date] = []
    for step in MONTH_STEPS:
        chosen = []
        month = first
        while month <= end:
            if (month.year * 12 + month.month - 1) % step == 0:
                chosen.append(month)
            month = month_after(month)
        if len(chosen) <= most:
            break
    return [(day, _name(day, day == chosen[0])) for day in chosen]


def _name(day: date, with_year: bool) -> str:
    """Return a year where it begins, elsewhere a month, with its year where none is before it."""
    if day.month == 1:
        return f"{day.year}"
    return f"{MONTHS[day.month - 1]} {day.year}" if with_year else MONTHS[day.month - 1]


def _ticks(dates: list[tuple[date, str]], x: Callable[[date], float]) -> str:
    return "".join(trace((x(day), FLOOR), (x(day), FLOOR + 4)) for day, _ in dates)

"""The days of a year as squares: a column for each week, Monday first."""

from datetime import date, timedelta

from dlroadmap.guide.statistics import Period, Statistics
from dlroadmap.render.page.pictures import Label, Picture, Shape
from dlroadmap.render.stats_page import COLUMNS, DAYS, MONTHS, STEPS

MARKS = (0, 5, 7, 9, 11)
"""The side of the mark in a day's square, by its step: more hours show without any color."""

SQUARE, PITCH = 11, 13
LEFT, TOP, RIGHT = 36, 18, 12
NARROW_COLUMNS = 26
"""The weeks that a narrow screen has room for."""

STEP_WORDS = ("none", *(f"up to {step}" for step in STEPS), f"over {STEPS[-1]}")
"""The hours of a day at each step, as in the legend of `dlr stats`."""


def draw_days(figures: Statistics) -> tuple[Picture, ...]:
    """Return the days of the last weeks: of a year, and of half a year for narrow screens."""
    return (_draw(figures, "wide", COLUMNS), _draw(figures, "narrow", NARROW_COLUMNS))


def draw_step(step: int) -> tuple[Shape, ...]:
    """Return the square of a step alone, in its upper left corner."""
    return _shapes({step: [(0, 0)]})


def find_step(day: Period) -> int:
    """Return 0 for a day without anything learned, then how many steps its hours reach."""
    return 1 + sum(day.learned_hours > step for step in STEPS) if day.learned_items else 0


def _draw(figures: Statistics, size: str, columns: int) -> Picture:
    weeks = [week.start for week in figures.weeks[-columns:]]
    places: dict[int, list[tuple[int, int]]] = {}
    for day in figures.days:
        if day.start >= weeks[0]:
            column, row = divmod((day.start - weeks[0]).days, 7)
            places.setdefault(find_step(day), []).append((LEFT + PITCH * column, TOP + PITCH * row))
    rows = [Label(LEFT - 6, TOP + PITCH * row + 9, "end", DAYS[row]) for row in (0, 2, 4)]
    return Picture(
        size,
        LEFT + PITCH * columns + RIGHT,
        TOP + PITCH * len(DAYS),
        _shapes(places),
        (*_label_months(figures, weeks), *rows),
    )


def _label_months(figures: Statistics, weeks: list[date]) -> list[Label]:
    """Return the months above the weeks they begin in; a short first month has none."""
    begins = {0: max(weeks[0], figures.first)}
    for column, week in enumerate(weeks):
        sunday = week + timedelta(days=6)
        if sunday.day <= 7 and sunday.replace(day=1) <= figures.last:
            begins[column] = sunday
    if begins.keys() & {1, 2}:
        del begins[0]
    return [
        Label(LEFT + PITCH * column, TOP - 7, "start", MONTHS[day.month - 1])
        for column, day in begins.items()
    ]


def _shapes(places: dict[int, list[tuple[int, int]]]) -> tuple[Shape, ...]:
    """Return one path for the squares of all days, and one for the marks of each step."""
    squares = [place for step in sorted(places) for place in places[step]]
    marks = [
        Shape(f"step{step}", _squares(places[step], MARKS[step])) for step in sorted(places) if step
    ]
    return (Shape("day", _squares(sorted(squares), SQUARE)), *marks)


def _squares(places: list[tuple[int, int]], side: int) -> str:
    """Return squares of a side in the middle of places; a stroke of two pixels belongs to it."""
    inner, shift = side - 2, (SQUARE - side) / 2 + 1
    return "".join(f"M{x + shift:g} {y + shift:g}h{inner}v{inner}h-{inner}z" for x, y in places)

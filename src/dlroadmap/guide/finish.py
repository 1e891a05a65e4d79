"""When so much work will be done: an interval, not a day."""

from datetime import date, timedelta
from math import ceil, inf, sqrt
from typing import NamedTuple

from dlroadmap.guide.pace import Pace

EARLY, LATE = 0.8, 1.3
"""The share of the likely time that it may take, while there is no history to go by."""

FOUR_IN_FIVE = 1.28
"""The standard deviations on both sides of a mean that hold 80 of 100 normal values."""

SLOWEST = 3.0
"""The late end is no later than so many times the likely time."""


class Finish(NamedTuple):
    """The Sundays by which it may, will likely, and should at the latest be done."""

    early: date
    likely: date
    late: date


def estimate_finish(weeks: float, start: date, pace: Pace | None) -> Finish:
    """Return the interval in which so many weeks of work, from a Monday on, will end.

    With a history, four ends of five should fall in it: the mean of the weeks seen is not the
    mean of those to come, and both grow surer with their number. Without one, it is a plain
    spread.
    """
    early, late = EARLY, LATE
    if pace:
        off = FOUR_IN_FIVE * pace.spread * sqrt(1 / pace.weeks + 1 / max(weeks, 1))
        early, late = 1 / (1 + off), min(1 / (1 - off) if off < 1 else inf, SLOWEST)
    ends = (max(ceil(round(weeks * share, 6)), 1) for share in (early, 1.0, late))
    return Finish(*(start + timedelta(days=7 * end - 1) for end in ends))

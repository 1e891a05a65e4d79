"""How what is due for review is spread over days."""

from collections.abc import Callable, Sequence
from math import ceil
from typing import NamedTuple

DAYS, LEAST = 14, 10
"""The days that a backlog is spread over, and how many reviews no day has less room for."""


class Portion(NamedTuple):
    """What is due, and how much of it is for today.

    `a_day` is how many a day clear all that is `due` in so many `days`, with what comes due in
    them.
    """

    due: int
    today: int
    a_day: int = LEAST
    days: int = 1


def spread(due: int, reviewed: int, find_others: Callable[[], Sequence[int]]) -> Portion:
    """Return how what is due is spread, `reviewed` of it earlier today.

    `find_others` returns the days of all other reviews: how many days ago, below 0, each was done,
    and in how many days, from 1 on, each comes due. It is only asked if there is more than a day
    has room for.

    Of the fortnights that include today the fullest decides. So a portion stays the same while a
    backlog shrinks: the fortnight that began with the backlog has what was reviewed of it since.
    """
    begun = due + reviewed
    if begun <= LEAST:
        return Portion(due, due)
    others = find_others()
    starts = range(1 - DAYS, 1)
    most = max(sum(start <= day < start + DAYS for day in others) for start in starts)
    a_day = max(LEAST, ceil((begun + most) / DAYS))
    days = 1
    while days * a_day < begun + sum(0 < day < days for day in others):
        days += 1
    return Portion(due, min(due, max(a_day - reviewed, 0)), a_day, days)

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


def spread(due: int, reviewed: int, find_coming: Callable[[], Sequence[int]]) -> Portion:
    """Return how what is due is spread, `reviewed` of it earlier today.

    `find_coming` returns in how many days each other item comes due, from 1 on; it is only asked
    if there is more than a day has room for.
    """
    begun = due + reviewed
    if begun <= LEAST:
        return Portion(due, due)
    coming = [days for days in find_coming() if days < DAYS]
    a_day = max(LEAST, ceil((begun + len(coming)) / DAYS))
    days = 1
    while days * a_day < begun + sum(ahead < days for ahead in coming):
        days += 1
    return Portion(due, min(due, max(a_day - reviewed, 0)), a_day, days)

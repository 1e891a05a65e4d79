"""What was done when: by day, week and month, in a row, and towards the end."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import starmap
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.dates import month_after, parse_days
from dlroadmap.guide.pace import Tick, monday, timed
from dlroadmap.guide.summary import Summary


class Period(NamedTuple):
    """What was ticked in a day, a week or a month that begins on `start`.

    The `untimed` ones among `items` and `hours` say that something is known, not when it was
    learned: an assessment's, those of a month or a year, and many told at once. `active_days` are
    those with any other. `hours` are the known ones; `unknown_items` have none, and of these
    `untimed_unknown` are untimed too.
    """

    start: date
    items: int
    hours: float
    unknown_items: int
    untimed_items: int
    untimed_hours: float
    untimed_unknown: int
    active_days: int

    @property
    def learned_items(self) -> int:
        """The items of which it is told when they were learned."""
        return self.items - self.untimed_items

    @property
    def learned_hours(self) -> float:
        """The hours of those."""
        return round(self.hours - self.untimed_hours, 2)


class Streaks(NamedTuple):
    """Days and weeks in a row with something learned: up to the last day, and the longest ever."""

    days: int
    longest_days: int
    weeks: int
    longest_weeks: int


class Mark(NamedTuple):
    """The hours done, of those that count, when a month or the range ended."""

    month: date
    hours_done: float


@dataclass(frozen=True)
class Statistics:
    """All figures from `first` to `last`; `elsewhere` counts ticks outside the curriculum.

    `hours_total` are the known ones of all that counts; `unknown_total` items of that have none.
    """

    first: date
    last: date
    days: tuple[Period, ...]
    weeks: tuple[Period, ...]
    months: tuple[Period, ...]
    streaks: Streaks
    burn_up: tuple[Mark, ...]
    hours_total: float
    unknown_total: int
    elsewhere: int


def choose_range(start: str | None, end: str | None, today: date) -> tuple[date, date]:
    """Return the first and the last day: of two days, months or years, or a year up to today.

    Nothing looks beyond today, and a year without a start begins on a Monday.
    """
    last = min(parse_days(end, today).last, today) if end is not None else today
    first = (
        parse_days(start, today).first if start is not None else monday(last) - timedelta(weeks=52)
    )
    return first, last


def compute_statistics(
    curriculum: Curriculum, summary: Summary, ticks: Sequence[Tick], first: date, last: date
) -> Statistics:
    """Return the figures of the curriculum's items that are done now, by the day they were.

    Streaks and hours done look back beyond `first`; nothing looks beyond `last`.
    """
    held = [tick for tick in ticks if tick.key in curriculum.locations]
    inside = [tick for tick in held if tick.key not in curriculum.assumed]
    learned = {tick.key for tick in timed(ticks, curriculum.needs)}
    keys: dict[date | None, list[str]] = {}
    for tick in inside:
        keys.setdefault(tick.day, []).append(tick.key)

    def count(start: date, end: date) -> Period:
        days = [keys.get(day, ()) for day in _days(max(start, first), end)]
        told = [key for day in days for key in day]
        untimed = [key for key in told if key not in learned]
        active = sum(not learned.isdisjoint(day) for day in days)
        return Period(
            start,
            items=len(told),
            hours=curriculum.sum_hours(told),
            unknown_items=curriculum.count_unknown(told),
            untimed_items=len(untimed),
            untimed_hours=curriculum.sum_hours(untimed),
            untimed_unknown=curriculum.count_unknown(untimed),
            active_days=active,
        )

    weeks = _split(monday(first), last, lambda day: day + timedelta(weeks=1))
    months = _split(first.replace(day=1), last, month_after)
    counted = [tick for tick in inside if tick.key in summary.asked]
    active = {t.day for t in inside if t.key in learned and t.day and t.day <= last}
    weekly = _measure_rows({monday(day) for day in active}, monday(last), 7)
    return Statistics(
        first=first,
        last=last,
        days=tuple(count(day, day) for day in _days(first, last)),
        weeks=tuple(starmap(count, weeks)),
        months=tuple(starmap(count, months)),
        streaks=Streaks(*_measure_rows(active, last, 1), *weekly),
        burn_up=tuple(
            Mark(start, curriculum.sum_hours(t.key for t in counted if (t.day or start) <= end))
            for start, end in months
        ),
        hours_total=summary.totals.hours,
        unknown_total=summary.totals.hours_unknown,
        elsewhere=len(ticks) - len(held),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _split(start: date, last: date, following: Callable[[date], date]) -> list[tuple[date, date]]:
    """Return the first and the last day of each period, up to the last day of all."""
    periods = []
    while start <= last:
        after = following(start)
        periods.append((start, min(after - timedelta(days=1), last)))
        start = after
    return periods


def _measure_rows(starts: Collection[date], last: date, step: int) -> tuple[int, int]:
    """Return how many follow each other up to the last one, or the one before it, and at most."""
    longest = row = 0
    before = None
    for start in sorted(starts):
        row = row + 1 if before and (start - before).days == step else 1
        longest = max(longest, row)
        before = start
    current = before is not None and (last - before).days <= step
    return (row if current else 0), longest

"""What was done when: by day, week and month, in a row, and towards the end."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import Tick, monday, month_after, timed
from dlroadmap.guide.summary import Summary


class Period(NamedTuple):
    """What was ticked in a day, a week or a month that begins on `start`.

    The `untimed` ones among `items` and `hours` say that something is known, not when it was
    learned: an assessment's, those of a month or a year, and many told at once. `active_days` are
    those with any other.
    """

    start: date
    items: int
    hours: float
    untimed_items: int
    untimed_hours: float
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
    """All figures from `first` to `last`; `elsewhere` counts ticks outside the curriculum."""

    first: date
    last: date
    days: tuple[Period, ...]
    weeks: tuple[Period, ...]
    months: tuple[Period, ...]
    streaks: Streaks
    burn_up: tuple[Mark, ...]
    hours_total: float
    elsewhere: int


def statistics(
    curriculum: Curriculum, summary: Summary, told: Sequence[Tick], first: date, last: date
) -> Statistics:
    """Return the figures of the curriculum's items that are done now, by the day they were.

    Streaks and hours done look back beyond `first`; nothing looks beyond `last`.
    """
    inside = [tick for tick in told if tick.key in curriculum.places]
    sure = {tick.key for tick in timed(told, curriculum.hours)}
    counter = _Counter(curriculum.hours, inside, sure)
    days = _starts(first, last, first, lambda day: day + timedelta(days=1))
    weeks = _starts(first, last, monday(first), lambda day: day + timedelta(weeks=1))
    months = _starts(first, last, first.replace(day=1), month_after)
    active = sorted({t.day for t in inside if t.key in sure and t.day and t.day <= last})
    return Statistics(
        first=first,
        last=last,
        days=counter.periods(days),
        weeks=counter.periods(weeks),
        months=counter.periods(months),
        streaks=_streaks(active, last),
        burn_up=_burn_up(curriculum, summary, inside, [(start, end) for start, _, end in months]),
        hours_total=summary.totals.hours,
        elsewhere=len(told) - len(inside),
    )


class _Counter:
    def __init__(self, hours: Mapping[str, float], told: Iterable[Tick], sure: set[str]) -> None:
        self._hours, self._sure = hours, sure
        self._keys: dict[date, list[str]] = {}
        for tick in told:
            if tick.day:
                self._keys.setdefault(tick.day, []).append(tick.key)

    def periods(self, bounds: Iterable[tuple[date, date, date]]) -> tuple[Period, ...]:
        return tuple(self._period(*bound) for bound in bounds)

    def _period(self, start: date, first: date, last: date) -> Period:
        days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        keys = [key for day in days for key in self._keys.get(day, ())]
        untimed = [key for key in keys if key not in self._sure]
        return Period(
            start,
            len(keys),
            self._sum(keys),
            len(untimed),
            self._sum(untimed),
            sum(not self._sure.isdisjoint(self._keys.get(day, ())) for day in days),
        )

    def _sum(self, keys: Iterable[str]) -> float:
        return round(sum(map(self._hours.__getitem__, keys)), 2)


def _starts(
    first: date, last: date, start: date, after: Callable[[date], date]
) -> list[tuple[date, date, date]]:
    """Return each period's start, and its first and last day within the range."""
    found = []
    while start <= last:
        following = after(start)
        found.append((start, max(start, first), min(following - timedelta(days=1), last)))
        start = following
    return found


def _streaks(active: Sequence[date], last: date) -> Streaks:
    weeks = sorted({monday(day) for day in active})
    return Streaks(*_rows(active, last, 1), *_rows(weeks, monday(last), 7))


def _rows(starts: Sequence[date], last: date, step: int) -> tuple[int, int]:
    """Return how many follow each other up to the last one, or the one before it, and at most."""
    longest = row = 0
    before = None
    for start in starts:
        row = row + 1 if before and (start - before).days == step else 1
        longest = max(longest, row)
        before = start
    current = before is not None and (last - before).days <= step
    return (row if current else 0), longest


def _burn_up(
    curriculum: Curriculum,
    summary: Summary,
    told: Iterable[Tick],
    months: Sequence[tuple[date, date]],
) -> tuple[Mark, ...]:
    counted = [tick for tick in told if tick.key in summary.asked]
    hours = curriculum.hours
    return tuple(
        Mark(
            start,
            round(sum(hours[t.key] for t in counted if t.day is None or t.day <= end), 2),
        )
        for start, end in months
    )

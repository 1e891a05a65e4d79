"""What was done when: by day, week and month, in a row, and towards the end."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import starmap
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import Tick, monday, month_after, parse_days, timed
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


def choose_range(start: str | None, end: str | None, today: date) -> tuple[date, date]:
    """Return the first and the last day: of two days, months or years, or a year up to today.

    Nothing looks beyond today, and a year without a start begins on a Monday.
    """
    last = min(parse_days(end)[1], today) if end is not None else today
    first = parse_days(start)[0] if start is not None else monday(last) - timedelta(weeks=52)
    return first, last


def compute_statistics(
    curriculum: Curriculum, summary: Summary, ticks: Sequence[Tick], first: date, last: date
) -> Statistics:
    """Return the figures of the curriculum's items that are done now, by the day they were.

    Streaks and hours done look back beyond `first`; nothing looks beyond `last`.
    """
    inside = [tick for tick in ticks if tick.key in curriculum.locations]
    learned = {tick.key for tick in timed(ticks, curriculum.hours)}
    counter = _Counter(curriculum.hours, inside, learned, first)
    weeks = _split(monday(first), last, lambda day: day + timedelta(weeks=1))
    months = _split(first.replace(day=1), last, month_after)
    active = {t.day for t in inside if t.key in learned and t.day and t.day <= last}
    return Statistics(
        first=first,
        last=last,
        days=tuple(counter.count(day, day) for day in _days(first, last)),
        weeks=tuple(starmap(counter.count, weeks)),
        months=tuple(starmap(counter.count, months)),
        streaks=_find_streaks(active, last),
        burn_up=_burn_up(curriculum, summary, inside, months),
        hours_total=summary.totals.hours,
        elsewhere=len(ticks) - len(inside),
    )


class _Counter:
    """Counts ticks by day; `learned` are the keys of which it is known when they were.

    Nothing counts before the `first` day of all.
    """

    def __init__(
        self, hours: Mapping[str, float], ticks: Iterable[Tick], learned: set[str], first: date
    ) -> None:
        self._hours, self._learned, self._first = hours, learned, first
        self._keys: dict[date, list[str]] = {}
        for tick in ticks:
            if tick.day:
                self._keys.setdefault(tick.day, []).append(tick.key)

    def count(self, start: date, last: date) -> Period:
        """Return the period between two days."""
        days = [self._keys.get(day, ()) for day in _days(max(start, self._first), last)]
        keys = [key for day in days for key in day]
        untimed = [key for key in keys if key not in self._learned]
        return Period(
            start,
            len(keys),
            self._sum_hours(keys),
            len(untimed),
            self._sum_hours(untimed),
            active_days=sum(not self._learned.isdisjoint(day) for day in days),
        )

    def _sum_hours(self, keys: Iterable[str]) -> float:
        return round(sum(map(self._hours.__getitem__, keys)), 2)


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


def _find_streaks(active: Collection[date], last: date) -> Streaks:
    weeks = {monday(day) for day in active}
    return Streaks(*_measure_rows(active, last, 1), *_measure_rows(weeks, monday(last), 7))


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


def _burn_up(
    curriculum: Curriculum,
    summary: Summary,
    ticks: Iterable[Tick],
    months: Iterable[tuple[date, date]],
) -> tuple[Mark, ...]:
    counted = [
        (tick.day or date.min, curriculum.hours[tick.key])
        for tick in ticks
        if tick.key in summary.asked
    ]
    return tuple(
        Mark(start, round(sum(hours for day, hours in counted if day <= end), 2))
        for start, end in months
    )

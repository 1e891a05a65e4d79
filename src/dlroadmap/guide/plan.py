"""Week by week to the end, and when that will be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.aims import Aim
from dlroadmap.guide.finish import Finish, estimate_finish
from dlroadmap.guide.goals import Outlook, look_ahead
from dlroadmap.guide.needed import ancestors
from dlroadmap.guide.pace import Pace, Rate, monday
from dlroadmap.progress.fold import Progress
from dlroadmap.words import format_number

MOST_WEEKS = 100 * 52
"""A plan has no more weeks."""


@dataclass(frozen=True)
class Week:
    """What a week holds: keys in order, with the hours of each that fall in it."""

    start: date
    items: tuple[tuple[str, float], ...]

    @property
    def hours(self) -> float:
        """The hours of the week."""
        return round(sum(hours for _, hours in self.items), 2)


class Deadline(NamedTuple):
    """Whether the likely time fits in the weeks until a day, and what a week would do."""

    day: date
    fits: bool
    hours_per_week: float


class Outside(NamedTuple):
    """How many items, and hours, stand outside a curriculum that its items build on.

    The hours of `guessed` items are estimates.
    """

    items: int
    hours: float
    guessed: int


@dataclass(frozen=True)
class Plan:
    """The weeks to the end; `finish` is None if nothing is left.

    `hours` are those to reckon with, for `guessed` of the items by an estimate.
    `source` is where `hours_per_week` comes from: `option`, `setting`, `history`,
    `curriculum`, `default`.
    The interval is that of `pace`, or a plain one without. `goals` says how far each goal is, the
    first one first. `aims` are what it leads to and to nothing else; without any, it leads to the
    end of a curriculum.
    """

    weeks: tuple[Week, ...]
    finish: Finish | None
    items: int
    hours: float
    guessed: int
    hours_per_week: float
    source: str
    pace: Pace | None
    deadline: Deadline | None
    goals: tuple[Outlook, ...]
    aims: tuple[Aim, ...]


def make_plan(
    curriculum: Curriculum,
    progress: Progress,
    keys: Sequence[str],
    today: date,
    rate: Rate,
    by: date | None = None,
    goals: Sequence[Aim] = (),
    aims: Sequence[Aim] = (),
) -> Plan:
    """Return the plan of some items, in their order, from the week of a day on.

    The items lead to the `aims` and to nothing else, or else to the end of the curriculum, and on
    the way to the learner's `goals`.
    """
    a_week, pace = rate.hours, rate.pace
    needs = curriculum.needs
    total = curriculum.sum_needs(keys)
    if total / a_week > MOST_WEEKS:
        message = f"At {format_number(a_week)} hours a week this takes more than a hundred years."
        raise DlrError("too-long", message, subject=a_week)
    start = monday(today)
    weeks = spread_over_weeks(keys, needs, a_week, start)
    end = estimate_finish(total / a_week, start, pace) if keys else None
    deadline = None
    if by and keys:
        # A week that the day cuts counts if it is the first one.
        available = max(((by - start).days + 1) // 7, 1)
        needed = ceil(round(total / available * 10, 6)) / 10
        deadline = Deadline(by, len(weeks) <= available, needed)
    return Plan(
        weeks=weeks,
        finish=end,
        items=len(keys),
        hours=total,
        guessed=curriculum.count_unknown(keys),
        hours_per_week=a_week,
        source=rate.source,
        pace=pace,
        deadline=deadline,
        goals=tuple(look_ahead(curriculum, progress, aims or goals, keys, rate, start)),
        aims=tuple(aims),
    )


def spread_over_weeks(
    keys: Iterable[str], hours: Mapping[str, float], a_week: float, start: date
) -> tuple[Week, ...]:
    """Return items one after the other, in weeks that are full but for the last."""
    weeks: list[list[tuple[str, float]]] = []
    room = 0.0
    for key in keys:
        left = hours[key]
        if not weeks:
            weeks, room = [[]], a_week
        if not left:
            weeks[-1].append((key, 0.0))
        while left > 0:
            if room < 1e-6:
                weeks.append([])
                room = a_week
            part = left if left <= room + 1e-6 else room
            weeks[-1].append((key, round(part, 2)))
            left, room = left - part, max(room - part, 0.0)
    return tuple(Week(start + timedelta(weeks=n), tuple(week)) for n, week in enumerate(weeks))


def count_outside(curriculum: Curriculum, progress: Progress, keys: Collection[str]) -> Outside:
    """Return how much is open before some items that is neither among them nor placed."""
    inside = set(keys)
    before = {other for key in keys for other in curriculum.requires.get(key, ())} - inside
    found = ancestors(curriculum, before, progress) - inside - curriculum.locations.keys()
    return Outside(len(found), curriculum.sum_needs(found), curriculum.count_unknown(found))

"""Week by week to the end, and when that will be."""

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from math import ceil, inf, sqrt
from typing import NamedTuple

from dlroadmap.curriculum.graph import sort, walk
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.pace import Pace, hours_per_week, monday
from dlroadmap.guide.settled import find_settled
from dlroadmap.guide.summary import find_missing, summarize
from dlroadmap.guide.way import ancestors, find_ways
from dlroadmap.progress.fold import Progress
from dlroadmap.words import format_number

EARLY, LATE = 0.8, 1.3
"""The share of the likely time that it may take, while there is no history to go by."""

FOUR_IN_FIVE = 1.28
"""The standard deviations on both sides of a mean that hold 80 of 100 normal values."""

SLOWEST, MOST_WEEKS = 3.0, 100 * 52
"""The late end is no later than so many times the likely time; a plan has no more weeks."""


@dataclass(frozen=True)
class Week:
    """What a week holds: keys in order, with the hours of each that fall in it."""

    start: date
    items: tuple[tuple[str, float], ...]

    @property
    def hours(self) -> float:
        """The hours of the week."""
        return round(sum(hours for _, hours in self.items), 2)


class Finish(NamedTuple):
    """The Sundays by which it may, will likely, and should at the latest be done."""

    early: date
    likely: date
    late: date


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
    The interval is that of `pace`, or a plain one without. `goals` says when each of those is
    reached that the plan holds, the nearest first. `aims` are the items that it leads to and to
    nothing else; without any, it leads to the end of a curriculum.
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
    goals: Mapping[str, Finish]
    aims: tuple[str, ...]


def make_plan(
    curriculum: Curriculum,
    keys: Sequence[str],
    today: date,
    pace: Pace | None = None,
    asked: float | None = None,
    by: date | None = None,
    goals: Collection[str] = (),
    aims: Sequence[str] = (),
    setting: float | None = None,
) -> Plan:
    """Return the plan of some items, in their order, from the week of a day on.

    The hours a week are those asked for, else those of the learner's `setting`, else their own
    pace, else the curriculum's. It says when the aims are reached; without any, when those of the
    learner's goals are that it holds.
    """
    a_week, source = hours_per_week(curriculum, pace, asked, setting)
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
    spent = zip(keys, accumulate(needs[key] for key in keys), strict=True)
    reached = {
        key: estimate_finish(until / a_week, start, pace)
        for key, until in spent
        if key in (aims or goals)
    }
    return Plan(
        weeks=weeks,
        finish=end,
        items=len(keys),
        hours=total,
        guessed=curriculum.count_unknown(keys),
        hours_per_week=a_week,
        source=source,
        pace=pace,
        deadline=deadline,
        goals=reached,
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


def put_in_order(
    curriculum: Curriculum,
    progress: Progress,
    goals: Collection[str] = (),
    homes: Mapping[str, Curriculum] = {},
) -> list[str]:
    """Return what a plan is made of, in an order that can be followed.

    With goals, that is they and everything open before them, also outside the curriculum.
    Without, it is what counts and is not done, what leads to the goals that the learner has set,
    and all before these that the curriculum holds; `homes` know those goals that it does not.

    What is in progress comes first, with what it waits for; then what leads to the learner's
    goals; the rest by level and file order. Each comes after what it requires.
    """
    ways = find_ways(curriculum, progress, homes)
    leading = frozenset[str]().union(*ways.values())
    starts = goals
    if not goals:
        rest = _find_rest(curriculum, progress, leading)
        starts = [key for key in curriculum.locations if key in rest]
    before = walk(starts, curriculum.requires, find_settled(curriculum, progress))
    wanted = before.keys() if goals else set(starts)
    urgent = walk((key for key in wanted if progress.state(key) == "doing"), before)
    number = _number(curriculum, before, wanted)
    order = sort(before, lambda key: (key not in urgent, key not in leading, number[key], key))
    return [key for key in order if key in wanted]


def _number(
    curriculum: Curriculum, before: dict[str, Sequence[str]], wanted: Set[str]
) -> dict[str, int]:
    """Return the numbers of items in file order.

    An item that is not in the curriculum, or not wanted, has that of the first one that needs it.
    """
    inside = {key: n for n, key in enumerate(filter(wanted.__contains__, curriculum.locations))}
    if len(inside) == len(before):
        return inside
    numbers: dict[str, int] = {}
    for key in reversed(before):
        numbers[key] = inside.get(key, numbers.get(key, len(inside)))
        for other in before[key]:
            numbers[other] = min(numbers[key], numbers.get(other, len(inside)))
    return numbers


def _find_rest(curriculum: Curriculum, progress: Progress, leading: Set[str]) -> Set[str]:
    """Return what makes all that counts done: what leads to goals, and what is missing then.

    A choice is met by what is to be learned anyway, for a goal or before another item.
    """

    def find_missing_after(learned: Set[str]) -> list[str]:
        states = {**progress.states, **dict.fromkeys(learned, "done")}
        then = progress._replace(states=states)
        return find_missing(summarize(curriculum, then), then)

    wanted = leading
    while counting := find_missing_after(wanted):
        way = ancestors(curriculum, counting, progress)
        before = way - set(counting)
        if not before:
            return wanted | way
        left = find_missing_after(wanted | before)
        wanted = wanted | (ancestors(curriculum, left, progress) if left else before)
    return wanted


def count_outside(curriculum: Curriculum, progress: Progress, keys: Collection[str]) -> Outside:
    """Return how much is open before some items that is neither among them nor placed."""
    inside = set(keys)
    before = {other for key in keys for other in curriculum.requires.get(key, ())} - inside
    found = ancestors(curriculum, before, progress) - inside - curriculum.locations.keys()
    return Outside(len(found), curriculum.sum_needs(found), curriculum.count_unknown(found))

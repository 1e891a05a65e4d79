"""When items were learned, as far as ticks tell it, and how many hours a week that makes."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import parse_digits
from dlroadmap.progress.events import INFERRED
from dlroadmap.progress.fold import Progress, Said

AT_ONCE, HOURS_A_DAY = 5, 8
"""From so many ticks within a minute on, it is asked whether they can have been learned so.

More than so many hours nobody learns in a day: what is told at once beyond it was known before.
"""

WINDOW, ENOUGH = 12, 4
"""The last full weeks that a pace looks at, and how many with something learned it takes."""

SPREAD, WEIGHT = 0.7, 4
"""How far weeks lie from their mean, as a share of it, before a learner's own weeks tell.

The assumption counts for so many weeks beside the learner's own.
"""

WEEK, HOURS, LEAST = 168, 10.0, 0.1
"""The hours that a week has, and those of whoever says nothing, in a curriculum that does not.

The last are the fewest that are reckoned with.
"""


class Tick(NamedTuple):
    """What made an item done: the moment it was told, the day it counts on, both if known.

    `timed` is whether it tells when the item was learned: an assessment's conclusion does not,
    nor a date that is a month or a year; such a one counts on its last day, if that is past.
    """

    key: str
    moment: datetime | None
    day: date | None
    timed: bool


class Pace(NamedTuple):
    """Hours learned a week, over how many weeks; `spread` is their deviation over their mean."""

    hours: float
    weeks: int
    spread: float


class Rate(NamedTuple):
    """The hours a week to reckon with, where they come from, and the learner's own pace, if known.

    The source is `option`, `setting`, `history`, `curriculum` or `default`.
    """

    hours: float
    source: str
    pace: Pace | None = None


def ticks(progress: Progress) -> list[Tick]:
    """Return the tick that made each item done, in the order in which they were said."""
    found = []
    for key, said in progress.ticks.items():
        details, moment = said.details, _moment(said)
        day = moment.date() if moment else None
        timed = INFERRED not in details
        if "on" in details:
            try:
                first, last, _ = parse_digits(details["on"])
            except DlrError:
                first, last = date.min, day or date.max
            timed = timed and first == last
            day = first if first == last else min(last, day or last)
        found.append(Tick(key, moment, day, timed and day is not None))
    return found


def _moment(said: Said) -> datetime | None:
    """Return when something was said, on the clock that the learner had then."""
    zone = re.fullmatch(r"([+-])(\d\d)(\d\d)(\d\d)?", said.zone, re.ASCII)
    try:
        moment = datetime.fromisoformat(said.at)
        if zone and moment.tzinfo:
            ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3]), seconds=int(zone[4] or 0))
            moment = moment.astimezone(timezone(ahead if zone[1] == "+" else -ahead))
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else None


def monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def timed(told: Sequence[Tick], hours: Mapping[str, float]) -> list[Tick]:
    """Return the ticks that tell when their items were learned.

    Of those told within a minute for one day, five or more, none does if they hold more hours than
    fit, eight a day, between them and the tick before: somebody tells what was known already. So
    the first such lot of a history never does.
    """
    lots: list[list[Tick]] = []
    for tick in sorted((tick for tick in told if tick.timed and tick.moment), key=_instant):
        if not lots or _instant(tick) - _instant(lots[-1][0]) > 60:
            lots.append([])
        lots[-1].append(tick)
    at_once = set()
    for before, lot in pairwise([[], *lots]):
        room = _instant(lot[0]) - _instant(before[-1]) if before else 0.0
        for day in {tick.day for tick in lot}:
            keys = {tick.key for tick in lot if tick.day == day}
            learned = sum(hours.get(key, 0) for key in keys)
            if len(keys) >= AT_ONCE and learned > room / 86400 * HOURS_A_DAY:
                at_once |= keys
    return [tick for tick in told if tick.timed and tick.key not in at_once]


def _instant(tick: Tick) -> float:
    assert tick.moment
    return tick.moment.timestamp()


def own_pace(told: Sequence[Tick], hours: Mapping[str, float], today: date) -> Pace | None:
    """Return how many hours a week were learned of late; None before there is enough to go by.

    What counts are the last twelve full weeks, from the first one on in which something was
    learned, weeks without anything among them; the week of `today` is not over and does not.
    Enough are four weeks with something learned. The spread of few weeks says little, so an
    assumed one has the weight of four weeks beside them.
    """
    this = monday(today)
    start = this - timedelta(weeks=WINDOW)
    learned: dict[date, float] = {}
    for tick in timed(told, hours):
        assert tick.day
        if tick.day < this and hours.get(tick.key):
            week = max(monday(tick.day), start - timedelta(weeks=1))
            learned[week] = learned.get(week, 0) + hours[tick.key]
    active = [week for week in learned if week >= start]
    if len(active) < ENOUGH:
        return None
    weeks = (this - max(min(learned), start)).days // 7
    mean = sum(learned[week] for week in active) / weeks
    each = [learned.get(this - timedelta(weeks=n), 0.0) for n in range(1, weeks + 1)]
    squares = sum((one - mean) ** 2 for one in each) + WEIGHT * (SPREAD * mean) ** 2
    return Pace(mean, weeks, sqrt(squares / (weeks - 1 + WEIGHT)) / mean)


def hours_per_week(
    curriculum: Curriculum,
    pace: Pace | None,
    asked: float | None,
    setting: float | None = None,
) -> Rate:
    """Return the hours a week to reckon with, and where they come from.

    Those asked for (`option`), else those that the learner has set (`setting`), else the learner's
    own pace (`history`), else what the curriculum says (`curriculum`), else ten (`default`). They
    have the two decimals that are shown.
    """
    own = pace.hours if pace else None
    found = {
        "option": asked,
        "setting": setting,
        "history": own,
        "curriculum": curriculum.hours_per_week or None,
        "default": HOURS,
    }
    source, hours = next((name, hours) for name, hours in found.items() if hours is not None)
    return Rate(max(round(hours, 2), LEAST), source, pace)

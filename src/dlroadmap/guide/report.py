"""What a learner's group gets to know of a track: counts of its levels, states and days."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, tzinfo
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import parse_digits
from dlroadmap.guide.pace import ticks
from dlroadmap.guide.summary import Counts, summarize
from dlroadmap.progress.fold import Progress
from dlroadmap.words import localize

SENT = ("doing", "done", "skipped")
"""The states that are sent; of an item that is to do, nothing is."""


class Track(NamedTuple):
    """What a group has of a track: its version, its levels by id and title, and its items."""

    digest: str
    levels: Mapping[str, str]
    items: Collection[str]


class Report(NamedTuple):
    """All that is sent of a learner's progress.

    `digest` is the version of the curriculum that the counts were made with, `last` the latest day
    of any state. `states` has the state of an item and the day since which it has been in it.
    """

    digest: str
    last: date | None
    levels: tuple[tuple[str, Counts], ...]
    states: dict[str, tuple[str, date]]

    def count(self, state: str) -> int:
        """Return how many items are in a state."""
        return sum(1 for one, _ in self.states.values() if one == state)


def find_track(curriculum: Curriculum) -> Track:
    """Return what a group has of a curriculum as it is here."""
    levels = {level.id: level.title for level in curriculum.levels}
    return Track(find_digest(curriculum), levels, [*curriculum.locations])


def find_report(
    curriculum: Curriculum,
    progress: Progress,
    held: Collection[str] | None = None,
    levels: Collection[str] | None = None,
    zone: tzinfo | None = None,
) -> Report:
    """Return what is sent of a progress: nothing but what concerns items that the track places.

    `held` and `levels` are those of the group, where its version of the track is another one; what
    it does not have is left out. A tick has the day that the learner's clock showed or that the
    learner named; what was only inferred is done, as it is for the learner. Days of other states
    are told by the clock of `zone`, the machine's own if none is named.
    """
    learned = {tick.key: tick.day for tick in ticks(progress)}
    states = {}
    for key in curriculum.locations:
        state = progress.state(key)
        if state not in SENT or (held is not None and key not in held):
            continue
        day = learned.get(key) if state == "done" else None
        if day := day or _read_day(progress.since.get(key, ""), zone):
            states[key] = (state, day)
    last = max((day for _, day in states.values()), default=None)
    parts = summarize(curriculum, progress).levels
    counts = tuple((p.id, p.counts) for p in parts if levels is None or p.id in levels)
    return Report(find_digest(curriculum), last, counts, states)


def find_digest(curriculum: Curriculum) -> str:
    """Return which version a curriculum is: the same wherever its counts mean the same.

    It covers levels, categories, items, choices, hours and what is assumed, but no words.
    """
    from hashlib import sha256
    from json import dumps

    def describe(keys: Iterable[str]) -> list[list[object]]:
        hours, assumed = curriculum.hours, curriculum.assumed
        return [[k, None if (h := hours[k]) is None else float(h), k in assumed] for k in keys]

    levels = [
        [level.id, level.choose, [[c.id, c.choose, describe(c.items)] for c in level.categories]]
        for level in curriculum.levels
    ]
    return sha256(dumps([curriculum.id, levels]).encode()).hexdigest()


def _read_day(since: str, zone: tzinfo | None) -> date | None:
    """Return the day of a time in UTC, or the last one of a date; None for what is neither."""
    try:
        if "T" in since:
            return localize(datetime.fromisoformat(since), zone).date()
        return parse_digits(since).last
    except (ValueError, DlrError):
        return None

"""What is fading: when each done item is due to be gone over again.

The schedule is that of FSRS, by the library fsrs. An item is practised when it is ticked, when it
is reviewed, and when something that requires it directly is learned. All of it is computed from
the history whenever it is read; a review changes no state.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.pace import ticks, timed
from dlroadmap.progress.events import Event, Progress, reviews

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

GRADES = ("again", "hard", "good", "easy")
"""How a review can have gone, the worst first."""

TICK = "easy"
"""What a tick counts as: hours of work on an item leave more than a card that was seen once."""

USE = "good"
"""What it counts as that an item was needed for one that was just learned."""

TICK_LASTS = timedelta(days=8)
"""How long nothing is due after a tick, and after any use that follows it; fsrs says so."""

REVIEW_LASTS = timedelta(days=1)
"""The least time that any review lasts."""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class Practice(NamedTuple):
    """A time in UTC at which an item was practised, and how well it went."""

    at: datetime
    grade: str


@dataclass(frozen=True)
class Memory:
    """How an item stands: days are those of the learner's clock.

    `retrievability` is the probability, from 0 to 1, that the learner still has it. `reviews` is
    how often it was reviewed, ticks and uses not counted.
    """

    key: str
    due: date
    retrievability: float
    last: date
    reviews: int


class Reviewing:
    """Answers for one curriculum and one history, at one time.

    Days are told by the clock of `zone`, the machine's own if none is named, with its summer
    times: an item is due from the beginning of a day on. What has a time after `now`, by a clock
    that was off, counts as of now.

    `known` holds intervals in days that an earlier count needed, by what they follow from; those
    that this one needs are in `intervals` afterwards.
    """

    def __init__(
        self,
        curriculum: Curriculum,
        progress: Progress,
        events: Sequence[Event],
        now: datetime,
        known: Mapping[str, int] = {},
        zone: tzinfo | None = None,
    ) -> None:
        self._curriculum = curriculum
        self.progress = progress
        self._events = events
        self._zone = zone
        self._now = now.astimezone(UTC)
        self.today = self._day(now)
        self._intervals = known
        self.intervals: dict[str, int] = {}

    @cached_property
    def keys(self) -> list[str]:
        """What can be due, in file order: done items, but none that was only inferred.

        Of those nobody has said that they were ever learned, so nobody is asked for them.
        """
        inferred, done = self.progress.inferred, self.progress.keys("done")
        return [key for key in self._curriculum.places if key in done and key not in inferred]

    def count(self) -> int:
        """Return how many items are due; the quick way, which imports fsrs only where it must."""
        told = self._told
        if not told and all(self._rests(self._claimed(key), TICK_LASTS) for key in self.keys):
            return 0
        return sum(map(self._is_due, self.keys))

    def _is_due(self, key: str) -> bool:
        past = self.practices(key)
        last = past[-1].at
        if self._rests(last, REVIEW_LASTS if key in self._told else TICK_LASTS):
            return False
        return len(past) == 1 or not self._rests(last, timedelta(self._lasts(past)))

    def _lasts(self, past: Sequence[Practice]) -> int:
        name = _outline(past)
        days = self._intervals.get(name)
        self.intervals[name] = _trace(past).lasts if days is None else days
        return self.intervals[name]

    def _rests(self, last: datetime, lasts: timedelta) -> bool:
        return self._day(last + lasts) > self.today

    def memories(self) -> list[Memory]:
        """Return how each item stands, in file order."""
        return list(map(self.memory, self.keys))

    def memory(self, key: str) -> Memory:
        """Return how an item stands that is done."""
        past = self.practices(key)
        last, trace = past[-1].at, _trace(past)
        return Memory(
            key=key,
            due=self._day(last + timedelta(trace.lasts)),
            retrievability=_retrievability(trace, (self._now - last).days),
            last=self._day(last),
            reviews=len(self._told.get(key, ())),
        )

    def practices(self, key: str) -> list[Practice]:
        """Return when a done item was practised, oldest first; at the least by its tick."""
        claimed = self._claimed(key)
        uses = [Practice(at, USE) for at in self._uses.get(key, ()) if at > claimed]
        return sorted(
            [Practice(claimed, TICK), *self._told.get(key, ()), *uses], key=lambda past: past.at
        )

    def _claimed(self, key: str) -> datetime:
        return self._known(_moment(self.progress.since[key]))

    @cached_property
    def _told(self) -> Mapping[str, list[Practice]]:
        """The reviews of each item; a grade that no dlr of this version gives is none."""
        if not any(event.kind == "review" for event in self._events):
            return {}
        found = {}
        for key, said in reviews(self._events, self._curriculum.renames).items():
            past = [Practice(self._known(_moment(at)), g) for at, g in said if g in GRADES]
            if past:
                found[key] = past
        return found

    @cached_property
    def _uses(self) -> Mapping[str, list[datetime]]:
        """When each item was needed for one that was learned then, by a tick of its own.

        Ticks that tell what was known before, many at a time or inferred, practise nothing.
        """
        requires = self._curriculum.requires
        found: dict[str, list[datetime]] = {}
        learned = timed(ticks(self._events, self._curriculum.renames), self._curriculum.hours)
        for tick in learned:
            at = tick.moment
            assert tick.day
            if at is None or tick.day < at.date():
                at = datetime.combine(tick.day, time(), at.tzinfo if at else UTC)
            for before in requires.get(tick.key, ()):
                found.setdefault(before, []).append(self._known(at))
        return found

    def _known(self, moment: datetime | None) -> datetime:
        """Return a time as it is reckoned with: not before clocks began, nor after now."""
        if moment is None or moment > self._now:
            return self._now
        return moment.astimezone(UTC) if moment > _FIRST else _FIRST

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self._zone).date()


def fading(memories: Sequence[Memory], today: date) -> list[Memory]:
    """Return what is due, the most faded first; in the given order where it is equally so."""
    due = [memory for memory in memories if memory.due <= today]
    return sorted(due, key=lambda memory: memory.retrievability)


def next_due(memories: Sequence[Memory], today: date) -> date | None:
    """Return the next day on which something comes due that is not due today."""
    return min((memory.due for memory in memories if memory.due > today), default=None)


def _moment(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _outline(past: Sequence[Practice]) -> str:
    """Return all of some practices that fsrs goes by: days between them and grades, `0e 12g`."""
    times = [at for at, _ in past]
    return " ".join(
        f"{(at - before).days}{grade[0]}"
        for (at, grade), before in zip(past, [times[0], *times], strict=False)
    )


class _Trace(NamedTuple):
    """What fsrs keeps of an item, and the whole days until it is due."""

    stability: float
    difficulty: float
    lasts: int


def _trace(past: Sequence[Practice]) -> _Trace:
    """Return what is left of practices. Of the time between two, fsrs counts the whole days."""
    trace, before = None, past[0].at
    for at, grade in past:
        trace = _practised(trace, (at - before).days, grade)
        before = at
    assert trace
    return trace


@cache
def _practised(trace: _Trace | None, days: int, grade: str) -> _Trace:
    """Return what becomes of a trace after some days. Many items have the same, hence the cache."""
    from fsrs import Rating

    card, _ = _scheduler().review_card(
        _card(trace), Rating[grade.capitalize()], _FIRST + timedelta(days)
    )
    assert card.stability is not None
    assert card.difficulty is not None
    return _Trace(card.stability, card.difficulty, (card.due - _FIRST).days - days)


def _retrievability(trace: _Trace, days: int) -> float:
    return _scheduler().get_card_retrievability(_card(trace), _FIRST + timedelta(days))


def _card(trace: _Trace | None) -> "Card":
    from fsrs import Card, State

    if trace is None:
        return Card(card_id=0, due=_FIRST)
    return Card(0, State.Review, None, trace.stability, trace.difficulty, _FIRST, _FIRST)


@cache
def _scheduler() -> "Scheduler":
    """Return FSRS as its authors set it, without steps of minutes and without chance."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

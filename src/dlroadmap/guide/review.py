"""What is fading: when each done item is due to be gone over again.

The schedule is that of FSRS, by the library fsrs. An item is practiced when it is ticked, when it
is reviewed, and when something that requires it directly is learned. All of it is computed from
the history whenever it is read; a review changes no state.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.curriculum.model import KINDS, Curriculum
from dlroadmap.guide.pace import Tick, ticks, timed
from dlroadmap.guide.portion import Portion, spread
from dlroadmap.progress.events import INFERRED
from dlroadmap.progress.fold import Progress
from dlroadmap.words import localize

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

GRADES = ("again", "hard", "good", "easy")
"""How a review can have gone, the worst first."""

UNASKED = ("tool", "reading", "habit")
"""The kinds that are reviewed only if they are asked for: they are done, not remembered."""

REVIEWED = tuple(kind for kind in KINDS if kind not in UNASKED)

TICK, USE = "easy", "good"
"""What it counts as that an item was ticked, or was needed for one that was just learned.

Hours of work on an item leave more than a card that was seen once.
"""

TICK_LASTS, REVIEW_LASTS = timedelta(days=8), timedelta(days=1)
"""How long nothing is due after a tick and any use that follows it, and at least after a review.

fsrs says so.
"""

_FIRST = datetime(1970, 1, 1, tzinfo=UTC)


class Practice(NamedTuple):
    """A time in UTC at which an item was practiced, and how well it went."""

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


class Intervals:
    """How many days practices last: what is `known` already, else what fsrs says.

    All that fsrs goes by are the days between practices and their grades; what was asked for is in
    `used`, by these.
    """

    def __init__(self, known: Mapping[str, int] = {}) -> None:
        self._known = known
        self.used: dict[str, int] = {}

    @property
    def are_new(self) -> bool:
        """Whether anything was asked for that was not known."""
        return not self._known.keys() >= self.used.keys()

    def days(self, past: Sequence[Practice]) -> int:
        """Return how many days an item rests after its last practice."""
        if len(past) == 1:
            return TICK_LASTS.days
        # All of the past that fsrs goes by: days between practices and their grades, `0e 12g`.
        spans = zip(past, [past[0], *past], strict=False)
        name = " ".join(f"{(one.at - before.at).days}{one.grade[0]}" for one, before in spans)
        days = self._known.get(name)
        self.used[name] = _trace(past).lasts if days is None else days
        return self.used[name]


class Reviewing:
    """Answers for one curriculum and one progress, at one time.

    They are about items of some `kinds`, `within` a part of the curriculum if one is given.
    Days are told by the clock of `zone`, the machine's own if none is named, with its summer
    times: an item is due from the beginning of a day on. What has a time after `now`, by a clock
    that was off, counts as of now.
    """

    def __init__(
        self,
        curriculum: Curriculum,
        progress: Progress,
        now: datetime,
        intervals: Intervals | None = None,
        zone: tzinfo | None = None,
        kinds: Container[str] = REVIEWED,
        within: Container[str] | None = None,
    ) -> None:
        self._curriculum = curriculum
        self._kinds = kinds
        self._within = within
        self._progress = progress
        self._zone = zone
        self._now = now.astimezone(UTC)
        self.today = self._day(now)
        self._intervals = intervals or Intervals()

    @cached_property
    def keys(self) -> list[str]:
        """What can be due, in file order; nobody is asked for what was never claimed."""
        learned, kinds = self._progress.learned(), self._curriculum.kinds
        return [
            key
            for key in self._curriculum.locations
            if key in learned
            and kinds[key] in self._kinds
            and (self._within is None or key in self._within)
        ]

    def portion(self) -> Portion:
        """Return how much is due, and how that is spread over days.

        What is reviewed today changes no more than what is left for today.
        """
        due = set(filter(self._is_due, self.keys))
        reviewed = {key for key in self.keys if key not in due and self._is_reviewed_today(key)}
        others = [key for key in self.keys if key not in due and key not in reviewed]

        def find_others() -> list[int]:
            coming = (self._due(self.practices(key)) for key in others)
            return [(day - self.today).days for day in (*self._days_of_reviews(), *coming)]

        return spread(len(due), len(reviewed), find_others)

    def _days_of_reviews(self) -> list[date]:
        """Return the days before today on which items were reviewed, once for each item."""
        days = {
            (key, self._day(past.at)) for key in self.keys for past in self._reviews.get(key, ())
        }
        return [day for _, day in days if day < self.today]

    def _is_reviewed_today(self, key: str) -> bool:
        return key in self._reviews and self._day(self._reviews[key][-1].at) == self.today

    def _is_due(self, key: str) -> bool:
        """Return whether an item is due; of what was practiced of late, fsrs need not be asked."""
        reviewed = key in self._reviews
        if not reviewed and self._day(self._claimed(key) + TICK_LASTS) > self.today:
            return False
        past = self.practices(key)
        least = REVIEW_LASTS if reviewed else TICK_LASTS
        return self._day(past[-1].at + least) <= self.today and self._due(past) <= self.today

    def _due(self, past: Sequence[Practice]) -> date:
        return self._day(past[-1].at + timedelta(self._intervals.days(past)))

    def memories(self) -> list[Memory]:
        """Return how each item stands, in file order."""
        return list(map(self.memory, self.keys))

    def memory(self, key: str) -> Memory:
        """Return how an item stands that is done."""
        past = self.practices(key)
        last, card = past[-1].at, _card(_trace(past))
        at = _FIRST + timedelta((self._now - last).days)
        return Memory(
            key=key,
            due=self._due(past),
            retrievability=_scheduler().get_card_retrievability(card, at),
            last=self._day(last),
            reviews=len(self._reviews.get(key, ())),
        )

    def practices(self, key: str) -> list[Practice]:
        """Return when a done item was practiced, oldest first; at the least by its tick."""
        claimed = self._claimed(key)
        uses = [Practice(at, USE) for at in self._uses.get(key, ()) if at > claimed]
        found = [Practice(claimed, TICK), *self._reviews.get(key, ()), *uses]
        return sorted(found, key=lambda past: past.at)

    def _claimed(self, key: str) -> datetime:
        """Return when an item was learned: when that was said, or on the day its tick names."""
        return self._dated.get(key) or self._reckoned(_moment(self._progress.since[key]))

    @cached_property
    def _dated(self) -> Mapping[str, datetime]:
        """When those items were learned whose ticks have a date before the day of the call."""
        every = self._progress.ticks.items()
        dated = {key: one for key, one in every if '"on"' in one.payload}
        claims = {key: one for key, one in dated.items() if INFERRED not in one.details}
        return {
            tick.key: self._reckoned(at)
            for tick in ticks(self._progress._replace(ticks=claims))
            if (at := _begin(tick)) != tick.moment
        }

    @cached_property
    def _reviews(self) -> Mapping[str, list[Practice]]:
        """The reviews of each item; a grade that no dlr of this version gives is none."""
        found = {}
        for key, said in self._progress.reviews.items():
            graded = ((one.at, one.details.get("grade", "")) for one in said)
            past = [Practice(self._reckoned(_moment(at)), g) for at, g in graded if g in GRADES]
            if past:
                found[key] = past
        return found

    @cached_property
    def _uses(self) -> Mapping[str, list[datetime]]:
        """When each item was needed for one that was learned then, by a tick of its own.

        Ticks that tell what was known before, many at a time or inferred, practice nothing.
        """
        requires = self._curriculum.requires
        found: dict[str, list[datetime]] = {}
        for tick in timed(ticks(self._progress), self._curriculum.needs):
            at = self._reckoned(_begin(tick))
            for before in requires.get(tick.key, ()):
                found.setdefault(before, []).append(at)
        return found

    def _reckoned(self, moment: datetime | None) -> datetime:
        """Return a time as it is reckoned with: not before clocks began, nor after now."""
        if moment is None or moment > self._now:
            return self._now
        return moment.astimezone(UTC) if moment > _FIRST else _FIRST

    def _day(self, moment: datetime) -> date:
        return localize(moment, self._zone).date()


def _begin(tick: Tick) -> datetime | None:
    """Return the moment of a tick, or the middle of its day if that is an earlier one.

    By the clock of another place or season it is still the same day.
    """
    at = tick.moment
    if tick.day and (at is None or tick.day < at.date()):
        return datetime.combine(tick.day, time(12), at.tzinfo if at else UTC)
    return at


def find_due(memories: Iterable[Memory], today: date) -> list[Memory]:
    """Return what is due, in the given order."""
    return [memory for memory in memories if memory.due <= today]


def next_due(memories: Iterable[Memory], today: date) -> date | None:
    """Return the next day on which something comes due that is not due today."""
    return min((memory.due for memory in memories if memory.due > today), default=None)


def _moment(at: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


class _Trace(NamedTuple):
    """What fsrs keeps of an item, and the whole days until it is due."""

    stability: float
    difficulty: float
    lasts: int


def _trace(past: Sequence[Practice]) -> _Trace:
    """Return what is left of practices. Of the time between two, fsrs counts the whole days."""
    trace, before = None, past[0].at
    for at, grade in past:
        trace = _practice(trace, (at - before).days, grade)
        before = at
    assert trace
    return trace


@cache
def _practice(trace: _Trace | None, days: int, grade: str) -> _Trace:
    """Return what becomes of a trace after some days. Many items have the same, hence the cache."""
    from fsrs import Card, Rating

    card = _card(trace) if trace else Card(card_id=0, due=_FIRST)
    at, rating = _FIRST + timedelta(days), Rating[grade.capitalize()]
    card, _ = _scheduler().review_card(card, rating, at)
    assert card.stability is not None
    assert card.difficulty is not None
    return _Trace(card.stability, card.difficulty, (card.due - at).days)


def _card(trace: _Trace) -> "Card":
    from fsrs import Card, State

    return Card(0, State.Review, None, trace.stability, trace.difficulty, _FIRST, _FIRST)


@cache
def _scheduler() -> "Scheduler":
    """Return FSRS as its authors set it, without steps of minutes and without chance."""
    from fsrs import Scheduler

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

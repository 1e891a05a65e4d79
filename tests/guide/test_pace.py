"""What ticks tell of when something was learned: days, lots told at once, dates."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.guide.dates import month_after
from dlroadmap.guide.pace import (
    Tick,
    monday,
    timed,
)
from dlroadmap.guide.pace import ticks as ticks_of
from dlroadmap.progress.events import Entry, Event
from progress.history import History, fold, three_devices

from .building import examples

TODAY = date(2026, 3, 19)
"""A Thursday."""


def ticks(events: Iterable[Event]) -> list[Tick]:
    """Return what made items done, as a progress keeps it."""
    return ticks_of(fold(events))


def history(*told: tuple[str, list[str], dict[str, str]]) -> list[Event]:
    """Return events: ticks of some keys at a time, with details."""
    made = History()
    for at, keys, details in told:
        made.write([Entry(key, "tick", details) for key in keys], at=f"{at}.000Z")
    return made.events


def test_ticks_told_at_once_leave_the_pace_alone() -> None:
    """Five items within a minute count if their hours fit since the tick before, else not."""
    hours = dict.fromkeys("abcdefghijkl", 3.0)
    told: list[tuple[str, list[str], dict[str, str]]] = [
        ("2026-01-05T10:00:00", list("abcde"), {}),
        ("2026-01-06T10:00:00", list("fghij"), {}),
        ("2026-01-06T10:05:00", list("kl"), {}),
    ]
    assert [t.key for t in timed(ticks(history(*told)), hours)] == ["k", "l"]
    told[1:] = [
        ("2026-01-07T10:00:00", list("fghij"), {}),
        ("2026-01-07T10:05:00", list("kl"), {}),
    ]
    assert [t.key for t in timed(ticks(history(*told)), hours)] == list("fghijkl")


def test_what_has_days_of_its_own_is_not_told_at_once() -> None:
    """Ticks of one minute that name days of their own were learned on these, not at once."""
    hours = {f"k{n}": 4.0 for n in range(8)}
    apart = History()
    for n, key in enumerate(hours):
        apart.write(
            [Entry(key, "tick", {"on": f"2026-01-0{n + 1}"})], at="2026-02-05T10:00:00.000Z"
        )
    assert len(timed(ticks(apart.events), hours)) == 8
    together = history(("2026-02-05T10:00:00", list(hours), {"on": "2026-01-05"}))
    assert timed(ticks(together), hours) == []


def test_a_claim_takes_the_place_of_what_was_inferred() -> None:
    """Who confirms an inferred tick with a date is taken at their word."""
    made = History()
    made.write([Entry("a", "tick", {"inferred": "yes"})], at="2026-01-05T10:00:00.000Z")
    made.write([Entry("a", "tick", {"on": "2026-01-02"})], at="2026-01-09T10:00:00.000Z")
    [tick] = ticks(made.events)
    assert (tick.day, tick.timed) == (date(2026, 1, 2), True)
    made.write([Entry("a", "tick", {"inferred": "yes"})], at="2026-01-10T10:00:00.000Z")
    assert ticks(made.events) == [tick]


def test_a_claim_without_a_date_does_not_say_when() -> None:
    """Who confirms what was inferred, one item a week, has not learned it in these weeks."""
    made = History()
    made.write([Entry("a", "tick", {"inferred": "yes"})], at="2026-01-05T10:00:00.000Z")
    before = ticks(made.events)
    made.write([Entry("a", "tick")], at="2026-01-12T10:00:00.000Z")
    assert ticks(made.events) == before
    assert not before[0].timed


def test_many_single_ticks_within_a_minute_are_told_at_once() -> None:
    """A loop in a shell is no week of learning, though each tick is a call of its own."""
    made = History()
    hours = {f"k{n}": 4.0 for n in range(5)}
    for n, key in enumerate(hours):
        assert len(timed(ticks(made.events), hours)) == n
        made.say("tick", key, at=f"2026-01-05T10:00:0{n}.000Z")
    assert timed(ticks(made.events), hours) == []


def in_seconds(*seconds: float, sure: bool = True) -> list[Tick]:
    """Return ticks of k0, k1, … so many seconds after noon of TODAY."""
    noon = datetime(2026, 3, 19, 12, tzinfo=UTC)
    return [
        Tick(f"k{n}", noon + timedelta(seconds=after), TODAY, sure)
        for n, after in enumerate(seconds)
    ]


def test_at_once_is_within_a_minute_of_the_first() -> None:
    """Five ticks in sixty seconds are one lot; a row of quick ones that takes longer is not."""
    hours = {f"k{n}": 2.0 for n in range(5)}
    assert timed(in_seconds(0, 15, 30, 45, 60), hours) == []
    assert len(timed(in_seconds(0, 20, 40, 60, 80), hours)) == 5


def test_what_does_not_tell_when_it_was_learned_makes_no_lot() -> None:
    """A tick right after an assessment, or beside ticks of a month, tells when it was learned."""
    hours = {f"k{n}": 2.0 for n in range(6)}
    inferred, claimed = in_seconds(0, 1, 2, 3, 4, sure=False), Tick("k5", None, None, timed=True)
    moment = inferred[-1].moment
    assert moment
    claimed = claimed._replace(moment=moment + timedelta(seconds=40), day=moment.date())
    assert timed([*inferred, claimed], hours) == [claimed]


def test_the_room_for_a_lot_is_from_the_last_tick_before_it_to_its_first() -> None:
    """Ten hours fit into thirty, at eight a day, and not into a second less."""
    hours = {f"k{n}": 2.0 for n in range(2, 7)}
    for spare, number in ((0, 7), (-1, 2)):
        first = 60 + 30 * 3600 + spare
        told = in_seconds(0, 60, *(first + 15 * n for n in range(5)))
        assert len(timed(told, hours)) == number


@pytest.mark.parametrize(
    ("details", "day", "sure"),
    [
        ({}, date(2026, 1, 5), True),
        ({"on": "2025-11-03"}, date(2025, 11, 3), True),
        ({"on": "2025-11"}, date(2025, 11, 30), False),
        ({"on": "2025"}, date(2025, 12, 31), False),
        ({"on": "2026-01"}, date(2026, 1, 5), False),
        ({"on": "soon"}, date(2026, 1, 5), False),
        ({"inferred": "yes"}, date(2026, 1, 5), False),
    ],
)
def test_what_a_tick_tells_of_when(details: dict[str, str], day: date, sure: bool) -> None:
    """A full date is the day; a month, a year and an assessment do not tell when it was learned."""
    (tick,) = ticks(history(("2026-01-05T10:00:00", ["a"], details)))
    assert (tick.day, tick.timed) == (day, sure)


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2026-01-05T23:30:00.000Z", "+0100", date(2026, 1, 6)),
        ("2026-01-05T00:30:00.000Z", "-0330", date(2026, 1, 4)),
        ("2026-01-05T23:30:00.000Z", "", date(2026, 1, 5)),
        ("2026-01-05T23:30:00.000Z", "+9999", None),
        ("9999-12-31T23:59:59.999Z", "+0100", None),
        ("once upon a time", "+0100", None),
        ("2026-01-05T23:30:00", "+0100", None),
    ],
)
def test_the_day_is_that_of_the_learners_clock(at: str, zone: str, day: date | None) -> None:
    """A tick counts on the day that the learner's clock showed; a strange time has no day."""
    event = history(("2026-01-05T10:00:00", ["a"], {}))[0]._replace(at=at, zone=zone)
    (tick,) = ticks([event])
    assert tick.day == day
    assert tick.timed == (day is not None)


@examples()
@given(three_devices())
def test_there_is_a_tick_for_each_item_that_is_done(made: History) -> None:
    """Undone ticks, unticked items and ticks of ticked items add nothing, whoever said them."""
    renames = {"dl/mlp": "dl/cnn"}
    for each in ({}, renames):
        progress = fold(made.events, each)
        assert sorted(tick.key for tick in ticks_of(progress)) == sorted(progress.keys("done"))


def test_a_tick_that_confirms_does_not_move_the_day() -> None:
    """What made the item done decides: a second tick is a confirmation, one after untick is new."""
    made = History()
    made.say("tick", "a", at="2026-01-05T10:00:00.000Z")
    made.say("tick", "a", at="2026-01-09T10:00:00.000Z")
    assert [tick.day for tick in ticks(made.events)] == [date(2026, 1, 5)]
    made.say("reset", "a", at="2026-01-10T10:00:00.000Z")
    assert ticks(made.events) == []
    made.say("tick", "a", at="2026-01-11T10:00:00.000Z")
    assert [tick.day for tick in ticks(made.events)] == [date(2026, 1, 11)]


@examples()
@given(st.dates(date(1900, 1, 1), date(8000, 1, 1)))
def test_weeks_and_months_begin_where_they_should(day: date) -> None:
    """A week begins on the Monday at or before a day, a month after it on the first."""
    assert monday(day).isoweekday() == 1
    assert 0 <= (day - monday(day)).days < 7
    after = month_after(day)
    assert after.day == 1
    assert 0 < (after - day).days <= 31

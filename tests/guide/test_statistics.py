"""Statistics: what counts on which day, streaks, and the way to the end."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.guide.pace import Tick, timed
from dlroadmap.guide.statistics import Statistics, Streaks, choose_range, compute_statistics
from dlroadmap.guide.summary import summarize
from dlroadmap.progress.fold import Progress

from .building import category, curriculum, examples, level, progress

FIRST, LAST = date(2026, 1, 15), date(2026, 3, 19)
"""A Thursday, and a Thursday nine weeks later."""

KEYS = [f"k{n}" for n in range(12)]
HOURS = {key: 0.25 * n for n, key in enumerate(KEYS)}
TRACK = curriculum(level(category(*KEYS[:8])), level(category(*KEYS[8:10])), hours=HOURS)
"""Ten items of 0, 0.25, … 2.25 hours: k10 and k11 are elsewhere."""


def tick(key: str, day: date | None, timed: bool = True) -> Tick:
    """Return a tick in the evening of a day."""
    moment = datetime(day.year, day.month, day.day, 18, tzinfo=UTC) if day else None
    return Tick(key, moment, day, timed)


def figures(*told: Tick, first: date = FIRST, last: date = LAST) -> Statistics:
    """Return the statistics of some ticks."""
    done = Progress(dict.fromkeys((t.key for t in told), "done"), {})
    return compute_statistics(TRACK, summarize(TRACK, done), told, first, last)


days = st.dates(date(2025, 12, 1), date(2026, 4, 10))


@examples()
@given(st.dictionaries(st.sampled_from(KEYS), days))
def test_days_weeks_and_months_add_up_to_the_same(told: dict[str, date]) -> None:
    """Every tick of the range and the curriculum counts once in each column, and no other does."""
    found = figures(*(tick(key, day) for key, day in told.items()))
    within = [k for k, day in told.items() if k in TRACK.locations and FIRST <= day <= LAST]
    for column in (found.days, found.weeks, found.months):
        assert sum(period.items for period in column) == len(within)
        assert sum(period.hours for period in column) == sum(HOURS[key] for key in within)
    for period in found.days:
        assert period.items == sum(told[key] == period.start for key in within)
    assert found.elsewhere == sum(key not in TRACK.locations for key in told)


def test_the_range_is_covered_without_a_gap() -> None:
    """Each day, each week from its Monday and each month from its first stands there once."""
    found = figures()
    assert [day.start for day in found.days] == [FIRST + timedelta(days=n) for n in range(64)]
    assert found.days[-1].start == LAST
    weeks = [week.start for week in found.weeks]
    assert weeks == [date(2026, 1, 12) + timedelta(weeks=n) for n in range(10)]
    months = [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)]
    assert [month.start for month in found.months] == months


def test_what_was_told_without_its_time_is_told_apart() -> None:
    """An assessment's items and many at once count on their day, but not as learned in it."""
    lot = [tick(f"k{n}", date(2026, 2, 3)) for n in range(2, 7)]
    found = figures(*lot, tick("k8", date(2026, 2, 5), timed=False), tick("k9", date(2026, 2, 6)))
    week = next(week for week in found.weeks if week.start == date(2026, 2, 2))
    assert (week.items, week.hours) == (7, 9.25)
    assert (week.untimed_items, week.untimed_hours) == (6, 7)
    assert (week.learned_items, week.learned_hours) == (1, 2.25)
    assert week.active_days == 1


def test_what_was_ticked_elsewhere_tells_whether_many_fit() -> None:
    """Five items fit into the day since the last tick, also if that was of another curriculum."""
    lot = [tick(f"k{n}", date(2026, 2, 3)) for n in range(2, 7)]
    assert sum(week.untimed_items for week in figures(*lot).weeks) == 5
    found = figures(tick("k10", date(2026, 2, 2)), *lot)
    assert sum(week.learned_items for week in found.weeks) == 5


def longest_row(found: set[date], step: int) -> int:
    """Return the most that follow each other, counted one by one."""
    return max((row_from(day, found, step) for day in found), default=0)


def row_from(day: date, found: set[date], step: int) -> int:
    """Return how many follow each other, from one on backwards."""
    return 1 + row_from(day - timedelta(days=step), found, step) if day in found else 0


@examples()
@given(st.dictionaries(st.sampled_from(KEYS[:10]), st.dates(LAST - timedelta(20), LAST)))
def test_streaks_are_what_counting_one_by_one_gives(told: dict[str, date]) -> None:
    """Days and weeks in a row are right, now and at most; today may still be empty."""
    said = [tick(key, day) for key, day in told.items()]
    found = {one.day for one in timed(said, HOURS) if one.day}
    weeks = {day - timedelta(days=day.weekday()) for day in found}
    this = LAST - timedelta(days=LAST.weekday())
    now = row_from(LAST, found, 1) or row_from(LAST - timedelta(days=1), found, 1)
    weeks_now = row_from(this, weeks, 7) or row_from(this - timedelta(days=7), weeks, 7)
    expected = Streaks(now, longest_row(found, 1), weeks_now, longest_row(weeks, 7))
    assert figures(*said).streaks == expected


def test_what_does_not_tell_when_it_was_learned_makes_no_row() -> None:
    """An assessment is no day of learning."""
    untimed = tick("k1", LAST, timed=False)
    assert figures(untimed).streaks == Streaks(0, 0, 0, 0)
    assert figures(untimed, tick("k2", LAST - timedelta(days=1))).streaks == Streaks(1, 1, 1, 1)


def test_streaks_look_back_beyond_the_range() -> None:
    """A row that began before the range is as long as it is; what comes after it is not seen."""
    told = [tick(f"k{n}", FIRST - timedelta(days=n)) for n in range(5)]
    told.append(tick("k9", FIRST + timedelta(days=1)))
    assert figures(*told, last=FIRST).streaks == Streaks(5, 5, 2, 2)


def test_the_way_to_the_end_holds_all_that_was_done_until_then() -> None:
    """Hours done never fall, begin with what was done before, and end with what is done now."""
    told = [tick("k4", date(2020, 1, 1)), tick("k8", date(2026, 2, 1)), tick("k9", None)]
    found = figures(*told, tick("k2", date(2026, 3, 31)))
    assert [mark.hours_done for mark in found.burn_up] == [3.25, 5.25, 5.25]
    assert found.hours_total == sum(HOURS[key] for key in KEYS[:10])


def test_the_last_day_of_a_month_is_in_it() -> None:
    """On the way to the end, what was done on the last of January is done when January ends."""
    found = figures(tick("k4", date(2026, 1, 31)))
    assert [mark.hours_done for mark in found.burn_up] == [1, 1, 1]


def test_what_a_choice_does_not_count_does_not_lead_to_the_end() -> None:
    """Of a choice of one, two that are done add one to the way to the end, as in status."""
    track = curriculum(level(category("a", "b", choose=1)), hours={"a": 2, "b": 3})
    summary = summarize(track, progress(a="done", b="done"))
    found = compute_statistics(track, summary, [tick("a", FIRST), tick("b", FIRST)], FIRST, LAST)
    assert found.burn_up[-1].hours_done == summary.totals.hours_done == 2
    assert found.hours_total == 2
    assert found.days[0].hours == 5


def test_a_range_ends_today_at_the_latest() -> None:
    """Without a start it is this week and the 52 before it; what it ends with is cut at today."""
    assert choose_range(None, None, LAST) == (date(2025, 3, 17), LAST)
    assert choose_range(None, "2025", LAST) == (date(2024, 12, 30), date(2025, 12, 31))
    assert choose_range("2026", "2026", LAST) == (date(2026, 1, 1), LAST)
    assert choose_range("2025-09", None, LAST) == (date(2025, 9, 1), LAST)

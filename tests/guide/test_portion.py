"""A backlog is spread over days, and no review of today changes what today was to bring."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.guide.portion import DAYS, LEAST, Portion, spread

from .building import examples

ahead = st.lists(st.integers(1, 60), max_size=300)


def never() -> list[int]:
    """Fail where what comes due need not be known."""
    raise AssertionError


def test_a_day_has_room_for_a_few() -> None:
    """As many as a day has room for are all for today, whatever comes; of one more, one waits."""
    assert spread(0, 0, never) == Portion(0, 0)
    assert spread(LEAST, 0, never) == Portion(LEAST, LEAST)
    assert spread(3, 7, never) == Portion(3, 3)
    assert spread(LEAST + 1, 0, list) == Portion(LEAST + 1, LEAST, LEAST, 2)


def test_a_backlog_takes_two_weeks() -> None:
    """A large one is divided by the days, with what comes due in them and not later."""
    assert spread(175, 0, list) == Portion(175, 13, 13, 14)
    assert spread(175, 0, lambda: [5] * 20 + [DAYS] * 100) == Portion(175, 14, 14, 14)
    assert spread(40, 0, list) == Portion(40, 10, 10, 4)
    assert spread(40, 0, lambda: [4] * 100) == Portion(40, 10, 10, 4)
    assert spread(40, 0, lambda: [3] * 60) == Portion(40, 10, 10, 10)


@examples(max_examples=200)
@given(st.integers(0, 800), ahead)
def test_the_day_ends_when_its_portion_is_reviewed(due: int, coming: list[int]) -> None:
    """Each review of the day leaves one less for it and the rest as it was, until none is left."""
    begun = spread(due, 0, lambda: coming)
    assert begun.today <= due
    for reviewed in range(due + 1):
        now = spread(due - reviewed, reviewed, lambda: coming)
        assert now.today == max(begun.today - reviewed, 0)
        assert now.due == due - reviewed


@examples(max_examples=200)
@given(st.integers(0, 800), ahead)
def test_so_many_a_day_clear_what_is_due_in_these_days(due: int, coming: list[int]) -> None:
    """Lived day by day, nothing is due any more on the day named, and something was before it."""
    portion = spread(due, 0, lambda: coming)
    assert 1 <= portion.days <= DAYS
    waiting = due
    for day in range(portion.days):
        waiting += coming.count(day) if day else 0
        assert waiting or not due
        waiting -= min(waiting, portion.a_day)
    assert waiting == 0


def live(due: int, coming: list[int], days: int = DAYS) -> list[Portion]:
    """Return the portions of someone who reviews just what is for today, day after day."""
    portions: list[Portion] = []
    past: list[int] = []
    for today in range(days):
        due += coming.count(today) if today else 0
        others = [day - today for day in (*past, *(day for day in coming if day > today))]
        portions.append(portion := spread(due, 0, others.copy))
        due -= portion.today
        past += [today] * portion.today
    return portions


@examples(max_examples=200)
@given(st.integers(LEAST + 1, 800), st.lists(st.integers(1, DAYS - 1), max_size=300))
def test_who_reviews_the_portions_clears_a_backlog_when_that_was_promised(
    due: int, coming: list[int]
) -> None:
    """The portion stays the same every day, and after the days that were named nothing waits."""
    first, *rest = live(due, coming)
    *_, last = live(due, coming, first.days)
    assert last.today == last.due
    waiting = [portion for portion in rest if portion.due > LEAST]
    assert {portion.a_day for portion in waiting} <= {first.a_day}


@examples(max_examples=200)
@given(st.integers(LEAST + 1, 800), st.lists(st.integers(1, 80), max_size=600))
def test_more_that_comes_later_keeps_no_backlog_waiting(due: int, coming: list[int]) -> None:
    """Whatever comes due later, two weeks clear what is due, and the portion does not shrink."""
    portions = live(due, coming)
    assert portions[-1].today == portions[-1].due
    a_day = [portion.a_day for portion in portions if portion.due > LEAST]
    assert a_day == sorted(a_day)


@pytest.mark.parametrize("daily", [3, LEAST, 12, 30])
def test_a_steady_reviewer_has_steady_days(daily: int) -> None:
    """Where as many come due each day, these are for the day, and there is room for no more."""
    coming = [day for day in range(1, 80) for _ in range(daily)]
    for portion in live(daily, coming, 60):
        assert (portion.due, portion.today) == (daily, daily)
        assert portion.a_day == max(daily, LEAST)

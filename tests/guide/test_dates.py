"""Dates as people type them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import Days, parse_days, parse_digits

from .building import examples

TODAY = date(2026, 3, 19)
"""A Thursday."""

DATES = st.dates(date(1900, 1, 1), date(8999, 12, 31))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_day_a_month_and_a_year(text: str, first: date, last: date) -> None:
    """A day, a month and a year name their first and last day, and stay as they were written."""
    assert parse_days(text, TODAY) == parse_digits(text) == Days(first, last, text)


@pytest.mark.parametrize(
    ("text", "latest", "coming"),
    [
        ("today", "2026-03-19", "2026-03-19"),
        ("Yesterday", "2026-03-18", "2026-03-18"),
        ("tomorrow", "2026-03-20", "2026-03-20"),
        ("-3d", "2026-03-16", "2026-03-16"),
        ("-2w", "2026-03-05", "2026-03-05"),
        ("+1w", "2026-03-26", "2026-03-26"),
        ("monday", "2026-03-16", "2026-03-23"),
        ("last monday", "2026-03-16", "2026-03-16"),
        ("next monday", "2026-03-23", "2026-03-23"),
        ("fri", "2026-03-13", "2026-03-20"),
        ("thursday", "2026-03-19", "2026-03-19"),
        ("  last   thursday ", "2026-03-12", "2026-03-12"),
        ("next thu", "2026-03-26", "2026-03-26"),
    ],
)
def test_days_in_words(text: str, latest: str, coming: str) -> None:
    """Words mean a day near today; a weekday alone is the latest one, or the next where asked."""
    for ahead, day in ((False, latest), (True, coming)):
        assert parse_days(text, TODAY, ahead) == parse_digits(day)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1850", "dlr accepts years from 1900 to 8999"),
        ("9999-01-01", "dlr accepts years from 1900 to 8999"),
        ("0020", "dlr accepts years from 1900 to 8999"),
        ("-99999w", "dlr accepts years from 1900 to 8999"),
        ("+" + "9" * 5000 + "d", "dlr accepts years from 1900 to 8999"),
        ("2024-13", "months go from 01 to 12"),
        ("2024-00-01", "months go from 01 to 12"),
        ("2023-02-29", "2023-02 has 28 days"),
        ("2024-04-00", "2024-04 has 30 days"),
        ("2024-5-07", "Write 2024-05-07."),
        ("2024-1", "Write 2024-01."),
        ("", "is not a valid date"),
        ("soon", "today, yesterday, monday"),
        ("last", "is not a valid date"),
        ("last soon", "is not a valid date"),
        ("mo", "is not a valid date"),
        ("24", "is not a valid date"),
        ("²024", "is not a valid date"),
        ("3d", "is not a valid date"),
        ("2024-01-01T10:00", "is not a valid date"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, why: str) -> None:
    """Whoever types no date reads what is wrong with it, or how dates are written."""
    with pytest.raises(DlrError) as caught:
        parse_days(text, TODAY)
    assert why in " ".join([caught.value.message, *caught.value.advice])


@examples()
@given(DATES, DATES)
def test_what_is_written_means_the_same_on_every_day(day: date, today: date) -> None:
    """A date in digits never depends on today, and its year and month hold it."""
    text = str(day)
    assert parse_days(text, today) == Days(day, day, text)
    for shorter in (text[:7], text[:4]):
        first, last, kept = parse_days(shorter, today)
        assert first <= day <= last
        assert kept == shorter
        for outside in (first - timedelta(days=1), last + timedelta(days=1)):
            assert not str(outside).startswith(shorter)


@examples()
@given(st.dates(date(1950, 1, 1), date(8900, 1, 1)), st.integers(-900, 900), st.booleans())
def test_a_day_in_words_is_kept_in_digits(today: date, days: int, ahead: bool) -> None:
    """What is kept of words is the day that they meant when they were typed."""
    meant = parse_days(f"{days:+}d", today, ahead)
    assert meant.first == today + timedelta(days=days)
    assert parse_days(meant.text, today + timedelta(days=400)) == meant


@examples()
@given(
    st.dates(date(1950, 1, 1), date(8900, 1, 1)),
    st.sampled_from(["mon", "tuesday", "wed", "thursday", "fri", "saturday", "sun"]),
)
def test_weekdays_are_within_a_week(today: date, name: str) -> None:
    """Last is before today, next after it, and a weekday alone may be today."""
    last, latest = parse_days(f"last {name}", today).first, parse_days(name, today).first
    coming, following = parse_days(name, today, True).first, parse_days(f"next {name}", today).first
    week = timedelta(days=7)
    assert today - week <= last < today < following <= today + week
    assert today - week < latest <= today <= coming < today + week
    for day in (last, latest, coming, following):
        assert f"{day:%A}".lower().startswith(name)


def test_examples_are_coming_days_where_one_is_asked_for() -> None:
    """Who has to name a coming day is not told of past ones, and each example is understood."""
    with pytest.raises(DlrError) as caught:
        parse_days("next summer", TODAY, ahead=True)
    [advice] = caught.value.advice
    assert "tomorrow, next monday" in advice
    examples = advice.removeprefix("Examples: ").rstrip(".")
    for text in examples.replace(" or ", ", ").split(", "):
        assert parse_days(text, TODAY, ahead=True).last > TODAY

"""Dates as people type them: days in words, and days, months and years in digits."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.text import clean

FIRST_YEAR, LAST_YEAR = 1900, 8999

EXAMPLES = "2024-05-31, 2024-05, 2024, today, yesterday, monday, last monday, -3d or -2w"
"""What one can type for a day."""

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAYS = {"d": 1, "w": 7}


class Days(NamedTuple):
    """The first and the last day of a day, a month or a year, and how it is written in digits."""

    first: date
    last: date
    text: str


def parse_days(text: str, today: date, ahead: bool = False) -> Days:
    """Return what is meant by `2024-05-31`, `2024-05`, `2024`, `yesterday`, `-3d` or `last monday`.

    A weekday alone is the latest one, or with `ahead` the next; today counts as both.
    """
    word = " ".join(text.casefold().split())
    try:
        day = _find_day(word, today, ahead)
    except OverflowError:
        raise _out_of_range(text) from None
    if day is None:
        return parse_digits(word, text, coming_examples(today) if ahead else EXAMPLES)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise _out_of_range(text)
    return Days(day, day, str(day))


def parse_digits(text: str, typed: str | None = None, examples: str = EXAMPLES) -> Days:
    """Return what is meant by `2024-05-31`, `2024-05` or `2024`; errors quote what was typed."""
    typed = text if typed is None else typed
    found = re.fullmatch(r"(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?", text, re.ASCII)
    if not found:
        raise DlrError("bad-date", f"{_quote(typed)}.", f"Examples: {examples}.")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise _out_of_range(typed)
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31), text)
    if not 1 <= month <= 12:
        raise DlrError("bad-date", f"{_quote(typed)}: months go from 01 to 12.")
    first = date(year, month, 1)
    last = month_after(first) - timedelta(days=1)
    if day is not None and not 1 <= day <= last.day:
        raise DlrError("bad-date", f"{_quote(typed)}: {str(last)[:7]} has {last.day} days.")
    if day is not None:
        first = last = first.replace(day=day)
    written = str(first)[: 7 if day is None else 10]
    if text != written:
        message = f"{_quote(typed)}: months and days have two digits."
        raise DlrError("bad-date", message, f"Write {written}.")
    return Days(first, last, text)


def coming_examples(today: date) -> str:
    """Return what one can type for a coming day."""
    month = f"{today.year + 1}-03"
    return f"tomorrow, next monday, +2w, {month} or {month}-31"


def month_after(day: date) -> date:
    """Return the first day of the month that follows a day's month."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _find_day(word: str, today: date, ahead: bool) -> date | None:
    """Return the day that words mean; None if they are none of the known ones."""
    if word in _NEAR:
        return today + timedelta(days=_NEAR[word])
    if span := re.fullmatch(r"([+-]\d+)([dw])", word, re.ASCII):
        # Twelve digits are out of range already, and Python refuses to read thousands of them.
        return today + timedelta(days=int(span[1][:12]) * _DAYS[span[2]])
    which, _, name = word.rpartition(" ")
    found = [n for n, day in enumerate(_WEEKDAYS) if name in (day, day[:3])]
    if not found or which not in ("", "last", "next"):
        return None
    since = (today.weekday() - found[0]) % 7
    if which == "next" or (ahead and not which):
        return today + timedelta(days=7 - since if since or which else 0)
    return today - timedelta(days=since or (7 if which else 0))


def _quote(typed: str) -> str:
    return f"“{clean(typed)}” is not a valid date"


def _out_of_range(typed: str) -> DlrError:
    years = f"dlr accepts years from {FIRST_YEAR} to {LAST_YEAR}"
    return DlrError("bad-date", f"{_quote(typed)}: {years}.")

"""The text is a date, a time at hand or a span of weeks, or words say that it is none."""

from collections.abc import Callable
from datetime import date
from math import isfinite
from typing import TypeVar

from dlroadmap.cli.durations import parse_hours, parse_span
from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import parse_days, parse_digits
from dlroadmap.words import format_hours, local_time
from fuzz.promises import hold, hold_steers_nothing
from fuzz.words import DATES, NUMBERS, SIGNS

TODAY = date(2026, 3, 19)

WORDS = [*DATES, *NUMBERS, *SIGNS]

T = TypeVar("T")


def fuzz(data: bytes) -> None:
    """Read a text as a date, as a time, as a span."""
    text = data.decode("utf-8", "surrogateescape")
    if days := _read(lambda text: parse_days(text, TODAY), text):
        first, last, written = days
        hold(date.min < first <= last < date.max, "the first day, then the last", first, last)
        hold(parse_digits(written) == days, "what is kept means the same", written)
    hours = _read(parse_hours, text)
    if hours is not None:
        hold(isfinite(hours) and hours >= 0, "a time", hours)
        hold_steers_nothing(format_hours(hours))
    if span := _read(parse_span, text):
        words, weeks = span
        hold(isfinite(weeks) and weeks > 0, "a span", weeks)
        hold_steers_nothing(words)
    hold_steers_nothing(local_time(text))


def _read(parse: Callable[[str], T], text: str) -> T | None:
    try:
        return parse(text)
    except DlrError as error:
        for line in (error.message, *error.advice):
            hold_steers_nothing(line)
        return None

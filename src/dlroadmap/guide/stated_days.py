"""The days that a list says its items were done on."""

from datetime import date

from dlroadmap.errors import DlrError
from dlroadmap.guide.dates import parse_digits

FUTURE = "a date in the future, so the item is dated today"
INVALID = "not a valid date, so the item is dated today"


def read_day(text: str, today: date) -> tuple[str, str]:
    """Return a day that a list states, and why it is left out if it is; either may be empty.

    Only digits are understood: a word such as `yesterday` would mean another day at each import.
    """
    if not text:
        return "", ""
    try:
        days = parse_digits(text)
    except DlrError:
        return "", INVALID
    return ("", FUTURE) if days.first > today else (days.text, "")

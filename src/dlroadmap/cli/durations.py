"""Durations as a person writes them: time at hand, and spans of weeks."""

import re

from dlroadmap.errors import DlrError
from dlroadmap.text import clean

TIME = r"(?=.)(?:(?P<hour>\d{1,4}(?:\.\d+)?)(?:h|$))?(?:(?P<minute>\d{1,5})m)?"
SPAN = r"(?=.*[1-9])(?a:(?P<count>\d{1,4}(?:\.\d{1,3})?)) ?(?P<unit>[dwm])"

UNITS = {"d": ("day", 1 / 7), "w": ("week", 1.0), "m": ("month", 365.2425 / 12 / 7)}
"""What the letters of a span mean, and how many weeks each is."""


def parse_hours(text: str) -> float:
    """Return a time in hours: `2h`, `1.5h`, `90m`, `1h30m`, `2`."""
    found = _match(TIME, text, "time", "Use 2h, 90m or 1h30m.")
    return float(found["hour"] or 0) + float(found["minute"] or 0) / 60


def parse_span(text: str) -> tuple[str, float]:
    """Return a span of time in words and in weeks: `6w`, `3m`, `40d`, `1.5m`."""
    advice = "Use 6w for weeks, 3m for months or 40d for days."
    found = _match(SPAN, text, "duration", advice)
    count, (unit, weeks) = float(found["count"]), UNITS[found["unit"]]
    return f"{count:g} {unit}{'' if count == 1 else 's'}", count * weeks


def _match(pattern: str, text: str, name: str, advice: str) -> re.Match[str]:
    if match := re.fullmatch(pattern, text.strip().lower()):
        return match
    raise DlrError("usage", f"“{clean(text)}” is not a valid {name}.", advice)

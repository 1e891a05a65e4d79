"""Durations as a person writes them: time at hand, and spans of weeks."""

import re
from typing import NamedTuple

from dlroadmap.errors import DlrError
from dlroadmap.text import clean

_NUMBER = r"\d{1,4}(?:\.\d{1,3})?"


class Grammar(NamedTuple):
    """How a kind of duration is written; the groups of the pattern are its units."""

    name: str
    pattern: str
    advice: str


TIME = Grammar(
    "time",
    r"(?=.)(?:(?P<hour>\d{1,4}(?:\.\d+)?)(?:h|$))?(?:(?P<minute>\d{1,5})m)?",
    "Write it as 2h, 90m or 1h30m.",
)
SPAN = Grammar(
    "span of time",
    rf"(?a:(?P<day>{_NUMBER}) ?d|(?P<week>{_NUMBER}) ?w|(?P<month>{_NUMBER}) ?m)",
    "Write it as 6w for weeks, 3m for months, 40d for days.",
)

WEEKS = {"day": 1 / 7, "week": 1.0, "month": 365.2425 / 12 / 7}
"""How many weeks each unit of a span is."""


def parse_hours(text: str) -> float:
    """Return a time in hours: `2h`, `1.5h`, `90m`, `1h30m`, `2`."""
    counts = _parse(text, TIME)
    return counts.get("hour", 0) + counts.get("minute", 0) / 60


def parse_span(text: str) -> tuple[str, float]:
    """Return a span of time in words and in weeks: `6w`, `3m`, `40d`, `1.5m`."""
    [(unit, count)] = _parse(text, SPAN).items()
    if not count:
        raise _error(text, SPAN)
    return f"{count:g} {unit}{'' if count == 1 else 's'}", count * WEEKS[unit]


def _parse(text: str, grammar: Grammar) -> dict[str, float]:
    """Return how many of each unit a text names."""
    match = re.fullmatch(grammar.pattern, text.strip().lower())
    if not match:
        raise _error(text, grammar)
    return {unit: float(count) for unit, count in match.groupdict().items() if count}


def _error(text: str, grammar: Grammar) -> DlrError:
    return DlrError("usage", f"“{clean(text)}” is no {grammar.name}.", grammar.advice)

"""Amounts that people state in words: hours, weeks, how many of a list, and what comes first."""

import re
from typing import NamedTuple

_NUMBER = r"(\d{1,4}(?:\.\d{1,2})?)(?:\s*(?:-|–|—|to)\s*(\d{1,4}(?:\.\d{1,2})?))?\s*\+?\s*"
_HOURS = re.compile(
    rf"(?<![\d.,/]){_NUMBER}(?:hours?|hrs?|h)\b(\s*(?:/|per|a|each)\s*(?:week|wk)\b)?",
    re.IGNORECASE,
)
_WEEKS = re.compile(rf"(?<![\d.,/]){_NUMBER}(?:weeks?|wks?)\b", re.IGNORECASE)
_MINUTES = re.compile(rf"(?<![\d.,/]){_NUMBER}(?:minutes?|mins?|m)\b", re.IGNORECASE)
_BOTH = re.compile(
    r"(?<![\d.,/])(\d{1,3})\s*(?:hours?|hrs?|h)\s*(?:and\s+)?(\d{1,2})\s*(?:minutes?|mins?|m)\b",
    re.IGNORECASE,
)
_BARE = re.compile(r"\s(\d{1,3}(?:\.\d{1,2})?h(?:\s?\d{1,2}m(?:in)?)?|\d{1,3}min)$")
"""Hours at the end of a title without brackets, which only a short form can be."""

_BEFORE = re.compile(r"\s(?:in|of|under|for|every|each|within|to|than|the|a|and|by|at|after)$")
_INNER = re.compile(r"\s*\(([^()\n]{2,60})\)(?=\s*[:–—-]\s)")
_FILLER = re.compile(
    r"\b(?:estimated|estimate|approximate|approximately|approx|about|around|roughly|circa|ca|total"
    r"|time|duration|effort|length|workload|needed|required|of|and|at|for|or|so|work|study|each)\b"
    r"|[\s~≈:×x*,;.()\[\]/+|⏱⏰🕐⌛⏳\ufe0f-]+",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\(([^()\n]{2,60})\)|\[([^\[\]\n]{2,60})\]|[-–—|,:]\s+([^-–—|,:()\[\]\n]{2,40}))$"
)
_ABOUT = re.compile(rf"[~≈]\s*{_NUMBER}(?:hours?|hrs?|h)\b", re.IGNORECASE)
_CHOOSE = re.compile(
    r"\b(?:choose|pick|select)\s+(?:just\s+|only\s+|any\s+|at least\s+)*(one|two|three|[123])\b"
    r"|\b(?:any\s+)?(one|two|three) of (?:these|the following|them)\b",
    re.IGNORECASE,
)
_COUNTS = {"one": 1, "two": 2, "three": 3}
_NEEDS = r"(?:requires?|prerequisites?|prereqs?|depends on|builds on)"
_NEEDS_TAIL = re.compile(
    rf"\s*\((?:{_NEEDS}\s*:?|after)\s+([^()\n]+(?:\([^()\n]*\)[^()\n]*)*)\)$", re.IGNORECASE
)
_NEEDS_LINE = re.compile(rf"{_NEEDS}\s*:\s*(\S.*)", re.IGNORECASE)
_NONE = ("", "-", "–", "—", "none", "no", "n/a", "nothing", "-none-")


class Amounts(NamedTuple):
    """Hours of work, and weeks (low, high), where stated."""

    hours: float | None = None
    weeks: tuple[float, float] | None = None


def read_amounts(text: str) -> Amounts:
    """Return the hours and weeks of a text that says nothing else.

    Hours of a week count as often as there are weeks, and not at all where that is not said.
    """
    if not any(character.isdigit() for character in text):
        return Amounts()
    if (both := _BOTH.search(text)) and not _FILLER.sub("", _BOTH.sub("", text)):
        return Amounts(round(int(both[1]) + int(both[2]) / 60, 2) or None)
    hours, weeks = _HOURS.search(text), _WEEKS.search(text)
    if (
        not hours
        and (found := _MINUTES.search(text))
        and not _FILLER.sub("", _MINUTES.sub("", text))
    ):
        return Amounts(round(sum(_range(found)) / 120, 2) or None)
    rest = _FILLER.sub("", _WEEKS.sub("", _HOURS.sub("", text)))
    if rest or not (hours or weeks):
        return Amounts()
    return combine(hours, weeks)


def combine(hours: re.Match[str] | None, weeks: re.Match[str] | None) -> Amounts:
    """Return what hours and weeks come to together."""
    span = _range(weeks) if weeks else None
    if span == (0, 0):
        span = None
    if not hours:
        return Amounts(None, span)
    low, high = _range(hours)
    middle: float | None = (low + high) / 2
    if hours[3]:
        middle = middle * (span[0] + span[1]) / 2 if middle and span else None
    return Amounts(middle or None, span)


def multiply(duration: str, effort: str) -> Amounts:
    """Return what a duration and an effort a week come to, as tables have them in two columns."""
    return combine(_HOURS.search(effort) or _HOURS.search(duration), _WEEKS.search(duration))


def _range(found: re.Match[str]) -> tuple[float, float]:
    low = float(found[1])
    high = float(found[2]) if found[2] else low
    return min(low, high), max(low, high)


def take_amounts(title: str) -> tuple[str, Amounts]:
    """Return a title without the amounts at its end, or before a colon or dash, and these."""
    if not any(character.isdigit() for character in title):
        return title, Amounts()
    if found := _TAIL.search(title):
        amounts = read_amounts(next(filter(None, found.groups()), ""))
        if amounts != Amounts() and title[: found.start()].strip():
            return title[: found.start()].rstrip(), amounts
    if found := _INNER.search(title):
        amounts = read_amounts(found[1])
        if amounts != Amounts() and title[: found.start()].strip():
            return title[: found.start()] + title[found.end() :], amounts
    if found := _BARE.search(title):
        left = title[: found.start()].rstrip(" -–—|,:")
        if left and not _BEFORE.search(left):
            return left, read_amounts(found[1])
    if found := _ABOUT.search(title):
        left = " ".join((title[: found.start()] + title[found.end() :]).split())
        return left or title, combine(_HOURS.search(found[0]), None)
    return title, Amounts()


def take_hours(title: str) -> tuple[str, float | None]:
    """Return a title without the hours at its end, and these; weeks alone stay in it."""
    left, amounts = take_amounts(title)
    return (left, amounts.hours) if amounts.hours else (title, None)


def read_choice(text: str) -> int | None:
    """Return of how many things a text says that they are enough."""
    if not (found := _CHOOSE.search(text)):
        return None
    word = (found[1] or found[2]).lower()
    return _COUNTS.get(word) or int(word)


def take_needs(title: str) -> tuple[str, tuple[str, ...]]:
    """Return a title without what it says to come first, and the names of that."""
    if title.endswith(")") and (found := _NEEDS_TAIL.search(title)) and found.start():
        return title[: found.start()], split_names(found[1])
    return title, ()


def read_needs(text: str) -> tuple[str, ...]:
    """Return the names that a line like `Prerequisites: A, B` holds."""
    found = _NEEDS_LINE.fullmatch(text)
    return split_names(found[1]) if found else ()


def split_names(text: str) -> tuple[str, ...]:
    """Return the names of a list with commas."""
    names = (part.strip(" .`") for part in re.split(r"[,;\n]", text))
    return tuple(name for name in names if name.lower() not in _NONE)

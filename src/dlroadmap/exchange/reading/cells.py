"""What people write into the cells of a table: states, days, hours and priorities."""

import re
from contextlib import suppress
from datetime import date, datetime
from sys import float_info

from dlroadmap.exchange.reading.markdown.amounts import read_amounts

_STATES = {
    "todo": (
        *("", "no", "n", "false", "0", "0%", "to do", "todo", "not started", "open", "planned"),
        *("pending", "backlog", "new", "not done", "☐", "[ ]", "[]", "✗", "✘", "❌"),
    ),
    "doing": (
        *("doing", "in progress", "started", "active", "wip", "ongoing", "current", "learning"),
        *("reading", "~", "/", "[/]", "[~]", "🔄", "⏳", "🚧"),
    ),
    "done": (
        *("x", "[x]", "✓", "✔", "✔️", "☑", "☑️", "✅", "🗹", "yes", "y", "true", "1", "100%"),
        *("done", "complete", "completed", "finished", "passed", "learned", "read", "closed", "ok"),
    ),
    "skipped": (
        *("skipped", "skip", "-", "[-]", "n/a", "na", "cancelled", "canceled", "dropped"),
        *("ignored", "won't do", "wont do", "not needed"),
    ),
}
_STATE_OF = {word: state for state, words in _STATES.items() for word in words}

_PRIORITIES = {
    "essential": ("essential", "high", "h", "1", "p1", "must", "must have", "critical"),
    "important": ("important", "medium", "m", "2", "p2", "should", "should have", "normal"),
    "useful": ("useful", "low", "l", "3", "p3", "could", "nice to have", "optional"),
}
_PRIORITY_OF = {word: priority for priority, words in _PRIORITIES.items() for word in words}

_BARE = re.compile(r"\d+(?:[.,]\d+)?(?:e[-+]?\d+)?", re.ASCII)
"""A number alone, which is kept exactly: dlr writes such ones."""

_NUMBER = r"(\d{1,6}(?:[.,]\d{1,4})?)"
_UNIT = {"h": r"h|hrs?|hours?", "m": r"m|mins?|minutes?"}
_EFFORT = re.compile(
    rf"(?:about |approx\.? |~|≈)?{_NUMBER}(?:\s*(?:-|–|to)\s*{_NUMBER})?"
    rf"\s*({_UNIT['h']}|{_UNIT['m']})?\.?",
    re.ASCII,
)
_BOTH = re.compile(
    rf"(?:about |approx\.? |~|≈)?(\d{{1,4}})\s*(?:{_UNIT['h']})\.?,?\s*(?:and )?"
    rf"(\d{{1,3}})\s*(?:{_UNIT['m']})?\.?",
    re.ASCII,
)
_CLOCK = re.compile(r"(\d{1,4}):([0-5]\d)(?::[0-5]\d)?", re.ASCII)
_SPELLED = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y", "%B %d %Y", "%b %d %Y")


def read_state(cell: str) -> str | None:
    """Return the state that a cell means; None if it means none."""
    word = " ".join(cell.casefold().split()).replace(" %", "%")
    bare = word.replace("-", " ").replace("_", " ").replace("\ufe0f", "").strip(" .!")
    return _STATE_OF.get(word) or (_STATE_OF.get(bare) if bare else None)


def read_priority(cell: str) -> str | None:
    """Return the priority that a cell means; None if it means none."""
    return _PRIORITY_OF.get(" ".join(cell.casefold().replace("-", " ").split()))


def read_hours(value: object, unit: str = "h") -> float | None:
    """Return the hours that a number or a text means, above 0; None if it means none.

    Texts are `4`, `1.5 h`, `90 min`, `1h 30m`, `2-3 hours`, `1:30`. A bare number is in `unit`:
    hours, or minutes as `m`. How many hours there may be is checked when a curriculum is made.
    """
    if isinstance(value, str):
        return _read_effort(value, unit)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return _check_hours(value) if is_number else None  # type: ignore[arg-type]


def _check_hours(hours: float) -> float | None:
    return hours if 0 < hours <= float_info.max else None


def _read_effort(cell: str, unit: str) -> float | None:
    word = cell.strip().casefold()
    if unit == "h" and _BARE.fullmatch(word):
        return _check_hours(float(word.replace(",", ".")))
    if clock := _CLOCK.fullmatch(word) or _BOTH.fullmatch(word):
        hours = int(clock[1]) + int(clock[2]) / 60
    elif effort := _EFFORT.fullmatch(word):
        ends = [float(end.replace(",", ".")) for end in effort.group(1, 2) if end]
        hours = sum(ends) / len(ends) / (60 if (effort[3] or unit).startswith("m") else 1)
    else:
        return read_amounts(cell).hours
    return _check_hours(round(hours, 4))


def read_day(cell: str) -> str | None:
    """Return the day, month or year that a cell means, as ISO 8601 has it; None if that is open.

    Of `05/06/2024` nobody knows which is the month.
    """
    text = cell.strip()
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        with suppress(ValueError):
            date.fromisoformat(f"{text}-01-01"[:10])
            return text
        return None
    if found := re.fullmatch(r"(\d{4})[/.](\d\d?)[/.](\d\d?)", text, re.ASCII):
        return _make_day(*map(int, found.groups()))
    if found := re.fullmatch(r"(\d\d?)([./-])(\d\d?)\2(\d{4})", text, re.ASCII):
        one, other, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or one == other or one > 12:
            return _make_day(year, other, one)
        return _make_day(year, one, other) if other > 12 else None
    with suppress(ValueError):
        return datetime.fromisoformat(text).date().isoformat()
    for form in _SPELLED:
        with suppress(ValueError):
            return datetime.strptime(text, form).date().isoformat()
    return None


def _make_day(year: int, month: int, day: int) -> str | None:
    with suppress(ValueError):
        return date(year, month, day).isoformat()
    return None

"""A plan as a calendar: RFC 5545, an event a week."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

from dlroadmap import __version__
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.plan import Plan
from dlroadmap.render.plan_words import list_week
from dlroadmap.words import format_number

LINE = 75
"""The octets of a line, before it is folded."""


class CalendarEvent(NamedTuple):
    """A week of a calendar: what `uid` names stays the same event when it is imported again."""

    uid: str
    start: date
    summary: str
    description: str


def export_plan(plan: Plan, curriculum: Curriculum, title: str, now: datetime) -> bytes:
    """Return a calendar, or nothing for a plan without weeks: the standard asks for an event."""
    name = ".".join([curriculum.id, *(key.replace("/", ".") for key in plan.aims)])
    events = [
        CalendarEvent(
            uid=f"{week.start}.{name}@dlroadmap",
            start=week.start,
            summary=f"{title}: {format_number(week.hours)} h",
            description="\n".join(f"- {line}" for line in list_week(week, curriculum)),
        )
        for week in plan.weeks
    ]
    return calendar(f"dlr: {title}", events, now) if events else b""


def calendar(name: str, events: Iterable[CalendarEvent], stamp: datetime) -> bytes:
    """Return a calendar in UTF-8 of events that last a week each and keep nobody busy.

    `stamp` is when it was made, in UTC.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//dlroadmap//dlr {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escape(name)}",
    ]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{escape(event.uid)}",
            f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
            f"DTSTART;VALUE=DATE:{event.start:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.start + timedelta(weeks=1):%Y%m%d}",
            f"SUMMARY:{escape(event.summary)}",
            f"DESCRIPTION:{escape(event.description)}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return b"".join(fold(line) for line in lines)


def escape(text: str) -> str:
    """Return a text as the value of a property."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def fold(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, never cut inside a character."""
    pieces: list[bytes] = []
    piece = b""
    for character in line:
        octets = character.encode()
        if len(piece) + len(octets) > LINE:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"".join(part + b"\r\n" for part in (*pieces, piece))

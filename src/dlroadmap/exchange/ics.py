"""A plan as a calendar: RFC 5545, an event a week."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import chain

from dlroadmap import __version__
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.plan import Plan
from dlroadmap.render.plan_page import list_week
from dlroadmap.words import format_number

LINE = 75
"""The octets of a line, before it is folded."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def export_plan(plan: Plan, curriculum: Curriculum, title: str, now: datetime) -> bytes:
    """Return a calendar, or nothing for a plan without weeks: the standard asks for an event."""
    name = ".".join([curriculum.id, *(aim.key.replace("/", ".") for aim in plan.aims)])
    events = [
        make_event(
            uid=f"{week.start}.{name}@dlroadmap",
            start=week.start,
            summary=f"{title}: {format_number(week.hours)} h",
            description="\n".join(f"- {line}" for line in list_week(week, curriculum)),
            stamp=now,
        )
        for week in plan.weeks
    ]
    return make_calendar(f"dlr: {title}", events) if events else b""


def make_event(uid: str, start: date, summary: str, description: str, stamp: datetime) -> list[str]:
    """Return the lines of an event that lasts a week and keeps nobody busy.

    What `uid` names stays the same event when it is imported again; `stamp` is when it was made,
    in UTC.
    """
    return [
        "BEGIN:VEVENT",
        f"UID:{escape(uid)}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{start:%Y%m%d}",
        f"DTEND;VALUE=DATE:{start + timedelta(weeks=1):%Y%m%d}",
        f"SUMMARY:{escape(summary)}",
        f"DESCRIPTION:{escape(description)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def make_calendar(name: str, events: Iterable[Iterable[str]]) -> bytes:
    """Return a calendar of the lines of its events, in UTF-8."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//dlroadmap//dlr {__version__}//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{escape(name)}",
        *chain.from_iterable(events),
        "END:VCALENDAR",
    ]
    return b"".join(map(fold, lines))


def escape(text: str) -> str:
    """Return a text as the value of a property."""
    return text.translate(_ESCAPED)


def fold(line: str) -> bytes:
    """Return a line in pieces of at most 75 octets, never cut inside a character."""
    pieces = [b""]
    for character in line:
        octets = character.encode()
        if len(pieces[-1]) + len(octets) > LINE:
            pieces.append(b" ")
        pieces[-1] += octets
    return b"".join(piece + b"\r\n" for piece in pieces)

"""A plan as a calendar: RFC 5545, an event a week."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

LINE = 75
"""The octets of a line, before it is folded."""


class Event(NamedTuple):
    """A week of a calendar: what `uid` names stays the same event when it is imported again."""

    uid: str
    start: date
    summary: str
    description: str


def calendar(name: str, events: Iterable[Event], stamp: datetime, version: str) -> bytes:
    """Return a calendar in UTF-8 of events that last a week each and keep nobody busy.

    `stamp` is when it was made, in UTC. Without an event it would be no calendar by the standard.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//dlroadmap//dlr {version}//EN",
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
    return b"".join(folded(line) for line in lines)


def escape(text: str) -> str:
    """Return a text as the value of a property."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def folded(line: str) -> bytes:
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

"""What a journal says of itself, and what its lines say."""

import json
import re
from collections.abc import Iterable
from typing import NamedTuple

from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import LineError, read_line
from dlroadmap.remote.contract import Segment
from dlroadmap.remote.segments import MAX_ABOUT
from dlroadmap.text import clean
from dlroadmap.words import join_words, pluralize

FORMAT = 1

MAX_NAME = 64
"""Characters of a device's name."""

MAX_EVENTS = 10**9

MAX_FAULTS = 20
"""So many faults of a segment are told one by one."""

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)
_HISTORY = re.compile(r"[0-9a-f]{32}")

MAX_JOINED = 100
"""So many histories may be joined."""


class About(NamedTuple):
    """Whose a journal is: the ids of the histories that were joined in it, and the device's name.

    `events` is how many it has, `at` when it was last appended to, in UTC; empty if unknown.
    """

    histories: frozenset[str]
    name: str
    events: int
    at: str


class Fault(NamedTuple):
    """A part of a journal that was not received: where it is, and why, as the end of a sentence."""

    device: str
    where: str
    why: str


def write_about(about: About) -> bytes:
    """Return what a journal is to say of itself."""
    document = {"format": FORMAT, **about._asdict(), "histories": sorted(about.histories)}
    return f"{json.dumps(document, indent=2)}\n".encode()


def read_about(data: bytes | str) -> About | None:
    """Return what a journal says of itself; None if that makes no sense, or not to this dlr."""
    if len(data) > MAX_ABOUT:
        return None
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        return None
    histories, name, at = found.get("histories"), found.get("name"), found.get("at")
    events = found.get("events")
    if not (isinstance(histories, list) and isinstance(name, str) and isinstance(at, str)):
        return None
    # Where a count is 0 nothing was said, and anybody may join: so it has to make sense.
    if not (type(events) is int and 0 <= events < MAX_EVENTS):
        return None
    ids = frozenset(id for id in histories if isinstance(id, str) and _HISTORY.fullmatch(id))
    if not ids or len(ids) != len(histories) or len(ids) > MAX_JOINED:
        return None
    return About(ids, shorten(name), events, at if _TIME.fullmatch(at) else "")


def explain_about(data: bytes) -> str:
    """Return why nothing can be made of what a journal says of itself, as the end of a sentence."""
    try:
        version = json.loads(data)["format"]
    except (ValueError, RecursionError, LookupError, TypeError):
        version = None
    is_newer = type(version) is int and version > FORMAT
    return "was written by a newer dlr" if is_newer else "is missing or not valid"


def shorten(name: str) -> str:
    """Return the name of a device as it is shown."""
    return clean(name)[:MAX_NAME].strip() or "unnamed"


def describe_abouts(abouts: Iterable[About], most: int = 5) -> str:
    """Return `laptop (1,204 events) and server (3 events)`."""
    ordered = sorted(abouts, key=lambda one: (one.name, one.events, one.at))
    return join_words([f"{one.name} ({pluralize(one.events, 'event')})" for one in ordered], most)


def group(abouts: Iterable[About]) -> list[frozenset[str]]:
    """Return the ids of histories, those together that were joined on any device."""
    groups: list[frozenset[str]] = []
    for about in abouts:
        joined = [one for one in groups if one & about.histories]
        groups = [one for one in groups if one not in joined]
        groups.append(about.histories.union(*joined))
    return groups


def read_segment(device: str, segment: Segment) -> tuple[list[Event], list[Fault]]:
    """Return the events of a segment, and what is wrong with any of its lines."""
    if segment.data is None:
        return [], [Fault(device, segment.name, segment.why)]
    events, faults, more = list[Event](), list[Fault](), 0
    *whole, rest = segment.data.split(b"\n")
    for number, line in enumerate(whole, 1):
        try:
            events.append(read_line(line.decode()))
        except (LineError, UnicodeDecodeError) as error:
            why = str(error) if isinstance(error, LineError) else "is not UTF-8 text"
            if len(faults) < MAX_FAULTS:
                faults.append(Fault(device, f"{segment.name}, line {number:,}", why))
            else:
                more += 1
    if more:
        faults.append(Fault(device, segment.name, f"has {pluralize(more, 'more line')} like these"))
    if rest:
        faults.append(Fault(device, segment.name, "ends within a line"))
    return events, faults

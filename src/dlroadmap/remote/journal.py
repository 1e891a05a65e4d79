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

FORMAT = 1

MAX_NAME = 64
"""Characters of a device's name."""

_HISTORY = re.compile(r"[0-9a-f]{32}")

MAX_JOINED = 100
"""So many histories may be joined."""


class About(NamedTuple):
    """Whose a journal is: the ids of the histories that were joined in it, and the device's name.

    `events` is how many it has, `at` when it was last appended to, in UTC.
    """

    histories: frozenset[str]
    name: str
    events: int
    at: str


class Fault(NamedTuple):
    """What of a journal is left there: where that is, and why, as the end of a sentence."""

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
    ids = frozenset(id for id in histories if isinstance(id, str) and _HISTORY.fullmatch(id))
    if not ids or len(ids) != len(histories) or len(ids) > MAX_JOINED:
        return None
    number = events if type(events) is int and 0 <= events < 10**9 else 0
    return About(ids, shorten(name), number, clean(at)[:32])


def shorten(name: str) -> str:
    """Return the name of a device as it is shown."""
    return clean(name)[:MAX_NAME].strip() or "unnamed"


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
    events, faults = list[Event](), list[Fault]()
    *whole, rest = segment.data.split(b"\n")
    for number, line in enumerate(whole, 1):
        try:
            events.append(read_line(line.decode()))
        except LineError as error:
            faults.append(Fault(device, f"{segment.name}, line {number:,}", str(error)))
        except UnicodeDecodeError:
            faults.append(Fault(device, f"{segment.name}, line {number:,}", "is not UTF-8 text"))
    if rest:
        faults.append(Fault(device, segment.name, "ends within a line"))
    return events, faults

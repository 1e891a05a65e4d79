"""Events that arrive from another history: which are taken in, and why the others are not. Pure.

Refused is only what nothing can stand on: an altered event, one whose chain has a hole, a clock
that is out of order. All else is kept as it is, whatever it says, for to refuse an event refuses
what its device said after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum, auto
from typing import NamedTuple

from dlroadmap.progress.events import Event, event_id, sort_key

MARGIN = 2**24
"""How far a clock may be ahead of the latest one known before it.

An honest clock counts the events that its device knew, so it runs ahead of them by no more than
there are events of devices that were never heard of. Steps of this size would have to be taken
hundreds of millions of times to reach the end of all clocks, where nothing can be written any more.
As each event is measured by those before it, what one history took in and counted on from, another
one takes in too.
"""


class Link(NamedTuple):
    """The place of an event in the chain of its device."""

    device: str
    seq: int
    clock: int


class Here(NamedTuple):
    """What of a history decides on arrivals.

    `links` are by id, those of all devices of which something arrives; `devices` those that have
    written here, `clock` the latest of all, 0 in an empty history.
    """

    links: Mapping[str, Link]
    devices: frozenset[str]
    clock: int


class Why(StrEnum):
    """Why an event is refused."""

    ALTERED = auto()  # its id is not that of its content
    MISSING = auto()  # the one before it is neither here nor among the arrivals
    UNORDERED = auto()  # it does not follow the one that it names, by device, place or clock
    AHEAD = auto()  # its clock is too far ahead
    BROKEN = auto()  # it stands on one that is refused


class Refused(NamedTuple):
    """An event that is left out, its place among the arrivals, and why."""

    place: int
    event: Event
    why: Why


class Sender(NamedTuple):
    """A device of which events are taken in: how many, and the wall times of the outermost.

    It is a stranger where others have written, and it has not.
    """

    device: str
    events: int
    first: str
    last: str
    stranger: bool


class Arrival(NamedTuple):
    """What comes of arrivals: the new events in order, how many were known, and what is refused.

    `forked` are the devices whose chains part by it; both sides are kept.
    """

    new: Sequence[Event]
    known: int
    refused: Sequence[Refused]
    senders: Sequence[Sender]
    forked: Sequence[str]


def judge(events: Sequence[Event], here: Here) -> Arrival:
    """Return which events a history takes in; in which order they are given makes no difference."""
    links = dict(here.links)
    given = {event.id: event.clock for event in events}
    taken = {(link.device, link.seq) for link in here.links.values()}
    forked: dict[str, None] = {}
    new, refused, known, clock = [], [], 0, here.clock
    # By clock: so each comes after the one before it.
    for place, event in sorted(enumerate(events), key=lambda one: sort_key(one[1])):
        if why := _find_fault(event, links, given, clock):
            refused.append(Refused(place, event, why))
        elif event.id in links:
            known += 1
        else:
            if (event.device, event.seq) in taken:
                forked[event.device] = None
            taken.add((event.device, event.seq))
            links[event.id] = Link(event.device, event.seq, event.clock)
            clock = max(clock, event.clock)
            new.append(event)
    return Arrival(new, known, sorted(refused), _find_senders(new, here), list(forked))


def _find_fault(
    event: Event, links: Mapping[str, Link], given: Mapping[str, int], clock: int
) -> Why | None:
    """Return what is wrong with an event, of which all before it by clock are judged."""
    if event_id(event) != event.id:
        return Why.ALTERED
    if event.id in links:
        return None
    if before := links.get(event.prev):
        follows = before.device == event.device and before.seq == event.seq - 1
        if not follows or before.clock >= event.clock:
            return Why.UNORDERED
    elif event.prev:
        if event.prev not in given:
            return Why.MISSING
        return Why.BROKEN if given[event.prev] < event.clock else Why.UNORDERED
    elif event.seq != 1:
        return Why.UNORDERED
    return Why.AHEAD if event.clock > clock + MARGIN else None


def _find_senders(new: Iterable[Event], here: Here) -> list[Sender]:
    times: dict[str, list[str]] = {}
    for event in new:
        times.setdefault(event.device, []).append(event.at)
    return [
        Sender(device, len(at), min(at), max(at), bool(here.devices) and device not in here.devices)
        for device, at in times.items()
    ]

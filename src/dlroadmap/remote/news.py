"""What is new in the journals of a history, read as far as it was not read before."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from dlroadmap.progress.events import Event
from dlroadmap.progress.sharing import Journal
from dlroadmap.remote.contract import Head, JournalError, Remote, RewrittenError, Segment
from dlroadmap.remote.journal import Fault, read_segment

MAX_READ = 512 * 2**20
"""Bytes that are read at a time."""


class News(NamedTuple):
    """Events, each with the device whose journal it stands in, and what could not be read.

    `marks` say how far each journal was read, of those that could be read at all. `anew` is whether
    nothing that was known of the place still holds.
    """

    arrivals: Sequence[tuple[str, Event]]
    faults: Sequence[Fault]
    marks: Mapping[str, str]
    anew: bool


def read_news(remote: Remote, heads: Sequence[Head], known: Mapping[str, Journal] | None) -> News:
    """Return what journals have beyond what is known of them; without that, all.

    If one of them lacks what it had, all of them are read from their beginning.
    """
    if known is not None and {*known} <= {head.device for head in heads}:
        try:
            return _read(remote, heads, known)
        except RewrittenError:
            pass
    return _read(remote, heads, {})._replace(anew=True)


def _read(remote: Remote, heads: Sequence[Head], known: Mapping[str, Journal]) -> News:
    arrivals, faults, marks = list[tuple[str, Event]](), list[Fault](), dict[str, str]()
    read = 0
    for head in heads:
        device, before = head.device, known.get(head.device)
        try:
            for segment in _find_unread(remote, head, before):
                read = _add(read, segment)
                events, wrong = read_segment(device, segment)
                arrivals += ((device, event) for event in events)
                faults += wrong
            marks[device] = head.mark
        except JournalError as error:
            if before and before.mark:  # what was there before is there no more
                raise RewrittenError from error
            faults.append(Fault(device, "", str(error)))
    return News(arrivals, faults, marks, False)


def _add(read: int, segment: Segment) -> int:
    """Return how many bytes were read by now. Raises JournalError if these are too many."""
    read += len(segment.data or b"")
    if read > MAX_READ:
        raise JournalError(f"has more than {MAX_READ // 2**20} MiB that is new")
    return read


def _find_unread(remote: Remote, head: Head, known: Journal | None) -> Iterable[Segment]:
    """Return the segments to read; one that was left out in part before is read as a whole again.

    Raises RewrittenError and JournalError.
    """
    if not known or not known.mark:
        return remote.since(head, None)
    if known.whole and known.mark == head.mark:
        return []
    if known.whole:
        return remote.since(head, known.mark)
    for _ in remote.since(head, known.mark):
        pass  # only to find out whether all is there that was there before
    return remote.since(head, None)

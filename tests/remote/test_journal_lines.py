"""The lines of a journal: what of them is taken in, and what is told."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.lines import MAX_LINE, write_line
from dlroadmap.remote.contract import Segment
from dlroadmap.remote.journal import Fault, read_segment
from drawing import examples
from progress.history import History, three_devices

A = "a" * 16

[EVENT] = History().write([Entry("dl/tensors", "tick")])


def write(events: Sequence[Event]) -> bytes:
    """Return events as the lines of a segment."""
    return "".join(map(write_line, events)).encode()


@examples(max_examples=100)
@given(history=three_devices())
def test_round_trip(history: History) -> None:
    """The events that are written into a journal are those that are read from it."""
    segment = Segment("000001.jsonl", write(history.events))
    assert read_segment(A, segment) == (history.events, [])


@examples(max_examples=500)
@given(data=st.binary())
def test_anything(data: bytes) -> None:
    """Whatever stands in a segment, each line of it is told, and none stops the others."""
    events, faults = read_segment(A, Segment("000001.jsonl", data))
    assert events == []
    *whole, rest = data.split(b"\n")
    assert len(faults) == len(whole) + bool(rest)
    assert all(fault.where.isprintable() and fault.why.isprintable() for fault in faults)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "is empty"),
        (b"\xff", "is not UTF-8 text"),
        (b"hello", "is not valid JSON"),
        (b"[]", "is not an event of dlr: it is not an object"),
        (b"{}", "is not an event of dlr: it has no “id”"),
        (b"[" * 200_000, "is nested too deeply"),
        (b" " * MAX_LINE + b"1", "is too long to be an event"),
    ],
)
def test_fault(line: bytes, why: str) -> None:
    """A line that is no event is told with its place, and the others are taken in."""
    event = write_line(EVENT).encode()
    found = read_segment(A, Segment("000001.jsonl", event + line + b"\n" + event))
    assert found == ([EVENT] * 2, [Fault(A, "000001.jsonl, line 2", why)])


def test_rest_of_a_line() -> None:
    """What is not a whole line yet is told, even if it would do as an event."""
    event = write_line(EVENT).encode()
    found = read_segment(A, Segment("000001.jsonl", event + event[:-1]))
    assert found == ([EVENT], [Fault(A, "000001.jsonl", "ends within a line")])


def test_too_large() -> None:
    """A segment that was not read for its size is told as such."""
    found = read_segment(A, Segment("000001.jsonl", None))
    assert found == ([], [Fault(A, "000001.jsonl", "is too large")])

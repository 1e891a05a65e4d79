"""What targets hold: texts that steer nothing, places that exist, a dlr that ends as it should."""

import re

from dlroadmap.format.source import Source
from dlroadmap.text import clean

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class BrokenPromiseError(AssertionError):
    """A promise does not hold for an input."""


def hold(holds: object, promise: str, *told: object) -> None:
    """Raise where a promise does not hold."""
    if not holds:
        raise BrokenPromiseError(": ".join([promise, *map(repr, told)]))


def hold_steers_nothing(text: str) -> None:
    """Hold that no control, escape or bidi character is in a text; line ends are allowed."""
    found = _STEERING.search(text)
    hold(not found, "steers nothing", text[max(0, found.start() - 60) :][:120] if found else "")


def hold_clean(text: str) -> None:
    """Hold that a text of a curriculum is as `clean` leaves it."""
    hold(clean(text) == text, "is cleaned once, where it comes in", text)


def hold_places(source: Source) -> None:
    """Hold that the faults of a file lie in it; one character behind its end is its end."""
    size = len(source.text)
    for fault in source.faults:
        hold(-1 <= fault.start <= fault.end <= size + 1, "lies in the file", fault.kind)
        line, column = source.position(fault.start)
        hold(line >= 1 and column >= 0, "counts from 1", fault.kind, line, column)

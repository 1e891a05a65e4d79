"""A lecture that was recorded again in another year: `CS1 2012 - Lecture 4 - Binary heaps`.

In other series a year makes another thing: `Puzzles 2022 - Day 4` is not that of 2023.
"""

import re
from typing import NamedTuple

from dlroadmap.authoring.planting.alike import is_generic, split_title

_YEAR = re.compile(r"(?:19|20)\d\d")
_LECTURE = re.compile(r"\blec(?:ture)? *(\d+)\b", re.IGNORECASE)


class Lecture(NamedTuple):
    """A lecture of a series in a year; the topic is without words that say little."""

    series: tuple[str, ...]
    year: str
    number: str
    whole: tuple[str, ...]
    topic: frozenset[str]


def read_lecture(title: str) -> Lecture | None:
    """Return the lecture that a title names; None if it names none, or none with a year."""
    found = _LECTURE.search(title)
    if not found:
        return None
    before, after = split_title(title[: found.start()]), split_title(title[found.end() :])
    years = [word for word in before if _YEAR.fullmatch(word)]
    topic = frozenset(word for word in after if not is_generic(word))
    if len(years) != 1 or len(topic) < 2:
        return None
    series = tuple(word for word in before if word != years[0])
    return Lecture(series, years[0], found[1], after, topic) if series else None


def is_again(one: Lecture | None, other: Lecture | None) -> bool:
    """Return whether a lecture is another one in another year, with the same words for its topic.

    Where the number is the same too, one may say more of the topic.
    """
    if one is None or other is None or one.series != other.series or one.year == other.year:
        return False
    if one.whole == other.whole:
        return True
    return one.number == other.number and (one.topic <= other.topic or other.topic <= one.topic)

"""What a learner may head for, found by words: levels, categories and items."""

import re
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import search
from dlroadmap.curriculum.sections import find_sections


class Destination(NamedTuple):
    """A level, a category or an item; `of` says which.

    `key` is that of an item, else `CURRICULUM/LEVEL` or `CURRICULUM/LEVEL/CATEGORY`. `name` is what
    a command takes for it, `hours` those of its items that have any.
    """

    of: str
    key: str
    name: str
    title: str
    items: int
    hours: float


def find_destinations(text: str, curriculum: Curriculum) -> list[Destination]:
    """Return the levels and categories whose names hold every word, then the items that do.

    A word counts where it begins one of theirs. What the curriculum assumes is left out.
    """
    wanted = _words(text)
    if not wanted:
        return []
    known = curriculum.assumed
    sections = []
    for section in find_sections(curriculum):
        keys = [key for key in section.items if key not in known]
        ids = section.name.rpartition("/")[2]
        if section.name and keys and _fits(wanted, ids, section.title):
            hours = curriculum.sum_hours(keys)
            sections.append(
                Destination(section.of, section.key, section.name, section.title, len(keys), hours)
            )
    sections.sort(key=lambda one: one.of != "level")
    items = [
        Destination("item", item.key, curriculum.refer(item.key), item.title, 1, item.hours or 0)
        for item in search(text, curriculum)
        if item.key not in known
    ]
    return [*sections, *items]


def _fits(wanted: set[str], *names: str) -> bool:
    words = _words(" ".join(names))
    return all(any(one.startswith(word) for one in words) for word in wanted)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))

"""What a learner may head for, found by words: levels, categories and items."""

import re
from collections import Counter
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import search
from dlroadmap.curriculum.sections import find_sections

_COMMON = """
a about all am an and any are as at be been become better build building by can could create
do does for from get good have help how i id if in into is it its know learn like m make
making me more my need of on or our own please really s should so some something study teach
that the their them there these they things this those to try understand understanding up us
use using want wanna was we what when where which who why will with work works would write you
your
"""
COMMON = frozenset(_COMMON.split())
"""Words of a question that say nothing of what it is about."""

MOST_WORDS = 12
"""So many words of a question are looked for one by one."""


class Found(NamedTuple):
    """What was found, the best first, and whether it holds every word that was looked for."""

    destinations: "list[Destination]"
    whole: bool = True


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


def find_answers(question: str, curriculum: Curriculum) -> Found:
    """Return what a question in words is about: what holds all of its words, else most of them.

    Common words are left out, unless there are no others. What holds less than half is no answer.
    """
    typed = re.findall(r"\w+", question.casefold())
    wanted = list(dict.fromkeys(word for word in typed if word not in COMMON)) or typed
    if found := find_destinations(" ".join(wanted), curriculum):
        return Found(found)
    wanted = wanted[:MOST_WORDS]
    held = Counter[Destination]()
    for word in wanted:
        held.update(find_destinations(word, curriculum))
    most = max(held.values(), default=0)
    if 2 * most < len(wanted):
        return Found([], False)
    return Found([one for one, words in held.items() if words == most], False)


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

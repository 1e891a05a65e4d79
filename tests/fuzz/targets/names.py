"""The text is what a person types for an item: it means one, or words say why it does not."""

from functools import cache

from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import Names, find_matches, search
from dlroadmap.errors import DlrError
from dlroadmap.format.compiling import assemble_file
from fuzz.learner import HOSTILE, SMALL
from fuzz.promises import hold, hold_steers_nothing
from fuzz.words import KEYS, NUMBERS, SIGNS

WORDS = [*KEYS, *SIGNS, *NUMBERS, "vectors", "arrows", "linear spaces", " ", "-", "/", "_", "MARKS"]


@cache
def _curricula() -> list[Curriculum]:
    made = [assemble_file(path, Library([SMALL.parent])).curriculum for path in (HOSTILE, SMALL)]
    return [curriculum for curriculum in made if curriculum]


def fuzz(data: bytes) -> None:
    """Find and search by a text."""
    text = data.decode("utf-8", "surrogateescape")
    first, second = _curricula()
    try:
        key, holder = Names(first, lambda: [second]).find(text)
    except DlrError as error:
        for line in (error.message, *error.advice):
            hold_steers_nothing(line)
        hold(error.code in ("unknown-item", "ambiguous-item"), "is told as what it is", error.code)
    else:
        hold(find_matches(text, holder) == [key], "the one item that a name means", key)
    for curriculum in (first, second):
        found = search(text, curriculum)
        hold(len({item.key for item in found}) == len(found), "each item once", text)
        hold(all(item.key in curriculum.locations for item in found), "items of the curriculum")
        for item in (curriculum.items[key] for key in curriculum.locations):
            if text == item.title:
                hold(found and (found[0].title == text), "a title finds its item first", text)
            if text == item.id:
                hold(find_matches(text, curriculum) == [item.key], "an id means its item", text)

"""The names of an item in other spellings, and which of them stand for all of it.

A title does, and so does an alias that says what the title says: `convolutional neural network` for
Convolutional networks. An alias may as well be a word that leads there: `confusion matrix` for
Evaluating a model. Who types it finds the item; in a list of others it may mean another thing.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from dlroadmap.curriculum.labels import fold, readings, split_abbreviation, split_words
from dlroadmap.curriculum.model import Curriculum, Item
from dlroadmap.curriculum.stems import EMPTY, VAGUE, stems

_BRACKETS = re.compile(r"(.+)\(([^()]+)\)")
_AND = re.compile(r"&|\band\b", re.IGNORECASE)

MADE = ("project", "milestone", "habit")
"""Kinds of items that are more than what their aliases name: of a thing, to have made it."""


class Spelling(NamedTuple):
    """A name of an item as it may be written, and whether it stands for all of the item."""

    text: str
    full: bool


def spellings(item: Item) -> Iterator[Spelling]:
    """Yield the title, id and aliases of an item, with what their readings leave out."""
    yield Spelling(item.title, full=True)
    for reading in [*readings(item.title)][1:]:
        # `Decorators` is more than `Introduction to decorators` wants to be.
        yield Spelling(reading, full=len(reading.split()) > 1 or _is_bracketed(reading, item.title))
    for name in dict.fromkeys((item.id, *item.aliases)):
        full = is_full(name, item)
        for reading in readings(name):
            yield Spelling(reading, full)


def is_full(name: str, item: Item) -> bool:
    """Return whether an alias, or an id in another spelling, names what the title names."""
    titles = [*readings(item.title), *_without_brackets(item.title)]
    if fold(name, plural=False) in (fold(title, plural=False) for title in titles):
        return True
    if item.kind in MADE:
        return False
    said = stems(name)
    if any(_significant(title) <= said for title in titles if _significant(title)):
        return True
    if len(split_words(name)) != 1:
        return False
    if any(_abbreviates(name, title) for title in titles):
        return True
    pairs = [found.groups() for alias in item.aliases if (found := _BRACKETS.fullmatch(alias))]
    return any(
        fold(short, plural=False) == fold(name, plural=False) and is_full(long, item)
        for long, short in pairs
    )


def find_spelled(name: str, curriculum: Curriculum) -> list[str]:
    """Return the keys that have a name in another spelling, if it stands for all of an item."""
    wanted = list(foldings(name))
    may_be = _find_beginning(wanted)
    near = [
        (reading, key)
        for key in curriculum.locations
        for item in (curriculum.items[key],)
        for known in (item.title, item.id, *item.aliases)
        if may_be(known)
        for reading in readings(known)
    ]
    for folded, plural in wanted:
        if keys := list(
            dict.fromkeys(key for text, key in near if fold(text, plural=plural) == folded)
        ):
            full = (
                one.full and fold(one.text, plural=plural) == folded
                for key in keys
                for one in spellings(curriculum.items[key])
            )
            return keys if any(full) else []
    return []


def foldings(label: str) -> Iterator[tuple[str, bool]]:
    """Yield what to look a label up by, the surest first, and whether its number counts."""
    for reading in readings(label):
        for plural in (True, False):
            if folded := fold(reading, plural=plural):
                yield folded, plural


def _find_beginning(wanted: Sequence[tuple[str, bool]]) -> Callable[[str], object]:
    """Return what tells quickly whether a name is worth to be compared."""
    begins = {folded[:2] for folded, _ in wanted}
    letters = (r"[\W_]*".join(map(re.escape, begin)) for begin in begins)
    pattern = re.compile("|".join(letters) or r"(?!)", re.IGNORECASE)

    def may_be(name: str) -> object:
        # What is folded away could stand between the first two letters.
        return not name.isascii() or _AND.search(name) or pattern.search(name)

    return may_be


def _significant(title: str) -> set[str]:
    return stems(title) - VAGUE


def _without_brackets(title: str) -> list[str]:
    return [found[1].strip()] if (found := _BRACKETS.fullmatch(title)) else []


def _is_bracketed(reading: str, title: str) -> bool:
    return reading in (split_abbreviation(title) or ())


def _abbreviates(short: str, long: str) -> bool:
    """Return whether a word is made of beginnings of all words that say something: `autodiff`."""
    letters = "".join(split_words(short))
    words: Sequence[str] = [word for word in split_words(long) if word not in EMPTY]
    if len(words) < 2:
        return False
    return _is_made_of(letters, words) or (
        letters.endswith("s") and _is_made_of(letters[:-1], words)
    )


def _is_made_of(letters: str, words: Sequence[str]) -> bool:
    if not words:
        return not letters
    first, rest = words[0], words[1:]
    longest = next(
        (n for n, (a, b) in enumerate(zip(letters, first, strict=False)) if a != b),
        min(len(letters), len(first)),
    )
    return any(_is_made_of(letters[size:], rest) for size in range(longest, 0, -1))

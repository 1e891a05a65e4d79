"""Numbers of a list as people type them: `1-8, 12`."""

import re
from collections.abc import Iterable

_RANGE = re.compile(r"(?<=\d)\s*(?:[-‐‑‒–—−]|\.\.\.?|\bto\b)\s*(?=\d)")
_GAP = re.compile(r"[\s,;]+(?:and\s+)?")
_WORD = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")


def split_words(text: str) -> list[str]:
    """Return the words of a line; a range is one, however it is written."""
    return [word for word in _GAP.split(_RANGE.sub("-", text)) if word]


def expand(word: str, most: int) -> Iterable[int]:
    """Return the numbers that a number or a range names; none if it is not one from 1 to `most`."""
    bounds = _WORD.fullmatch(word)
    first, last = (int(bounds[1]), int(bounds[2] or bounds[1])) if bounds else (0, 0)
    return range(first, last + 1) if 1 <= first <= last <= most else ()


def read_numbers(text: str, most: int) -> tuple[list[int], str]:
    """Return the numbers that a line names, each once, and the first word that is wrong."""
    numbers: dict[int, None] = {}
    for word in split_words(text):
        found = expand(word, most)
        if not found:
            return [], word
        numbers |= dict.fromkeys(found)
    return list(numbers), ""

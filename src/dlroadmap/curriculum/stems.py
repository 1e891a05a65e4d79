"""Words of labels and names, without what they lose in nothing but form, and how much they say."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from dlroadmap.curriculum.labels import singular, split_words

Fuse = Callable[[Sequence[str]], Sequence[str]]
"""Writes words in one or in two, as others do: `feed forward` and `feedforward`."""

_PARTS = re.compile(r"[,;:/&+()|–—]|\s-\s|\b(?:and|or|vs\.?|versus|with)\b", re.IGNORECASE)
_EMPTY_WORDS = (
    "a an the of and or in on for to with from by your own its is what how why vs versus eg etc"
    " using use deep dive"
)
EMPTY = frozenset(_EMPTY_WORDS.split())
"""Words that say nothing of what is named."""

_VAGUE_WORDS = (
    "lecture week day chapter lesson module unit part section topic optional intuition basic"
    " introduction intro overview advanced algorithm method technique strategy mechanism model"
    " learn understand different type application concept fundamental approach machine"
    " video playlist article course book tutorial slide series review practice implement"
    " implementation project example neural system size essential"
)
VAGUE = frozenset(_VAGUE_WORDS.split())
"""Words that say little: they count for less than their rarity."""

_SHORT = {"net": "network"}

VAGUE_WEIGHT = 0.3
"""What part of their rarity they count for."""

_ENDINGS = (
    *("izations", "ization", "izing", "ising", "ized", "ised", "izer"),
    *("ations", "ation", "ating", "ated", "ings", "ing", "ions", "ion", "ed", "ize", "ise", "al"),
)
"""What words lose that differ in nothing else: `normalizing` and `normalization`."""


def split_parts(label: str) -> Iterable[str]:
    """Return the parts of a label that lists several things; nothing where it names one."""
    parts = [part.strip() for part in _PARTS.split(label)]
    return [part for part in parts if part] if len(parts) > 1 else ()


def stems(text: str, fuse: Fuse = list) -> set[str]:
    """Return the words of a text that say something, without their endings."""
    words = {word for word in fuse(split_words(text)) if word not in EMPTY}
    return {stem(word) for word in words if not word.isdecimal() or len(words) == 1}


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return a word without its ending; `normal` of `normalizing` and `normalization`."""
    word = singular(word)
    word = _SHORT.get(word, word)
    if word in VAGUE:
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return word


def cut_name(name: str) -> str:
    """Return a name up to what only adds to it."""
    return _PARTS.split(name, maxsplit=1)[0]

"""Whether a title says what another one does, and more: `Pooling`, `Pooling layers`.

What is added stands behind, as what stands before a word makes a narrower thing of it: `Heaps` is
not `Binary heaps`. An abbreviation is what it stands for. Alone this is no proof; it takes the
same place in the list.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from dlroadmap.authoring.planting.alike import is_numeral, split_title, strip_ending

_NOTED = re.compile(r"^(.*\w.*?)\s*[(\[]([^()\[\]]*\w[^()\[\]]*)[)\]]$")

_WORDS = """
    again answers anti assignment cont continued exam except exercises from homework lab never no
    non nor not only or outside practice problems project quiz redux revisited self semi solutions
    test than to un until versus vs without
"""
_OTHER = frozenset(map(strip_ending, _WORDS.split()))
"""Words that make another thing of what they are added to."""

Words = tuple[str, ...]


def is_retitled(one: str, other: str) -> bool:
    """Return whether one of two titles says what the other does, or begins with that."""
    if _find_marks(one).isdisjoint(_find_marks(other)) or _numbers(one) != _numbers(other):
        return False
    pairs = ((mine, yours) for mine in _forms(one) for yours in _forms(other))
    return any(
        _goes_on(mine, yours) or _abbreviates(mine, yours) or _abbreviates(yours, mine)
        for mine, yours in pairs
    )


@lru_cache(maxsize=65_536)
def _find_marks(title: str) -> frozenset[str]:
    """Return of which one at least is the same where titles are: first words, and first letters."""
    forms = _forms(title)
    return frozenset(mark for form in forms for mark in (form[0], _join_initials(form)))


def _join_initials(words: Words) -> str:
    return "".join(word[0] for word in words)


def _numbers(title: str) -> Sequence[str]:
    return sorted(filter(is_numeral, split_title(title)))


def _forms(title: str) -> list[Words]:
    """Return the words of a title, if any; of one with an abbreviation, both of it instead."""
    if noted := _NOTED.match(title):
        outer, inner = _stem(noted[1]), _stem(noted[2])
        if _abbreviates(outer, inner) or _abbreviates(inner, outer):
            return [outer, inner]
    words = _stem(title)
    return [words] if words else []


def _stem(title: str) -> Words:
    return tuple(map(strip_ending, split_title(title)))


def _abbreviates(short: Words, long: Words) -> bool:
    """Return whether a word is the first letters of several."""
    return len(short) == 1 and len(long) > 1 and short[0] == _join_initials(long)


def _goes_on(one: Words, other: Words) -> bool:
    """Return whether one title begins with the other, and goes on to no other thing."""
    if len(one) > len(other):
        one, other = other, one
    more = other[len(one) :]
    return other[: len(one)] == one and all(word.isalpha() and word not in _OTHER for word in more)

"""Where a text speaks of items: the names of items, and the places at which one stands."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple
from unicodedata import normalize

_WORD = re.compile(r"\w+(?:\.\w+)*")
"""`nn.Embedding` and `batch_size` are one word: code speaks of no item."""

_GAP = re.compile(r"[\s\-‐‑]+")
"""What may stand between the words of a name."""

_HISSING = ("s", "x", "z", "ch", "sh")
_SHORTEST = 2
"""Characters of a name; a single letter means too much."""


class Mention(NamedTuple):
    """A name in a text: from where to where, and the keys of the items that it names."""

    start: int
    end: int
    keys: tuple[str, ...]


class Names:
    """Names by their words: letter case, hyphens and simple plurals make no difference."""

    def __init__(self) -> None:
        self._roots: dict[str, str] = {}
        self._names: dict[tuple[str, ...], dict[str, bool]] = {}
        self._longest: dict[str, int] = {}

    def add(self, key: str, names: Iterable[str]) -> None:
        """Add the names of one item.

        One that is written in capitals somewhere, such as CLIP, is only meant in capitals: the
        same word in small letters is mostly a word of everyday language.
        """
        found: dict[tuple[str, ...], bool] = {}
        for name in names:
            words = _WORD.findall(normalized(name))
            roots = tuple(map(self._root, words))
            if len("".join(words)) >= _SHORTEST and not all(word.isnumeric() for word in words):
                shouted = len(words) == 1 and _is_shouted(words[0])
                found[roots] = found.get(roots, False) or shouted
        for roots, shouted in found.items():
            self._names.setdefault(roots, {})[key] = shouted
            self._longest[roots[0]] = max(self._longest.get(roots[0], 0), len(roots))

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the names in a normalized text, from the left, at each place the longest one."""
        if self._beginnings.isdisjoint(_WORD.findall(text.casefold())):
            return
        spans = [match.span() for match in _WORD.finditer(text)]
        roots = [self._roots.get(text[start:end].casefold(), "") for start, end in spans]
        index = 0
        while index < len(spans):
            length, keys = self._match(text, spans[index:], roots[index:])
            if keys:
                yield Mention(spans[index][0], spans[index + length - 1][1], keys)
            index += length

    def _match(
        self, text: str, spans: list[tuple[int, int]], roots: list[str]
    ) -> tuple[int, tuple[str, ...]]:
        """Return the length in words of the longest name at the beginning, and whose it is."""
        for length in range(min(self._longest.get(roots[0], 0), len(spans)), 0, -1):
            named = self._names.get(tuple(roots[:length]))
            if named and all(_GAP.fullmatch(text, a[1], b[0]) for a, b in pairwise(spans[:length])):
                loud = sum(map(str.isupper, text[slice(*spans[0])])) >= _SHORTEST
                if keys := tuple(key for key, shouted in named.items() if loud or not shouted):
                    return length, keys
        return 1, ()

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """All forms of words with which names begin."""
        return frozenset(form for form, root in self._roots.items() if root in self._longest)

    def _root(self, word: str) -> str:
        """Return what stands for a word in all its forms."""
        word = word.casefold()
        if word not in self._roots:
            forms = list(_forms(word))
            root = next((self._roots[form] for form in forms if form in self._roots), word)
            for form in forms:
                self._roots.setdefault(form, root)
        return self._roots[word]


def normalized(text: str) -> str:
    """Return a text as names are looked for in it."""
    return text if text.isascii() else normalize("NFC", text)


def _is_shouted(word: str) -> bool:
    """Return whether a word is an abbreviation in capitals; its plural may have a small letter."""
    letters = word.removesuffix("s")
    return letters.isupper() and sum(map(str.isupper, letters)) >= _SHORTEST


def _forms(word: str) -> Iterator[str]:
    """Yield a word, and what may be its plural or singular."""
    yield word
    if not word.isalpha():
        return
    if word.endswith(_HISSING):
        yield f"{word}es"
    else:
        yield f"{word}s"
    if word.endswith("y"):
        yield f"{word[:-1]}ies"
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        yield word[:-2]
    yield word[:-1]

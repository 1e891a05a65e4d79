"""Where a text speaks of items: the names of items, and the places at which one stands."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple
from unicodedata import normalize

_PLAIN = r"(?![sS]\b(?<=\w['’][sS]))\w+(?:\.\w+)*(?:\(\))?|[^\w\s\-\u2010-\u2013'’]"
_ADDRESS = r"""
    \w+://\S+                                                          # https://adam.org/sgd
    | (?<![\w.+\-])[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)*\.[a-z]\w*           # adam@sgd.org
    | (?<![^\s(\[{"'`<=:])(?:~|\.\.?|[a-z]:)?[/\\]\w\S*                 # /usr/adam, C:\adam
    | (?<![\w./\-])(?:[\w.\-]+/)*(?:[\w\-][\w.\-]*)?\.[a-z]\w*(?:\(\)|/\S*)?  # src/adam.py
"""
_WORD = re.compile(_PLAIN)
"""A word of a name, or a sign in it, such as `&` or `+`; blanks, hyphens, and `'s` only part them.

An address, a path, `nn.Embedding`, `batch_size` and `eval()` are one word: they speak of no item.
"""

_WORD_OR_ADDRESS = re.compile(f"{_ADDRESS}|{_PLAIN}", re.IGNORECASE | re.VERBOSE)
_SIGN_OF_ADDRESS = re.compile(r"[/\\@]|\.[A-Za-z]")
"""What every address has; other texts take half the time without looking for one."""

_ENDS = " ?!.:;,…"
"""Signs at the end of a name that a text need not repeat."""

_HISSING = ("s", "x", "z", "ch", "sh")
_SHORTEST = 2
"""Characters of a name; a single letter means too much."""

_LONGEST = 12
"""Words and signs of a name; nobody repeats a longer one."""

_OWNERS = 8
"""Items that share a name; that of more is a word of the subject and names none of them."""


class Mention(NamedTuple):
    """A name in a text: from where to where, and the keys of the items that it names."""

    start: int
    end: int
    keys: tuple[str, ...]


class Names:
    """Names by their words and signs.

    Letter case, hyphens, apostrophes and simple plurals make no difference.
    """

    def __init__(self) -> None:
        self._roots: dict[str, str] = {}
        self._names: dict[tuple[str, ...], dict[str, bool]] = {}
        self._longest: dict[str, int] = {}

    def add(self, key: str, names: Iterable[str]) -> None:
        """Add the names of one item.

        A word that one of them writes with several capitals, such as CLIP or ZeRO, is only meant
        with capitals: in small letters it is mostly a word of everyday language.
        """
        found: dict[tuple[str, ...], bool] = {}
        for name in names:
            name = normalized(name).rstrip(_ENDS)
            words = _choose(name).findall(name)
            if _is_name(words):
                roots = tuple(map(self._root, words))
                found[roots] = found.get(roots, False) or (len(words) == 1 and _is_loud(name))
        for roots, loud in found.items():
            self._names.setdefault(roots, {})[key] = loud
            self._longest[roots[0]] = max(self._longest.get(roots[0], 0), len(roots))

    def find(self, text: str) -> Iterator[Mention]:
        """Yield the names in a normalized text, from the left, at each place the longest one."""
        pattern = _choose(text)
        if text.isascii():
            words = pattern.findall(text.lower())
        else:
            words = [word.casefold() for word in pattern.findall(text)]
        if self._beginnings.isdisjoint(words):
            return
        roots = [self._roots.get(word, "") for word in words]
        spans: list[tuple[int, int]] = []
        free = 0
        for index in [n for n, word in enumerate(words) if word in self._beginnings]:
            most = min(index + self._longest[roots[index]], len(words)) if index >= free else 0
            for after in range(most, index, -1):
                if named := self._names.get(tuple(roots[index:after])):
                    spans = spans or [match.span() for match in pattern.finditer(text)]
                    start, end = spans[index][0], spans[after - 1][1]
                    if keys := _meant(named, text[start:end]):
                        yield Mention(start, end, keys)
                        free = after
                        break

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


def _choose(text: str) -> re.Pattern[str]:
    return _WORD_OR_ADDRESS if _SIGN_OF_ADDRESS.search(text) else _WORD


def _meant(named: dict[str, bool], words: str) -> tuple[str, ...]:
    """Return which of the items are named by words that may be in small letters."""
    if len(named) > _OWNERS:
        return ()
    loud = _is_loud(words)
    return tuple(key for key, asked in named.items() if loud or not asked)


def _is_name(words: list[str]) -> bool:
    whole = "".join(words)
    return len(whole) >= _SHORTEST and len(words) <= _LONGEST and any(map(str.isalpha, whole))


def _is_loud(words: str) -> bool:
    return sum(map(str.isupper, words)) > 1


def _forms(word: str) -> Iterator[str]:
    """Yield a word, and what may be its plural or singular."""
    yield word
    if not word.isalpha():
        return
    if word.endswith(_HISSING):
        yield f"{word}es"
    else:
        yield f"{word}s"
    if word.endswith("o"):
        yield f"{word}es"
    if word.endswith("y"):
        yield f"{word[:-1]}ies"
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    if word.endswith("es") and word[:-2].endswith((*_HISSING, "o")):
        yield word[:-2]
    yield word[:-1]

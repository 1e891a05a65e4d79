"""Whether two titles mean the same thing: rather no once too often than yes once too often.

They do where they are equal but for upper and lower case, punctuation, joined or parted words,
articles and the like, plurals, and notes such as `(video)`; or but for one slip of a key in
a long word. Any other word makes another thing: `Day 12` is not `Day 13`, `Linux` not `Unix`,
`directed` not `undirected`.
"""

import re
from functools import lru_cache
from unicodedata import normalize

_WORD = re.compile(r"[^\W_]+|!=|[+#=<>^%~@$]+")
_GENITIVE = re.compile("['’]s\\b")
_MEDIA = (
    r"videos?|playlist|article|book|course|lecture|pdf|paper|podcast|post|slides?|tutorial|website"
)
_NOTE = re.compile(rf"[(\[](?:(?:\d+ )?(?:{_MEDIA})|review)[)\]]|^(?:{_MEDIA}) ?:", re.IGNORECASE)
_SMALL = "the of and for in on at by is are be that this your you its"
_FREE = frozenset(_SMALL.split())
"""Words that may come and go; not those that turn a meaning round, such as from, to, not, or."""

_ARTICLES = ("a", "an", "An")

_LITTLE = """
    about advanced answers articles assignment assignments background basics books chapter code
    conclusion demo detail details documentation examples example exercise exercises extra
    final finish further general homework implement implementation install installation intro
    introduction lab labs learn lecture lectures links list material materials misc more motivation
    next notes optional other others overview papers part practice problem problems project
    projects questions quiz read reading readings recap references resources review section setup
    slides solution solutions start study summary task tasks test tests theory tips tools topics
    tutorial tutorials unit video videos watch week write
"""
_GENERIC = frozenset(_LITTLE.split())
"""Words that say little: a title of these alone means another thing under another heading."""

LONG = 7
"""Words of so many letters may have a slip of a key."""


@lru_cache(maxsize=65_536)
def split_title(title: str) -> tuple[str, ...]:
    """Return the words of a title that count, in small letters without accents."""
    bare = _NOTE.sub(" ", _GENITIVE.sub("", title))
    words = _WORD.findall(bare) or _WORD.findall(title)
    # `Plan A` ends with a letter; elsewhere `a` is an article.
    last = len(words) - 1
    kept = [w for n, w in enumerate(words) if w not in _ARTICLES and (w != "A" or n == last)]
    plain = (_fold(word) for word in kept)
    counted = tuple(word for word in plain if word not in _FREE)
    return counted or tuple(_fold(word) for word in words)


def _fold(word: str) -> str:
    folded = word.casefold()
    if folded.isascii():
        return folded
    return re.sub(r"[\u0300-\u036f]", "", normalize("NFKD", folded))


def squeeze(title: str) -> str:
    """Return a title without case, punctuation and blanks."""
    return "".join(map(_fold, _WORD.findall(title)))


@lru_cache(maxsize=65_536)
def reduce_title(title: str) -> str:
    """Return what titles that mean the same thing have in common; empty where nothing is left."""
    words = split_title(title)
    parts = [strip_ending(word) for word in words]
    joined = "".join(parts)
    # Digits next to each other are other numbers once they are joined.
    digits = [word for word in words if any(map(str.isdigit, word))]
    return f"{joined}|{' '.join(digits)}" if digits else joined


def strip_ending(word: str) -> str:
    """Return a word without the ending of a plural: `caches` and `cache` come to the same."""
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if word.endswith(("se", "xe", "ze", "che", "she")) and len(word) > 4 else word


def initials(title: str) -> str:
    """Return the first letters of the words that count; a slip of a key leaves them alone."""
    return "".join(word[0] for word in split_title(title))


def is_generic(title: str) -> bool:
    """Return whether a title means something only under its heading: `Exercises`, `Part 2`."""
    words = [word for word in split_title(title) if not word.isdigit() and len(word) > 1]
    return all(word in _GENERIC for word in words)


def is_slip(one: str, other: str) -> bool:
    """Return whether two titles differ at most by one slip of a key in one long word."""
    if reduce_title(one) == reduce_title(other):
        return True
    first, second = split_title(one), split_title(other)
    if len(first) != len(second):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(one: str, other: str) -> bool:
    """Return whether one letter was left out, doubled, changed or swapped inside a long word.

    Beginnings and ends stay: they make `undirected` and `functions`, `import` and `export`.
    """
    if len(one) > len(other):
        one, other = other, one
    if len(one) < LONG or not (one.isalpha() and other.isalpha()) or len(other) - len(one) > 1:
        return False
    if one[0] != other[0] or one[-1] != other[-1]:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) < len(other):
        return one[start:] == other[start + 1 :]
    swapped = one[start : start + 2] == other[start : start + 2][::-1]
    return one[start + 2 :] == other[start + 2 :] and (
        swapped or one[start + 1 :] == other[start + 1 :]
    )


def differs_only_in_number(one: str, other: str) -> bool:
    """Return whether two titles count the same kind of thing: `Day 12`, `Day 13`."""
    first, second = split_title(one), split_title(other)
    if first == second:
        return False
    return _without_numbers(first) == _without_numbers(second)


_NUMERAL = re.compile(r"\w*\d\w*|[ivx]+|[a-z]")


def _without_numbers(words: tuple[str, ...]) -> list[str]:
    return [word for word in words if not is_numeral(word)]


def is_numeral(word: str) -> bool:
    """Return whether a word counts: `12`, `3d`, `ii`, `b`."""
    return _NUMERAL.fullmatch(word) is not None

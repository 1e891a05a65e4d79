"""Labels of lists, read as names: what of their spelling says nothing of what they name."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

_WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
_APOSTROPHES = str.maketrans("", "", "'’ʼ`")
_LEADS = re.compile(r"(?:an? )?(?:introduction to|intro to|basics of)(?: the)? ", re.IGNORECASE)
_BASICS = re.compile(r"[\s,:–—-]+basics$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\(([^()]+)\)\s*")
_IRREGULAR = {"matrices": "matrix", "vertices": "vertex", "indices": "index", "axes": "axis"}
_ARTICLES = ("the", "a", "an")


def split_words(text: str) -> list[str]:
    """Return the words of a text in one case and spelling, without accents and punctuation."""
    text = text.translate(_APOSTROPHES).replace("&", " and ")
    if not text.isascii():
        text = "".join(one for one in normalize("NFKD", text) if not combining(one))
    return _WORD.findall(text.casefold().replace("isation", "ization"))


@lru_cache(maxsize=4096)
def singular(word: str) -> str:
    """Return a word without the s of its plural: `network`, `loss`, `entropy`, `bias`."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 3 or not word.endswith("s") or word.endswith(("ss", "us", "is", "as")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes")) else word[:-1]


def fold(text: str, *, plural: bool = True) -> str:
    """Return what two spellings of one name have in common; without `plural` also their number.

    That is neither case, hyphens, blanks, punctuation, an article before it, nor `and` or `&`. A
    name of nothing but signs, such as `@`, is kept.
    """
    words = split_words(text) or text.split()
    while len(words) > 1 and words[0] in _ARTICLES:
        del words[0]
    kept = [word for word in words if word != "and"] or words
    if kept and not plural:
        kept[-1] = singular(kept[-1])
    return "".join(kept)


def readings(label: str) -> Iterator[str]:
    """Yield a label, then without an abbreviation in brackets, `Introduction to` and `basics`."""
    yield label
    bare = _BASICS.sub("", _LEADS.sub("", label.strip(), count=1))
    if bare != label:
        yield bare
    if parts := split_abbreviation(bare):
        yield from parts


def split_abbreviation(label: str) -> tuple[str, str] | None:
    """Return the name and its abbreviation, as they stand in and around the only brackets.

    None where what stands in brackets is something else.
    """
    found = _BRACKETS.findall(label)
    if len(found) != 1:
        return None
    outer, inner = _BRACKETS.sub(" ", label).strip(), found[0].strip()
    if _shortens(inner, outer) or _shortens(outer, inner):
        return outer, inner
    return None


def _shortens(short: str, long: str) -> bool:
    """Return whether the letters of a short word occur in a longer text in their order."""
    letters = short.removesuffix("s").replace("-", "").casefold()
    if not (1 < len(letters) <= 8 and letters.isalnum() and sum(map(str.isupper, short)) > 1):
        return False
    rest = iter(long.casefold())
    return letters[:1] == long[:1].casefold() and all(letter in rest for letter in letters)

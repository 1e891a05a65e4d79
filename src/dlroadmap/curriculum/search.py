"""Full-text search over the items of a curriculum, forgiving of typing errors."""

import re
from difflib import get_close_matches

from dlroadmap.curriculum.model import Curriculum, Item

_WORD = re.compile(r"\w+")


def search(text: str, curriculum: Curriculum) -> list[Item]:
    """Return the items that hold every word, the best first, then in file order.

    A word counts where it begins a word of the id, title, an alias (3 points each, 5 for the
    whole word) or the summary (1). A word that stands nowhere is replaced by those nearest to it.
    """
    wanted = _words(text)
    if not wanted:
        return []
    items = [curriculum.items[key] for key in curriculum.locations]
    names = [_words(" ".join((item.id, item.title, *item.aliases))) for item in items]
    texts = [_words(item.summary) for item in items]
    known = set().union(*names, *texts)
    alternatives = [_find_meant(word, known) for word in wanted]
    ranked = []
    for index, item in enumerate(items):
        scores = [
            max((_score(word, names[index], texts[index]) for word in meant), default=0)
            for meant in alternatives
        ]
        if all(scores):
            whole = text.casefold().strip() in (item.id, item.title.casefold())
            ranked.append((-sum(scores) - 10 * whole, index, item))
    return [item for *_, item in sorted(ranked, key=lambda row: row[:2])]


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))


def _find_meant(word: str, known: set[str]) -> list[str]:
    if any(other.startswith(word) for other in known):
        return [word]
    return get_close_matches(word, sorted(known), n=3, cutoff=0.75)


def _score(word: str, names: set[str], texts: set[str]) -> int:
    if word in names:
        return 5
    if any(name.startswith(word) for name in names):
        return 3
    return int(any(other.startswith(word) for other in texts))

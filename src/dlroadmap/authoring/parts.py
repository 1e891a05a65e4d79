"""What an overlay can hide, and which of it a name means."""

from typing import NamedTuple

from dlroadmap import likeness
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import find_exact, find_matches


class Part(NamedTuple):
    """What can be hidden: an item by its key, a level, or a category as `level/category`.

    `kind` is the list that it stands in: items, levels or categories.
    """

    kind: str
    name: str


def find_parts(name: str, base: Curriculum) -> list[Part]:
    """Return what a name may mean; none for what only several items share.

    A key, `LEVEL/CATEGORY` and `LEVEL/` mean one thing. A word that begins an item's name, or
    stands in its title, may be meant as the item beside a category, but not beside a level.
    """
    word = name.strip().casefold()
    first, slash, rest = word.partition("/")
    levels = [Part("levels", first)] if first in {level.id for level in base.levels} else []
    if slash:
        if items := find_exact(word, base) if rest else []:
            return [Part("items", key) for key in items]
        known = {at.name for at in base.categories}
        return [Part("categories", word)] if word in known else [] if rest else levels
    places = [Part("categories", at.name) for at in base.categories if at.category.id == word]
    exact = find_exact(word, base) or _find_alias(word, base)
    items = exact if levels and not places else find_matches(name, base) if word else []
    found = [*(Part("items", key) for key in items), *levels, *places]
    return found if levels or places or len(items) == 1 else []


def _find_alias(word: str, base: Curriculum) -> list[str]:
    items = ((key, base.items[key]) for key in base.locations)
    return [key for key, item in items if word in map(str.casefold, item.aliases)]


def find_near(name: str, base: Curriculum) -> list[str]:
    """Return the levels and categories whose names are much like a name."""
    words = {level.id: level.id for level in base.levels}
    for at in base.categories:
        words |= {at.category.id: at.name, at.name: at.name, at.category.title.casefold(): at.name}
    return list(dict.fromkeys(words[word] for word in likeness.find_near(name, words)))


def is_place(name: str, base: Curriculum) -> bool:
    """Return whether a name is that of a level or category."""
    word = name.strip().casefold()
    places = {level.id for level in base.levels}.union(at.name for at in base.categories)
    return word in places | {at.category.id for at in base.categories}


def count_items(part: Part, base: Curriculum) -> int:
    """Return how many items a level or category of the base has, or 1 for an item."""
    if part.kind == "items":
        return 1
    places = (at for at in base.categories if part.name in (at.name, at.level.id))
    return len({key for at in places for key in at.category.items})

"""From a name to what one can head for: an item, a category, a level, or a whole curriculum."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import Names, find_exact, find_hidden, find_matches
from dlroadmap.curriculum.sections import Section, find_section, find_sections
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

ITEM = "item"

MOST = 10
"""So many candidates are listed."""


Meaning = tuple[str, str]
"""The kind and the key of what a name means."""


class Target(NamedTuple):
    """What a name means: its kind, its key, and a curriculum that holds it."""

    of: str
    key: str
    holder: Curriculum


def find_target(name: str, names: Names) -> Target:
    """Return the one item or section that a name means, in the curriculum in use first.

    First comes an item's key; then ids: of items, categories (`id` or `level/id`) and levels of
    the curriculum in use, and of any curriculum; then other names of its items; then ids and keys
    elsewhere. Behind a slash at the end only a level or a curriculum is meant. Raises DlrError
    with the candidates if there are several, with near names if there is none.
    """
    used = names.used
    if found := _find_here(name, used, names):
        return _choose(name, found, names)
    if not find_hidden(name, used):
        if find_matches(name, used):
            return Target(ITEM, *names.find(name))
        if found := _find_elsewhere(name, names):
            return _choose(name, found, names)
    return Target(ITEM, *names.find(name))


def find_whole_targets(name: str, names: Names) -> list[Target]:
    """Return what a whole name means: a key, an id, or the alias or title of an item."""
    if found := _find_here(name, names.used, names):
        return found
    keys, holder = names.find_whole(name)
    whole = [Target(ITEM, key, holder) for key in keys]
    if holder is names.used and whole:
        return whole
    hidden = find_hidden(name, names.used)
    return whole if hidden else _find_elsewhere(name, names) or whole


def name_target(
    of: str, key: str, used: Curriculum, holder: Curriculum | None, others: Collection[str] = ()
) -> str:
    """Return the shortest name that leads from the curriculum in use to an item or a section.

    `others` are the ids of further curricula. What an overlay in use has from the curriculum that
    it extends is named as its own.
    """
    home, _, name = key.partition("/")
    own = key
    if of == ITEM:
        spellings = [used.refer(key), key] if key in used.locations else [key]
    elif of == "curriculum":
        spellings = [key, f"{key}/"]
    elif home in (used.id, used.extends) and find_section(used, of, name):
        own = f"{used.id}/{name}"
        spellings = [name, own] if of == "category" else [name, f"{name}/", f"{own}/"]
    elif of == "level" and (_match(key, used) or (holder and key in holder.locations)):
        spellings = [f"{key}/"]
    else:
        spellings = [key]
    known = {*others, *([key] if of == "curriculum" else [])}
    fitting = (one for one in spellings if _match(one, used, known) == [(of, own)])
    return next(fitting, spellings[-1])


def _find_here(name: str, used: Curriculum, names: Names) -> list[Target]:
    """Return what has a name as its key or id in the curriculum in use; curricula by their ids."""
    stem = name.strip().removesuffix("/")
    holders = {} if "/" in stem else {one.id: one for one in names.curricula()}
    return [
        Target(of, key, holders.get(key, used) if of == "curriculum" else used)
        for of, key in _match(name, used, holders)
    ]


def _match(name: str, curriculum: Curriculum, others: Collection[str] = ()) -> list[Meaning]:
    """Return what a name is the key or id of; `others` are the ids of further curricula.

    An item's key is only that item. Behind a slash a curriculum comes before a level, which can
    be named by its key too.
    """
    word = name.strip().casefold()
    stem = word.removesuffix("/")
    whole = [("curriculum", stem)] if stem in {curriculum.id, *others} else []
    sections = [one for one in find_sections(curriculum) if one.of != "curriculum"]
    if stem != word:
        levels = [(one.of, one.key) for one in sections if one.of == "level"]
        return whole or [one for one in levels if stem in (one[1], one[1].partition("/")[2])]
    items = [(ITEM, key) for key in find_exact(name, curriculum)]
    if items and "/" in word:
        return items
    named = [(one.of, one.key) for one in sections if stem and stem in (one.key, *_ids(one))]
    return [*items, *named, *whole]


def _ids(section: Section) -> tuple[str, str]:
    """Return the names of a section in its curriculum: a category has its bare id too."""
    return section.name, section.name.rpartition("/")[2]


def _find_elsewhere(name: str, names: Names) -> list[Target]:
    """Return what has a name as its key or id in any other curriculum; its home holds an item.

    Who names a whole key means that alone.
    """
    word = name.strip().casefold().removesuffix("/")
    found: dict[tuple[str, str], Target] = {}
    for one in names.others():
        for of, key in _match(name, one):
            if of != "curriculum" and ((of, key) not in found or key.startswith(f"{one.id}/")):
                found[of, key] = Target(of, key, one)
    every = list(found.values())
    exact = [one for one in every if one.key == word]
    return [one for one in exact if one.of == ITEM] or exact or every


def _choose(name: str, found: Sequence[Target], names: Names) -> Target:
    """Return the only one, or raise what to say of several, with a name of its own for each."""
    if len(found) == 1:
        return found[0]
    if all(one.of == ITEM and one.holder is names.used for one in found):
        names.find(name)
    others = {one.id for one in names.others()}
    own = [name_target(*one[:2], names.used, one.holder, others) for one in found]
    own = [one.key if one.of == ITEM else word for one, word in zip(found, own, strict=True)]
    lines = [
        f"  {word}: {one.of}, {find_title(*one)}" for word, one in zip(own, found, strict=True)
    ]
    if len(lines) > MOST:
        lines[MOST:] = [f"  and {len(lines) - MOST} more"]
    kinds = {one.of: f"{'an' if one.of == ITEM else 'a'} {one.of}" for one in found}
    several = " and ".join(kinds.values()) if len(kinds) > 1 else f"more than one {found[0].of}"
    message = f"“{clean(name)}” is {several}; nothing was changed."
    raise DlrError("ambiguous-name", message, "Specify one:", *lines, candidates=own)


def find_title(of: str, key: str, holder: Curriculum) -> str:
    """Return the title of what has a key in a curriculum; the key where that holds no such thing.

    Of what an overlay extends, it holds the levels and categories too.
    """
    if of == ITEM:
        return holder.items[key].title if key in holder.items else clean(key)
    name = key.partition("/")[2]
    section = find_section(holder, of, name)
    return section.title if section else clean(key)

"""From a name to what one can head for: an item, a category, a level, or a whole curriculum."""

from collections.abc import Sequence
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.curriculum.names import Names, find_exact, find_matches
from dlroadmap.curriculum.sections import Section, find_sections
from dlroadmap.errors import DlrError
from dlroadmap.text import clean

ITEM = "item"


class Target(NamedTuple):
    """What a name means: its kind, its key, and a curriculum that holds it."""

    of: str
    key: str
    holder: Curriculum


def find_target(name: str, names: Names) -> Target:
    """Return the one item or section that a name means, in the curriculum in use first.

    The id of a category or level, `level/category`, and the id of a curriculum stand in the tier
    of an item's id; behind a slash at the end only they are meant. Raises DlrError with the
    candidates if there are several, with near names if there is none.
    """
    for curriculum in names.curricula():
        items = [] if name.endswith("/") else find_exact(name, curriculum)
        sections = [] if items and "/" in name else match_sections(name, curriculum)
        if len(items) + len(sections) > 1 and sections:
            raise _ambiguous(name, items, sections, curriculum)
        for section in sections:
            return Target(section.of, section.key, curriculum)
        if find_matches(name, curriculum):
            break
    key, holder = names.find(name)
    return Target(ITEM, key, holder)


def match_sections(name: str, curriculum: Curriculum) -> list[Section]:
    """Return the sections that a name is the id or the key of.

    A category is named by its id alone too.
    """
    word = name.strip().casefold().removesuffix("/")
    return [
        section
        for section in find_sections(curriculum)
        if word in (section.name, section.key, section.name.rpartition("/")[2]) and word
    ]


def _ambiguous(
    name: str, items: Sequence[str], sections: Sequence[Section], curriculum: Curriculum
) -> DlrError:
    """Return what to say of a name that is several, with a name of its own for each."""
    found = [(key, ITEM, curriculum.items[key].title) for key in items]
    for section in sections:
        known_by = section.name if section.of == "category" else f"{section.name or section.key}/"
        found.append((known_by, section.of, section.title))
    lines = [f"  {own}: {of}, {title}" for own, of, title in found]
    kinds = {of: f"{'an' if of == ITEM else 'a'} {of}" for _, of, _ in found}
    several = " and ".join(kinds.values()) if len(kinds) > 1 else f"more than one {found[0][1]}"
    message = f"“{clean(name)}” is {several}; nothing was changed."
    candidates = [own for own, *_ in found]
    return DlrError("ambiguous-name", message, "Specify one:", *lines, candidates=candidates)

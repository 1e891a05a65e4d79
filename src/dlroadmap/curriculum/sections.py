"""The sections of a curriculum that can be named: all of it, its levels, its categories."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from dlroadmap.curriculum.model import Category, Curriculum

Kind = Literal["curriculum", "level", "category"]


class Section(NamedTuple):
    """A section: its kind, its name within the curriculum, empty for all of it, and its key.

    The title of a category names its level too where another category has the same title.
    """

    of: Kind
    name: str
    key: str
    title: str
    categories: Sequence[Category]

    @property
    def items(self) -> Sequence[str]:
        """The keys of the items in it, in file order, each once."""
        return list(dict.fromkeys(key for part in self.categories for key in part.items))


def find_sections(curriculum: Curriculum) -> Iterator[Section]:
    """Yield every section of a curriculum, each before those in it."""
    places = curriculum.categories
    titles = Counter(place.category.title for place in places)
    whole = [place.category for place in places]
    yield Section("curriculum", "", curriculum.id, curriculum.title, whole)
    for level in curriculum.levels:
        key = f"{curriculum.id}/{level.id}"
        yield Section("level", level.id, key, level.title, level.categories)
        for part in level.categories:
            title = part.title if titles[part.title] == 1 else f"{level.title}, {part.title}"
            yield Section("category", f"{level.id}/{part.id}", f"{key}/{part.id}", title, [part])


def find_section(curriculum: Curriculum, of: str, name: str) -> Section | None:
    """Return the section of a kind that has a name within the curriculum."""
    found = (one for one in find_sections(curriculum) if (one.of, one.name) == (of, name))
    return next(found, None)

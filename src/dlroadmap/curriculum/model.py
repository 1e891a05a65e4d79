"""What the program sees of a curriculum: plain data, without a word about files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, NamedTuple, get_args

Kind = Literal["concept", "skill", "tool", "project", "milestone", "reading", "habit"]
Priority = Literal["essential", "important", "useful"]
ResourceType = Literal[
    "book", "course", "video", "paper", "post", "docs", "repository", "channel", "community", "tool"
]
Cost = Literal["free", "paid"]

KINDS: tuple[Kind, ...] = get_args(Kind)
THEORY: tuple[Kind, ...] = ("concept", "reading")
"""The kinds that one learns by reading and thinking; all others are practice."""

PRIORITIES: tuple[Priority, ...] = get_args(Priority)
DEFAULT_PRIORITY: Final = "important"
RESOURCE_TYPES: tuple[ResourceType, ...] = get_args(ResourceType)


class Requirement(NamedTuple):
    """A prerequisite: the key of the item that comes first, and why."""

    key: str
    because: str


class Resource(NamedTuple):
    """Something to learn from, at an http or https address."""

    title: str
    url: str
    type: str
    cost: str


class Item(NamedTuple):
    """One thing to learn, make or reach. `hours` is the effort of a typical learner.

    A field that the schema has too is filled by name, and the codec needs no word about it.
    """

    key: str
    title: str
    summary: str
    kind: str
    priority: str
    hours: float
    requires: tuple[Requirement, ...]
    covers: tuple[str, ...]
    checks: tuple[str, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    resources: tuple[Resource, ...]

    @property
    def home(self) -> str:
        """The id of the curriculum that defines this item."""
        return self.key.partition("/")[0]

    @property
    def id(self) -> str:
        """The name that is unique in its home."""
        return self.key.partition("/")[2]


class Category(NamedTuple):
    """A themed group of items; `choose` of them are enough, None means all."""

    id: str
    title: str
    description: str
    choose: int | None
    items: tuple[str, ...]
    resources: tuple[Resource, ...] = ()


class Level(NamedTuple):
    """A stage; `choose` of its categories are enough, None means all. `weeks` is (low, high)."""

    id: str
    title: str
    description: str
    choose: int | None
    weeks: tuple[float, float] | None
    ready_when: tuple[str, ...]
    categories: tuple[Category, ...]


class Location(NamedTuple):
    """Where a curriculum holds an item."""

    level: Level
    category: Category

    @property
    def name(self) -> str:
        """The name that is unique in the curriculum: `level/category`."""
        return f"{self.level.id}/{self.category.id}"


@dataclass(frozen=True)
class Curriculum:
    """An ordered set of levels, and all that is known of the items in and around it.

    `hours`, `priority` and `requires` are columns by key. They hold every placed item in file
    order, then the items outside that placed ones require or cover, directly or through others.
    `requires` leaves out those without prerequisites, `priority` those of the default one.
    `items` has the rest of each and may read it on demand. `renames` leads from a former key to
    today's, or to None for an item that is gone.
    """

    id: str
    title: str
    description: str
    hours_per_week: float | None
    levels: tuple[Level, ...]
    hours: Mapping[str, float]
    priority: Mapping[str, str]
    requires: Mapping[str, Sequence[str]]
    renames: Mapping[str, str | None]
    items: Mapping[str, Item]

    @cached_property
    def locations(self) -> Mapping[str, Location]:
        """The first location of every item that the curriculum holds, in file order."""
        locations: dict[str, Location] = {}
        for location in self.categories:
            for key in location.category.items:
                locations.setdefault(key, location)
        return locations

    @property
    def categories(self) -> list[Location]:
        """Every category with its level, in file order."""
        return [Location(level, part) for level in self.levels for part in level.categories]

    def knows(self, key: str) -> bool:
        """Return whether an item is in this curriculum or around it."""
        return key in self.hours

    def sum_hours(self, keys: Iterable[str]) -> float:
        """Return the effort of some items together."""
        return round(sum(map(self.hours.__getitem__, keys)), 2)

"""What the program sees of a curriculum: plain data, without a word about files."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
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
MOST_HOURS: Final = 10_000
"""An item may be said to need so many hours, and more than 0."""
UNKNOWN: Final = 3.0
"""The hours to reckon with for an item where nothing is known of any of its kind."""

RESOURCE_TYPES: tuple[ResourceType, ...] = get_args(ResourceType)


class Requirement(NamedTuple):
    """A prerequisite: the key of the item that comes first, and why."""

    key: str
    because: str


class Resource(NamedTuple):
    """Something to learn from, at an http or https address; `part` says which part of it."""

    title: str
    url: str
    type: str
    cost: str
    part: str = ""


class Item(NamedTuple):
    """One thing to learn, make or reach.

    `hours` is the effort of a typical learner, None where nobody has said.
    A field that the schema has too is filled by name, and the codec needs no word about it.
    """

    key: str
    title: str
    summary: str
    kind: str
    priority: str
    hours: float | None
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


class Changed(NamedTuple):
    """What the overlay `by` has changed of an inherited item.

    `what` is the field: a value that `was` another one before, or a list to which something was
    `added`, by keys, titles or texts.
    """

    key: str
    by: str
    what: str
    was: float | str | None
    now: float | str | None
    added: tuple[str, ...]


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

    `hours`, `kinds`, `priority` and `requires` are columns by key. They hold every placed item in
    file order, then those outside that placed ones require or cover, directly or through others.
    `requires` leaves out those without prerequisites, `priority` those of the default one.
    `items` has the rest of each and may read it on demand. `renames` leads from a former key to
    today's, or to None for an item that is gone.

    `estimates` are the hours to reckon with for items that have none. `assumes` are the keys of
    items that learners are taken to know. An overlay `extends` another curriculum and has
    `changed` some of its items; `hidden` are those of what it stands on that it leaves out.
    """

    id: str
    title: str
    description: str
    hours_per_week: float | None
    levels: tuple[Level, ...]
    hours: Mapping[str, float | None]
    priority: Mapping[str, str]
    requires: Mapping[str, Sequence[str]]
    kinds: Mapping[str, str]
    renames: Mapping[str, str | None]
    items: Mapping[str, Item]
    audience: str = ""
    estimates: Mapping[str, float] = field(default_factory=dict)
    assumes: tuple[str, ...] = ()
    extends: str = ""
    changed: tuple[Changed, ...] = ()
    hidden: tuple[str, ...] = ()

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

    @cached_property
    def assumed(self) -> Set[str]:
        """The keys of items that learners of this curriculum are taken to know."""
        return frozenset(self.assumes)

    @cached_property
    def needs(self) -> Mapping[str, float]:
        """The hours to reckon with for every item: what it says, or else an estimate."""
        known = {key: hours for key, hours in self.hours.items() if hours is not None}
        if len(known) == len(self.hours):
            return known
        return {key: known.get(key) or self.estimates.get(key, UNKNOWN) for key in self.hours}

    @cached_property
    def _shared_ids(self) -> Set[str]:
        ids = Counter(key.partition("/")[2] for key in self.locations)
        return {id for id, number in ids.items() if number > 1}

    def refer(self, key: str) -> str:
        """Return how a person names an item here: by its id, or its key if others share that."""
        id = key.partition("/")[2]
        return key if id in self._shared_ids else id

    def knows(self, key: str) -> bool:
        """Return whether an item is in this curriculum or around it."""
        return key in self.hours

    def sum_hours(self, keys: Iterable[str]) -> float:
        """Return the known hours of some items together."""
        return round(sum(filter(None, map(self.hours.__getitem__, keys))), 2)

    def count_unknown(self, keys: Iterable[str]) -> int:
        """Return how many of some items have no hours of their own."""
        return sum(self.hours[key] is None for key in keys)

    def sum_needs(self, keys: Iterable[str]) -> float:
        """Return the hours to reckon with for some items together."""
        return round(sum(map(self.needs.__getitem__, keys)), 2)

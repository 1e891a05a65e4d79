"""What lists are about: items, and what to learn them from."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item, Location, Resource
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress

STATES = ("todo", "doing", "done", "skipped", "ready", "blocked")
"""What can be asked of the state of an item; the last two are what `todo` divides into."""


class Listed(NamedTuple):
    """An item, where its curriculum holds it, if it does, and the readiness of items there."""

    item: Item
    location: Location | None
    readiness: Readiness


class Filter(NamedTuple):
    """What is asked of an item; None stands for anything, and what is named has to fit together.

    `within` are keys, and `inferred` asks for what an assessment ticked.
    """

    within: Set[str] | None = None
    states: Set[str] | None = None
    kinds: Set[str] | None = None
    tag: str | None = None
    ready: bool = False
    inferred: bool = False

    def fits_standing(self, key: str, progress: Progress, readiness: Readiness) -> bool:
        """Return whether an item is where, and as far, as is asked for."""
        return (
            (self.within is None or key in self.within)
            and (self.states is None or self._fits_state(key, progress, readiness))
            and (not self.ready or readiness.ready(key))
            and (not self.inferred or key in progress.inferred)
        )

    def _fits_state(self, key: str, progress: Progress, readiness: Readiness) -> bool:
        state, states = progress.state(key), self.states or ()
        if state in states or state != "todo":
            return state in states
        if key in readiness.assumed or not {"ready", "blocked"} & {*states}:
            return False
        return ("blocked" if readiness.blockers(key) else "ready") in states

    def fits_content(self, item: Item) -> bool:
        """Return whether an item is of the kind, and has the tag, that is asked for."""
        return (self.kinds is None or item.kind in self.kinds) and (
            self.tag is None or self.tag.casefold() in map(str.casefold, item.tags)
        )


ANYTHING = Filter()


def list_items(
    curriculum: Curriculum,
    progress: Progress,
    wanted: Filter = ANYTHING,
    home_only: bool = False,
    assumed: bool = False,
) -> list[Listed]:
    """Return the items that a filter lets through, in file order.

    `home_only` leaves out what the curriculum takes in from others; `assumed` names what it takes
    for known, whether it holds that or not.
    """
    readiness = Readiness(curriculum, progress)
    found = []
    for key in curriculum.assumes if assumed else curriculum.locations:
        here = not home_only or key.startswith(f"{curriculum.id}/")
        # An item is only read where it has to be.
        if here and wanted.fits_standing(key, progress, readiness):
            item = curriculum.items[key]
            if wanted.fits_content(item):
                found.append(Listed(item, curriculum.locations.get(key), readiness))
    return found


class Serving(NamedTuple):
    """A resource with the keys of items and the `level/category` names that list it."""

    resource: Resource
    items: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def find_item_resources(item: Item) -> list[Serving]:
    """Return the resources of one item, in its own order."""
    return [Serving(resource, (item.key,)) for resource in item.resources]


def choose_resource(item: Item, number: int | None) -> int | None:
    """Return the place of the resource with a number, or of the first free one; None if none is."""
    if number is not None:
        return number - 1 if 1 <= number <= len(item.resources) else None
    free = (n for n, resource in enumerate(item.resources) if resource.cost == "free")
    return next(free, 0 if item.resources else None)


def find_resources(curriculum: Curriculum, locations: Iterable[Location]) -> list[Serving]:
    """Return the resources of categories and of the items in them, in file order.

    One part of what an address leads to is one resource, however often it is listed; the first
    listing names it.
    """
    found: dict[tuple[str, str], tuple[Resource, dict[str, None], dict[str, None]]] = {}
    for location in locations:
        for resource in location.category.resources:
            _, _, categories = found.setdefault(_identify(resource), (resource, {}, {}))
            categories[location.name] = None
        for key in location.category.items:
            for resource in curriculum.items[key].resources:
                _, items, _ = found.setdefault(_identify(resource), (resource, {}, {}))
                items[key] = None
    return [Serving(one, tuple(items), tuple(parts)) for one, items, parts in found.values()]


def _identify(resource: Resource) -> tuple[str, str]:
    return resource.url, resource.part


def narrow(servings: Iterable[Serving], type: str | None, free: bool) -> list[Serving]:
    """Return the resources of one type, if it is given, and those that cost nothing, if asked."""
    return [
        serving
        for serving in servings
        if (type is None or serving.resource.type == type)
        and (not free or serving.resource.cost == "free")
    ]

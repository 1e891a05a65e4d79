"""What lists are about: items, and what to learn them from."""

from collections.abc import Iterable, Set
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item, Location, Resource
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress


class Listed(NamedTuple):
    """An item, where its curriculum holds it, if it does, and the readiness of items there."""

    item: Item
    location: Location | None
    readiness: Readiness


def list_items(
    curriculum: Curriculum,
    progress: Progress,
    within: Set[str] | None = None,
    state: str | None = None,
    ready: bool = False,
    kind: str | None = None,
    tag: str | None = None,
    home_only: bool = False,
    assumed: bool = False,
) -> list[Listed]:
    """Return the items that are all that is asked for, in file order; None stands for anything.

    `home_only` leaves out what the curriculum takes in from others; `assumed` names what it takes
    for known, whether it holds that or not.
    """
    readiness = Readiness(curriculum, progress)
    found = []
    for key in curriculum.assumes if assumed else curriculum.locations:
        if (
            (not home_only or key.startswith(f"{curriculum.id}/"))
            and (within is None or key in within)
            and (state is None or progress.state(key) == state)
            and (not ready or readiness.ready(key))
        ):
            item = curriculum.items[key]
            if (kind is None or item.kind == kind) and (
                tag is None or tag.casefold() in map(str.casefold, item.tags)
            ):
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

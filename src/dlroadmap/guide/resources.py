"""What to learn from, and what each of it serves."""

from collections.abc import Iterable
from dataclasses import dataclass

from dlroadmap.curriculum.model import Curriculum, Item, Location, Resource


@dataclass(frozen=True)
class Serving:
    """A resource with the keys of items and the `level/category` names that list it."""

    resource: Resource
    items: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def find_item_resources(item: Item) -> list[Serving]:
    """Return the resources of one item, in its own order."""
    return [Serving(resource, (item.key,)) for resource in item.resources]


def find_resources(curriculum: Curriculum, locations: Iterable[Location]) -> list[Serving]:
    """Return the resources of categories and of the items in them, in file order.

    One address is one resource, however often it is listed; the first listing names it.
    """
    found: dict[str, tuple[Resource, dict[str, None], dict[str, None]]] = {}
    for location in locations:
        for resource in location.category.resources:
            _, _, categories = found.setdefault(resource.url, (resource, {}, {}))
            categories[location.name] = None
        for key in location.category.items:
            for resource in curriculum.items[key].resources:
                _, items, _ = found.setdefault(resource.url, (resource, {}, {}))
                items[key] = None
    return [Serving(one, tuple(items), tuple(parts)) for one, items, parts in found.values()]


def narrow(servings: Iterable[Serving], type: str | None, free: bool) -> list[Serving]:
    """Return the resources of one type, if it is given, and those that cost nothing, if asked."""
    return [
        serving
        for serving in servings
        if (type is None or serving.resource.type == type)
        and (not free or serving.resource.cost == "free")
    ]

"""What to learn from, and what each of it serves."""

from collections.abc import Iterable
from dataclasses import dataclass

from dlroadmap.curriculum.model import Category, Curriculum, Item, Level, Resource


@dataclass(frozen=True)
class Serving:
    """A resource with the keys of items and the `level/category` names that list it."""

    resource: Resource
    items: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


def every_place(curriculum: Curriculum) -> list[tuple[Level, Category]]:
    """Return all categories with their levels, in file order."""
    return [(level, category) for level in curriculum.levels for category in level.categories]


def of_item(item: Item) -> list[Serving]:
    """Return the resources of one item, in its own order."""
    return [Serving(resource, (item.key,)) for resource in item.resources]


def of_places(curriculum: Curriculum, places: Iterable[tuple[Level, Category]]) -> list[Serving]:
    """Return the resources of categories and of the items in them, in file order.

    One address is one resource, however often it is listed; the first listing names it.
    """
    first: dict[str, Resource] = {}
    items: dict[str, dict[str, None]] = {}
    categories: dict[str, dict[str, None]] = {}
    for level, category in places:
        for resource in category.resources:
            first.setdefault(resource.url, resource)
            categories.setdefault(resource.url, {})[f"{level.id}/{category.id}"] = None
        for key in category.items:
            for resource in curriculum.items[key].resources:
                first.setdefault(resource.url, resource)
                items.setdefault(resource.url, {})[key] = None
    return [
        Serving(resource, tuple(items.get(url, ())), tuple(categories.get(url, ())))
        for url, resource in first.items()
    ]

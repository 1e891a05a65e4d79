"""Which items a list is about."""

from collections.abc import Set
from dataclasses import dataclass
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item, Location
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress


@dataclass(frozen=True)
class Filter:
    """What items must be to be listed; None stands for anything.

    `home_only` leaves out what the curriculum takes in from others.
    """

    within: Set[str] | None = None
    state: str | None = None
    ready: bool = False
    kind: str | None = None
    tag: str | None = None
    home_only: bool = False


class Listed(NamedTuple):
    """An item, where its curriculum holds it, and the readiness of items there."""

    item: Item
    location: Location
    readiness: Readiness


def list_items(curriculum: Curriculum, progress: Progress, filter: Filter) -> list[Listed]:
    """Return the items that a filter lets through, in file order."""
    readiness = Readiness(curriculum, progress)
    keys = (
        key
        for key in curriculum.locations
        if (not filter.home_only or key.startswith(f"{curriculum.id}/"))
        and (filter.within is None or key in filter.within)
        and (filter.state is None or progress.state(key) == filter.state)
        and (not filter.ready or readiness.ready(key))
    )
    items = map(curriculum.items.__getitem__, keys)
    return [
        Listed(item, curriculum.locations[item.key], readiness)
        for item in items
        if (filter.kind is None or item.kind == filter.kind)
        and (filter.tag is None or filter.tag.casefold() in map(str.casefold, item.tags))
    ]

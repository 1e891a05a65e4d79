"""Which items a list is about."""

from collections.abc import Set
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum, Item, Location
from dlroadmap.guide.readiness import Readiness
from dlroadmap.progress.fold import Progress


class Listed(NamedTuple):
    """An item, where its curriculum holds it, and the readiness of items there."""

    item: Item
    location: Location
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
) -> list[Listed]:
    """Return the items that are all that is asked for, in file order; None stands for anything.

    `home_only` leaves out what the curriculum takes in from others.
    """
    readiness = Readiness(curriculum, progress)
    found = []
    for key, location in curriculum.locations.items():
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
                found.append(Listed(item, location, readiness))
    return found

"""Hours to reckon with for items that say none."""

from collections.abc import Iterable, Mapping
from statistics import median

from dlroadmap.curriculum.model import UNKNOWN, Item


def estimate_hours(items: Mapping[str, Item], placed: Iterable[str]) -> dict[str, float]:
    """Return the hours to reckon with for every item that has none.

    That is the median of its kind among those that the curriculum holds, or three hours where
    none of that kind has any.
    """
    if all(item.hours for item in items.values()):
        return {}
    known: dict[str, list[float]] = {}
    for item in map(items.__getitem__, placed):
        if item.hours is not None:
            known.setdefault(item.kind, []).append(item.hours)
    medians = {kind: round(median(hours), 2) for kind, hours in known.items()}
    return {
        key: medians.get(item.kind, UNKNOWN) for key, item in items.items() if item.hours is None
    }

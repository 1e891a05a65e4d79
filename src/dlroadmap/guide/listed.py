"""States that a list says its items are in, as entries to record."""

from collections.abc import Iterable
from typing import NamedTuple

from dlroadmap.progress.events import Entry
from dlroadmap.progress.past import Past

BEFORE = {"done": ("todo", "doing", "skipped"), "skipped": ("todo", "doing"), "doing": ("todo",)}
"""From which states a list moves an item: it never takes anything back."""

KINDS = {"done": "tick", "doing": "start", "skipped": "skip"}


class Wanted(NamedTuple):
    """An item, the state that a list says it is in, and the day since when, if it says one."""

    key: str
    state: str
    on: str = ""


def find_entries(wanted: Iterable[Wanted], past: Past) -> list[Entry]:
    """Return an entry for each item that is to move; a tick that was inferred is confirmed."""
    progress = past.progress
    return [
        Entry(one.key, KINDS[one.state], {"on": one.on} if one.on else {})
        for one in wanted
        if progress.state(one.key) in BEFORE.get(one.state, ())
        or (one.state == "done" and one.key in progress.inferred)
    ]

"""Histories of any length: what a learner may have said over two years."""

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dlroadmap.progress.events import Entry, Event
from dlroadmap.progress.store import Store

DAYS, CALLS = 730, 40
MIX = {"tick": 40, "start": 15, "note": 15, "review": 15, "reset": 10, "undo": 5}
"""What is said, in percent."""

SPARED = range(100, 120)
"""The items of which nothing is said: those that are ticked while dlr is measured."""


def live(home: Path, items: int, many: int) -> None:
    """Say `many` things about the items of the list, in a few large calls over two years."""
    chance = random.Random(many)
    numbers = [number for number in range(items) if number not in SPARED]
    begun = datetime.now(UTC) - timedelta(days=DAYS)
    kinds = chance.choices(list(MIX), list(MIX.values()), k=many)
    before: list[Event] = []
    for call in range(calls := min(CALLS, many)):
        said = kinds[many * call // calls : many * (call + 1) // calls]
        targets = [event for event in before if event.kind != "undo"]
        entries = [_entry(kind, chance.choice(numbers), targets) for kind in said]
        before = say(home, begun + timedelta(days=(DAYS - 1) * call / calls), entries)


def say(home: Path, moment: datetime, entries: list[Entry]) -> list[Event]:
    """Record what is said in one call, as if it were said at that moment."""
    store = Store(home / "progress.db", home / "backups", lambda: moment)
    return store.write(lambda _: entries)


def _entry(kind: str, number: int, targets: list[Event]) -> Entry:
    """Return what is said of an item; an undo takes back one of the targets, if any is left."""
    key = f"bench/item-{number}"
    if kind == "undo" and targets:
        event = targets.pop()
        return Entry(event.key, "undo", {"target": event.id})
    if kind in ("note", "undo"):
        return Entry(key, "note", {"note": "Read it once more, with pen and paper."})
    if kind == "review":
        return Entry(key, "review", {"grade": ("good", "hard", "easy", "again")[number % 4]})
    return Entry(key, kind)

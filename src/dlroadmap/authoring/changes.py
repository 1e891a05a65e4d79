"""What changed between two versions of a curriculum, as a learner would meet it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dlroadmap.curriculum.model import Curriculum


@dataclass(frozen=True)
class Change:
    """One change: `kind` is new, gone, renamed, moved, title or hours; `words` say it."""

    kind: str
    key: str
    words: str


def changes(before: Curriculum, after: Curriculum) -> Iterator[Change]:
    """Yield what changed, in the order of the new version; what is gone comes last."""
    heirs = {old: new for old, new in after.renames.items() if new and old in before.places}
    former = {
        new: old
        for old, new in heirs.items()
        if new in after.places and old not in after.places and new not in before.places
    }
    for key in after.places:
        old = former.get(key, key)
        if old not in before.places:
            yield Change("new", key, f"{_title(after, key)}, in {_where(after, key)}")
            continue
        if old != key:
            yield Change("renamed", key, f"{_id(old)} is {_id(key)} now; ticks are kept")
        yield from _differences(before, after, old, key)
    kept = {former.get(key, key) for key in after.places}
    for key in before.places:
        if key not in kept:
            yield Change("gone", key, f"{_title(before, key)}, {_fate(after.renames, key)}")


def _differences(before: Curriculum, after: Curriculum, old: str, key: str) -> Iterator[Change]:
    places = _where(before, old), _where(after, key)
    if places[0] != places[1]:
        yield Change("moved", key, f"{_title(after, key)}, from {places[0]} to {places[1]}")
    titles = before.items[old].title, after.items[key].title
    if titles[0] != titles[1]:
        yield Change("title", key, f"{titles[0]} is called {titles[1]} now")
    hours = before.hours[old], after.hours[key]
    if hours[0] != hours[1]:
        yield Change("hours", key, f"{_title(after, key)}, from {hours[0]} to {hours[1]} hours")


def _fate(renames: Mapping[str, str | None], key: str) -> str:
    if key not in renames:
        return "without a word about where it went"
    heir = renames[key]
    return f"ticks count for {_id(heir)}" if heir else "retired; ticks stay in the history"


def _title(curriculum: Curriculum, key: str) -> str:
    return curriculum.items[key].title


def _where(curriculum: Curriculum, key: str) -> str:
    level, category = curriculum.places[key]
    return f"{level.id}/{category.id}"


def _id(key: str) -> str:
    return key.partition("/")[2]

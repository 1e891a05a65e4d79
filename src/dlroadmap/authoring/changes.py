"""What changed between two versions of a curriculum, as a learner would meet it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dlroadmap.curriculum.model import Curriculum


@dataclass(frozen=True)
class Change:
    """One change of an item.

    Its `kind` is new, gone, renamed, moved, title, hours, requires or assumed.

    `was` and `now` are keys, locations, titles or hours, as the kind has it. Of what is new, `now`
    is the location; of what is gone, the key of the item that takes its place, if one does. Of
    `requires` they are the titles of a prerequisite that was there, or is now; of `assumed` the one
    that holds is not None.
    """

    kind: str
    key: str
    title: str
    was: str | float | None = None
    now: str | float | None = None
    retired: bool = False
    """Whether the new version says that this item is gone for good."""
    foreign: bool = False
    """Whether another curriculum defines the item, or did, so that no id of this one is gone."""
    hidden: bool = False
    """Whether the new version is an overlay that hides the item."""


@dataclass(frozen=True)
class Versions:
    """A curriculum as it was and as it is; one of them is None if it is new or gone."""

    before: Curriculum | None
    after: Curriculum | None

    @property
    def newest(self) -> Curriculum:
        """The curriculum as it is, or as it was last."""
        newest = self.after or self.before
        assert newest is not None
        return newest

    @property
    def state(self) -> str:
        """Whether this curriculum is `new`, `gone`, or the `same`, with changes or without."""
        return "same" if self.before and self.after else "new" if self.after else "gone"

    def changes(self) -> Iterator[Change]:
        """Yield what changed in one that is the same, in its order; what is gone comes last."""
        before, after = self.before, self.after
        if before is None or after is None:
            return
        heirs = {old: new for old, new in after.renames.items() if new and old in before.locations}
        former = {
            new: old
            for old, new in heirs.items()
            if new in after.locations and old not in after.locations and new not in before.locations
        }
        for key in after.locations:
            old = former.get(key, key)
            if old in before.locations:
                yield from _compare(before, after, old, key)
            else:
                yield Change("new", key, after.items[key].title, now=_location(after, key))
        kept = {former.get(key, key) for key in after.locations}
        for key in before.locations:
            if key not in kept:
                heir = after.renames.get(key)
                retired = key in after.renames and not heir
                title, foreign = before.items[key].title, not key.startswith(f"{after.id}/")
                hidden = key in after.hidden
                yield Change("gone", key, title, None, heir, retired, foreign, hidden)


def _compare(before: Curriculum, after: Curriculum, old: str, key: str) -> Iterator[Change]:
    title = after.items[key].title
    for kind, was, now in (
        ("renamed", old, key),
        ("moved", _location(before, old), _location(after, key)),
        ("title", before.items[old].title, title),
        ("hours", before.hours[old], after.hours[key]),
        ("assumed", _assumed(before, old), _assumed(after, key)),
    ):
        if was != now:
            yield Change(kind, key, title, was, now)
    then = {after.renames.get(other) or other: other for other in before.requires.get(old, ())}
    today = after.requires.get(key, ())
    for other in then:
        if other not in today:
            yield Change("requires", key, title, was=before.items[then[other]].title)
    for other in today:
        if other not in then:
            yield Change("requires", key, title, now=after.items[other].title)


def _assumed(curriculum: Curriculum, key: str) -> str | None:
    return key if key in curriculum.assumed else None


def _location(curriculum: Curriculum, key: str) -> str:
    level, category = curriculum.locations[key]
    return f"{level.id}/{category.id}"

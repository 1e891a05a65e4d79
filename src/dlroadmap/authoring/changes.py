"""What changed between two versions of a curriculum, as a learner would meet it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dlroadmap.curriculum.model import Curriculum

Unread = Callable[[str], bool]
"""Returns whether an item, by its key, may stand where a version could not be read."""


class Guess(NamedTuple):
    """The item that one which is gone may be today, and why: by its title, address or place.

    `text` is the line to add to it in that case, at a `line` of a `file`.
    """

    key: str
    reason: str
    file: str
    line: int
    text: str


@dataclass(frozen=True)
class Change:
    """One change of an item.

    Its `kind` is new, gone, renamed, maybe-renamed, moved, title, hours, requires or assumed.

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
    guess: Guess | None = None
    """Why an item may be renamed."""


@dataclass(frozen=True)
class Version:
    """A curriculum in one version: as far as it can be read, where it has `errors`."""

    curriculum: Curriculum
    errors: int = 0
    unread: Unread = lambda _: False


@dataclass(frozen=True)
class Versions:
    """A curriculum as it was and as it is; one of them is None if it is new or gone."""

    then: Version | None
    now: Version | None
    guesses: Mapping[str, Guess] = field(default_factory=dict)
    """What items that are gone may be today, by their keys."""

    @property
    def before(self) -> Curriculum | None:
        """The curriculum as it was."""
        return self.then.curriculum if self.then else None

    @property
    def after(self) -> Curriculum | None:
        """The curriculum as it is."""
        return self.now.curriculum if self.now else None

    @property
    def whole(self) -> bool:
        """Whether neither version has an error."""
        return not any(version.errors for version in (self.then, self.now) if version)

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
        if self.then and self.now:
            yield from _Comparison(self.then, self.now, self.guesses).run()


class _Comparison:
    """Two versions of one curriculum; what either may hold unread is neither new nor gone."""

    def __init__(self, then: Version, now: Version, guesses: Mapping[str, Guess]) -> None:
        self.then, self.now = then, now
        self.before, self.after = before, after = then.curriculum, now.curriculum
        heirs = {old: new for old, new in after.renames.items() if new and old in before.locations}
        self.former = {
            new: old
            for old, new in heirs.items()
            if new in after.locations and old not in after.locations and new not in before.locations
        }
        self.guesses = {
            old: guess
            for old, guess in guesses.items()
            if old in before.locations and guess.key in after.locations.keys() - self.former.keys()
        }
        self.former.update((guess.key, old) for old, guess in self.guesses.items())
        self.today = {
            **{old: new for old, new in after.renames.items() if new},
            **{old: guess.key for old, guess in self.guesses.items()},
        }

    def run(self) -> Iterator[Change]:
        """Yield all changes."""
        before, after = self.before, self.after
        for key in after.locations:
            old = self.former.get(key, key)
            if old in before.locations:
                yield from self._compare(old, key)
            elif not self.then.unread(key):
                yield Change("new", key, after.items[key].title, now=_location(after, key))
        kept = {self.former.get(key, key) for key in after.locations}
        for key in before.locations:
            if key not in kept and not self.now.unread(key):
                heir = after.renames.get(key)
                retired = key in after.renames and not heir
                title, foreign = before.items[key].title, not key.startswith(f"{after.id}/")
                hidden = key in after.hidden
                yield Change("gone", key, title, None, heir, retired, foreign, hidden)

    def _compare(self, old: str, key: str) -> Iterator[Change]:
        before, after = self.before, self.after
        title, guess = after.items[key].title, self.guesses.get(old)
        if old != key:
            kind = "maybe-renamed" if guess else "renamed"
            yield Change(kind, key, title, old, key, guess=guess)
        was, now = _location(before, old), _location(after, key)
        if was and now and was != now:
            yield Change("moved", key, title, was, now)
        if before.items[old].title != title:
            yield Change("title", key, title, before.items[old].title, title)
        if before.hours[old] != after.hours[key]:
            yield Change("hours", key, title, before.hours[old], after.hours[key])
        assumed = _assumed(before, old), _assumed(after, key)
        if any(assumed) != all(assumed) and not (self.then.errors or self.now.errors):
            yield Change("assumed", key, title, *assumed)
        yield from self._compare_requirements(old, key)

    def _compare_requirements(self, old: str, key: str) -> Iterator[Change]:
        title = self.after.items[key].title
        then = {self.today.get(other, other): other for other in self.before.requires.get(old, ())}
        today = self.after.requires.get(key, ())
        for other in then:
            if other not in today and not self.now.unread(other):
                was = self.before.items[then[other]].title
                yield Change("requires", key, title, was=was)
        for other in today:
            if other not in then and not self.then.unread(other):
                yield Change("requires", key, title, now=self.after.items[other].title)


def _assumed(curriculum: Curriculum, key: str) -> str | None:
    return key if key in curriculum.assumed else None


def _location(curriculum: Curriculum, key: str) -> str:
    """Return where an item stands; empty where that could not be read."""
    level, category = curriculum.locations[key]
    return f"{level.id}/{category.id}" if level.id and category.id else ""

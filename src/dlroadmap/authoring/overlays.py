"""Overlays: how one begins, and what its file says of the curriculum that it extends."""

from collections.abc import Iterable
from typing import NamedTuple

from dlroadmap.authoring.patching import append, put, remove, saved_text
from dlroadmap.authoring.values import Verbatim, quote
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.format.draft import Draft
from dlroadmap.format.layout import Layout
from dlroadmap.format.nodes import Scalar, elements_of, entries_of, text_of, value_of
from dlroadmap.format.resolve import FindHome

MAX_TITLE = 200
"""Characters of a title."""

BASE = "base"
"""The word for what a curriculum says without its overlay."""


def begin(id: str, title: str, base: Curriculum) -> str:
    """Return the text of an overlay that changes nothing yet."""
    words = quote(title or f"{base.title}, my way"[:MAX_TITLE])
    return f"format: 1\nid: {id}\ntitle: {words}\nextends: {base.id}\n"


class Part(NamedTuple):
    """What can be hidden: an item by its key, a level, or a category as `level/category`.

    `kind` is the list that it stands in: items, levels or categories.
    """

    kind: str
    name: str


class Replaced(NamedTuple):
    """A field of an item that was asked to have a value.

    `said` is what the overlay said of it before, `base` if nothing; `was` and `now` are the values
    that hold. Nothing changed unless it `is_new`.
    """

    field: str
    said: str
    was: float | str | None
    now: float | str | None
    is_new: bool


class Overlay:
    """The file of an overlay while it is edited; nothing is saved here."""

    def __init__(self, draft: Draft, base: Curriculum, find_home: FindHome) -> None:
        self.draft = draft
        self.base = base
        self.source = draft.main
        self._resolver = Layout(draft, find_home).resolver

    @property
    def text(self) -> str:
        """The file as it reads now."""
        return saved_text(self.source)

    def defines(self, key: str) -> bool:
        """Return whether an item is one of its own."""
        home, _, id = key.partition("/")
        return home == self.draft.id and id in self.draft.definitions

    def resolve(self, reference: str) -> list[str]:
        """Return the keys that a reference in the file may mean."""
        return self._resolver.find(self.draft, reference) or []

    def refer(self, key: str) -> str:
        """Return how the file names an item: by its id where that leads to it alone."""
        id = key.rpartition("/")[2]
        return id if self.resolve(id) == [key] else key

    # What is hidden

    def is_hidden(self, part: Part) -> bool:
        """Return whether the file hides a part, by itself or with what it stands in."""
        if self._place(part) is not None:
            return True
        if part.kind == "items":
            places = [at for at in self.base.categories if part.name in at.category.items]
            return bool(places) and all(self.is_hidden(Part("categories", p.name)) for p in places)
        return part.kind == "categories" and self.is_hidden(
            Part("levels", part.name.partition("/")[0])
        )

    def hides_itself(self, part: Part) -> bool:
        """Return whether the file names a part as hidden."""
        return self._place(part) is not None

    def hide(self, part: Part) -> None:
        """Hide a part."""
        name = self.refer(part.name) if part.kind == "items" else part.name
        self.source = append(self.source, ("hide", part.kind), name, behind=("extends",))

    def show(self, part: Part) -> None:
        """Hide a part no longer."""
        place = self._place(part)
        assert place is not None
        self.source = remove(self.source, ("hide", part.kind, place))

    def hidden(self) -> Iterable[Part]:
        """Yield what the file names as hidden."""
        hide = value_of(self.source.root, "hide")
        for kind in ("items", "levels", "categories"):
            for node in elements_of(hide, kind):
                name = text_of(node)
                yield Part(kind, self._lead(name) if kind == "items" else name)

    def _place(self, part: Part) -> int | None:
        same = (each for each in self.hidden() if each.kind == part.kind)
        return next((place for place, each in enumerate(same) if each == part), None)

    def _lead(self, reference: str) -> str:
        """Return the key that a reference leads to; itself where it does not lead to just one."""
        found = self.resolve(reference)
        return found[0] if len(found) == 1 else reference

    # What is changed

    def change(self, key: str, field: str, value: Verbatim | str) -> Replaced:
        """Set the hours or priority of an item of the base, or take that of the base again."""
        entry = next(
            (str(name.value) for name, _ in entries_of(self.source.root, "change")
             if self._lead(str(name.value)) == key),
            self.refer(key),
        )  # fmt: skip
        node = value_of(value_of(value_of(self.source.root, "change"), entry), field)
        own = node if isinstance(node, Scalar) and node.value is not None else None
        said = self.source.text[own.start : own.end].strip("'\"") if own else BASE
        original: float | str | None = getattr(self.base.items[key], field)
        was = original if own is None else _plain(own.value)
        now = original if value == BASE else _plain(value)
        is_new = own is not None if value == BASE else now != was
        if is_new and value == BASE:
            self.source = remove(self.source, ("change", entry, field))
        elif is_new:
            steps = ("change", entry, field)
            self.source = put(self.source, steps, value, behind=("extends", "hide"))
        return Replaced(field, said, was, now, is_new)


def _plain(value: object) -> float | str:
    """Return a value without its form: whole hours as an integer."""
    if isinstance(value, Verbatim):
        value = value.value
    if isinstance(value, int | float):
        return int(value) if value == int(value) else value
    return str(value)

"""Overlays: how one begins, and what its file says of the curriculum that it extends."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from dlroadmap.authoring.parts import Part
from dlroadmap.authoring.patching import append, put, remove, saved_text
from dlroadmap.authoring.values import Verbatim, quote
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.errors import DlrError
from dlroadmap.format.draft import Draft
from dlroadmap.format.layout import Layout
from dlroadmap.format.nodes import (
    MappingNode,
    Node,
    Scalar,
    elements_of,
    entries_of,
    text_of,
    value_of,
)
from dlroadmap.format.resolve import FindHome
from dlroadmap.format.schema import MAX_TITLE
from dlroadmap.format.source import Source

_MY_WAY = re.compile(r"(.*), my way(?: \([a-z0-9-]+\))?")

BASE = "base"
"""The word for what a curriculum says without its overlay."""

FIELDS = ("hours", "priority")
"""What calls can change of an item."""


def begin(id: str, title: str, base: Curriculum) -> str:
    """Return the text of an overlay that changes nothing yet."""
    words = quote(title or _title_over(base, id)[:MAX_TITLE])
    return f"format: 1\nid: {id}\ntitle: {words}\nextends: {base.id}\n"


def _title_over(base: Curriculum, id: str) -> str:
    """Return a title that tells an overlay from its base, also if that is an overlay."""
    below = _MY_WAY.fullmatch(base.title)
    return f"{below[1]}, my way ({id})" if below else f"{base.title}, my way"


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
        return self.find_hider(part) is not None

    def find_hider(self, part: Part) -> Part | None:
        """Return what the file names as hidden and a part is hidden with; None if it is not."""
        if self.hides_itself(part):
            return part
        if part.kind == "items":
            places = [at.name for at in self.base.categories if part.name in at.category.items]
            hiders = [self.find_hider(Part("categories", name)) for name in places]
            return hiders[0] if hiders and all(hiders) else None
        if part.kind == "categories":
            return self.find_hider(Part("levels", part.name.partition("/")[0]))
        return None

    def hides_itself(self, part: Part) -> bool:
        """Return whether the file names a part as hidden."""
        return self._place(part) is not None

    def hide(self, part: Part) -> None:
        """Hide a part."""
        name = self.refer(part.name) if part.kind == "items" else part.name
        self.source = append(self.source, ("hide", part.kind), name, behind=("extends",))

    def show(self, part: Part) -> None:
        """Hide a part no longer."""
        while (place := self._place(part)) is not None:
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
        entry = self._find_entry(key) or self.refer(key)
        node = value_of(value_of(value_of(self.source.root, "change"), entry), field)
        original = getattr(self.base.items[key], field)
        replaced = replace(self.source, node, field, value, original, BASE)
        if replaced.is_new and value == BASE:
            self.source = remove(self.source, ("change", entry, field))
        elif replaced.is_new:
            steps = ("change", entry, field)
            self.source = put(self.source, steps, value, behind=("extends", "hide"))
        return replaced

    def restore(self, key: str) -> tuple[list[Replaced], list[str]]:
        """Take back all that is changed of an item; return its values, and what else there was."""
        entry = self._find_entry(key)
        node = value_of(value_of(self.source.root, "change"), entry or "")
        if entry is None:
            return [], []
        fields = list(node.values) if isinstance(node, MappingNode) else []
        item = self.base.items[key]
        replaced = [
            replace(self.source, value_of(node, field), field, BASE, getattr(item, field), BASE)
            for field in FIELDS
            if field in fields
        ]
        self.source = remove(self.source, ("change", entry))
        return replaced, [field for field in fields if field not in FIELDS]

    def _find_entry(self, key: str) -> str | None:
        """Return how the file names an item among those that it changes, if it does."""
        names = (str(name.value) for name, _ in entries_of(self.source.root, "change"))
        found = [name for name in names if self._lead(name) == key]
        if len(found) > 1:
            message = f"{self.draft.path} changes {key} twice, as {' and '.join(found)}."
            raise DlrError("unfit-layout", message, "Remove one of the two by hand.")
        return found[0] if found else None


def replace(
    source: Source,
    node: Node | None,
    field: str,
    value: Verbatim | str,
    original: float | str | None,
    without: str,
) -> Replaced:
    """Return what becomes of a field; `without` is the word for its node not being there.

    `original` is the value that the field has then.
    """
    own = node if isinstance(node, Scalar) and node.value is not None else None
    said = source.text[own.start : own.end].strip("'\"") if own else without
    was = original if own is None else _plain(own.value)
    now = original if value == without else _plain(value)
    return Replaced(field, said, was, now, own is not None if value == without else now != was)


def _plain(value: object) -> float | str:
    """Return a value without its form: whole hours as an integer."""
    if isinstance(value, Verbatim):
        value = value.value
    if isinstance(value, int | float):
        return int(value) if value == int(value) else value
    return str(value)

"""From references in files to keys: bare ids are the draft's own, others `home/id`."""

from collections.abc import Callable, Iterator, Sequence

from dlroadmap.diagnostics import Fix
from dlroadmap.format.draft import Draft
from dlroadmap.format.source import MappingNode, Node, SequenceNode, Source
from dlroadmap.format.validation import did_you_mean
from dlroadmap.lint.removal import remove

FindHome = Callable[[str], Draft | None]
"""Returns the draft of the curriculum with an id, or None."""


class Resolver:
    """Resolves the references of a draft, and of the homes that it draws on."""

    def __init__(self, draft: Draft, find_home: FindHome) -> None:
        self._draft = draft
        self._find_home = find_home
        self.homes: dict[str, Draft] = {}
        """The other curricula that were drawn on, by id."""

    def home(self, id: str) -> Draft | None:
        """Return the draft of a curriculum, this one or another."""
        if id == self._draft.id:
            return self._draft
        if id not in self.homes:
            draft = self._find_home(id)
            if draft is None:
                return None
            self.homes[id] = draft
        return self.homes[id]

    def key(
        self, draft: Draft, source: Source, reference: str, place: Node, rule: str
    ) -> str | None:
        """Return the key that a reference of a draft leads to; a fault is told at its place."""
        home, _, id = reference.rpartition("/")
        home = home or draft.id
        other = self.home(home)
        if other is None:
            message = f"no curriculum `{home}` is known here, so `{reference}` leads nowhere"
            source.report_at(rule, place, message)
            return None
        if id in other.definitions:
            return f"{home}/{id}"
        # Where the item is there but has faults of its own, those say enough.
        if not (other.broken and (id in other.ids or other.absent)):
            where = "this curriculum" if other is draft else f"curriculum `{home}`"
            message = f"no item `{id}` is defined in {where}{_hint(other, id)}"
            source.report_at(rule, place, message)
        return None

    def keys(
        self, draft: Draft, source: Source, node: Node, word: str, references: Sequence[str]
    ) -> Iterator[str]:
        """Yield the keys of a list of references; what stands in it twice is told."""
        seen: dict[str, int] = {}
        for reference, element in zip(references, elements(node, word), strict=True):
            place = name_of(element)
            key = self.key(draft, source, reference, place, "S111")
            if key is None:
                continue
            if key in seen and not isinstance(element, MappingNode):
                message = f"`{reference}` stands in this list already, on line {seen[key]}"
                source.report_at("S107", place, message, without(source, node, word, element))
            seen.setdefault(key, source.position(place.start)[0])
            yield key


def elements(node: Node, word: str) -> list[Node]:
    """Return what stands in the list under a key."""
    value = node.get(word) if isinstance(node, MappingNode) else None
    return value.items if isinstance(value, SequenceNode) else []


def without(source: Source, node: Node, word: str, element: Node) -> Fix | None:
    """Return the fix that takes an element out of the list under a key, where that is simple."""
    value = node.get(word) if isinstance(node, MappingNode) else None
    return remove(source, value, element) if isinstance(value, SequenceNode) else None


def name_of(element: Node) -> Node:
    """Return where the name in a list stands: the element, its id, or its only key."""
    if isinstance(element, MappingNode):
        return element.get("id") or next(iter(element.entries.values()))[0]
    return element


def _hint(other: Draft, id: str) -> str:
    renamed = other.renames.get(f"{other.id}/{id}", "")
    if renamed is None:
        return "; it was retired"
    if renamed:
        home, _, today = renamed.partition("/")
        return f"; it is `{today if home == other.id else renamed}` now"
    return did_you_mean(id, list(other.definitions))

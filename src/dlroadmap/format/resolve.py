"""From references in files to keys: bare ids are the draft's own, others `home/id`.

Ids that could mean two things are found here too.
"""

from collections.abc import Callable, Iterator, Sequence

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.nodes import Node, elements_of, entries_of, name_of, value_of
from dlroadmap.format.schema import ItemModel
from dlroadmap.format.source import Source

FindHome = Callable[[str], Draft | None]
"""Returns the draft of the curriculum with an id, or None."""


class Resolver:
    """Resolves the references of a draft, and of the homes that it draws on."""

    def __init__(self, draft: Draft, find_home: FindHome) -> None:
        self._draft = draft
        self._find_home = find_home
        self.homes: dict[str, Draft] = {}
        """The other curricula that were drawn on, by id."""
        self._keys: dict[str, str] = {}
        self.faults: list[Fault] = []
        """The references that lead nowhere, and those that stand twice in a list."""

    def home(self, id: str) -> Draft | None:
        """Return the draft of a curriculum, this one or another."""
        if id == self._draft.id:
            return self._draft
        if id not in self.homes and (draft := self._find_home(id)):
            self.homes[id] = draft
        return self.homes.get(id)

    def key(
        self,
        draft: Draft,
        source: Source,
        reference: str,
        node: Node,
        kind: FaultKind = FaultKind.UNKNOWN_REFERENCE,
    ) -> str | None:
        """Return the key that a reference of a draft leads to; where to none, note the fault."""
        home, _, id = reference.rpartition("/")
        home = home or draft.id
        other = self.home(home)
        if other and id in other.definitions:
            key = f"{home}/{id}"
            return self._keys.setdefault(key, key)  # one object wherever it is required
        # Where the item is there but has faults of its own, those say enough.
        if not (other and other.broken and (id in other.ids or other.absent)):
            values = {"reference": reference, "draft": draft, "home": home, "other": other}
            self.faults += faults_at(kind, source, name_of(node), **values)
        return None

    def keys(
        self, draft: Draft, source: Source, node: Node, word: str, references: Sequence[str]
    ) -> Iterator[str]:
        """Yield the keys of a list of references, each once; what stands there twice is a fault."""
        seen: dict[str, int] = {}
        for reference, element in zip(references, elements_of(node, word), strict=True):
            key = self.key(draft, source, reference, element)
            if key in seen:
                self.add_repeated(source, node, word, element, reference, line=seen[key])
            elif key:
                seen[key] = source.line_of(element)
                yield key

    def add_repeated(
        self, source: Source, node: Node, word: str, element: Node, reference: str, **more: object
    ) -> None:
        """Note that an element of the list under a word says again what another one has said.

        More can be known: `line`, where the other one stands, and whether this is `needed`.
        """
        values = {"line": None, "needed": False, **more}
        values |= {"reference": reference, "list": value_of(node, word), "element": element}
        self.faults += faults_at(FaultKind.REPEATED_ENTRY, source, name_of(element), **values)


def find_id_faults(draft: Draft) -> Iterator[Fault]:
    """Yield level, category, item, former and retired ids that are given a second time."""
    seen: dict[tuple[str, int, str], tuple[str, int]] = {}
    for noun, number, source, node, id in _given_ids(draft):
        named = name_of(node)
        here = (str(source.path), source.line_of(named))
        first = seen.setdefault((noun, number, id), here)
        if first is not here:
            values = {"noun": noun, "id": id, "file": first[0], "line": first[1]}
            yield from faults_at(FaultKind.DUPLICATE_ID, source, named, **values)
        if noun == "former id" and id in draft.definitions:
            yield from faults_at(FaultKind.FORMER_ID_IN_USE, source, named, id=id)
    for key, _ in entries_of(draft.main.root, "retired"):
        if key.value in draft.definitions:
            yield from faults_at(FaultKind.RETIRED_ID_IN_USE, draft.main, key, id=key.value)


def _given_ids(draft: Draft) -> Iterator[tuple[str, int, Source, Node, str]]:
    """Yield what each id names, the number of the level if it is unique in that only, and where."""
    for number, level in enumerate(draft.levels):
        if level.model:
            yield "level", 0, draft.main, level.node, level.model.id
        for part in level.categories:
            if part.id:
                yield "category", number, part.source, part.node, part.id
            for node, item in part.entries:
                if isinstance(item, ItemModel):
                    yield "item", 0, part.source, node, item.id
    for item, source, node in draft.definitions.values():
        for old, element in zip(item.formerly, elements_of(node, "formerly"), strict=True):
            yield "former id", 0, source, element, old

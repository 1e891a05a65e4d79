"""From references in files to keys: bare ids are the draft's own, others `home/id`."""

from collections.abc import Callable, Iterator, Sequence

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.nodes import MappingNode, Node, elements_of, name_of, value_of
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
        self.faults: list[Fault] = []
        """The references that lead nowhere, and those that stand twice in a list."""

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
        self, draft: Draft, source: Source, reference: str, node: Node, kind: FaultKind
    ) -> str | None:
        """Return the key that a reference of a draft leads to; where to none, note the fault."""
        home, _, id = reference.rpartition("/")
        home = home or draft.id
        other = self.home(home)
        if other and id in other.definitions:
            return f"{home}/{id}"
        # Where the item is there but has faults of its own, those say enough.
        if not (other and other.broken and (id in other.ids or other.absent)):
            values = {"reference": reference, "draft": draft, "home": home, "other": other}
            self.faults += faults_at(kind, source, node, **values)
        return None

    def keys(
        self, draft: Draft, source: Source, node: Node, word: str, references: Sequence[str]
    ) -> Iterator[str]:
        """Yield the keys of a list of references; what stands in it twice is a fault."""
        seen: dict[str, int] = {}
        for reference, element in zip(references, elements_of(node, word), strict=True):
            key = self.key(draft, source, reference, name_of(element), FaultKind.UNKNOWN_REFERENCE)
            if key is None:
                continue
            if key in seen and not isinstance(element, MappingNode):
                self.add_repeated(source, node, word, element, reference, line=seen[key])
            seen.setdefault(key, source.line_of(name_of(element)))
            yield key

    def add_repeated(
        self,
        source: Source,
        node: Node,
        word: str,
        element: Node,
        reference: str,
        needed: bool = False,
        line: int | None = None,
    ) -> None:
        """Note that an element of the list under a word says again what another one has said.

        `needed` is whether it says more than that, and `line` where the other one stands.
        """
        values = {
            "reference": reference,
            "line": line,
            "list": value_of(node, word),
            "element": None if needed else element,
        }
        self.faults += faults_at(FaultKind.REPEATED_ENTRY, source, name_of(element), **values)

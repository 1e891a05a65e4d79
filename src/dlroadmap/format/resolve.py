"""From references in files to keys: bare ids are the draft's own, others `home/id`.

In an overlay a bare id may also be one of what that stands on.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.nodes import Node, elements_of, name_of, value_of
from dlroadmap.format.source import Source

MOST_HINTS = 100
"""So many unknown names are compared with those there are, which takes long for many of both."""

FindHome = Callable[[str], Draft | None]
"""Returns the draft of the curriculum with an id, or None."""

Inherit = Callable[[Draft, str], list[str] | None]
"""Returns the keys that a bare id may mean in what an overlay stands on; None without that."""


class Resolver:
    """Resolves the references of a draft, and of the homes that it draws on."""

    def __init__(self, draft: Draft, find_home: FindHome, inherit: Inherit) -> None:
        self._draft = draft
        self._find_home = find_home
        self._inherit = inherit
        self.homes: dict[str, Draft] = {}
        """The other curricula that were drawn on, by id."""
        self._keys: dict[str, str] = {}
        self._hints = 0
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
        found = self.find(draft, reference)
        if found and len(found) == 1:
            return self._keys.setdefault(found[0], found[0])  # one object wherever it is required
        if found:
            kind, values = FaultKind.AMBIGUOUS_REFERENCE, {"reference": reference, "keys": found}
            self.faults += faults_at(kind, source, name_of(node), **values)
        elif found is not None:
            self.note_unknown(draft, source, reference, node, kind)
        return None

    def find(self, draft: Draft, reference: str) -> list[str] | None:
        """Return the keys that a reference may mean: in other curricula those of today.

        It is None where what an overlay stands on is not there: that says enough.
        """
        home, _, id = reference.rpartition("/")
        if home in ("", draft.id):
            if id in draft.definitions:
                return [f"{draft.id}/{id}"]
            return [] if home or draft.extends is None else self._inherit(draft, id)
        key = self.today(reference)
        return [key] if key else []

    def today(self, key: str | None) -> str | None:
        """Return the key of an item that is defined, whatever it was called; None if there is none.

        Former ids lead on, also into other curricula.
        """
        seen = set()
        while key and key not in seen:
            seen.add(key)
            home, _, id = key.partition("/")
            other = self.home(home)
            if other is None or id in other.definitions:
                return key if other else None
            key = other.renames.get(key)
        return None

    def note_unknown(
        self, draft: Draft, source: Source, reference: str, node: Node, kind: FaultKind
    ) -> None:
        """Note that a reference leads nowhere, unless other faults explain it."""
        home, _, id = reference.rpartition("/")
        if draft.extends is not None and home != draft.id:
            kind = FaultKind.LOST_REFERENCE
        was_own = f"{draft.id}/{id}" in draft.renames
        elsewhere = [
            f"{o.id}/{id}" for o in self.homes.values() if not home and id in o.definitions
        ]
        home = home or (draft.extends if draft.extends and not was_own else draft.id)
        other = self.home(home)
        # Where the item is there but has faults of its own, those say enough.
        if not (other and other.broken and (id in other.ids or other.absent)):
            values = {"reference": reference, "draft": draft, "home": home, "other": other}
            known = self.hint(other.definitions) if other else []
            values |= {"elsewhere": elsewhere, "known": known}
            self.faults += faults_at(kind, source, name_of(node), **values)

    def hint(self, names: Iterable[str]) -> list[str]:
        """Return the names to compare an unknown one with; none once that was done often enough."""
        self._hints += 1
        return list(names) if self._hints <= MOST_HINTS else []

    def keys(
        self, draft: Draft, source: Source, node: Node, word: str, references: Sequence[str]
    ) -> Iterator[tuple[str, Node]]:
        """Yield the keys of a list of references, each once, and where each is named.

        What stands there twice is a fault.
        """
        seen: dict[str, int] = {}
        for reference, element in zip(references, elements_of(node, word), strict=True):
            key = self.key(draft, source, reference, element)
            if key in seen:
                self.add_repeated(source, node, word, element, reference, line=seen[key])
            elif key:
                seen[key] = source.line_of(element)
                yield key, element

    def add_repeated(
        self, source: Source, node: Node, word: str, element: Node, reference: str, **more: object
    ) -> None:
        """Note that an element of the list under a word says again what another one has said.

        More can be known: `line`, where the other one stands, and whether this is `needed`.
        """
        values = {"line": None, "needed": False, **more}
        values |= {"reference": reference, "list": value_of(node, word), "element": element}
        self.faults += faults_at(FaultKind.REPEATED_ENTRY, source, name_of(element), **values)

"""Which level and category of a curriculum holds which items, wherever those are defined."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.curriculum.model import Category, Level
from dlroadmap.format.checks import find_choose_faults
from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.making import make
from dlroadmap.format.nodes import Node, text_of, value_of
from dlroadmap.format.overlay import Alteration, Overlay
from dlroadmap.format.resolve import FindHome, Resolver
from dlroadmap.format.schema import ItemModel
from dlroadmap.format.source import Source
from dlroadmap.text import is_id

if TYPE_CHECKING:
    from pathlib import Path

MOST_TAKEN = 32
"""So many curricula may take a category in from one another."""

MOST_BASES = 8
"""So many overlays may stand on each other."""


class Taken(NamedTuple):
    """An item that a file takes in by reference, alone or with its category, and where."""

    key: str
    source: Source
    node: Node


class Gate(NamedTuple):
    """An item that a file names in `ready_when` of a level, and where."""

    level: str
    key: str
    source: Source
    node: Node


class Layout:
    """The levels of a curriculum, and of those that it is made of, each as it is asked for."""

    def __init__(self, draft: Draft, find_home: FindHome) -> None:
        self.resolver = Resolver(draft, find_home, self._inherit)
        self.taken: list[Taken] = []
        """What the curriculum's own files take in, in file order."""
        self.gates: list[Gate] = []
        """What the curriculum's own files name in `ready_when`."""
        self._draft = draft
        self._bases: dict[Path, Draft | None] = {}
        self._levels: dict[Path, list[Level]] = {}
        self._alterations: dict[Path, list[Alteration]] = {}
        self._categories: dict[tuple[Path, str], Category | None] = {}
        self._depth = 0
        self._inherited: dict[Path, dict[str, list[str]]] = {}

    @property
    def _faults(self) -> list[Fault]:
        return self.resolver.faults

    def base(self, draft: Draft) -> Draft | None:
        """Return what an overlay stands on; None of what is none, or cannot stand there."""
        if draft.path not in self._bases:
            self._bases[draft.path] = None  # what a circle meets
            self._bases[draft.path] = self._find_base(draft)
        return self._bases[draft.path]

    def bases(self, draft: Draft) -> Iterator[Draft]:
        """Yield a draft, what it stands on, what that stands on, and so on."""
        one: Draft | None = draft
        while one:
            yield one
            one = self.base(one)

    def levels(self, draft: Draft) -> list[Level]:
        """Return the levels of a curriculum with the keys of their items."""
        if draft.path not in self._levels:
            self._levels[draft.path] = []  # what a circle meets
            overlay = self._overlay(draft)
            if overlay:
                self._levels[draft.path] = overlay.lay_out()
                for level, key, node in overlay.gates:
                    self._note_gate(draft, level, key, node)
            else:
                self._levels[draft.path] = [self._level(draft, level) for level in draft.levels]
        return self._levels[draft.path]

    def alterations(self, draft: Draft) -> list[Alteration]:
        """Return what overlays change of items, those of the lowest first."""
        if draft.path not in self._alterations:
            base, overlay = self.base(draft), self._overlay(draft)
            below = self.alterations(base) if base else []
            own = overlay.read_alterations(self.levels(draft)) if overlay else ()
            self._alterations[draft.path] = [*below, *own]
        return self._alterations[draft.path]

    def _overlay(self, draft: Draft) -> Overlay | None:
        if base := self.base(draft):
            return Overlay(draft, base, self.levels(base), self.resolver, self._category)
        return None

    def _find_base(self, draft: Draft) -> Draft | None:
        named = value_of(draft.main.root, "extends")
        if named is None or draft.extends is None or not is_id(draft.extends):
            return None
        chain, next = [draft], self.resolver.home(draft.extends)
        if next is None:
            kind, id = FaultKind.UNKNOWN_BASE, draft.extends
            self._faults.extend(faults_at(kind, draft.main, named, id=id))
        while next:
            chain.append(next)
            if next in chain[:-1]:
                steps = [one.id for one in chain]
                kind = FaultKind.CURRICULUM_CIRCLE
                self._faults.extend(faults_at(kind, draft.main, named, steps=steps))
                return None
            if next.extends is None:
                break
            next = self.resolver.home(next.extends)
        if len(chain) - (chain[-1].extends is None) > MOST_BASES:
            kind = FaultKind.TOO_MANY_BASES
            self._faults.extend(faults_at(kind, draft.main, named, most=MOST_BASES))
            return None
        return chain[1] if len(chain) > 1 else None

    def _inherit(self, draft: Draft, id: str) -> list[str] | None:
        """Return what a bare id of an overlay may mean: of its bases' own items the nearest one.

        Else it is what they take in; former ids come after those of today.
        """
        if self.base(draft) is None:
            return None
        for base in list(self.bases(draft))[1:]:
            if id in base.definitions:
                return [f"{base.id}/{id}"]
            if key := self.resolver.today(base.renames.get(f"{base.id}/{id}")):
                return [key]
        return self._find_inherited(draft).get(id, [])

    def _find_inherited(self, draft: Draft) -> dict[str, list[str]]:
        """Return the keys that an overlay's base holds by id, by a former one where none has it."""
        if draft.path not in self._inherited:
            base = self.base(draft)
            assert base is not None
            placed = [key for one in self.levels(base) for c in one.categories for key in c.items]
            found: dict[str, dict[str, None]] = {}
            for key in placed:
                found.setdefault(key.partition("/")[2], {})[key] = None
            former: dict[str, dict[str, None]] = {}
            for home in dict.fromkeys(key.partition("/")[0] for key in placed):
                other = self.resolver.home(home)
                for old, new in (other.renames if other else {}).items():
                    today = self.resolver.today(new)
                    if today in found.get((today or "").partition("/")[2], {}):
                        former.setdefault(old.partition("/")[2], {})[str(today)] = None
            named = {**former, **found}
            self._inherited[draft.path] = {id: list(keys) for id, keys in named.items()}
        return self._inherited[draft.path]

    def _level(self, draft: Draft, placed: PlacedLevel) -> Level:
        """Return a level; of one that has faults, what is good of its categories."""
        laid = (self._category(draft, category) for category in placed.categories)
        parts = tuple(part for part in laid if part)
        model, node, main = placed.model, placed.node, draft.main
        if model is None:
            id, title = (text_of(value_of(node, key)) for key in ("id", "title"))
            return Level(id, title, "", None, None, (), parts)
        self._faults.extend(find_choose_faults(main, node, model.choose, len(model.categories)))
        gates = dict(self.resolver.keys(draft, main, node, "ready_when", model.ready_when))
        for key, element in gates.items():
            self._note_gate(draft, model.id, key, element)
        return make(Level, model, ready_when=tuple(gates), categories=parts)

    def _category(self, draft: Draft, placed: PlacedCategory) -> Category | None:
        if placed.taken:
            return self._taken_category(draft, placed)
        source, model = placed.source, placed.model
        keys: dict[str, None] = {}
        for node, item in placed.entries:
            if isinstance(item, ItemModel):
                keys[f"{draft.id}/{item.id}"] = None
                continue
            key = self.resolver.key(draft, source, item, node)
            if key in keys:
                self.resolver.add_repeated(source, placed.node, "items", node, item)
            elif key:
                keys[key] = None
                self._note_taken(draft, key, source, node)
        if model is None:
            return Category(placed.id, "", "", None, tuple(keys))
        if draft.extends is None:
            self._faults.extend(find_choose_faults(source, placed.node, model.choose, len(keys)))
        return make(Category, model, items=tuple(keys))

    def _note_taken(self, draft: Draft, key: str, source: Source, node: Node) -> None:
        if draft is self._draft:
            self.taken.append(Taken(key, source, node))

    def _note_gate(self, draft: Draft, level: str, key: str, node: Node) -> None:
        if draft is self._draft:
            self.gates.append(Gate(level, key, draft.main, node))

    def _taken_category(self, draft: Draft, placed: PlacedCategory) -> Category | None:
        """Return a category that stands in another curriculum, as that shows it."""
        home, level, id = placed.taken.split("/")
        other = self.resolver.home(home) if home != draft.id else None
        if other and draft in self.bases(other):
            kind, ids = FaultKind.TAKEN_FROM_ABOVE, {"id": other.id, "base": draft.id}
            self._faults.extend(faults_at(kind, placed.source, placed.node, **ids))
            return None
        if self._depth == MOST_TAKEN:
            kind = FaultKind.TAKEN_TOO_FAR
            self._faults.extend(faults_at(kind, placed.source, placed.node, most=MOST_TAKEN))
            return None
        self._depth += 1
        found = self._find_category(other, level, id) if other else None
        self._depth -= 1
        for key in found.items if found else ():
            self._note_taken(draft, key, placed.source, placed.node)
        if found is None and not (other and other.broken):
            values: dict[str, object] = {"reference": placed.taken, "home": home, "other": other}
            lost = {"noun": "category", "id": f"{level}/{id}", "base": home, "known": ()}
            kind = FaultKind.UNKNOWN_CATEGORY if draft.extends is None else FaultKind.LOST_PART
            faults = faults_at(kind, placed.source, placed.node, **values, **lost)
            self._faults.extend(faults)
        return found

    def _find_category(self, draft: Draft, level: str, id: str) -> Category | None:
        if draft.extends is not None:
            stages = [one for one in self.levels(draft) if one.id == level]
            return next((c for stage in stages for c in stage.categories if c.id == id), None)
        place = draft.path, f"{level}/{id}"
        if place not in self._categories:
            self._categories[place] = None  # what a circle meets
            for stage in draft.levels:
                if text_of(value_of(stage.node, "id")) == level:
                    for placed in stage.categories:
                        if placed.id == id:
                            self._categories[place] = self._category(draft, placed)
        return self._categories[place]

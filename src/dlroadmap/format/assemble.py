"""From what the files say to what the program sees: references resolved, the whole checked."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import Any, NamedTuple

from dlroadmap.curriculum.graph import circles
from dlroadmap.curriculum.model import (
    DEFAULT_PRIORITY,
    Changed,
    Curriculum,
    Item,
    Level,
    Requirement,
)
from dlroadmap.format.checks import find_id_faults
from dlroadmap.format.closing import find_closing
from dlroadmap.format.draft import Definition, Draft
from dlroadmap.format.estimates import estimate_hours
from dlroadmap.format.faults import DROPPED, IDLE, Fault, FaultKind, faults_at
from dlroadmap.format.layout import Gate, Layout, Taken
from dlroadmap.format.making import make, whole
from dlroadmap.format.nodes import Node, elements_of, entries_of, name_of, value_of
from dlroadmap.format.overlay import Alteration, alter
from dlroadmap.format.resolve import FindHome
from dlroadmap.format.source import Source
from dlroadmap.work import Task, work


class Step(NamedTuple):
    """A step of a circle: the item that is required, and where that is said."""

    key: str
    file: str
    line: int


class Said(NamedTuple):
    """What an item requires or covers, and where that is said."""

    key: str
    source: Source
    node: Node


@dataclass
class Assembly:
    """A curriculum, if it could be put together, and the other drafts that it drew on.

    `levels` and `items` are what could be understood, also of a curriculum with faults. `said`
    has the prerequisites of every item, `missing` those that nobody defines, `covers` what items
    cover. Of the curriculum's own files `taken` is what they take in, `gates` their `ready_when`,
    `alterations` what they change.
    """

    draft: Draft
    homes: dict[str, Draft] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    assumes: tuple[str, ...] = ()
    said: dict[str, list[Said]] = field(default_factory=dict)
    missing: dict[str, list[str]] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    covers: dict[str, list[Said]] = field(default_factory=dict)
    gates: list[Gate] = field(default_factory=list)
    alterations: list[Alteration] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    """What is wrong beyond the faults of the drafts, in their files."""
    curriculum: Curriculum | None = None

    @property
    def drafts(self) -> list[Draft]:
        """The curriculum's own draft, then the others."""
        return [self.draft, *self.homes.values()]

    @property
    def all_faults(self) -> list[Fault]:
        """The faults of all drafts, then those of this curriculum."""
        return [*chain.from_iterable(draft.faults for draft in self.drafts), *self.faults]


def assemble(draft: Draft, find_home: FindHome) -> Assembly:
    """Put a curriculum together, as far as its drafts and their references go."""
    return _Assembler(draft, find_home).run()


class _Assembler:
    def __init__(self, draft: Draft, find_home: FindHome) -> None:
        self.draft = draft
        self.layout = Layout(draft, find_home)
        self.resolver = self.layout.resolver
        self.faults = self.resolver.faults
        self.items: dict[str, Item] = {}
        self.said: dict[str, list[Said]] = {}
        self.covers: dict[str, list[Said]] = {}
        self.missing: dict[str, list[str]] = {}
        self.changed: list[Changed] = []
        self.alterations: dict[str, list[Alteration]] = {}
        self.definitions: dict[str, Definition] = {}

    def run(self) -> Assembly:
        levels = self.layout.levels(self.draft)
        for alteration in self.layout.alterations(self.draft):
            self.alterations.setdefault(alteration.key, []).append(alteration)
        assumes: tuple[str, ...] = ()
        for draft in reversed(list(self.layout.bases(self.draft))):
            self._resolve_retired(draft)
            assumes = self._assumes(draft, assumes)
        placed = [key for level in levels for part in level.categories for key in part.items]
        own = (f"{self.draft.id}/{id}" for id in self.draft.definitions)
        self._gather([*placed, *assumes, *own])
        self._alter()
        doubled = chain.from_iterable(map(find_id_faults, self.layout.bases(self.draft)))
        faults = [*doubled, *self.faults, *self._circles()]
        assembly = Assembly(
            self.draft,
            self.resolver.homes,
            levels,
            self.items,
            assumes,
            self.said,
            self.missing,
            self.layout.taken,
            self.covers,
            self.layout.gates,
            [a for listed in self.alterations.values() for a in listed if a.by == self.draft.id],
            self._blame_base(faults),
        )
        if not any(fault.fatal for fault in assembly.all_faults):
            assembly.curriculum = self._curriculum(levels, assumes)
        return assembly

    def _blame_base(self, faults: list[Fault]) -> list[Fault]:
        """Return the faults; where the base has errors, that is told of it and nothing it explains.

        What could not be understood of the base would be told as what it does not have.
        """
        bases = list(self.layout.bases(self.draft))[1:]
        sources = {id(source) for base in bases for source in base.sources}
        broken = (f for draft in bases for f in draft.faults if f.fatal)
        below = next(
            chain(broken, (f for f in faults if f.fatal and id(f.source) in sources)), None
        )
        named = value_of(self.draft.main.root, "extends")
        if below is None or named is None:
            return faults
        line = below.source.position(below.start)[0]
        values = {"id": bases[0].id, "file": below.source.path, "line": line}
        blamed = faults_at(FaultKind.BROKEN_BASE, self.draft.main, named, **values)
        return [*blamed, *(fault for fault in faults if fault.kind not in DROPPED | IDLE)]

    def _curriculum(self, levels: list[Level], assumes: tuple[str, ...]) -> Curriculum:
        model = self.draft.model
        assert model is not None
        drafts = [*self.resolver.homes.values(), self.draft]
        renames = {old: new for draft in drafts for old, new in draft.renames.items()}
        items = self.items.items()
        placed = {key: None for level in levels for part in level.categories for key in part.items}
        return make(
            Curriculum,
            model,
            levels=tuple(levels),
            hours={key: item.hours for key, item in items},
            priority={k: item.priority for k, item in items if item.priority != DEFAULT_PRIORITY},
            requires={
                key: tuple(requirement.key for requirement in item.requires)
                for key, item in items
                if item.requires
            },
            kinds={key: item.kind for key, item in items},
            renames={old: _final(new, renames) for old, new in renames.items()},
            items=self.items,
            estimates=estimate_hours(self.items, placed),
            assumes=assumes,
            extends=self.draft.extends or "",
            changed=tuple(self.changed),
            hidden=self._find_hidden(placed),
            audience=self._inherit("audience"),
            hours_per_week=self._inherit("hours_per_week"),
        )

    def _find_hidden(self, placed: Container[str]) -> tuple[str, ...]:
        """Return what stands on the levels of bases, and not on those of the draft."""
        bases = list(self.layout.bases(self.draft))[1:]
        levels = chain.from_iterable(map(self.layout.levels, bases))
        keys = (key for level in levels for part in level.categories for key in part.items)
        return tuple(dict.fromkeys(key for key in keys if key not in placed))

    def _inherit(self, name: str) -> Any:
        """Return what the draft says under a name, or else what it stands on does."""
        said = (getattr(draft.model, name, None) for draft in self.layout.bases(self.draft))
        return next(filter(None, said), getattr(self.draft.model, name))

    def _assumes(self, draft: Draft, below: tuple[str, ...]) -> tuple[str, ...]:
        """Return what is assumed: a draft that says nothing of it assumes what its base does."""
        main = draft.main
        if draft.model is None or main.root is None or not value_of(main.root, "assumes"):
            return below
        listed = self.resolver.keys(draft, main, main.root, "assumes", draft.model.assumes)
        return tuple(key for key, _ in listed)

    def _gather(self, keys: list[str]) -> None:
        """Collect the items of the keys, then those they require or cover, in that order."""
        with work(Task.ASSEMBLE, self.draft.id, len(set(keys))) as advance:
            for key in (queue := list(keys)):
                if key in self.items:
                    continue
                home, _, id = key.partition("/")
                draft = self.resolver.home(home)
                if draft and (definition := draft.definitions.get(id)):
                    self.definitions[key] = definition
                    item = self.items[key] = self._item(draft, definition)
                    added = (r.key for a in self.alterations.get(key, ()) for r, _ in a.requires)
                    queue.extend(chain((r.key for r in item.requires), item.covers, added))
                    advance(len(self.items))

    def _item(self, draft: Draft, definition: Definition) -> Item:
        model, source, node = definition
        own = f"{draft.id}/{model.id}"
        requires: dict[str, Requirement] = {}
        said = self.said[own] = []
        listed = elements_of(node, "requires")
        for requirement, element in zip(model.requires, listed, strict=True):
            reference, because = requirement.item, requirement.because
            kind = FaultKind.UNKNOWN_PREREQUISITE
            key = self.resolver.key(draft, source, reference, element, kind)
            if key is None:
                self.missing.setdefault(own, []).append(reference)
            elif key == own and reference in (model.id, own):
                named = name_of(element)
                self.faults += faults_at(FaultKind.SELF_PREREQUISITE, source, named, id=model.id)
            elif key == own:
                values = {"id": own, "other": reference}
                kind, named = FaultKind.CLOSES_CIRCLE, name_of(element)
                self.faults += faults_at(kind, source, named, **values)
            elif key in requires:
                needed = because not in ("", requires[key].because)
                self.resolver.add_repeated(
                    source, node, "requires", element, reference, needed=needed
                )
            else:
                requires[key] = Requirement(key, because)
                said.append(Said(key, source, element))
        covers = dict(self.resolver.keys(draft, source, node, "covers", model.covers))
        if covers:
            self.covers[own] = [Said(key, source, element) for key, element in covers.items()]
        return make(
            Item,
            model,
            key=own,
            hours=whole(model.hours),
            requires=tuple(requires.values()),
            covers=tuple(covers),
        )

    def _alter(self) -> None:
        """Make of the items what overlays have them as; what would close a circle is left out."""
        alterations = [each for key in self.alterations for each in self.alterations[key]]
        alterations = [each for each in alterations if each.key in self.items]
        if not alterations:
            return
        edges = {key: [r.key for r in item.requires] for key, item in self.items.items()}
        added = [(each.key, r.key) for each in alterations for r, _ in each.requires]
        closing = find_closing(edges, added)
        for alteration in alterations:
            key, kept = alteration.key, []
            for requirement, element in alteration.requires:
                if (key, requirement.key) in closing:
                    kind, values = FaultKind.CLOSES_CIRCLE, {"id": key, "other": requirement.key}
                    named = name_of(element)
                    self.faults += faults_at(kind, alteration.source, named, **values)
                else:
                    kept.append((requirement, element))
            said = {said.key for said in self.said[key]}
            alteration = alteration._replace(requires=tuple(kept))
            self.items[key], changed = alter(self.items[key], alteration, self.resolver)
            self.changed += changed
            fresh = ((r, element) for r, element in kept if r.key not in said)
            self.said[key] += (Said(r.key, alteration.source, element) for r, element in fresh)

    def _resolve_retired(self, draft: Draft) -> None:
        """Note where progress on a retired item would be led to an item that nobody defines.

        A bare id is one of the draft's own here, in overlays too: what a base takes in may be
        another item tomorrow, and ticks must not move.
        """
        main, known = draft.main, draft.model.retired if draft.model else {}
        kind = FaultKind.UNKNOWN_REFERENCE
        for key, node in entries_of(main.root, "retired"):
            new = known.get(str(key.value))
            if new is None or self._is_former(draft, new):
                continue
            if "/" in new or new in draft.definitions:
                self.resolver.key(draft, main, new, node)
            else:
                self.resolver.note_unknown(draft, main, new, node, kind)

    def _is_former(self, draft: Draft, reference: str) -> bool:
        home, _, id = reference.rpartition("/")
        other = self.resolver.home(home or draft.id)
        return other is not None and f"{other.id}/{id}" in other.renames

    def _circles(self) -> Iterator[Fault]:
        """Yield a way round in each group of items that wait for each other.

        It begins at the first of them in its file, of this curriculum if one is.
        """
        edges = {key: [r.key for r in item.requires] for key, item in self.items.items()}
        for circle in circles(edges):
            own = [key for key in circle if key.startswith(f"{self.draft.id}/")]
            start = circle.index(min(own or circle, key=self._position))
            way = [*circle[start:], *circle[: start + 1]]
            said = [self._edge(key, other) for key, other in pairwise(way)]
            steps = [
                Step(key, str(source.path), source.line_of(node))
                for key, (source, node) in zip(way[1:], said, strict=True)
            ]
            yield from faults_at(FaultKind.CIRCLE, *said[0], steps=steps)

    def _edge(self, key: str, other: str) -> tuple[Source, Node]:
        """Return where an item says that it requires another."""
        said = next(said for said in self.said[key] if said.key == other)
        return said.source, name_of(said.node)

    def _position(self, key: str) -> tuple[str, int]:
        definition = self.definitions[key]
        return str(definition.source.path), definition.node.start


def _final(key: str | None, renames: dict[str, str | None]) -> str | None:
    """Follow renames of renames; one that leads back to itself ends where it is noticed."""
    seen = set()
    while key in renames and key not in seen:
        seen.add(key)
        key = renames[key]
    return key

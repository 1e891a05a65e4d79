"""From what the files say to what the program sees: references resolved, the whole checked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple, TypeVar

from pydantic import BaseModel

from dlroadmap.curriculum.graph import circles
from dlroadmap.curriculum.model import (
    DEFAULT_PRIORITY,
    Category,
    Curriculum,
    Item,
    Level,
    Requirement,
    Resource,
)
from dlroadmap.format.draft import Definition, Draft, PlacedCategory, PlacedLevel
from dlroadmap.format.estimates import estimate_hours
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.nodes import Node, elements_of, entries_of, name_of, value_of
from dlroadmap.format.resolve import FindHome, Resolver, find_id_faults
from dlroadmap.format.schema import ItemModel, ResourceModel
from dlroadmap.format.source import Source
from dlroadmap.work import Task, work

T = TypeVar("T")


class Step(NamedTuple):
    """A step of a circle: the item that is required, and where that is said."""

    key: str
    file: str
    line: int


@dataclass
class Assembly:
    """A curriculum, if it could be put together, and the other drafts that it drew on.

    `levels` and `items` are what could be understood, also of a curriculum with faults.
    """

    draft: Draft
    homes: dict[str, Draft] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
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
        self.resolver = Resolver(draft, find_home)
        self.faults = self.resolver.faults
        self.items: dict[str, Item] = {}
        self.definitions: dict[str, Definition] = {}

    def run(self) -> Assembly:
        levels = [self._level(level) for level in self.draft.levels]
        self._resolve_retired()
        placed = [key for level in levels for part in level.categories for key in part.items]
        self._gather([*placed, *(f"{self.draft.id}/{id}" for id in self.draft.definitions)])
        faults = [*find_id_faults(self.draft), *self.faults, *self._circles()]
        assembly = Assembly(self.draft, self.resolver.homes, levels, self.items, faults)
        if not any(fault.fatal for fault in assembly.all_faults):
            assembly.curriculum = self._curriculum(levels)
        return assembly

    def _curriculum(self, levels: list[Level]) -> Curriculum:
        model = self.draft.model
        assert model is not None
        drafts = [*self.resolver.homes.values(), self.draft]
        renames = {old: new for draft in drafts for old, new in draft.renames.items()}
        items = self.items.items()
        return _make(
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
            renames={old: _final(new, renames) for old, new in renames.items()},
            items=self.items,
            estimates=estimate_hours(
                self.items, dict.fromkeys(k for l in levels for c in l.categories for k in c.items)
            ),
            assumes=(),
            extends="",
            changed=(),
        )

    def _level(self, placed: PlacedLevel) -> Level:
        """Return a level; of one that has faults, what is good of its categories."""
        parts = tuple(map(self._category, placed.categories))
        model, node = placed.model, placed.node
        if model is None:
            return Level("", "", "", None, None, (), parts)
        self._check_choose(self.draft.main, node, model.choose, len(model.categories))
        main, gates = self.draft.main, model.ready_when
        keys = tuple(self.resolver.keys(self.draft, main, node, "ready_when", gates))
        return _make(Level, model, ready_when=keys, categories=parts)

    def _category(self, placed: PlacedCategory) -> Category:
        source, model = placed.source, placed.model
        keys: dict[str, None] = {}
        for node, item in placed.entries:
            if isinstance(item, ItemModel):
                keys[f"{self.draft.id}/{item.id}"] = None
                continue
            key = self.resolver.key(self.draft, source, item, node)
            if key in keys:
                self.resolver.add_repeated(source, placed.node, "items", node, item)
            elif key:
                keys[key] = None
        if model is None:
            return Category(placed.id, "", "", None, tuple(keys))
        self._check_choose(source, placed.node, model.choose, len(keys))
        return _make(Category, model, items=tuple(keys))

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
                    queue.extend(chain((r.key for r in item.requires), item.covers))
                    advance(len(self.items))

    def _item(self, draft: Draft, definition: Definition) -> Item:
        model, source, node = definition
        own = f"{draft.id}/{model.id}"
        requires: dict[str, Requirement] = {}
        listed = elements_of(node, "requires")
        for requirement, element in zip(model.requires, listed, strict=True):
            reference, because = requirement.item, requirement.because
            kind = FaultKind.UNKNOWN_PREREQUISITE
            key = self.resolver.key(draft, source, reference, element, kind)
            if key == own:
                named = name_of(element)
                self.faults += faults_at(FaultKind.SELF_PREREQUISITE, source, named, id=model.id)
            elif key in requires:
                needed = because not in ("", requires[key].because)
                self.resolver.add_repeated(
                    source, node, "requires", element, reference, needed=needed
                )
            elif key:
                requires[key] = Requirement(key, because)
        return _make(
            Item,
            model,
            key=own,
            hours=_whole(model.hours),
            requires=tuple(requires.values()),
            covers=tuple(self.resolver.keys(draft, source, node, "covers", model.covers)),
        )

    def _resolve_retired(self) -> None:
        """Note where progress on a retired item would be led to an item that nobody defines."""
        main, known = self.draft.main, self.draft.model.retired if self.draft.model else {}
        for key, node in entries_of(main.root, "retired"):
            new = known.get(str(key.value))
            if new is not None and not self._is_former(new):
                self.resolver.key(self.draft, main, new, node)

    def _is_former(self, reference: str) -> bool:
        home, _, id = reference.rpartition("/")
        draft = self.resolver.home(home or self.draft.id)
        return draft is not None and f"{draft.id}/{id}" in draft.renames

    def _check_choose(self, source: Source, node: Node, choose: int | None, number: int) -> None:
        if choose is not None and choose > number:
            named = value_of(node, "choose") or node
            values = {"choose": choose, "number": number}
            self.faults += faults_at(FaultKind.TOO_FEW_TO_CHOOSE, source, named, **values)

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
        definition, home = self.definitions[key], key.partition("/")[0]
        listed = elements_of(definition.node, "requires")
        pairs = zip(definition.item.requires, listed, strict=True)
        names = (other, other.removeprefix(f"{home}/"))
        named = next(name_of(element) for need, element in pairs if need.item in names)
        return definition.source, named

    def _position(self, key: str) -> tuple[str, int]:
        definition = self.definitions[key]
        return str(definition.source.path), definition.node.start


def _make(kind: type[T], model: BaseModel, **resolved: object) -> T:
    """Return a dataclass: what was resolved, and what the schema has under its fields' names."""
    names = kind.__annotations__.keys() & type(model).model_fields.keys()
    copied = {name: _plain(getattr(model, name)) for name in names - resolved.keys()}
    return kind(**copied, **resolved)


def _whole(hours: float | None) -> float | None:
    """Return hours without a fraction as an integer, which JSON and people read better."""
    return int(hours) if hours is not None and hours == int(hours) else hours


def _plain(value: object) -> object:
    if isinstance(value, ResourceModel):
        return _make(Resource, value)
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _final(key: str | None, renames: dict[str, str | None]) -> str | None:
    """Follow renames of renames; one that leads back to itself ends where it is noticed."""
    seen = set()
    while key in renames and key not in seen:
        seen.add(key)
        key = renames[key]
    return key

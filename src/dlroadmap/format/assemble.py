"""From what the files say to what the program sees: references resolved, the whole checked."""

from dataclasses import dataclass, field, fields
from itertools import chain, pairwise
from typing import Any

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
from dlroadmap.format.resolve import FindHome, Resolver, elements, name_of, without
from dlroadmap.format.schema import ItemModel, ResourceModel
from dlroadmap.format.source import MappingNode, Node, Source

MOST_STEPS = 12
"""Of a longer circle, only so many steps are told."""


@dataclass
class Assembly:
    """A curriculum, if it could be put together, and the other drafts that it drew on.

    `levels` and `items` are what could be understood, also of a curriculum with faults.
    """

    draft: Draft
    homes: dict[str, Draft] = field(default_factory=dict)
    levels: list[Level] = field(default_factory=list)
    items: dict[str, Item] = field(default_factory=dict)
    curriculum: Curriculum | None = None


def assemble(draft: Draft, find_home: FindHome) -> Assembly:
    """Put a curriculum together; what is wrong is added to the findings of the draft."""
    return _Assembler(draft, find_home).run()


class _Assembler:
    def __init__(self, draft: Draft, find_home: FindHome) -> None:
        self.draft = draft
        self.resolver = Resolver(draft, find_home)
        self.items: dict[str, Item] = {}

    def run(self) -> Assembly:
        _check_ids(self.draft)
        levels = [self._level(level) for level in self.draft.levels]
        parts = [part for level in levels for part in level.categories]
        self._check_retired()
        own = [f"{self.draft.id}/{id}" for id in self.draft.definitions]
        self._gather([*chain.from_iterable(part.items for part in parts), *own])
        self._check_circles()
        assembly = Assembly(self.draft, self.resolver.homes, levels, self.items)
        if not any(draft.broken for draft in (self.draft, *assembly.homes.values())):
            assembly.curriculum = self._curriculum(levels)
        return assembly

    def _curriculum(self, levels: list[Level]) -> Curriculum:
        model = self.draft.model
        assert model is not None
        drafts = [*self.resolver.homes.values(), self.draft]
        renames = {old: new for draft in drafts for old, new in draft.renames.items()}
        items = self.items.items()
        return Curriculum(
            id=model.id,
            title=model.title,
            description=model.description,
            hours_per_week=model.hours_per_week,
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
        )

    def _level(self, placed: PlacedLevel) -> Level:
        """Return a level; of one that has faults, what is good of its categories."""
        parts = tuple(map(self._category, placed.categories))
        model, node = placed.model, placed.node
        if model is None:
            return Level("", "", "", None, None, (), parts)
        _check_choose(self.draft.main, node, model.choose, len(model.categories))
        gates = self.resolver.keys(
            self.draft, self.draft.main, node, "ready_when", model.ready_when
        )
        return Level(
            id=model.id,
            title=model.title,
            description=model.description,
            choose=model.choose,
            weeks=model.weeks,
            ready_when=tuple(gates),
            categories=parts,
        )

    def _category(self, placed: PlacedCategory) -> Category:
        source, model = placed.source, placed.model
        keys: dict[str, None] = {}
        for node, item in placed.entries:
            if isinstance(item, ItemModel):
                keys[f"{self.draft.id}/{item.id}"] = None
            elif key := self.resolver.key(self.draft, source, item, node, "S111"):
                if key in keys:
                    message = f"`{item}` stands in this list already"
                    fix = without(source, placed.node, "items", node)
                    source.report_at("S107", node, message, fix)
                keys[key] = None
        if model is None:
            return Category(placed.id, "", "", None, tuple(keys))
        _check_choose(source, placed.node, model.choose, len(keys))
        return Category(
            id=model.id,
            title=model.title,
            description=model.description,
            choose=model.choose,
            items=tuple(keys),
            resources=_resources(model.resources),
        )

    def _gather(self, keys: list[str]) -> None:
        """Collect the items of the keys, then those they require or cover, in that order."""
        for key in (queue := list(keys)):
            if key in self.items:
                continue
            home, _, id = key.partition("/")
            draft = self.resolver.home(home)
            if draft and (definition := draft.definitions.get(id)):
                item = self.items[key] = self._item(draft, definition)
                queue.extend(chain((r.key for r in item.requires), item.covers))

    def _item(self, draft: Draft, definition: Definition) -> Item:
        model, source, node = definition
        requires: dict[str, Requirement] = {}
        for requirement, element in zip(model.requires, elements(node, "requires"), strict=True):
            if key := self._prerequisite(draft, definition, requirement.item, element):
                if key in requires:
                    message = f"`{requirement.item}` stands in this list already"
                    known = requirement.because in ("", requires[key].because)
                    fix = without(source, node, "requires", element) if known else None
                    source.report_at("S107", name_of(element), message, fix)
                requires.setdefault(key, Requirement(key, requirement.because))
        resolved = {
            "key": f"{draft.id}/{model.id}",
            "hours": int(model.hours) if model.hours == int(model.hours) else model.hours,
            "requires": tuple(requires.values()),
            "covers": tuple(self.resolver.keys(draft, source, node, "covers", model.covers)),
            "resources": _resources(model.resources),
        }
        return Item(**{**_copied(model, Item), **resolved})

    def _prerequisite(
        self, draft: Draft, definition: Definition, reference: str, element: Node
    ) -> str | None:
        place, source = name_of(element), definition.source
        key = self.resolver.key(draft, source, reference, place, "G201")
        if key == f"{draft.id}/{definition.item.id}":
            source.report_at("G202", place, f"`{definition.item.id}` requires itself")
            return None
        return key

    def _check_retired(self) -> None:
        """Report where progress on a retired item would be led to an item that nobody defines."""
        root, main = self.draft.main.root, self.draft.main
        retired = root.get("retired") if isinstance(root, MappingNode) else None
        for key, place in retired.entries.values() if isinstance(retired, MappingNode) else ():
            if key.value in self.draft.definitions:
                main.report_at("S105", key, f"`{key.value}` is retired, yet an item has this id")
            known = self.draft.model.retired if self.draft.model else {}
            new = known.get(str(key.value))
            if new is not None and not self._is_former(new):
                self.resolver.key(self.draft, main, new, place, "S111")

    def _is_former(self, reference: str) -> bool:
        home, _, id = reference.rpartition("/")
        draft = self.resolver.home(home or self.draft.id)
        return draft is not None and f"{draft.id}/{id}" in draft.renames

    def _check_circles(self) -> None:
        """Report a way round in each group of items that wait for each other.

        It begins at the first of them in its file, of this curriculum if one is.
        """
        edges = {key: [r.key for r in item.requires] for key, item in self.items.items()}
        for circle in circles(edges):
            own = [key for key in circle if key.startswith(f"{self.draft.id}/")]
            first = min(own or circle, key=self._place)
            start = circle.index(first)
            way = [*circle[start:], *circle[: start + 1]]
            source, place = self._edge(way[0], way[1])
            source.report_at("G203", place, f"{self._round(way)}: a circle")

    def _round(self, way: list[str]) -> str:
        """Return a way round in words, each step with its place; of a long one the first steps."""
        steps = []
        for key, other in list(pairwise(way))[:MOST_STEPS]:
            source, place = self._edge(key, other)
            line = source.position(place.start)[0]
            same = source.path == self._definition(way[0]).source.path
            where = f"line {line}" if same else f"{source.path}:{line}"
            steps.append(f"`{other.partition('/')[2]}` ({where})")
        left = len(way) - 1 - len(steps)
        more = f", and so on through {left} more" if left else ""
        return f"`{way[0].partition('/')[2]}` requires {', which requires '.join(steps)}{more}"

    def _edge(self, key: str, other: str) -> tuple[Source, Node]:
        """Return where an item says that it requires another."""
        definition, home = self._definition(key), key.partition("/")[0]
        listed = elements(definition.node, "requires")
        pairs = zip(definition.item.requires, listed, strict=True)
        names = (other, other.removeprefix(f"{home}/"))
        place = next(name_of(element) for need, element in pairs if need.item in names)
        return definition.source, place

    def _definition(self, key: str) -> Definition:
        home, _, id = key.partition("/")
        draft = self.resolver.home(home)
        assert draft is not None
        return draft.definitions[id]

    def _place(self, key: str) -> tuple[str, int]:
        definition = self._definition(key)
        return str(definition.source.path), definition.node.start


def _check_ids(draft: Draft) -> None:
    """Report level, category, item and retired ids that stand twice where they must be unique."""
    levels: dict[str, str] = {}
    items: dict[str, str] = {}
    former: dict[str, str] = {}
    for level in draft.levels:
        parts: dict[str, str] = {}
        if level.model:
            _check_id(draft.main, level.node, level.model.id, "level", levels)
        for part in level.categories:
            _check_id(part.source, part.node, part.id, "category", parts)
            for node, item in part.entries:
                if isinstance(item, ItemModel):
                    _check_id(part.source, node, item.id, "item", items)
    for definition in draft.definitions.values():
        source, model = definition.source, definition.item
        for old, place in zip(model.formerly, elements(definition.node, "formerly"), strict=True):
            if old in draft.definitions:
                source.report_at("S105", place, f"`{old}` is the id of an item today")
            _check_id(source, place, old, "former id", former)


def _check_id(source: Source, node: Node, id: str, noun: str, seen: dict[str, str]) -> None:
    if not id:
        return
    place = name_of(node)
    if id in seen:
        path, _, line = seen[id].rpartition(":")
        where = f"on line {line}" if path == str(source.path) else f"in {seen[id]}"
        source.report_at("S105", place, f"{noun} `{id}` stands here again; it is {where} already")
    seen.setdefault(id, f"{source.path}:{source.position(place.start)[0]}")


def _check_choose(source: Source, node: Node, choose: int | None, number: int) -> None:
    if choose is not None and choose > number and isinstance(node, MappingNode):
        place = node.get("choose") or node
        source.report_at("G209", place, f"choose {choose}, but there are only {number}")


def _resources(models: list[ResourceModel]) -> tuple[Resource, ...]:
    return tuple(Resource(**_copied(model, Resource)) for model in models)


def _copied(model: ItemModel | ResourceModel, kind: type[Item | Resource]) -> dict[str, Any]:
    """Return the values that the schema has under the names of a dataclass's fields."""
    names = [field.name for field in fields(kind) if field.name in type(model).model_fields]
    values = ((name, getattr(model, name)) for name in names)
    return {name: tuple(v) if isinstance(v, list) else v for name, v in values}


def _final(key: str | None, renames: dict[str, str | None]) -> str | None:
    """Follow renames of renames; one that leads back to itself ends where it is noticed."""
    seen = set()
    while key in renames and key not in seen:
        seen.add(key)
        key = renames[key]
    return key

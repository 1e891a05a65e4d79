"""From what the files say to what the program sees: references resolved, the whole checked."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from dlroadmap.curriculum.draft import Definition, Draft, PlacedCategory
from dlroadmap.curriculum.faults import did_you_mean
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
from dlroadmap.curriculum.schema import ItemModel, ResourceModel
from dlroadmap.curriculum.source import Mapping, Node, Sequence, Source

FindHome = Callable[[str], Draft | None]
"""Returns the draft of the curriculum with an id, or None."""


@dataclass
class Assembly:
    """A curriculum, if it could be put together, and the other drafts that it drew on."""

    draft: Draft
    homes: dict[str, Draft] = field(default_factory=dict)
    curriculum: Curriculum | None = None


def assemble(draft: Draft, find_home: FindHome) -> Assembly:
    """Put a curriculum together; what is wrong is added to the findings of the draft."""
    assembly = Assembly(draft)
    if draft.model is not None:
        _Assembler(assembly, find_home).run()
    return assembly


class _Assembler:
    def __init__(self, assembly: Assembly, find_home: FindHome) -> None:
        self.assembly = assembly
        self.draft = assembly.draft
        assert self.draft.model is not None
        self.model = self.draft.model
        self.find_home = find_home
        self.items: dict[str, Item] = {}

    def run(self) -> None:
        self._check_ids()
        levels = tuple(self._levels())
        placed = [key for level in levels for part in level.categories for key in part.items]
        own = [f"{self.model.id}/{id}" for id in self.draft.definitions]
        self._gather([*placed, *own])
        self._check_circles()
        drafts = [self.draft, *self.assembly.homes.values()]
        if any(draft.broken for draft in drafts):
            return
        renames = {old: new for draft in reversed(drafts) for old, new in draft.renames.items()}
        self.assembly.curriculum = Curriculum(
            id=self.model.id,
            title=self.model.title,
            description=self.model.description,
            hours_per_week=self.model.hours_per_week,
            levels=levels,
            hours={key: item.hours for key, item in self.items.items()},
            priority={
                key: item.priority
                for key, item in self.items.items()
                if item.priority != DEFAULT_PRIORITY
            },
            requires={
                key: tuple(requirement.key for requirement in item.requires)
                for key, item in self.items.items()
                if item.requires
            },
            renames={old: _final(new, renames) for old, new in renames.items()},
            items=self.items,
        )

    def _levels(self) -> Iterator[Level]:
        for model, node, categories in self.draft.levels:
            self._check_choose(self.draft.main, node, model.choose, len(model.categories))
            yield Level(
                id=model.id,
                title=model.title,
                description=model.description,
                choose=model.choose,
                weeks=model.weeks,
                ready_when=tuple(
                    self._resolve_all(
                        self.draft, self.draft.main, node, "ready_when", model.ready_when
                    )
                ),
                categories=tuple(map(self._category, categories)),
            )

    def _category(self, category: PlacedCategory) -> Category:
        model, source, node = category
        references = [item if isinstance(item, str) else item.id for item in model.items]
        keys = list(self._resolve_all(self.draft, source, node, "items", references))
        self._check_choose(source, node, model.choose, len(model.items))
        return Category(
            id=model.id,
            title=model.title,
            description=model.description,
            choose=model.choose,
            items=tuple(dict.fromkeys(keys)),
            resources=_resources(model.resources),
        )

    def _gather(self, keys: list[str]) -> None:
        """Collect the items of the keys, then those they require or cover, in that order."""
        for key in (queue := list(keys)):
            if key in self.items:
                continue
            home, _, id = key.partition("/")
            draft = self._home(home)
            if draft and (definition := draft.definitions.get(id)):
                item = self.items[key] = self._item(draft, home, definition)
                queue.extend(chain((r.key for r in item.requires), item.covers))

    def _item(self, draft: Draft, home: str, definition: Definition) -> Item:
        model, source, node = definition
        requires = [
            Requirement(key, requirement.because)
            for requirement, element in zip(
                model.requires, _elements(node, "requires"), strict=False
            )
            if (key := self._prerequisite(draft, source, model, requirement.item, element))
        ]
        return Item(
            key=f"{home}/{model.id}",
            title=model.title,
            summary=model.summary,
            kind=model.kind,
            priority=model.priority,
            hours=int(model.hours) if model.hours == int(model.hours) else model.hours,
            requires=tuple({requirement.key: requirement for requirement in requires}.values()),
            covers=tuple(self._resolve_all(draft, source, node, "covers", model.covers)),
            checks=tuple(model.checks),
            aliases=tuple(model.aliases),
            tags=tuple(model.tags),
            resources=_resources(model.resources),
        )

    def _prerequisite(
        self, draft: Draft, source: Source, model: ItemModel, reference: str, element: Node
    ) -> str | None:
        place = _name(element)
        key = self._resolve(draft, source, reference, place, "G201")
        if key and draft.model and key == f"{draft.model.id}/{model.id}":
            source.report_at("G202", place, f"`{model.id}` requires itself")
            return None
        return key

    def _resolve_all(
        self, draft: Draft, source: Source, node: Node, word: str, references: list[str]
    ) -> Iterator[str]:
        seen: dict[str, int] = {}
        for reference, element in zip(references, _elements(node, word), strict=False):
            place = _name(element)
            key = self._resolve(draft, source, reference, place, "S111")
            if key is None:
                continue
            if key in seen and not isinstance(element, Mapping):
                message = f"`{reference}` stands in this list already, on line {seen[key]}"
                source.report_at("S107", place, message)
            seen.setdefault(key, source.position(place.start)[0])
            yield key

    def _resolve(
        self, draft: Draft, source: Source, reference: str, place: Node, rule: str
    ) -> str | None:
        """Return the key that a reference of a draft leads to; a fault is told at its place."""
        assert draft.model is not None
        home, _, id = reference.rpartition("/")
        home = home or draft.model.id
        other = self._home(home)
        if other is None:
            message = f"no curriculum `{home}` is known here, so `{reference}` leads nowhere"
            source.report_at("S111", place, message)
            return None
        if id in other.definitions:
            return f"{home}/{id}"
        if id not in other.ids or not other.broken:
            self._report_unknown(other, source, reference, place, rule)
        return None  # where the item is there but unfit, its own file says why

    def _report_unknown(
        self, other: Draft, source: Source, reference: str, place: Node, rule: str
    ) -> None:
        home, _, id = reference.rpartition("/")
        renamed = other.renames.get(f"{other.model.id}/{id}" if other.model else "", "")
        if renamed:
            hint = f"; it is `{renamed.partition('/')[2]}` now"
        elif renamed is None:
            hint = "; it was retired"
        else:
            hint = did_you_mean(id, list(other.definitions))
        where = f"curriculum `{home}`" if home else "this curriculum"
        source.report_at(rule, place, f"no item `{id}` is defined in {where}{hint}")

    def _home(self, id: str) -> Draft | None:
        if id == self.model.id:
            return self.draft
        if id not in self.assembly.homes:
            draft = self.find_home(id)
            if draft is None:
                return None
            self.assembly.homes[id] = draft
        return self.assembly.homes[id]

    def _check_ids(self) -> None:
        """Report level, category and item ids that stand twice where they must be unique."""
        levels: dict[str, int] = {}
        items: dict[str, str] = {}
        for level, node, categories in self.draft.levels:
            self._check_id(self.draft.main, node, level.id, "level", levels)
            seen: dict[str, int] = {}
            for category in categories:
                self._check_id(category.source, category.node, category.model.id, "category", seen)
                for element, item in zip(
                    _elements(category.node, "items"), category.model.items, strict=False
                ):
                    if isinstance(item, ItemModel):
                        self._check_item_id(category.source, element, item.id, items)
        retired = isinstance(self.draft.main.root, Mapping) and self.draft.main.root.get("retired")
        if isinstance(retired, Mapping):
            for key, _ in retired.entries.values():
                if key.value in self.draft.definitions:
                    message = f"`{key.value}` is retired, yet an item has this id"
                    self.draft.main.report_at("S105", key, message)

    def _check_id(
        self, source: Source, node: Node, id: str, noun: str, seen: dict[str, int]
    ) -> None:
        place = (node.get("id") if isinstance(node, Mapping) else None) or node
        if id in seen:
            message = f"{noun} `{id}` is here for the second time; the first is on line {seen[id]}"
            source.report_at("S105", place, message)
        seen.setdefault(id, source.position(place.start)[0])

    def _check_item_id(self, source: Source, node: Node, id: str, seen: dict[str, str]) -> None:
        place = (node.get("id") if isinstance(node, Mapping) else None) or node
        if id in seen:
            source.report_at("S105", place, f"item `{id}` is defined twice; first in {seen[id]}")
        seen.setdefault(id, f"{source.path}:{source.position(place.start)[0]}")

    def _check_choose(self, source: Source, node: Node, choose: int | None, number: int) -> None:
        if choose is not None and choose > number and isinstance(node, Mapping):
            place = node.get("choose") or node
            source.report_at("G209", place, f"choose {choose}, but there are only {number}")

    def _check_circles(self) -> None:
        edges = {key: [r.key for r in item.requires] for key, item in self.items.items()}
        for circle in circles(edges):
            own = [key for key in circle if key.startswith(f"{self.model.id}/")]
            if not own:
                continue
            start = circle.index(own[0])
            way = [key.partition("/")[2] for key in [*circle[start:], *circle[: start + 1]]]
            steps = ", which requires ".join(f"`{id}`" for id in way[1:])
            definition = self.draft.definitions[way[0]]
            element = next(
                element
                for element, requirement in zip(
                    _elements(definition.node, "requires"), definition.item.requires, strict=False
                )
                if requirement.item.rpartition("/")[2] == way[1]
            )
            message = f"`{way[0]}` requires {steps}: a circle"
            definition.source.report_at("G203", _name(element), message)


def _elements(node: Node, word: str) -> list[Node]:
    value = node.get(word) if isinstance(node, Mapping) else None
    return value.items if isinstance(value, Sequence) else []


def _name(element: Node) -> Node:
    """Return where the name in a list stands: the element, its id, or its only key."""
    if isinstance(element, Mapping):
        return element.get("id") or next(iter(element.entries.values()))[0]
    return element


def _resources(models: list[ResourceModel]) -> tuple[Resource, ...]:
    return tuple(Resource(model.title, model.url, model.type, model.cost) for model in models)


def _final(key: str | None, renames: dict[str, str | None]) -> str | None:
    """Follow renames of renames; one that leads back to itself ends where it is noticed."""
    seen = set()
    while key in renames and key not in seen:
        seen.add(key)
        key = renames[key]
    return key

"""What an overlay makes of the curriculum that it stands on: hides, then changes, then adds.

What it names and its base no longer has is left out and told: an update of the base never makes
an overlay unfit for use.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import BaseModel

from dlroadmap.curriculum.model import Category, Changed, Item, Level, Requirement
from dlroadmap.format.checks import find_choose_faults
from dlroadmap.format.draft import Draft, PlacedCategory, PlacedLevel
from dlroadmap.format.faults import FaultKind, faults_at
from dlroadmap.format.making import make, plain, whole
from dlroadmap.format.nodes import Node, elements_of, entries_of, name_of, text_of, value_of
from dlroadmap.format.resolve import Resolver
from dlroadmap.format.schema import ChangeModel, OverlayModel
from dlroadmap.format.source import Source

LayOut = Callable[[Draft, PlacedCategory], Category | None]
"""Returns a category of a draft with the keys of its items."""


class Alteration(NamedTuple):
    """What the overlay `by` changes of an item; `requires` are prerequisites and their elements."""

    key: str
    by: str
    model: ChangeModel
    source: Source
    node: Node
    requires: tuple[tuple[Requirement, Node], ...]


class Hidden(NamedTuple):
    """What an overlay hides, each with the place where it says so; categories as `level/id`."""

    items: dict[str, Node]
    levels: dict[str, Node]
    categories: dict[str, Node]


class Overlay:
    """One overlay over the levels of its base."""

    def __init__(
        self, draft: Draft, base: Draft, levels: Sequence[Level], resolver: Resolver, lay: LayOut
    ) -> None:
        self._draft = draft
        self._model = draft.model if isinstance(draft.model, OverlayModel) else None
        self._base = base
        self._levels = levels
        self._resolver = resolver
        self._lay = lay
        self._placed = {key for level in levels for part in level.categories for key in part.items}
        self._hidden = Hidden({}, {}, {})
        self.gates: list[tuple[str, str, Node]] = []
        """The gates that the overlay adds: key, level, where that is said."""

    def lay_out(self) -> list[Level]:
        """Return the levels with what is hidden left out and what is added at the end."""
        self._read_hidden()
        stages = {
            level.id: level._replace(categories=tuple(self._keep(level)))
            for level in self._levels
            if level.id not in self._hidden.levels
        }
        for placed in self._draft.levels:
            id = text_of(value_of(placed.node, "id"))
            stages[id] = self._extend(id, stages.get(id), placed)
        held = {key for level in stages.values() for c in level.categories for key in c.items}
        for id, key, node in self.gates:
            if key not in held:
                self._note(FaultKind.HIDDEN_GATE, node, id=key, level=id)
        taken = {key.partition("/")[2] for key in self._placed}
        for own in self._draft.definitions.values():
            if own.item.id in taken:
                named = name_of(own.node)
                values = {"id": own.item.id, "base": self._base.id}
                faults = faults_at(FaultKind.OWN_ID_TAKEN, own.source, named, **values)
                self._resolver.faults += faults
        finished = (self._finish(level, held) for level in stages.values())
        return [level for level in finished if level.categories]

    def read_alterations(self, levels: Sequence[Level]) -> Iterator[Alteration]:
        """Yield what the overlay changes of the items of its base that it holds on its levels."""
        held = {key for level in levels for part in level.categories for key in part.items}
        draft, main = self._draft, self._draft.main
        models = self._model.change.items() if self._model else ()
        nodes = entries_of(main.root, "change") if self._model else ()
        for (reference, model), (named, node) in zip(models, nodes, strict=True):
            key = self._resolver.key(draft, main, reference, named)
            if key and key.partition("/")[0] == draft.id:
                self._note(FaultKind.CHANGE_OF_OWN, named, id=reference)
            elif key and key not in self._placed:
                self._note(FaultKind.NOT_INHERITED, named, reference=reference, base=self._base.id)
            elif key and key not in held:
                self._note(FaultKind.CHANGE_OF_HIDDEN, named, id=reference)
            elif key:
                listed = zip(model.requires, elements_of(node, "requires"), strict=True)
                found = tuple(
                    (Requirement(other, requirement.because), element)
                    for requirement, element in listed
                    if (other := self._resolver.key(draft, main, requirement.item, element))
                )
                yield Alteration(key, draft.id, model, main, node, found)

    def _note(self, kind: FaultKind, node: Node, **values: object) -> None:
        self._resolver.faults += faults_at(kind, self._draft.main, node, **values)

    def _read_hidden(self) -> None:
        hide = self._model.hide if self._model else None
        main, base = self._draft.main, self._base.id
        node = value_of(main.root, "hide")
        if hide is None or node is None:
            return
        for reference, element in zip(hide.items, elements_of(node, "items"), strict=True):
            key = self._resolver.key(self._draft, main, reference, element)
            if key and key not in self._placed:
                self._note(FaultKind.NOT_INHERITED, element, reference=reference, base=base)
            elif key in self._hidden.items:
                self._resolver.add_repeated(main, node, "items", element, reference)
            elif key:
                self._hidden.items[key] = element
        levels = {level.id for level in self._levels}
        parts = {f"{level.id}/{part.id}" for level in self._levels for part in level.categories}
        for noun, word, ids, known, hidden in (
            ("level", "levels", hide.levels, levels, self._hidden.levels),
            ("category", "categories", hide.categories, parts, self._hidden.categories),
        ):
            for id, element in zip(ids, elements_of(node, word), strict=True):
                if id in known:
                    hidden.setdefault(id, element)
                else:
                    values = {
                        "noun": noun,
                        "id": id,
                        "base": base,
                        "known": self._resolver.hint(known),
                    }
                    self._note(FaultKind.LOST_PART, element, **values)

    def _keep(self, level: Level) -> Iterator[Category]:
        for part in level.categories:
            if f"{level.id}/{part.id}" not in self._hidden.categories:
                items = tuple(key for key in part.items if key not in self._hidden.items)
                yield part._replace(items=items)

    def _extend(self, id: str, level: Level | None, placed: PlacedLevel) -> Level:
        """Return a level of the base with what is added to it, or a new one."""
        draft, main, model = self._draft, self._draft.main, placed.model
        is_new = level is None
        if level is None:
            titles = {level.id: level.title for level in self._levels}
            title = self._title("level", id, placed.node, main, model, titles)
            level = Level(id, title, "", None, None, (), ())
            if model:
                level = make(Level, model, title=title, ready_when=(), categories=())
        else:
            self._ignore("level", level, placed.node, main, model)
        if model:
            gates = zip(model.ready_when, elements_of(placed.node, "ready_when"), strict=True)
            found = [(self._resolver.key(draft, main, gate, node), node) for gate, node in gates]
            self.gates += ((id, key, node) for key, node in found if key)
            added = (key for key, _ in found if key)
            level = level._replace(ready_when=tuple(dict.fromkeys((*level.ready_when, *added))))
        parts = {part.id: part for part in level.categories}
        stage = next((level for level in self._levels if level.id == id), None)
        titles = {part.id: part.title for part in stage.categories} if stage else {}
        for category in placed.categories:
            if laid := self._lay(draft, category):
                parts[laid.id] = self._add(laid, parts.get(laid.id), category, titles)
        level = level._replace(categories=tuple(parts.values()))
        if is_new:
            self._check_choice(level, len(parts), main, placed.node)
        return level

    def _add(
        self,
        laid: Category,
        old: Category | None,
        placed: PlacedCategory,
        titles: Mapping[str, str],
    ) -> Category:
        """Return a category of the base with the items of one that is laid over it, or that.

        `titles` are those that the categories of the level have in the base.
        """
        if placed.taken and old is None:
            return laid
        if old is None:
            id, node, source, model = placed.id, placed.node, placed.source, placed.model
            self._check_choice(laid, len(laid.items), source, node)
            title = self._title("category", id, node, source, model, titles)
            return laid._replace(title=title)
        if not placed.taken:
            self._ignore("category", old, placed.node, placed.source, placed.model)
        for node, item in placed.entries:
            meant = self._resolver.find(self._draft, item) if isinstance(item, str) else None
            if meant and meant[0] in old.items:
                self._note_said(placed.source, node, str(item))
        known = {resource.url for resource in old.resources}
        fresh = tuple(resource for resource in laid.resources if resource.url not in known)
        items = tuple(dict.fromkeys((*old.items, *laid.items)))
        return old._replace(items=items, resources=old.resources + fresh)

    def _note_said(self, source: Source, node: Node, what: str) -> None:
        kind, values = FaultKind.SAID_ALREADY, {"what": what, "base": self._base.id}
        self._resolver.faults += faults_at(kind, source, name_of(node), **values)

    def _title(
        self,
        noun: str,
        id: str,
        node: Node,
        source: Source,
        model: BaseModel | None,
        titles: Mapping[str, str],
    ) -> str:
        """Return the title of what is new, or is hidden in the base; the id of what has none.

        `titles` are those of the base by id.
        """
        title: str = getattr(model, "title", "") or titles.get(id, "")
        if model and not title:
            values = {
                "noun": noun,
                "id": id,
                "base": self._base.id,
                "known": self._resolver.hint(titles),
            }
            kind = FaultKind.UNTITLED_PART
            self._resolver.faults += faults_at(kind, source, name_of(node), **values)
        return title or id

    def _check_choice(
        self, part: Level | Category, number: int, source: Source, node: Node
    ) -> None:
        kind = FaultKind.CHOICE_TOO_LARGE
        self._resolver.faults += find_choose_faults(source, node, part.choose, number, kind)

    def _ignore(
        self, noun: str, old: Level | Category, node: Node, source: Source, model: BaseModel | None
    ) -> None:
        """Note what is said of a level or category of the base beyond additions."""
        for key in ("title", "description", "weeks", "choose") if model else ():
            value = value_of(node, key)
            if value and getattr(model, key) != getattr(old, key, None):
                values = {"key": key, "noun": noun, "id": old.id, "base": self._base.id}
                self._resolver.faults += faults_at(FaultKind.IGNORED_KEY, source, value, **values)

    def _finish(self, level: Level, held: set[str]) -> Level:
        """Return a level without what was emptied, its choices cut to what is left."""
        parts = tuple(
            part._replace(choose=_fit(part.choose, len(part.items)))
            for part in level.categories
            if part.items
        )
        own = {key for id, key, _ in self.gates if id == level.id}
        for key in level.ready_when:
            is_lost = key not in held and key in self._placed and key not in own
            if is_lost and (hider := self._find_hider(key)):
                self._note(FaultKind.HIDDEN_GATE, hider, id=key, level=level.id)
        gates = tuple(key for key in level.ready_when if key in held or key not in self._placed)
        return level._replace(
            categories=parts, choose=_fit(level.choose, len(parts)), ready_when=gates
        )

    def _find_hider(self, key: str) -> Node | None:
        """Return where it is said that an item is hidden, by itself or with its category."""
        items, levels, categories = self._hidden
        hiders = (
            items.get(key) or levels.get(level.id) or categories.get(f"{level.id}/{part.id}")
            for level in self._levels
            for part in level.categories
            if key in part.items
        )
        return next(filter(None, hiders), None)


def _fit(choose: int | None, number: int) -> int | None:
    return None if choose is None else min(choose, number)


def alter(item: Item, alteration: Alteration, resolver: Resolver) -> tuple[Item, list[Changed]]:
    """Return an item as an overlay has it, and what is changed; what adds nothing is noted."""
    model, node, by = alteration.model, alteration.node, alteration.by
    changed: list[Changed] = []
    fields: dict[str, Any] = {}

    def note(element: Node, what: str) -> None:
        kind, values = FaultKind.SAID_ALREADY, {"what": what, "base": item.home}
        resolver.faults += faults_at(kind, alteration.source, name_of(element), **values)

    for what, now in (("hours", whole(model.hours)), ("priority", model.priority)):
        if now is not None and now != getattr(item, what):
            changed.append(Changed(item.key, by, what, getattr(item, what), now, ()))
            fields[what] = now
        elif (value := value_of(node, what)) and now is not None:
            note(value, f"{what} {now}")

    def extend(what: str, listed: Sequence[tuple[object, str, str, Node]]) -> None:
        """Add what is not in a list yet; each with what tells it apart, its name, its element."""
        old = getattr(item, what)
        known = {_identity(each) for each in old}
        added: dict[str, tuple[object, str]] = {}
        for each, identity, name, element in listed:
            if identity in known:
                note(element, name)
            else:
                added.setdefault(identity, (each, name))
        if added:
            names = tuple(name for _, name in added.values())
            changed.append(Changed(item.key, by, what, None, None, names))
            fields[what] = (*old, *(each for each, _ in added.values()))

    extend("requires", [(r, r.key, r.key, element) for r, element in alteration.requires])
    for what in ("checks", "aliases", "tags"):
        texts = zip(getattr(model, what), elements_of(node, what), strict=True)
        extend(what, [(text, text, text, element) for text, element in texts])
    resources = zip(model.resources, elements_of(node, "resources"), strict=True)
    extend("resources", [(plain(each), each.url, each.title, e) for each, e in resources])
    return item._replace(**fields), changed


def _identity(value: object) -> str:
    """Return what tells an element of a list apart: its key, its address, or its text."""
    return str(getattr(value, "key", None) or getattr(value, "url", None) or value)

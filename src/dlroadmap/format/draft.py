"""A curriculum as its files say it, before references are resolved.

One bad file, or item, hides no other.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.files import DISK, Files
from dlroadmap.format.nodes import MappingNode, Node, Scalar, elements_of, text_of, value_of, walk
from dlroadmap.format.schema import (
    OVERLAY_KEYS,
    AddedCategoryModel,
    AddedLevelModel,
    CategoryModel,
    CurriculumModel,
    ItemModel,
    LevelModel,
    OverlayModel,
    is_category_reference,
    is_reference,
)
from dlroadmap.format.source import Source, read
from dlroadmap.format.validation import validate
from dlroadmap.text import is_id
from dlroadmap.work import Advance, Task, work

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID = re.compile(r"\bid: *['\"]?([a-z0-9-]+)")


class Definition(NamedTuple):
    """An item where it is defined."""

    item: ItemModel
    source: Source
    node: MappingNode


class PlacedCategory(NamedTuple):
    """A category in its level, with the file that holds it.

    `model` is None where it has faults; `entries` are its items that have none. `taken` is
    `home/level/category` of one that is taken in whole from another curriculum.
    """

    id: str
    source: Source
    node: Node
    model: CategoryModel | None
    entries: list[tuple[Node, ItemModel | str]]
    taken: str = ""


class PlacedLevel(NamedTuple):
    """A level; `model` is None where the main file has faults."""

    node: Node
    model: LevelModel | AddedLevelModel | None
    categories: list[PlacedCategory]


@dataclass
class Draft:
    """What the files of one curriculum say, and what is wrong with each.

    Whatever can be understood is kept, so that a fault in one place hides none in another; it is
    a curriculum to work with only where it is not `broken`.
    """

    path: Path
    sources: list[Source] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    id: str = ""
    extends: str | None = None
    """The id of the curriculum that an overlay stands on; None of any other curriculum."""
    model: CurriculumModel | OverlayModel | None = None
    levels: list[PlacedLevel] = field(default_factory=list)
    absent: list[Path] = field(default_factory=list)
    """Files that are referred to and not there."""

    @property
    def main(self) -> Source:
        """The main file."""
        return self.sources[0]

    @property
    def broken(self) -> bool:
        """Whether any file has a fault with which it cannot be used."""
        return any(fault.fatal for fault in self.faults)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The items that this curriculum defines, by id; of two with one id the first."""
        found: dict[str, Definition] = {}
        for category in chain.from_iterable(level.categories for level in self.levels):
            for node, item in category.entries:
                if isinstance(item, ItemModel) and isinstance(node, MappingNode):
                    found.setdefault(item.id, Definition(item, category.source, node))
        return found

    @cached_property
    def ids(self) -> set[str]:
        """Every id that stands in any file, also in one that cannot be used."""
        mapped = {
            str(node.value)
            for source in self.sources
            for _, part in walk(source.root)
            if isinstance(node := value_of(part, "id"), Scalar)
        }
        unread = (source.text for source in self.sources if source.root is None)
        return mapped.union(*(_ID.findall(text) for text in unread))

    @cached_property
    def renames(self) -> dict[str, str | None]:
        """The key of today by each former key of this curriculum; None for an item that is gone."""
        retired = self.model.retired if self.model else {}
        renames = {
            f"{self.id}/{old}": new if new is None or "/" in new else f"{self.id}/{new}"
            for old, new in retired.items()
        }
        for definition in self.definitions.values():
            for old in definition.item.formerly:
                renames[f"{self.id}/{old}"] = f"{self.id}/{definition.item.id}"
        return renames


def load(path: Path, files: Files = DISK, main: Source | None = None) -> Draft:
    """Read the main file of a curriculum, unless it was before, and the files of its categories."""
    draft = Draft(path)
    source = _add(draft, main or read(path, files), "begin a curriculum with `format: 1`")
    root = source.root
    if not isinstance(root, MappingNode):
        draft.faults += faults_at(FaultKind.NOT_A_CURRICULUM, source, root) if root else ()
        return draft
    version = root.get("format")
    if isinstance(version, Scalar) and not (type(version.value) is int and version.value == 1):
        draft.faults += faults_at(FaultKind.UNKNOWN_FORMAT, source, version)
        return draft
    draft.id = _id(root)
    is_overlay = not OVERLAY_KEYS.isdisjoint(root.values)
    draft.extends = text_of(root.get("extends")) if is_overlay else None
    faults: Iterable[Fault]
    if draft.extends is None:
        draft.model, faults = validate(source, root, CurriculumModel)
    else:
        draft.model, faults = validate(source, root, OverlayModel)
    draft.faults += faults
    levels = elements_of(root, "levels")
    number = sum(len(elements_of(node, "categories")) for node in levels)
    with work(Task.READ, draft.id or path.name, number) as advance:
        before = 0
        for index, node in enumerate(levels):
            level = draft.model.levels[index] if draft.model else None
            draft.levels.append(_level(draft, node, level, files, advance, before))
            before += len(draft.levels[-1].categories)
    return draft


def _level(
    draft: Draft,
    node: Node,
    level: LevelModel | AddedLevelModel | None,
    files: Files,
    advance: Advance,
    before: int,
) -> PlacedLevel:
    entries = elements_of(node, "categories")
    models = level.categories if level else [None] * len(entries)
    categories = []
    for number, (entry, model) in enumerate(zip(entries, models, strict=True), before):
        advance(number)
        if category := _category(draft, _id(node), entry, model, files):
            categories.append(category)
    return PlacedLevel(node, level, categories)


def _add(draft: Draft, source: Source, expected: str) -> Source:
    """Add a file to a draft; `expected` is what should stand in it, for one that is empty."""
    draft.sources.append(source)
    draft.faults += source.faults
    if source.root is None and not source.faults:
        draft.faults.append(Fault(FaultKind.EMPTY_FILE, source, 0, 0, {"expected": expected}))
    return source


def _category(
    draft: Draft, level: str, entry: Node, model: CategoryModel | str | None, files: Files
) -> PlacedCategory | None:
    """Return a category that is written inline, or read its file."""
    if isinstance(entry, MappingNode):
        inline = model if isinstance(model, CategoryModel) else None
        entries = _entries(draft.main, entry, inline)
        return PlacedCategory(_id(entry), draft.main, entry, inline, entries)
    id = text_of(entry)
    if is_category_reference(id):
        return PlacedCategory(id.rpartition("/")[2], draft.main, entry, None, [], taken=id)
    return _category_file(draft, entry, level, id, files) if level and is_id(id) else None


def _category_file(
    draft: Draft, entry: Node, level: str, id: str, files: Files
) -> PlacedCategory | None:
    path = draft.path.parent / level / f"{id}.yaml"
    if not files.exists(path):
        draft.absent.append(path)
        file = f"{level}/{path.name}"
        draft.faults += faults_at(FaultKind.MISSING_FILE, draft.main, entry, id=id, file=file)
        return None
    if not path.resolve().is_relative_to(draft.path.parent.resolve()):
        draft.faults += faults_at(FaultKind.FILE_OUTSIDE, draft.main, entry, id=id)
        return None
    source = _add(draft, read(path, files), "add the id, title and items of the category")
    root = source.root
    if root is None:
        return None
    form = CategoryModel if draft.extends is None else AddedCategoryModel
    model, faults = validate(source, root, form)
    draft.faults += faults
    if model and model.id != id:
        node = value_of(root, "id") or root
        values = {"id": model.id, "file": path.name}
        draft.faults += faults_at(FaultKind.MISNAMED_FILE, source, node, **values)
    if not isinstance(root, MappingNode):
        return None
    return PlacedCategory(id, source, root, model, _entries(source, root, model))


def _entries(
    source: Source, node: MappingNode, model: CategoryModel | None
) -> list[tuple[Node, ItemModel | str]]:
    """Return the items of a category; where it has faults, those of them that have none."""
    nodes = elements_of(node, "items")
    if model:
        return list(zip(nodes, model.items, strict=True))
    found: list[tuple[Node, ItemModel | str]] = []
    for element in nodes:
        reference = text_of(element)
        if isinstance(element, MappingNode) and (item := validate(source, element, ItemModel)[0]):
            found.append((element, item))
        elif is_reference(reference):
            found.append((element, reference))
    return found


def _id(node: Node) -> str:
    """Return the id of a mapping; empty if it has none that is fit for use."""
    id = text_of(value_of(node, "id"))
    return id if is_id(id) else ""

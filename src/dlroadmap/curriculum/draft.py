"""A curriculum as its files say it: every file read and checked by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from dlroadmap.curriculum.faults import validate
from dlroadmap.curriculum.schema import CategoryModel, CurriculumModel, ItemModel, LevelModel
from dlroadmap.curriculum.source import Mapping, Node, Scalar, Sequence, Source, read
from dlroadmap.diagnostics import Finding

_ID_LINE = re.compile(r"^[ -]*id: *([a-z0-9-]+)", re.MULTILINE)


class Definition(NamedTuple):
    """An item where it is defined."""

    item: ItemModel
    source: Source
    node: Mapping


class PlacedCategory(NamedTuple):
    """A category in its level, with the file that holds it."""

    model: CategoryModel
    source: Source
    node: Mapping


@dataclass
class Draft:
    """What the files of one curriculum say, and what is wrong with each.

    `model` is None when the main file cannot be used; categories that cannot are left out.
    """

    path: Path
    sources: list[Source]
    model: CurriculumModel | None = None
    absent: list[Path] = field(default_factory=list)
    """Files that are referred to and not there."""
    levels: list[tuple[LevelModel, Node, list[PlacedCategory]]] = field(default_factory=list)

    @property
    def main(self) -> Source:
        """The main file."""
        return self.sources[0]

    @property
    def findings(self) -> list[Finding]:
        """All that is wrong, each fault once, by file and place."""
        return sorted({finding for source in self.sources for finding in source.findings})

    @property
    def broken(self) -> bool:
        """Whether any file has an error."""
        return any(f.severity == "error" for source in self.sources for f in source.findings)

    @cached_property
    def definitions(self) -> dict[str, Definition]:
        """The items that this curriculum defines, by id; of two with one id the first."""
        found: dict[str, Definition] = {}
        for source, node, item in self._items():
            if isinstance(item, ItemModel) and isinstance(node, Mapping):
                found.setdefault(item.id, Definition(item, source, node))
        return found

    def _items(self) -> Iterator[tuple[Source, Node, ItemModel | str]]:
        for _, _, categories in self.levels:
            for category in categories:
                nodes = category.node.get("items")
                if isinstance(nodes, Sequence):
                    for node, item in zip(nodes.items, category.model.items, strict=True):
                        yield category.source, node, item

    @cached_property
    def ids(self) -> set[str]:
        """Every id that stands in any file, also in one that cannot be used."""
        mapped = {
            str(node.value)
            for source in self.sources
            for mapping in _mappings(source.root)
            if isinstance(node := mapping.get("id"), Scalar)
        }
        unread = (source.text for source in self.sources if source.root is None)
        return mapped.union(*(_ID_LINE.findall(text) for text in unread))

    @cached_property
    def renames(self) -> dict[str, str | None]:
        """The key of today by each former key of this curriculum; None for an item that is gone."""
        if self.model is None:
            return {}
        home = self.model.id
        renames: dict[str, str | None] = {
            f"{home}/{old}": new if new is None or "/" in new else f"{home}/{new}"
            for old, new in self.model.retired.items()
        }
        for definition in self.definitions.values():
            for old in definition.item.formerly:
                renames[f"{home}/{old}"] = f"{home}/{definition.item.id}"
        return renames


def load(path: Path) -> Draft:
    """Read every file of a curriculum; one bad file hides no other."""
    source = read(path)
    draft = Draft(path, [source])
    root = source.root
    if source.root is None and not source.findings:
        source.report("S103", 0, 0, "the file is empty; a curriculum begins with `format: 1`")
    if root is None:
        return draft
    if not isinstance(root, Mapping):
        source.report_at("S103", root, "a curriculum is a mapping that begins with `format: 1`")
        return draft
    version = root.get("format")
    if isinstance(version, Scalar) and version.value != 1:
        message = f"format {version.value} is not known; this dlr reads format 1"
        source.report_at("S109", version, message)
        return draft
    draft.model = validate(source, root, CurriculumModel)
    for number, node in enumerate(_children(root.get("levels"))):
        level = draft.model.levels[number] if draft.model else None
        entries = _children(isinstance(node, Mapping) and node.get("categories"))
        models = level.categories if level else [None] * len(entries)
        categories = [
            category
            for entry, model in zip(entries, models, strict=True)
            if (category := _category(draft, _word(node, "id"), entry, model))
        ]
        if level:
            draft.levels.append((level, node, categories))
    return draft


def category_file(main: Path, level: str, category: str) -> Path:
    """Return the place of a category's own file."""
    return main.parent / level / f"{category}.yaml"


def _category(
    draft: Draft, level: str, entry: Node, inline: CategoryModel | str | None
) -> PlacedCategory | None:
    """Return a category that is written inline, or read its file."""
    if isinstance(inline, CategoryModel) and isinstance(entry, Mapping):
        return PlacedCategory(inline, draft.main, entry)
    if not isinstance(entry, Scalar) or not isinstance(entry.value, str) or "/" in entry.value:
        return None
    path = category_file(draft.path, level, entry.value)
    if not path.exists():
        draft.absent.append(path)
        shown = f"{level}/{path.name}"
        draft.main.report_at("S112", entry, f"category `{entry.value}` has no file {shown}")
        return None
    if not path.resolve().is_relative_to(draft.path.parent.resolve()):
        draft.main.report_at("S112", entry, f"category `{entry.value}` lies outside the folder")
        return None
    source = read(path)
    draft.sources.append(source)
    if source.root is None:
        if not source.findings:
            source.report("S103", 0, 0, "the file is empty; a category has an id and items")
        return None
    model = validate(source, source.root, CategoryModel)
    if model is None or not isinstance(source.root, Mapping):
        return None
    if model.id != entry.value:
        node = source.root.get("id") or source.root
        source.report_at("S104", node, f"`{model.id}` lies in {path.name}; id and name must agree")
    return PlacedCategory(model, source, source.root)


def _children(node: object) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


def _word(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    return str(value.value) if isinstance(value, Scalar) else ""


def _mappings(root: Node | None) -> Iterator[Mapping]:
    stack = [root] if root else []
    while stack:
        node = stack.pop()
        if isinstance(node, Mapping):
            yield node
            stack.extend(value for _, value in node.entries.values())
        elif isinstance(node, Sequence):
            stack.extend(node.items)

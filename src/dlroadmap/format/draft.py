"""A curriculum as its files say it, before references are resolved."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from dlroadmap.format.faults import Fault
from dlroadmap.format.nodes import MappingNode, Node, Scalar, mappings
from dlroadmap.format.schema import CategoryModel, CurriculumModel, ItemModel, LevelModel
from dlroadmap.format.source import Source

_ID = re.compile(r"\bid: *['\"]?([a-z0-9-]+)")


class Definition(NamedTuple):
    """An item where it is defined."""

    item: ItemModel
    source: Source
    node: MappingNode


class PlacedCategory(NamedTuple):
    """A category in its level, with the file that holds it.

    `model` is None where it has faults; `entries` are its items that have none.
    """

    id: str
    source: Source
    node: MappingNode
    model: CategoryModel | None
    entries: list[tuple[Node, ItemModel | str]]


class PlacedLevel(NamedTuple):
    """A level; `model` is None where the main file has faults."""

    node: Node
    model: LevelModel | None
    categories: list[PlacedCategory]


@dataclass
class Draft:
    """What the files of one curriculum say, and what is wrong with each.

    Whatever can be understood is kept, so that a fault in one place hides none in another; it is
    a curriculum to work with only where it is not `broken`.
    """

    path: Path
    sources: list[Source]
    faults: list[Fault]
    id: str = ""
    model: CurriculumModel | None = None
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
        for level in self.levels:
            for category in level.categories:
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
            for mapping in mappings(source.root)
            if isinstance(node := mapping.get("id"), Scalar)
        }
        unread = (source.text for source in self.sources if source.root is None)
        return mapped.union(*(_ID.findall(text) for text in unread))

    @cached_property
    def renames(self) -> dict[str, str | None]:
        """The key of today by each former key of this curriculum; None for an item that is gone."""
        retired: dict[str, Any] = dict(self.model.retired) if self.model else {}
        renames: dict[str, str | None] = {
            f"{self.id}/{old}": new if new is None or "/" in new else f"{self.id}/{new}"
            for old, new in retired.items()
        }
        for definition in self.definitions.values():
            for old in definition.item.formerly:
                renames[f"{self.id}/{old}"] = f"{self.id}/{definition.item.id}"
        return renames

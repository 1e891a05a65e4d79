"""Ids that stand twice where they must be unique."""

from collections.abc import Iterator

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.nodes import MappingNode, Node, elements_of, name_of, value_of
from dlroadmap.format.schema import ItemModel
from dlroadmap.format.source import Source


def find_id_faults(draft: Draft) -> Iterator[Fault]:
    """Yield level, category, item, former and retired ids that are given a second time."""
    levels, items = _Ids("level"), _Ids("item")
    for level in draft.levels:
        parts = _Ids("category")
        if level.model:
            yield from levels.add(draft.main, level.node, level.model.id)
        for part in level.categories:
            yield from parts.add(part.source, part.node, part.id)
            for node, item in part.entries:
                if isinstance(item, ItemModel):
                    yield from items.add(part.source, node, item.id)
    yield from _former_ids(draft)
    retired = value_of(draft.main.root, "retired")
    for key, _ in retired.entries.values() if isinstance(retired, MappingNode) else ():
        if key.value in draft.definitions:
            yield from faults_at(FaultKind.RETIRED_ID_IN_USE, draft.main, key, id=key.value)


def _former_ids(draft: Draft) -> Iterator[Fault]:
    former = _Ids("former id")
    for definition in draft.definitions.values():
        source, model = definition.source, definition.item
        for old, node in zip(model.formerly, elements_of(definition.node, "formerly"), strict=True):
            if old in draft.definitions:
                yield from faults_at(FaultKind.FORMER_ID_IN_USE, source, node, id=old)
            yield from former.add(source, node, old)


class _Ids:
    """Ids of one sort, each with the file and the line where it stands first."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self._seen: dict[str, tuple[str, int]] = {}

    def add(self, source: Source, node: Node, id: str) -> list[Fault]:
        """Take in an id, if there is one; return the fault of one that is known."""
        if not id:
            return []
        named = name_of(node)
        here = (str(source.path), source.line_of(named))
        first = self._seen.setdefault(id, here)
        if first is here:
            return []
        values = {"noun": self._noun, "id": id, "file": first[0], "line": first[1]}
        return faults_at(FaultKind.DUPLICATE_ID, source, named, **values)

"""What is wrong with a draft by itself: ids that are given twice, choices of too few."""

from collections.abc import Iterator

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind, faults_at
from dlroadmap.format.nodes import Node, elements_of, entries_of, name_of, value_of
from dlroadmap.format.schema import ItemModel
from dlroadmap.format.source import Source


def find_choose_faults(
    source: Source,
    node: Node,
    choose: int | None,
    number: int,
    kind: FaultKind = FaultKind.TOO_FEW_TO_CHOOSE,
) -> list[Fault]:
    """Return the fault of a level or category that asks for more than it has."""
    if choose is None or choose <= number:
        return []
    named, values = value_of(node, "choose") or node, {"choose": choose, "number": number}
    return faults_at(kind, source, named, **values)


def find_id_faults(draft: Draft) -> Iterator[Fault]:
    """Yield level, category, item, former and retired ids that are given a second time."""
    seen: dict[tuple[str, int, str], tuple[str, int]] = {}
    for noun, number, source, node, id in _given_ids(draft):
        named = name_of(node)
        here = (str(source.path), source.line_of(named))
        first = seen.setdefault((noun, number, id), here)
        if first is not here:
            values = {"noun": noun, "id": id, "file": first[0], "line": first[1]}
            yield from faults_at(FaultKind.DUPLICATE_ID, source, named, **values)
        if noun == "former id" and id in draft.definitions:
            yield from faults_at(FaultKind.FORMER_ID_IN_USE, source, named, id=id)
    for key, _ in entries_of(draft.main.root, "retired"):
        if key.value in draft.definitions:
            yield from faults_at(FaultKind.RETIRED_ID_IN_USE, draft.main, key, id=key.value)


def _given_ids(draft: Draft) -> Iterator[tuple[str, int, Source, Node, str]]:
    """Yield what each id names, the number of the level if it is unique in that only, and where."""
    for number, level in enumerate(draft.levels):
        if level.model:
            yield "level", 0, draft.main, level.node, level.model.id
        for part in level.categories:
            if part.id:
                yield "category", number, part.source, part.node, part.id
            for node, item in part.entries:
                if isinstance(item, ItemModel):
                    yield "item", 0, part.source, node, item.id
    for item, source, node in draft.definitions.values():
        for old, element in zip(item.formerly, elements_of(node, "formerly"), strict=True):
            yield "former id", 0, source, element, old

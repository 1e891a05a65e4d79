"""Where items are placed: the level of each, and whether that can be known."""

from dlroadmap.format.draft import PlacedCategory
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.nodes import Node, Scalar, SequenceNode, elements_of, value_of
from dlroadmap.lint.checked import Checked

UNREAD = (FaultKind.UNKNOWN_REFERENCE, FaultKind.UNKNOWN_CATEGORY)


def name_level(checked: Checked, key: str) -> str:
    """Return the id of the level that an item is on; its number from 1 if it has none."""
    index = checked.level[key]
    return checked.assembly.levels[index].id or str(index + 1)


def knows_levels(checked: Checked) -> bool:
    """Return whether every list of items could be read, whatever else is wrong.

    Where one could not, an item may stand earlier in it.
    """
    draft = checked.assembly.draft
    unread = any(fault.kind in UNREAD or fault.node is None for fault in checked.faults_of(draft))
    optional = draft.extends is not None

    def is_list(node: Node, key: str) -> bool:
        value = value_of(node, key)
        return isinstance(value, SequenceNode) or (value is None and optional)

    return not unread and all(
        len(elements_of(level.node, "categories")) == len(level.categories)
        and is_list(level.node, "categories")
        and all(
            category.taken or (is_list(category.node, "items") and _is_read(category))
            for category in level.categories
        )
        for level in draft.levels
    )


def _is_read(category: PlacedCategory) -> bool:
    """Return whether every reference in a category could be understood."""
    named = sum(isinstance(item, Scalar) for item in elements_of(category.node, "items"))
    return named == sum(isinstance(item, str) for _, item in category.entries)

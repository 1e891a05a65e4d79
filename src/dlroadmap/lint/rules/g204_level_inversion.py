"""An item requires nothing that comes on a later level.

Who learns level by level meets the item before its prerequisite, and can never finish the level
in its order. Where an item or its prerequisite stands more than once, the first place counts.
Only items that the curriculum defines are checked: one that takes items in from elsewhere may
have an order of its own.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories:
      - id: networks
        title: Networks
        items:
          - {id: cnn, title: Convolutional networks, kind: concept, requires: [backpropagation]}
  - id: advanced
    title: Advanced
    categories:
      - id: training
        title: Training
        items:
          - {id: backpropagation, title: Backpropagation, kind: concept}
```

## Instead

Move one of the two. If the item can be learned without the other after all, remove the
prerequisite.
"""

from collections.abc import Iterator
from itertools import pairwise

from dlroadmap.curriculum.graph import circles
from dlroadmap.diagnostics import Finding
from dlroadmap.format.draft import Draft
from dlroadmap.format.resolve import elements
from dlroadmap.format.source import MappingNode, Node, Scalar, SequenceNode
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Rule


def check(checked: Checked) -> Iterator[Finding]:
    """Yield the prerequisites of own items that are placed on a later level.

    Silent where one is part of a circle that is told: to break it is the first thing to do.
    """
    if not _knows_places(checked.draft):
        return
    found = [
        (key, other, place)
        for key in checked.own
        for other, _, place in checked.requirements(key)
        if _level(checked, key) < checked.level.get(other, -1)
    ]
    rings = circles(checked.requires) if found else []
    round_about = {pair for ring in rings for pair in pairwise([*ring, ring[0]])}
    for key, other, place in found:
        if (key, other) not in round_about:
            message = (
                f"`{checked.name(key)}` on level `{_name(checked, key)}` requires "
                f"`{checked.name(other)}`, which comes later, on level `{_name(checked, other)}`; "
                "move one of them"
            )
            yield checked.own[key].source.finding("G204", place.start, place.end, message)


def _level(checked: Checked, key: str) -> int:
    return checked.level.get(key, len(checked.draft.levels))


def _name(checked: Checked, key: str) -> str:
    """Return the id of the level that an item is on; its number from 1 if it has none."""
    number = checked.level[key]
    node = checked.draft.levels[number].node
    id = node.get("id") if isinstance(node, MappingNode) else None
    value = id.value if isinstance(id, Scalar) else None
    return value if isinstance(value, str) else str(number + 1)


def _knows_places(draft: Draft) -> bool:
    """Return whether every list of items could be read, whatever else is wrong.

    Where one could not, an item may have an earlier place in it.
    """
    faults = (finding for source in draft.sources for finding in source.findings)
    unread = any(f.severity == "error" and (f.rule[0] == "Y" or f.rule == "S111") for f in faults)
    return not unread and all(
        len(elements(level.node, "categories")) == len(level.categories)
        and _is_list(level.node, "categories")
        and all(
            _is_list(category.node, "items")
            and sum(isinstance(element, Scalar) for element in elements(category.node, "items"))
            == sum(isinstance(item, str) for _, item in category.entries)
            for category in level.categories
        )
        for level in draft.levels
    )


def _is_list(node: Node, key: str) -> bool:
    return isinstance(node, MappingNode) and isinstance(node.get(key), SequenceNode)


RULE = Rule("G204", __doc__, curriculum=check)

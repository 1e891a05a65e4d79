"""An item requires nothing that comes on a later level.

Who learns level by level meets the item before its prerequisite, and can never finish the level
in its order. Where an item or its prerequisite stands more than once, the first place counts.
Only items that the curriculum defines are checked, and prerequisites that an overlay adds; one
that takes items in from elsewhere may have an order of its own. In an overlay this is a warning,
as its base may move items at any time.

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

from itertools import pairwise

from dlroadmap.curriculum.graph import circles
from dlroadmap.format.draft import PlacedCategory
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.nodes import Node, Scalar, SequenceNode, elements_of, name_of, value_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule

UNREAD = (FaultKind.UNKNOWN_REFERENCE, FaultKind.UNKNOWN_CATEGORY)


def check(checked: Checked) -> Found:
    """Yield the prerequisites of own items that are placed on a later level.

    Silent where one is part of a circle that is told: to break it is the first thing to do.
    """
    if not _knows_levels(checked):
        return
    found = [
        (key, said)
        for key, said in checked.said()
        if checked.level.get(key, len(checked.assembly.levels)) < checked.level.get(said.key, -1)
    ]
    rings = circles(checked.requires) if found else []
    round_about = {pair for ring in rings for pair in pairwise([*ring, ring[0]])}
    for key, (other, source, element) in found:
        if (key, other) not in round_about:
            message = (
                f"`{checked.name(key)}` on level `{_name(checked, key)}` requires "
                f"`{checked.name(other)}`, which comes later, on level `{_name(checked, other)}`; "
                "move one of them"
            )
            severity = "" if checked.assembly.draft.extends is None else "warning"
            yield Met(source, name_of(element), message, severity=severity)


def _name(checked: Checked, key: str) -> str:
    """Return the id of the level that an item is on; its number from 1 if it has none."""
    index = checked.level[key]
    return checked.assembly.levels[index].id or str(index + 1)


def _knows_levels(checked: Checked) -> bool:
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


RULE = Rule(__name__, "error", __doc__, curriculum=check)

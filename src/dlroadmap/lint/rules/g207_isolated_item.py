"""Every item is connected to others.

This rule reports an item that requires nothing, covers nothing, and is in no other item's
`requires` or `covers` and in no `ready_when`. Nothing leads a learner to it, and `dlr next` cannot
say why to learn it. Often the author forgot a prerequisite. Curricula without any prerequisites
are not checked.

## Example

```yaml
- {id: tensors, title: Tensors, kind: concept}
- {id: autograd, title: Automatic differentiation, kind: concept, requires: [tensors]}
- {id: git, title: Version control, kind: tool}
```

Nothing here connects `git` to the other items.

## Instead

Add what the item requires, or add it to the prerequisites of the items that build on it. If the
item is separate on purpose, ignore this info.
"""

from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the own items that no edge of any kind begins or ends at."""
    if not checked.whole or not any(checked.requires[key] for key in checked.own):
        return
    needed = set(checked.required_by)
    needed.update(key for item in checked.assembly.items.values() for key in item.covers)
    needed.update(key for level in checked.assembly.levels for key in level.ready_when)
    for key, definition in checked.own.items():
        item = checked.assembly.items[key]
        if key not in needed and not item.requires and not item.covers:
            message = f"`{item.id}` requires nothing, and nothing requires it; connect it"
            yield Met(definition.source, name_of(definition.node), message)


RULE = Rule(__name__, "info", __doc__, curriculum=check)

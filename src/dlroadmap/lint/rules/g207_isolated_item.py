"""An item is connected with others.

Where a curriculum tells prerequisites at all, an item that requires nothing and that nothing
requires, covers or waits for at the end of a level hangs in the air: nobody is ever led to it,
and `dlr next` cannot say why it should be learned. Often a prerequisite was forgotten.

## Example

```yaml
- {id: tensors, title: Tensors, kind: concept}
- {id: autograd, title: Automatic differentiation, kind: concept, requires: [tensors]}
- {id: git, title: Version control, kind: tool}
```

Nothing here is said about where `git` belongs.

## Instead

Say what it requires, or let the items that build on it require it. If it stands for itself on
purpose, that is fine: this rule only informs.
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
            message = f"`{item.id}` requires nothing, and nothing leads to it; connect it"
            yield Met(definition.source, name_of(definition.node), message)


RULE = Rule(__name__, "info", __doc__, curriculum=check)

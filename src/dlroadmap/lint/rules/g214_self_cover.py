"""An item does not cover itself.

`covers` lists other items that a learner can tick together with a project. The item itself is
ticked anyway. This usually happens after copying an item: the author meant another one.

## Example

```yaml
- {id: digits, title: Recognize digits, kind: project, covers: [digits, convolution]}
```

## Instead

Write the id of the item you meant, or remove the entry. `dlr lint --fix` removes it if it is alone
on its line.
"""

from functools import partial

from dlroadmap.diagnostics import Fix
from dlroadmap.format.nodes import MappingNode, Node, SequenceNode
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.edits import remove, remove_key
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the own items that cover themselves."""
    for key, definition in checked.own.items():
        for other, source, element in checked.assembly.covers.get(key, ()):
            if other == key:
                mend = partial(_mend, source, definition.node, element)
                yield Met(source, element, f"`{checked.name(key)}` covers itself; remove it", mend)


def _mend(source: Source, item: MappingNode, element: Node) -> Fix | None:
    listed = item.get("covers")
    if not isinstance(listed, SequenceNode):
        return None
    if len(listed.items) == 1:
        return remove_key(source, item, "covers")
    kept = next(each for each in listed.items if each is not element)
    return remove(source, listed, element, kept)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

"""An item does not cover itself.

`covers` names other items that a project practices, to tick them along with it. The item itself
is ticked anyway. Mostly this is a slip after a copy: another item was meant.

## Example

```yaml
- {id: digits, title: Recognize digits, kind: project, covers: [digits, convolution]}
```

## Instead

Name the item that was meant, or remove it. `dlr lint --fix` removes it where nothing else stands
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

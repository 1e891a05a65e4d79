"""No list is empty.

A level without categories or a category without items is a heading with nothing below it, and
counts as done before anyone starts. An empty optional list means the same as none. The exception is
`assumes` in an overlay: an empty list assumes nothing, while a missing one assumes what the base
does.

## Example

```yaml
id: optimizers
title: Optimizers
resources: []
items: []
```

## Instead

Fill the list. Leave out a category until it has items, and leave out the key of an empty optional
list. `dlr lint --fix` removes such a key if it is alone on its line.
"""

from functools import partial

from dlroadmap.format.fields import container_keys, records
from dlroadmap.format.nodes import MappingNode, Node, SequenceNode
from dlroadmap.format.schema import OverlayModel
from dlroadmap.format.source import Source
from dlroadmap.lint.edits import remove_key
from dlroadmap.lint.rule import Found, Met, Rule


def check(source: Source) -> Found:
    """Yield every list, and every mapping of retired ids, that holds nothing."""
    for model, record in records(source.root):
        for word, needed in container_keys(model).items():
            value = record.get(word)
            said = model is OverlayModel and word == "assumes"
            if value is None or value.refused or said or not _is_empty(word, value):
                continue
            advice = "fill it, or remove what it belongs to" if needed else "remove the key"
            mend = None if needed else partial(remove_key, source, record, word)
            yield Met(source, value, f"`{word}` is empty; {advice}", mend)


def _is_empty(word: str, value: Node) -> bool:
    if isinstance(value, MappingNode):
        return word == "retired" and not value.values
    return isinstance(value, SequenceNode) and not value.items


RULE = Rule(__name__, "warning", __doc__, file=check)

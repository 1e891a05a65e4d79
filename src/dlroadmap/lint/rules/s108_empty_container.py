"""No list is empty.

A level without categories or a category without items is a heading with nothing below it, and
counts as done before anyone began. An optional list that is empty says nothing that its absence
would not say. An overlay's `assumes` is another matter: an empty one assumes nothing, while one
that is left out assumes what the base does.

## Example

```yaml
id: optimizers
title: Optimizers
resources: []
items: []
```

## Instead

Fill the list. Leave out what has nothing in it: the category until it has items, and the key of an
optional list. `dlr lint --fix` removes such a key if it stands alone on its line.
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
            advice = "fill it, or leave out what it belongs to" if needed else "leave the key out"
            mend = None if needed else partial(remove_key, source, record, word)
            yield Met(source, value, f"`{word}` is empty; {advice}", mend)


def _is_empty(word: str, value: Node) -> bool:
    if isinstance(value, MappingNode):
        return word == "retired" and not value.values
    return isinstance(value, SequenceNode) and not value.items


RULE = Rule(__name__, "warning", __doc__, file=check)

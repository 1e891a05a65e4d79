"""No list is empty.

A level without categories or a category without items is a heading with nothing below it, and
counts as done before anyone began. An optional list that is empty says nothing that its absence
would not say.

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

from collections.abc import Iterator

from dlroadmap.diagnostics import Finding, Fix
from dlroadmap.format.source import MappingNode, Node, Scalar, SequenceNode, Source
from dlroadmap.lint.edits import remove_line
from dlroadmap.lint.rule import Rule
from dlroadmap.lint.texts import records

_NEEDED = {"levels", "categories", "items"}

_CONTAINERS = {
    "": ("levels", "sources", "retired", "items", "resources"),
    "levels": ("categories", "ready_when"),
    "categories": ("items", "resources"),
    "items": ("requires", "covers", "checks", "aliases", "tags", "resources", "formerly"),
}
"""The keys of lists by what they stand in; the main mapping is a curriculum or a category."""


def check(source: Source) -> Iterator[Finding]:
    """Yield every list, and every mapping of retired ids, that holds nothing."""
    for kind, record in records(source.root):
        for word in _CONTAINERS.get(kind, ()):
            key, value = record.entries.get(word, (None, None))
            if key is None or value is None or value.refused or not _is_empty(word, value):
                continue
            if word in _NEEDED:
                message = f"`{word}` is empty; fill it, or leave out what it belongs to"
                yield source.finding("S108", value.start, value.end, message)
            else:
                message = f"`{word}` is empty; leave the key out"
                fix = _fix(source, record, key, value)
                yield source.finding("S108", value.start, value.end, message, fix)


def _is_empty(word: str, value: Node) -> bool:
    if isinstance(value, MappingNode):
        return word == "retired" and not value.entries
    return isinstance(value, SequenceNode) and not value.items


def _fix(source: Source, record: MappingNode, key: Scalar, value: Node) -> Fix | None:
    """Return the fix that removes a key of a mapping without braces, if others are left."""
    first = next(iter(record.entries.values()))[0]
    if len(record.entries) < 2 or record.start != first.start:
        return None
    return remove_line(source, key.start, value.end)


RULE = Rule("S108", __doc__, file=check)

"""Every item has a resource to learn from.

If most items list a book, a course or a page, an item without any leaves its learners on their own.
The resources of its category, or of a project that covers it, are enough. Curricula in which less
than half of the items have resources are not checked.

## Example

```yaml
- id: tensors
  title: Tensors
  kind: concept
  resources: [{title: The tensor page, url: "https://example.org/tensors", type: docs}]
- id: autograd
  title: Automatic differentiation
  kind: concept
```

## Instead

Add one good resource; one is better than ten. If there is none, write in the item's `checks` what
to try.
"""

from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the own items for which nothing names a resource, where most have some."""
    having = [key for key in checked.own if checked.assembly.items[key].resources]
    if not checked.whole or 2 * len(having) < len(checked.own):
        return
    served = set(having)
    for level in checked.assembly.levels:
        for category in level.categories:
            if category.resources:
                served.update(category.items)
    for item in checked.assembly.items.values():
        if item.resources:
            served.update(item.covers)
    for key, definition in checked.own.items():
        if key not in served:
            message = f"`{definition.item.id}` has no resources; add something to learn from"
            yield Met(definition.source, name_of(definition.node), message)


RULE = Rule(__name__, "info", __doc__, curriculum=check)

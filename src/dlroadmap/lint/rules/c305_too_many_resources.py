"""An item has at most 12 resources.

Nobody reads on after a dozen. A long list hands the work of choosing to the learner, who knows
least about it. A category may have more: it is a shelf, not advice.

## Example

```yaml
- id: attention
  title: Attention
  kind: concept
  resources:
    - {title: The first, url: "https://example.org/1", type: post}
    # … eleven more …
    - {title: The thirteenth, url: "https://example.org/13", type: post}
```

## Instead

Keep the few that you would give to a friend, the best one first. What is worth keeping for
reference can stand in the category's `resources`.
"""

from dlroadmap.format.fields import records
from dlroadmap.format.nodes import MappingNode, elements_of
from dlroadmap.format.schema import ItemModel
from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule

MOST = 12


def check(source: Source) -> Found:
    """Yield the first resource that is too many, of every item."""
    for model, record in records(source.root):
        resources = elements_of(record, "resources") if model is ItemModel else []
        if len(resources) <= MOST:
            continue
        element = resources[MOST]
        end = element.end
        if isinstance(element, MappingNode):
            end = (element.first_key() or element).end
        message = f"{len(resources):,} resources on one item; keep the best, {MOST} at most"
        yield Met(source, (element.start, end), message)


RULE = Rule(__name__, "warning", __doc__, file=check)

"""An item has at most 12 resources.

A long list leaves the choice to the learners, who know least about it. A category may have more
resources, for reference.

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

Keep the few that you would recommend to a friend, with the best one first. Move what is worth
keeping for reference to the category's `resources`.
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
        message = f"the item has {len(resources):,} resources; keep the best {MOST} or fewer"
        yield Met(source, (element.start, end), message)


RULE = Rule(__name__, "warning", __doc__, file=check)

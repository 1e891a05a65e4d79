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

from collections.abc import Iterator

from dlroadmap.diagnostics import Finding
from dlroadmap.format.source import MappingNode, SequenceNode, Source
from dlroadmap.lint.rule import Rule
from dlroadmap.lint.texts import records

MOST = 12


def check(source: Source) -> Iterator[Finding]:
    """Yield the first resource that is too many, of every item."""
    for word, record in records(source.root):
        listed = record.get("resources")
        if word != "items" or not isinstance(listed, SequenceNode) or len(listed.items) <= MOST:
            continue
        element = listed.items[MOST]
        end = element.end
        if isinstance(element, MappingNode) and element.entries:
            end = next(iter(element.entries.values()))[0].end
        message = f"{len(listed.items):,} resources on one item; keep the best, {MOST} at most"
        yield source.finding("C305", element.start, end, message)


RULE = Rule("C305", __doc__, file=check)

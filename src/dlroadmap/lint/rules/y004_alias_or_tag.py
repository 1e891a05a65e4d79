"""A file does without anchors, aliases, merge keys and tags.

They let one place of a file change the meaning of another, and a few lines of them can grow to
gigabytes. A curriculum should say in each place what holds there.

## Example

```yaml
- id: adam
  tags: &base [training]
- id: adamw
  tags: *base
```

## Instead

Write it out. A text that begins with `&`, `*` or `!` stands in quotes.

```yaml
- id: adam
  tags: [training]
- id: adamw
  tags: [training]
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.ALIAS_OR_TAG: "{what} of YAML is not allowed; write it out, or quote it as text",
    FaultKind.MERGE_KEY: "a merge key of YAML is not allowed; write it out",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

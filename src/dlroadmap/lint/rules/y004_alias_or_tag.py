"""A file uses no YAML anchors, aliases, merge keys or tags.

They let one part of a file change the meaning of another, and a few lines of them can expand to
gigabytes. A curriculum states every value where it applies.

## Example

```yaml
- id: adam
  tags: &base [training]
- id: adamw
  tags: *base
```

## Instead

Write the value out. Put a text that begins with `&`, `*` or `!` in quotes.

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
    FaultKind.ALIAS_OR_TAG: "{what} is not allowed; write the value out, or put text in quotes",
    FaultKind.MERGE_KEY: "a YAML merge key is not allowed; write the values out",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""A key stands once in a mapping.

Most programs keep the last of two equal keys and drop the first without a word. Then half of
what was written is silently gone.

## Example

```yaml
- id: adam
  hours: 2
  title: Adam
  hours: 3
```

## Instead

Keep one of the two. If both hold something, join them.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = "key `{key}` is here for the second time; the first is on line {line}"

RULE = Rule(__name__, "error", __doc__, {FaultKind.DUPLICATE_KEY: WORDS})

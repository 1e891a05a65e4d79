"""A mapping has each key only once.

Most programs keep the last of two equal keys and silently drop the first, so half of what you
wrote is lost.

## Example

```yaml
- id: adam
  hours: 2
  title: Adam
  hours: 3
```

## Instead

Keep one of the two keys. If both have a value that you need, merge the values.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = "duplicate key `{key}`; it is already on line {line}"

RULE = Rule(__name__, "error", __doc__, {FaultKind.DUPLICATE_KEY: WORDS})

"""Nothing lacks a key that it must have.

A curriculum needs `format`, `id`, `title` and `levels`; a level `id`, `title` and `categories`; a
category `id`, `title` and `items`; an item `id`, `title` and `kind`; a resource `title`, `url` and
`type`. The place is the first key of what lacks another one.

## Example

```yaml
- id: adam
  title: Adam
```

## Instead

```yaml
- id: adam
  title: Adam
  kind: concept
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

RULE = Rule(__name__, "error", __doc__, {FaultKind.MISSING_KEY: "key `{key}` is missing"})

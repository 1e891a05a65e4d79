"""Every required key is present.

- A curriculum needs `format`, `id`, `title` and `levels`; an overlay `format`, `id`, `title` and
  `extends`.
- A level needs `id`, `title` and `categories`.
- A category needs `id`, `title` and `items`.
- An item needs `id`, `title` and `kind`.
- A resource needs `title`, `url` and `type`.

The position is the first key of the mapping that lacks another one.

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

RULE = Rule(__name__, "error", __doc__, {FaultKind.MISSING_KEY: "missing key `{key}`"})

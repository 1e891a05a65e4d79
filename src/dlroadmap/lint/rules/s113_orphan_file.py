"""Every file in a curriculum's folder belongs to one of its levels.

A category file that no level lists is not part of the curriculum, although it looks like it. Nobody
sees its items.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories: [networks]
```

Here the file `entry/training.yaml` would be ignored.

## Instead

List the category in `categories` of its level, or delete the file.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.UNNAMED_FILE: "no level of the curriculum lists this file; add it to `categories`"
}

RULE = Rule(__name__, "warning", __doc__, WORDS)

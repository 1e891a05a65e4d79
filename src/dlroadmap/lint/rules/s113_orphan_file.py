"""Every file in the folder of a curriculum is named by one of its levels.

A category file that no level refers to is not part of the curriculum, though it looks as if it
were. Nobody sees its items.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories: [networks]
```

Here a file `entry/training.yaml` would be left out.

## Instead

Name the category in `categories` of its level, or delete the file.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.UNNAMED_FILE: "no level of the curriculum refers to this file"}

RULE = Rule(__name__, "warning", __doc__, WORDS)

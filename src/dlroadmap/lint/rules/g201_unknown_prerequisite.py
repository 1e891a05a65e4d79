"""Every prerequisite is the id of a defined item.

A bare id refers to an item of the same curriculum, and `home/id` to an item of the curriculum
`home`. A prerequisite that does not exist could never be met. The message suggests the nearest id,
and says if the item was renamed or retired.

## Example

```yaml
- {id: adam, title: Adam, kind: concept}
- {id: training, title: Training, kind: skill, requires: [adma]}
```

## Instead

```yaml
- {id: adam, title: Adam, kind: concept}
- {id: training, title: Training, kind: skill, requires: [adam]}
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule
from dlroadmap.lint.rules.s111_unknown_reference import describe_unknown

RULE = Rule(__name__, "error", __doc__, {FaultKind.UNKNOWN_PREREQUISITE: describe_unknown})

"""A prerequisite is the id of an item that is defined.

A bare id means an item of the same curriculum, `home/id` one of the curriculum `home`. What
leads to no item would block for ever, or be forgotten in silence; so it is an error. If an id is
near, the message proposes it; if the item was renamed or retired, it says so.

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

"""An item does not require itself.

Such an item could never be learned. This usually happens after copying an item: the author meant
another one.

## Example

```yaml
- {id: dropout, title: Dropout, kind: concept, requires: [dropout]}
```

## Instead

Write the id of the item you meant, or remove the prerequisite.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

RULE = Rule(
    __name__, "error", __doc__, {FaultKind.SELF_PREREQUISITE: "`{id}` requires itself; remove it"}
)

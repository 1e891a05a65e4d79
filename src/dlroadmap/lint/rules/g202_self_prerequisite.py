"""An item does not require itself.

It would have to be learned before it can be learned. Mostly this is a slip after a copy: another
item was meant.

## Example

```yaml
- {id: dropout, title: Dropout, kind: concept, requires: [dropout]}
```

## Instead

Name the item that was meant, or remove the prerequisite.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

RULE = Rule(__name__, "error", __doc__, {FaultKind.SELF_PREREQUISITE: "`{id}` requires itself"})

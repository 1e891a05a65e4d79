"""What a list takes in is defined somewhere.

`items`, `covers`, `ready_when` and `retired` name items by id, or by `home/id` in another
curriculum. The other one is looked for among the linted paths, then beside this one, then among
those that come with dlr.

## Example

```yaml
id: optimizers
title: Optimizers
items:
  - adamm
```

## Instead

Write the id as it is defined; the message names the nearest. If the item is new, define it.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.references import describe_unknown
from dlroadmap.lint.rule import Rule

RULE = Rule(__name__, "error", __doc__, {FaultKind.UNKNOWN_REFERENCE: describe_unknown})

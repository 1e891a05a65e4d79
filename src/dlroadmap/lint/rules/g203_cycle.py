"""Prerequisites have no cycles.

In a cycle every item is blocked by another one, so none of them can be learned first, and all items
that build on them are blocked too. Items that block each other are reported once, with each step of
the shortest cycle.

## Example

```yaml
- {id: probability, title: Probability, kind: concept, requires: [statistics]}
- {id: statistics, title: Statistics, kind: concept, requires: [probability]}
```

The message says: cycle: `probability` requires `statistics`, which requires `probability`.

## Instead

Decide which item can be learned first, and remove its prerequisite. If two items need parts of each
other, split them into smaller items, or merge them into one.
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule

MOST_STEPS = 12
"""Of a longer cycle, only so many steps are shown."""


def describe(fault: Fault) -> str:
    """Return a cycle in words, each step with its position; of a long one the first steps."""
    steps = fault.values["steps"]
    words = [
        f"`{_id(step.key)}` ("
        + (f"line {step.line}" if step.file == steps[0].file else f"{step.file}:{step.line}")
        + ")"
        for step in steps[:MOST_STEPS]
    ]
    left = len(steps) - len(words)
    more = f", and so on through {left} more" if left else ""
    return f"cycle: `{_id(steps[-1].key)}` requires {', which requires '.join(words)}{more}"


def _id(key: str) -> str:
    return key.partition("/")[2]


RULE = Rule(__name__, "error", __doc__, {FaultKind.CIRCLE: describe})

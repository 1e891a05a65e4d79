"""Prerequisites do not go round in a circle.

In a circle every item waits for another one, so none of them can be the first, and whatever
builds on them waits as well. A group of items that wait for each other is told once, by the
shortest way round, each step in words.

## Example

```yaml
- {id: probability, title: Probability, kind: concept, requires: [statistics]}
- {id: statistics, title: Statistics, kind: concept, requires: [probability]}
```

The message says: `probability` requires `statistics`, which requires `probability`: a circle.

## Instead

Decide which of the items can be learned first, and remove its prerequisite. If two need each
other piece by piece, cut them into smaller items, or join them into one.
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule

MOST_STEPS = 12
"""Of a longer circle, only so many steps are told."""


def describe(fault: Fault) -> str:
    """Return a way round in words, each step with where it stands; of a long one the first."""
    steps = fault.values["steps"]
    words = [
        f"`{_id(step.key)}` ("
        + (f"line {step.line}" if step.file == steps[0].file else f"{step.file}:{step.line}")
        + ")"
        for step in steps[:MOST_STEPS]
    ]
    left = len(steps) - len(words)
    more = f", and so on through {left} more" if left else ""
    return f"`{_id(steps[-1].key)}` requires {', which requires '.join(words)}{more}: a circle"


def _id(key: str) -> str:
    return key.partition("/")[2]


RULE = Rule(__name__, "error", __doc__, {FaultKind.CIRCLE: describe})

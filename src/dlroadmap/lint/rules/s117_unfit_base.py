"""The curriculum that an overlay extends exists and is valid.

An overlay `extends` another curriculum, which may be an overlay too, at most eight deep. A
curriculum cannot extend itself, not even through others. It cannot extend a curriculum with errors
either: dlr then uses the last valid version of the overlay. dlr looks for the base among the linted
paths, then next to this curriculum, then in your own folder, then among those that come with dlr.

## Example

```yaml
format: 1
id: mine
title: My way
extends: deep-lerning
```

## Instead

```yaml
format: 1
id: mine
title: My way
extends: deep-learning
```
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words


def describe_circle(fault: Fault) -> str:
    """Return the words for curricula that extend each other, step by step."""
    first, *rest = fault.values["steps"]
    return f"cycle: `{first}` extends {', which extends '.join(f'`{id}`' for id in rest)}"


WORDS: Words = {
    FaultKind.UNKNOWN_BASE: "unknown curriculum `{id}`; to list all: dlr curricula",
    FaultKind.BROKEN_BASE: "`{id}` has errors, the first in {file}:{line}; fix them first",
    FaultKind.CURRICULUM_CIRCLE: describe_circle,
    FaultKind.TAKEN_FROM_ABOVE: "`{id}` extends `{base}`, so `{base}` cannot refer to it",
    FaultKind.TAKEN_TOO_FAR: "this is referred to through more than {most} curricula",
    FaultKind.TOO_MANY_BASES: "more than {most} overlays extend each other here",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

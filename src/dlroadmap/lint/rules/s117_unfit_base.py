"""What a curriculum stands on is there.

An overlay `extends` another curriculum, which may be an overlay too, at most eight deep. Nothing
can stand on itself, however long the way round, nor on a curriculum that has errors: dlr then uses
the overlay as it was before them. The other curriculum is looked for among the
linted paths, then beside this one, then in your own folder, then among those that come with dlr.

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
    """Return the words for curricula that stand on each other, step by step."""
    first, *rest = fault.values["steps"]
    return f"`{first}` extends {', which extends '.join(f'`{id}`' for id in rest)}"


WORDS: Words = {
    FaultKind.UNKNOWN_BASE: "no curriculum `{id}` is known here to stand on",
    FaultKind.BROKEN_BASE: "`{id}` has errors, the first in {file}:{line}; mend that first",
    FaultKind.CURRICULUM_CIRCLE: describe_circle,
    FaultKind.TAKEN_FROM_ABOVE: "`{id}` extends `{base}`, which cannot take anything in from it",
    FaultKind.TAKEN_TOO_FAR: "more than {most} curricula take this in from one another",
    FaultKind.TOO_MANY_BASES: "more than {most} overlays stand on each other here",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

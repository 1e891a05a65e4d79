"""A list of references has no duplicates.

A repeated entry in `items`, `requires`, `covers` or `ready_when` has no effect. Perhaps one of the
two should be another item. In the curriculum `home`, `adam` and `home/adam` are the same item.

## Example

```yaml
- id: training-loop
  title: The training loop
  kind: skill
  covers: [adam, schedules, adam]
```

## Instead

Remove the second entry, or write what you meant. `dlr lint --fix` removes it unless it has a reason
and the first one does not.
"""

from dlroadmap.diagnostics import Fix
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.edits import remove
from dlroadmap.lint.rule import Rule


def describe(fault: Fault) -> str:
    """Return the words for a repeated entry of a list."""
    line = fault.values["line"]
    first = f", on line {line}" if line else ""
    return f"`{fault.values['reference']}` is already in this list{first}"


def mend(fault: Fault) -> Fix | None:
    """Return the fix that removes the second entry, unless only that one has a reason."""
    values = fault.values
    return None if values["needed"] else remove(fault.source, values["list"], values["element"])


RULE = Rule(__name__, "warning", __doc__, {FaultKind.REPEATED_ENTRY: describe}, mend)

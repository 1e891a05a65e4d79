"""Nothing stands twice in one list of references.

The second entry in `items`, `requires`, `covers` or `ready_when` changes nothing; one of the two
was perhaps meant to be something else. `adam` and `home/adam` are one item in the curriculum
`home`.

## Example

```yaml
- id: training-loop
  title: The training loop
  kind: skill
  covers: [adam, schedules, adam]
```

## Instead

Remove the second one, or write what was meant. `dlr lint --fix` removes it, unless it has a reason
that the first one lacks.
"""

from dlroadmap.diagnostics import Fix
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.edits import remove
from dlroadmap.lint.rule import Rule


def describe(fault: Fault) -> str:
    """Return the words for what stands in a list again."""
    line = fault.values["line"]
    first = f", on line {line}" if line else ""
    return f"`{fault.values['reference']}` stands in this list already{first}"


def mend(fault: Fault) -> Fix | None:
    """Return the fix that removes the second entry, unless it says more than the first."""
    values = fault.values
    return None if values["needed"] else remove(fault.source, values["list"], values["element"])


RULE = Rule(__name__, "warning", __doc__, {FaultKind.REPEATED_ENTRY: describe}, mend)

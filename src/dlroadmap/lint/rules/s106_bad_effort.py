"""Hours are a number, and weeks are a number or a range.

dlr calculates plans from them. The `hours` of an item are above 0 and at most 10,000; leave the key
out if you do not know them. The `weeks` of a level or a category are from 0 to 999, or a range
whose second number is not smaller than the first.

## Example

```yaml
- id: adam
  title: Adam
  kind: concept
  hours: 2-3 hours
```

## Instead

Give the hours that a typical learner needs, and the weeks as `4` or `12-18`.

```yaml
- id: adam
  title: Adam
  kind: concept
  hours: 2.5
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.BAD_HOURS: (
        "hours must be a number above 0 and at most 10,000; leave the key out if they are unknown"
    ),
    FaultKind.BAD_WEEKS: "weeks must be a number or a range such as 12-18",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""Hours are a number, weeks are a number or a range.

Plans are made from them. `hours` of an item are above 0 and at
most 10000; where nobody knows them, the key is left out. `weeks` of a level or a category
are from 0 to 999, or a range whose second number is not the smaller one.

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
    FaultKind.BAD_HOURS: "hours are a number above 0, up to 10000; leave out what nobody knows",
    FaultKind.BAD_WEEKS: "weeks are a number or a range such as 12-18",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

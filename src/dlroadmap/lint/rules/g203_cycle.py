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

from dlroadmap.lint.rule import Rule

RULE = Rule("G203", __doc__)

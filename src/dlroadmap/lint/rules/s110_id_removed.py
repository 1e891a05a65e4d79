"""An id that was published does not vanish.

Progress hangs on ids. An item whose id is gone leaves its ticks behind with everyone who has done
it. `dlr lint --base REF` compares with a revision of git and tells of each id that is gone without
a word about what became of it.

## Example

```yaml
- id: batch-normalization
  title: Batch normalization
  kind: concept
```

This item was called `batch-norm` in the last release.

## Instead

An item with a new id names the old one in `formerly`. One that is gone stands in `retired` of the
curriculum, with the item that took its place, or with null.

```yaml
- id: batch-normalization
  title: Batch normalization
  kind: concept
  formerly: [batch-norm]
```
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("S110", __doc__)

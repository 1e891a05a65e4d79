"""An id belongs to one thing alone.

Progress hangs on ids: with two items of one id nobody could say which was done. Item ids are
unique in a curriculum, category ids in their level, level ids among the levels. An id that was
given up, in `formerly` or `retired`, is not used again.

## Example

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention, title: Attention from scratch, kind: project}
```

## Instead

Give the newer one an id of its own. To show one item in two places, name its id in both lists and
define it in one.

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention-from-scratch, title: Attention from scratch, kind: project}
```
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("S105", __doc__)

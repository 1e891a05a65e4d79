"""`ready_when` of a level lists no item of a later level.

`ready_when` lists what a learner should have done before the next level. Learners who follow the
order have not reached an item of a later level by then. If an item is listed more than once, its
first place counts.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    ready_when: [train-a-transformer]
    categories:
      - id: networks
        title: Networks
        items:
          - {id: train-an-mlp, title: Train an MLP, kind: project}
  - id: advanced
    title: Advanced
    categories:
      - id: attention
        title: Attention
        items:
          - {id: train-a-transformer, title: Train a transformer, kind: project}
```

## Instead

List an item of this level or an earlier one, or move the item.
"""

from dlroadmap.lint.checked import Checked
from dlroadmap.lint.places import knows_levels, name_level
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the gates that the curriculum's own files name and that stand on a later level."""
    if not checked.assembly.gates or not knows_levels(checked):
        return
    numbers = {level.id: number for number, level in enumerate(checked.assembly.levels)}
    for level, key, source, node in checked.assembly.gates:
        if checked.level.get(key, -1) > numbers.get(level, len(numbers)):
            message = (
                f"`ready_when` of level `{level}` lists `{checked.name(key)}`, which is on the "
                f"later level `{name_level(checked, key)}`; list an item of this level"
            )
            yield Met(source, node, message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

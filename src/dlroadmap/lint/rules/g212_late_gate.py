"""A level is not gated by an item of a later one.

`ready_when` names what a learner should have done before going on to the next level. An item that
stands on a later level is not reached by then, so the gate cannot be passed in order. Where an
item stands more than once, its first place counts.

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

Name an item of this level, or of an earlier one; or move the item.
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
                f"level `{level}` is gated by `{checked.name(key)}`, which comes later, on level "
                f"`{name_level(checked, key)}`; name an item of this level"
            )
            yield Met(source, node, message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

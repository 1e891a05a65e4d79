"""An item requires nothing that comes on a later level.

Who learns level by level meets the item before its prerequisite, and can never finish the level
in its order. Where an item or its prerequisite stands more than once, the first place counts.
Only items that the curriculum defines are checked, and prerequisites that an overlay adds; one
that takes items in from elsewhere may have an order of its own. In an overlay this is a warning,
as its base may move items at any time.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories:
      - id: networks
        title: Networks
        items:
          - {id: cnn, title: Convolutional networks, kind: concept, requires: [backpropagation]}
  - id: advanced
    title: Advanced
    categories:
      - id: training
        title: Training
        items:
          - {id: backpropagation, title: Backpropagation, kind: concept}
```

## Instead

Move one of the two. If the item can be learned without the other after all, remove the
prerequisite.
"""

from itertools import pairwise

from dlroadmap.curriculum.graph import circles
from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.places import knows_levels, name_level
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the prerequisites of own items that are placed on a later level.

    Silent where one is part of a circle that is told: to break it is the first thing to do.
    """
    if not knows_levels(checked):
        return
    found = [
        (key, said)
        for key, said in checked.said()
        if checked.level.get(key, len(checked.assembly.levels)) < checked.level.get(said.key, -1)
    ]
    rings = circles(checked.requires) if found else []
    round_about = {pair for ring in rings for pair in pairwise([*ring, ring[0]])}
    for key, (other, source, element) in found:
        if (key, other) not in round_about:
            message = (
                f"`{checked.name(key)}` on level `{name_level(checked, key)}` requires "
                f"`{checked.name(other)}`, which comes later, on level "
                f"`{name_level(checked, other)}`; move one of them"
            )
            severity = "" if checked.assembly.draft.extends is None else "warning"
            yield Met(source, name_of(element), message, severity=severity)


RULE = Rule(__name__, "error", __doc__, curriculum=check)

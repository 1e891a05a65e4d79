"""An item requires nothing from a later level.

Someone who learns level by level reaches the item before its prerequisite, and cannot finish the
level in order. If an item or its prerequisite is listed more than once, its first place counts. The
rule checks only items that the curriculum defines and prerequisites that an overlay adds, because a
track may order the items that it takes in differently. In an overlay this is a warning, because its
base may move items at any time.

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

Move one of the two items. If the item can be learned without the other, remove the prerequisite.
"""

from itertools import pairwise

from dlroadmap.curriculum.graph import circles
from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.places import knows_levels, name_level
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the prerequisites of own items that are placed on a later level.

    Silent where one is part of a cycle that is reported: to break it is the first thing to do.
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

"""An item covers nothing that comes on a later level.

A project covers what it practices: who has done it is offered to tick those items too. Who learns
level by level has not met an item of a later level yet, so the offer comes too early, or the
project does. Where an item stands more than once, its first place counts. Only items that the
curriculum defines are checked; one that takes items in from elsewhere may have an order of its
own.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories:
      - id: projects
        title: Projects
        items:
          - {id: digits, title: Recognize digits, kind: project, covers: [convolution]}
  - id: advanced
    title: Advanced
    categories:
      - id: networks
        title: Networks
        items:
          - {id: convolution, title: Convolution, kind: concept}
```

## Instead

Move one of the two, or leave the item out of `covers`.
"""

from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.places import knows_levels, name_level
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield what own items cover that is placed on a later level."""
    covers = checked.assembly.covers
    if covers.keys().isdisjoint(checked.own) or not knows_levels(checked):
        return
    last = len(checked.assembly.levels)
    for key in checked.own:
        for other, source, element in covers.get(key, ()):
            if checked.level.get(key, last) < checked.level.get(other, -1):
                message = (
                    f"`{checked.name(key)}` on level `{name_level(checked, key)}` covers "
                    f"`{checked.name(other)}`, which comes later, on level "
                    f"`{name_level(checked, other)}`; move one of them, or leave it out"
                )
                yield Met(source, name_of(element), message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

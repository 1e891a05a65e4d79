"""An item covers nothing from a later level.

When a learner ticks a project, dlr offers to tick the items that it covers too. Learners who follow
the order have not reached an item of a later level by then, so the offer or the project comes too
early. If an item is listed more than once, its first place counts. The rule checks only items that
the curriculum defines, because a track may order the items that it takes in differently.

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

Move one of the two items, or remove the item from `covers`.
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
                    f"`{name_level(checked, other)}`; move one of them, or remove it from `covers`"
                )
                yield Met(source, name_of(element), message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

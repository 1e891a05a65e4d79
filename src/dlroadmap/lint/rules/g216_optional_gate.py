"""`ready_when` lists no item that learners may leave out.

`ready_when` lists what a learner should have done before the next level. If the item is only in a
category or level with `choose`, learners can complete the level without it. The rule does not
report an item that is in every category that could be chosen, or that is required by an item which
everybody needs on this level or an earlier one.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    ready_when: [image-project]
    categories:
      - id: projects
        title: Projects
        choose: 1
        items:
          - {id: image-project, title: An image project, kind: project}
          - {id: text-project, title: A text project, kind: project}
```

## Instead

Move the item out of the choice, or list another item in `ready_when`.
"""

from collections import Counter

from dlroadmap.curriculum.graph import walk
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the gates that own files name and that a learner may leave out."""
    optional, needed = _places(checked)
    if not optional:
        return
    numbers = {level.id: number for number, level in enumerate(checked.assembly.levels)}
    reached: dict[int, set[str]] = {}
    for level, key, source, node in checked.assembly.gates:
        number = numbers.get(level)
        if number is None or key not in optional or key in checked.assembly.assumes:
            continue
        if number not in reached:
            before = [each for each, first in needed.items() if first <= number]
            reached[number] = set(walk(before, checked.requires))
        if key not in reached[number]:
            message = (
                f"`ready_when` of level `{level}` lists `{checked.name(key)}`, which learners may "
                f"leave out because {optional[key]}"
            )
            yield Met(source, node, message)


def _places(checked: Checked) -> tuple[dict[str, str], dict[str, int]]:
    """Return what stands in a choice, with words for that, and the first levels of the others."""
    optional: dict[str, str] = {}
    needed: dict[str, int] = {}
    for number, level in enumerate(checked.assembly.levels):
        spare = len(level.categories) - (level.choose or len(level.categories))
        for part in level.categories:
            if part.choose and part.choose < len(part.items):
                enough = f"{part.choose} of {len(part.items)} items of `{part.id}`"
            else:
                enough = f"{level.choose} of {len(level.categories)} categories of `{level.id}`"
            for key in part.items:
                optional.setdefault(key, f"{enough} are enough")
        whole = (p for p in level.categories if not p.choose or p.choose >= len(p.items))
        for key, places in Counter(key for part in whole for key in part.items).items():
            # What stands in more categories than can be left out is met in any case.
            if places > spare:
                needed.setdefault(key, number)
    return {key: words for key, words in optional.items() if key not in needed}, needed


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

"""No two items of a curriculum have the same title.

In a list the learner sees titles first. Two that are equal look like a mistake of the program,
and a name typed at the command line fits both.

## Example

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention-project, title: Attention, kind: project}
```

## Instead

Say what makes the difference: `Attention from scratch`.
"""

from collections.abc import Iterator

from dlroadmap.diagnostics import Finding
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Rule


def check(checked: Checked) -> Iterator[Finding]:
    """Yield every own item whose title an earlier one has, but for upper and lower case."""
    seen: dict[str, str] = {}
    for definition in checked.own.values():
        first = seen.setdefault(definition.item.title.casefold(), definition.item.id)
        place = definition.node.get("title")
        if first != definition.item.id and place:
            message = f"item `{first}` has this title already"
            yield definition.source.finding("C301", place.start, place.end, message)


RULE = Rule("C301", __doc__, curriculum=check)

"""No two items of a curriculum have the same title.

In a list the learner sees titles first. Two that are equal look like a mistake of the program,
and a name typed at the command line fits both. Capital and small letters make no difference.

## Example

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention-project, title: Attention, kind: project}
```

## Instead

Say what makes the difference: `Attention from scratch`.
"""

from unicodedata import normalize

from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.rules.c307_placeholder_text import placeholder_in


def check(checked: Checked) -> Found:
    """Yield every own item whose title an earlier one has; placeholders are told as such."""
    seen: dict[str, str] = {}
    for definition in checked.own.values():
        title = normalize("NFC", definition.item.title.casefold())
        first = seen.setdefault(title, definition.item.id)
        node = definition.node.get("title")
        if first != definition.item.id and node and not placeholder_in(definition.item.title):
            message = f"item `{first}` has this title already; say what makes the difference"
            yield Met(definition.source, node, message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

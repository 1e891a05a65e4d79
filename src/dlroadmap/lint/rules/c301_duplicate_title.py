"""No two items of a curriculum have the same title.

Learners see titles first. Two equal titles in a list look like a bug, and a title typed at the
command line matches both. Upper and lower case make no difference.

## Example

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention-project, title: Attention, kind: project}
```

## Instead

Add what distinguishes the items, as in `Attention from scratch`.
"""

from unicodedata import normalize

from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.rules.c307_placeholder_text import placeholder_in


def check(checked: Checked) -> Found:
    """Yield every own item whose title an earlier one has; placeholders have their own rule."""
    seen: dict[str, str] = {}
    for definition in checked.own.values():
        title = normalize("NFC", definition.item.title.casefold())
        first = seen.setdefault(title, definition.item.id)
        node = definition.node.get("title")
        if first != definition.item.id and node and not placeholder_in(definition.item.title):
            message = f"item `{first}` already has this title; add what distinguishes them"
            yield Met(definition.source, node, message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

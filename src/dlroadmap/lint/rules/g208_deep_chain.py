"""A chain of prerequisites has at most 40 items.

To learn the last item of a longer chain, someone has to learn all items before it one by one,
which can take years. Often some of the steps are good advice but not necessary to understand the
next one. The rule reports the longest chain, at its end.

## Example

```yaml
- {id: step-40, title: The fortieth step, kind: concept, requires: [step-39]}
- {id: step-41, title: The step after that, kind: concept, requires: [step-40]}
```

## Instead

Keep only the prerequisites that are necessary to understand an item. Merge items that are always
learned together, and remove prerequisites between items that can be learned in any order.
"""

from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule

MOST = 40


def check(checked: Checked) -> Found:
    """Yield the own item at which the longest chain ends, if that is too long.

    A chain of another curriculum that is too long by itself is that one's matter; the count
    begins again behind it.
    """
    length: dict[str, int] = {}
    for key in checked.order:
        before = max((length[other] for other in checked.requires[key]), default=0)
        own = key in checked.own
        length[key] = before + 1 if own or before < MOST else 0
    own_lengths = [(key, length[key]) for key in checked.own if key in length]
    key, longest = max(own_lengths, key=lambda pair: pair[1], default=("", 0))
    if longest > MOST:
        definition = checked.own[key]
        message = (
            f"`{definition.item.id}` ends a chain of {longest:,} items, each requiring the one "
            f"before; {MOST} should be enough"
        )
        yield Met(definition.source, name_of(definition.node), message)


RULE = Rule(__name__, "info", __doc__, curriculum=check)

"""Every item has a summary if most others have one.

One or two sentences tell learners what the item is and why it matters before they spend hours on
it. The rule checks only curricula in which at least four items, and three quarters of all items,
have a summary. A plain checklist without summaries is not checked.

## Example

```yaml
- {id: adam, title: Adam, kind: concept, summary: An optimizer that adapts each step}
- {id: sgd, title: Gradient descent, kind: concept, summary: The simplest optimizer}
- {id: momentum, title: Momentum, kind: concept, summary: Steps that remember the last ones}
- {id: decay, title: Weight decay, kind: concept, summary: Weights are kept small}
- {id: warmup, title: Warm-up, kind: concept}
```

## Instead

Add one or two sentences in your own words.
"""

from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield the own items without a summary, where most have one."""
    without = [found for found in checked.own.values() if not found.item.summary]
    having = len(checked.own) - len(without)
    if not checked.whole or having < 4 or 4 * having < 3 * len(checked.own):
        return
    for definition in without:
        message = f"`{definition.item.id}` has no summary; write a sentence on what it is"
        yield Met(definition.source, name_of(definition.node), message)


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

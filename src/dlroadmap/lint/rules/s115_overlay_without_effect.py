"""Every line of an overlay has an effect.

An overlay adds items, categories, resources and `ready_when` to a level or category of its base.
It cannot change the title, description, weeks or `choose` there. Repeating what the base already
has does nothing. Change an item of your own where it is defined. If the base later adds an item
with the id of one of yours, both are listed, and each keeps its own ticks.

## Example

```yaml
format: 1
id: mine
title: My way
extends: deep-learning
levels:
  - id: entry
    title: My beginning      # ignored: the base's title is used
    categories: []
```

## Instead

Remove the line. If the base now has an item that you added, hide one of the two, or retire yours:
`retired: {its-id: deep-learning/its-id}` moves your ticks there.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule, Words

WORDS: Words = {
    FaultKind.IGNORED_KEY: (
        "`{key}` is ignored: {noun} `{id}` is part of `{base}`, and an overlay can only add to it"
    ),
    FaultKind.OWN_ID_TAKEN: (
        "`{base}` also has an item `{id}`; both are listed, and `{id}` alone means this one"
    ),
    FaultKind.SAID_ALREADY: "`{what}` is already in `{base}`",
    FaultKind.CHANGE_OF_HIDDEN: "`{id}` is hidden here, so changing it has no effect",
    FaultKind.CHANGE_OF_OWN: "`{id}` is defined in this file; change it there",
}

RULE = Rule(__name__, "warning", __doc__, WORDS)

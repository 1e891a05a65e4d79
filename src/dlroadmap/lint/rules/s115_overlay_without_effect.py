"""What an overlay says has an effect.

To a level or category of its base an overlay adds items and categories, resources and gates;
titles, descriptions, weeks and choices there stay those of the base. What the base says already
need not be said again. An item of your own is changed where it is defined. And if the base takes
the id of one of your own items, both are there from then on: each keeps its own ticks.

## Example

```yaml
format: 1
id: mine
title: My way
extends: deep-learning
levels:
  - id: entry
    title: My beginning      # the base's title stays
    categories: []
```

## Instead

Remove the line. If the base has an item now that you had added, hide one of the two, or retire
yours: `retired: {its-id: deep-learning/its-id}` moves your ticks there.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule, Words

WORDS: Words = {
    FaultKind.IGNORED_KEY: (
        "{noun} `{id}` is one of `{base}`, whose `{key}` stays; only additions count here"
    ),
    FaultKind.OWN_ID_TAKEN: (
        "`{base}` has an item `{id}` too; both are listed, and a bare `{id}` means this one"
    ),
    FaultKind.SAID_ALREADY: "`{what}` is there already in `{base}`",
    FaultKind.CHANGE_OF_HIDDEN: "`{id}` is hidden here, so its change has no effect",
    FaultKind.CHANGE_OF_OWN: "`{id}` is an item of this file; change it where it is defined",
}

RULE = Rule(__name__, "warning", __doc__, WORDS)

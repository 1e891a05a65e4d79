"""An id is unique.

Progress is tied to ids. If two items had the same id, nobody could tell which one was done. Item
ids are unique in a curriculum, category ids in their level, and level ids among the levels. A
former id, in `formerly` or `retired`, is not reused.

## Example

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention, title: Attention from scratch, kind: project}
```

## Instead

Give the newer one a different id. To show one item in two places, define it in one list and put
its id in the other.

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention-from-scratch, title: Attention from scratch, kind: project}
```
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words


def describe(fault: Fault) -> str:
    """Return the words for an id that is taken, with where it was first."""
    values = fault.values
    here = values["file"] == str(fault.source.path)
    first = f"on line {values['line']}" if here else f"in {values['file']}:{values['line']}"
    return f"duplicate {values['noun']} id `{values['id']}`; it is already {first}"


WORDS: Words = {
    FaultKind.DUPLICATE_ID: describe,
    FaultKind.FORMER_ID_IN_USE: "former id `{id}` is still the id of an item",
    FaultKind.RETIRED_ID_IN_USE: "retired id `{id}` is still the id of an item",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

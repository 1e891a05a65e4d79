"""An id belongs to one thing alone.

Progress hangs on ids: with two items of one id nobody could say which was done. Item ids are
unique in a curriculum, category ids in their level, level ids among the levels. An id that was
given up, in `formerly` or `retired`, is not used again.

## Example

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention, title: Attention from scratch, kind: project}
```

## Instead

Give the newer one an id of its own. To show one item in two places, name its id in both lists and
define it in one.

```yaml
- {id: attention, title: Attention, kind: concept}
- {id: attention-from-scratch, title: Attention from scratch, kind: project}
```
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words


def describe(fault: Fault) -> str:
    """Return the words for an id that is known already, with where it stands first."""
    values = fault.values
    here = values["file"] == str(fault.source.path)
    first = f"on line {values['line']}" if here else f"in {values['file']}:{values['line']}"
    return f"{values['noun']} `{values['id']}` stands here again; it is {first} already"


WORDS: Words = {
    FaultKind.DUPLICATE_ID: describe,
    FaultKind.FORMER_ID_IN_USE: "`{id}` is the id of an item today",
    FaultKind.RETIRED_ID_IN_USE: "`{id}` is retired, yet an item has this id",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

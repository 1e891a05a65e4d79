"""What a list takes in is defined somewhere.

`items`, `covers`, `ready_when` and `retired` name items by id, or by `home/id` in another
curriculum. The other one is looked for among the linted paths, then beside this one, then among
those that come with dlr.

## Example

```yaml
id: optimizers
title: Optimizers
items:
  - adamm
```

## Instead

Write the id as it is defined; the message names the nearest. If the item is new, define it.
"""

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.validation import nearest
from dlroadmap.lint.rule import Rule, ask_for


def describe_unknown(fault: Fault) -> str:
    """Return the words for a reference to a curriculum, or an item, that is not there."""
    values = fault.values
    reference, home, other = values["reference"], values["home"], values["other"]
    if other is None:
        return f"no curriculum `{home}` is known here, so `{reference}` leads nowhere"
    where = "this curriculum" if other is values["draft"] else f"curriculum `{home}`"
    id = reference.rpartition("/")[2]
    return f"no item `{id}` is defined in {where}{_hint(other, id)}"


def _hint(other: Draft, id: str) -> str:
    renamed = other.renames.get(f"{other.id}/{id}", "")
    if renamed is None:
        return "; it was retired"
    if renamed:
        home, _, today = renamed.partition("/")
        return f"; it is `{today if home == other.id else renamed}` now"
    return ask_for(nearest(id, list(other.definitions)))


RULE = Rule(__name__, "error", __doc__, {FaultKind.UNKNOWN_REFERENCE: describe_unknown})

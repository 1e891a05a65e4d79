"""Every reference leads to a defined item or category.

`items`, `covers`, `ready_when`, `assumes` and `retired` refer to items by id, or by `home/id` in
another curriculum. `categories` may refer to a category of another curriculum by
`home/level/category`. dlr looks for the other curriculum among the linted paths, then next to this
one, then among those that come with dlr. It also finds renamed items by their former ids.

## Example

```yaml
id: optimizers
title: Optimizers
items:
  - adamm
```

## Instead

Write the id as it is defined; the message suggests the nearest one. If the item is new, define it.
"""

from collections.abc import Sequence

from dlroadmap.format.draft import Draft
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.validation import nearest
from dlroadmap.lint.rule import Rule, ask_for


def describe_unknown(fault: Fault) -> str:
    """Return the words for a reference to a curriculum, or an item, that is not there."""
    values = fault.values
    reference, home, other = values["reference"], values["home"], values["other"]
    if other is None:
        return f"unknown curriculum `{home}` in `{reference}`"
    where = "this curriculum" if other is values["draft"] else f"curriculum `{home}`"
    id = reference.rpartition("/")[2]
    hint = _hint(other, id, values["known"]) or ask_for(next(iter(values["elsewhere"]), ""))
    return f"no item `{id}` in {where}{hint}"


def describe_category(fault: Fault) -> str:
    """Return the words for a category of another curriculum that is not there."""
    reference, home = fault.values["reference"], fault.values["home"]
    if fault.values["other"] is None:
        return f"unknown curriculum `{home}` in `{reference}`"
    return f"no category `{reference.partition('/')[2]}` in curriculum `{home}`"


def _hint(other: Draft, id: str, known: Sequence[str]) -> str:
    renamed = other.renames.get(f"{other.id}/{id}", "")
    if renamed is None:
        return "; it was retired"
    if renamed:
        home, _, today = renamed.partition("/")
        return f"; it is now `{today if home == other.id else renamed}`"
    return ask_for(nearest(id, known))


WORDS = {
    FaultKind.UNKNOWN_REFERENCE: describe_unknown,
    FaultKind.UNKNOWN_CATEGORY: describe_category,
}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""What a list takes in is defined somewhere.

`items`, `covers`, `ready_when`, `assumes` and `retired` name items by id, or by `home/id` in
another curriculum; `categories` may name one of another curriculum by `home/level/category`. The
other one is looked for among the linted paths, then beside this one, then among those that come
with dlr. What it has renamed is found under its former id too.

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
        return f"no curriculum `{home}` is known here, so `{reference}` leads nowhere"
    where = "this curriculum" if other is values["draft"] else f"curriculum `{home}`"
    id = reference.rpartition("/")[2]
    hint = _hint(other, id, values["known"]) or ask_for(next(iter(values["elsewhere"]), ""))
    return f"no item `{id}` is defined in {where}{hint}"


def describe_category(fault: Fault) -> str:
    """Return the words for a category of another curriculum that is not there."""
    reference, home = fault.values["reference"], fault.values["home"]
    if fault.values["other"] is None:
        return f"no curriculum `{home}` is known here, so `{reference}` leads nowhere"
    return f"curriculum `{home}` has no category `{reference.partition('/')[2]}`"


def _hint(other: Draft, id: str, known: Sequence[str]) -> str:
    renamed = other.renames.get(f"{other.id}/{id}", "")
    if renamed is None:
        return "; it was retired"
    if renamed:
        home, _, today = renamed.partition("/")
        return f"; it is `{today if home == other.id else renamed}` now"
    return ask_for(nearest(id, known))


WORDS = {
    FaultKind.UNKNOWN_REFERENCE: describe_unknown,
    FaultKind.UNKNOWN_CATEGORY: describe_category,
}

RULE = Rule(__name__, "error", __doc__, WORDS)

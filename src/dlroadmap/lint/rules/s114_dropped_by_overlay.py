"""An overlay refers only to what its base has.

An overlay extends a curriculum that others maintain and change. If it refers to something that the
base no longer has, dlr ignores that line and uses the rest, so an update of the base never breaks
an overlay. dlr follows what the base renamed. This rule reports each ignored line, so that you can
change or remove it:

- An item, level or category that the base does not have, or an id that could mean two items.
- A prerequisite that would close a cycle with those of the base.
- A new level or category without a title; dlr shows its id instead.
- A hidden item in `ready_when`.
- A `choose` of your own that is larger than what is left.

## Example

```yaml
format: 1
id: mine
title: My way
extends: deep-learning
hide: {items: [an-item-that-is-gone]}
```

## Instead

Remove the line, or refer to the replacement. Write `home/id` where an id could mean two items.
Give a new level or category a title.
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.validation import nearest
from dlroadmap.lint.rule import Rule, Words, ask_for
from dlroadmap.lint.rules.s111_unknown_reference import describe_unknown


def describe_lost(fault: Fault) -> str:
    """Return the words for a reference of an overlay that leads nowhere."""
    return f"ignored: {describe_unknown(fault)}"


def describe_ambiguous(fault: Fault) -> str:
    """Return the words for an id that several inherited items have."""
    keys = " or ".join(f"`{key}`" for key in fault.values["keys"])
    return f"ignored: `{fault.values['reference']}` could be {keys}; specify which one"


def describe_part(fault: Fault) -> str:
    """Return the words for a level or category that the base does not have."""
    noun, id, base = (fault.values[name] for name in ("noun", "id", "base"))
    return f"ignored: `{base}` has no {noun} `{id}`{ask_for(nearest(id, fault.values['known']))}"


def describe_untitled(fault: Fault) -> str:
    """Return the words for what is new, has no title, and may be misspelled."""
    noun, id, base = (fault.values[name] for name in ("noun", "id", "base"))
    meant = ask_for(nearest(id, fault.values["known"]))
    return f"`{base}` has no {noun} `{id}`; a new one needs a title{meant}"


WORDS: Words = {
    FaultKind.LOST_REFERENCE: describe_lost,
    FaultKind.AMBIGUOUS_REFERENCE: describe_ambiguous,
    FaultKind.NOT_INHERITED: "ignored: `{reference}` is not in `{base}`",
    FaultKind.LOST_PART: describe_part,
    FaultKind.UNTITLED_PART: describe_untitled,
    FaultKind.HIDDEN_GATE: "ignored: `{id}` is in `ready_when` of level `{level}`, but is hidden",
    FaultKind.CHOICE_TOO_LARGE: "`choose` is {choose}, but only {number} are left; using {number}",
    FaultKind.CLOSES_CIRCLE: (
        "ignored: `{other}` already depends on `{id}`, so this would close a cycle"
    ),
}

RULE = Rule(__name__, "warning", __doc__, WORDS)

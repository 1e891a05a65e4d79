"""An overlay names what its base has.

An overlay stands on a curriculum that others keep and change. What it names and the base no
longer has is left out, and all the rest is used: an update of the base never locks anybody out.
What the base has renamed is followed without a word. Each line that is left out is told here, so
that you can change or remove it.

- An item, level or category that the base does not have, or an id that could mean two items.
- A prerequisite that would close a circle with those of the base.
- A level or category that the base does not have and that has no title: its id is shown.
- A gate (`ready_when`) that is hidden.
- What a `choose` of your own asks for beyond what is left.

## Example

```yaml
format: 1
id: mine
title: My way
extends: deep-learning
hide: {items: [an-item-that-is-gone]}
```

## Instead

Remove the line, or name what took its place. Write `home/id` where an id could mean two items.
Give a new level or category a title.
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.format.validation import nearest
from dlroadmap.lint.rule import Rule, Words, ask_for
from dlroadmap.lint.rules.s111_unknown_reference import describe_unknown


def describe_lost(fault: Fault) -> str:
    """Return the words for a reference of an overlay that leads nowhere."""
    return f"left out: {describe_unknown(fault)}"


def describe_ambiguous(fault: Fault) -> str:
    """Return the words for an id that several inherited items have."""
    keys = " or ".join(f"`{key}`" for key in fault.values["keys"])
    return f"left out: `{fault.values['reference']}` could be {keys}; write which one"


def describe_part(fault: Fault) -> str:
    """Return the words for a level or category that the base does not have."""
    noun, id, base = (fault.values[name] for name in ("noun", "id", "base"))
    return f"left out: `{base}` has no {noun} `{id}`{ask_for(nearest(id, fault.values['known']))}"


def describe_untitled(fault: Fault) -> str:
    """Return the words for what is new, has no title, and may be misspelled."""
    noun, id, base = (fault.values[name] for name in ("noun", "id", "base"))
    meant = ask_for(nearest(id, fault.values["known"]))
    return f"`{base}` has no {noun} `{id}`, so this is a new one and needs a title{meant}"


WORDS: Words = {
    FaultKind.LOST_REFERENCE: describe_lost,
    FaultKind.AMBIGUOUS_REFERENCE: describe_ambiguous,
    FaultKind.NOT_INHERITED: "left out: `{reference}` is not in `{base}`",
    FaultKind.LOST_PART: describe_part,
    FaultKind.UNTITLED_PART: describe_untitled,
    FaultKind.HIDDEN_GATE: "left out: `{id}` gates level `{level}`, and is hidden",
    FaultKind.CHOICE_TOO_LARGE: "choose {choose}, but only {number} are left, so that many count",
    FaultKind.CLOSES_CIRCLE: (
        "left out: `{other}` waits for `{id}` already, so this would close a circle"
    ),
}

RULE = Rule(__name__, "warning", __doc__, WORDS)

"""Sizes stay within what people write by hand.

A file has at most 32 MiB and three million values, nested at most 40 deep; a title, an alias or a
tag has at most 200 characters; a number has at most nine digits. So no file, not even one from a
stranger, can bring the program to a halt.

## Example

```yaml
hours: 12345678901
```

## Instead

Split a file that is too large into one file a category. Move what is too long for a title into
the summary. A long number that is a name stands in quotes.
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words


def describe_size(fault: Fault) -> str:
    """Return the words for a file of too many bytes."""
    return f"is larger than {fault.values['most'] // 1024**2} MiB; split it"


def describe_length(fault: Fault) -> str:
    """Return the words for a text that is too long; what has no key of its own is `this`."""
    name = fault.values["name"]
    return f"{f'`{name}`' if name else 'this'} is longer than {fault.values['most']} characters"


WORDS: Words = {
    FaultKind.TOO_MANY_BYTES: describe_size,
    FaultKind.TOO_MUCH_MEMORY: "takes more memory than there is; split it",
    FaultKind.TOO_MANY_VALUES: "more than {most:,} values; split the file",
    FaultKind.TOO_DEEP: "nested deeper than {most}",
    FaultKind.TOO_MANY_DIGITS: "a number of more than {most} digits",
    FaultKind.TOO_LONG: describe_length,
}

RULE = Rule(__name__, "error", __doc__, WORDS)

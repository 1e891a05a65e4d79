"""A file is YAML that can be read, one document of it.

Where the form is broken, nothing of the file can be understood; all other files are still
checked. The place is where the reader gave up; the cause is often a line or two above: a bracket
or a quote that was not closed, a tab at the beginning of a line, a colon within a text, an
invisible control character, or the markers of an unresolved merge conflict.

## Example

```yaml
title: Attention: all you need
aliases: [attention
```

## Instead

Put a text in double quotes if it holds `: ` or ` #`, or begins with a backtick or one of the signs
`@ % & * ! | > [ {`. Close what was opened, and indent with spaces.

```yaml
title: "Attention: all you need"
aliases: [attention]
```
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words
from dlroadmap.lint.slips import Slip, explain


def describe_syntax(fault: Fault) -> str:
    """Return what is wrong with the form of a file, and what to do."""
    values = fault.values
    slip = Slip(fault.source.text, fault.start, values["problem"], values["begin"])
    return f"invalid YAML: {explain(slip)}"


WORDS: Words = {
    FaultKind.UNREADABLE: "cannot be read: {reason}",
    FaultKind.NOT_A_FILE: "is no regular file",
    FaultKind.SYNTAX: describe_syntax,
    FaultKind.CONFLICT: "unresolved merge conflict; resolve it and remove its markers",
    FaultKind.FORBIDDEN_CHARACTER: "a character that YAML does not allow here",
    FaultKind.SECOND_DOCUMENT: "a second document; a file holds one",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

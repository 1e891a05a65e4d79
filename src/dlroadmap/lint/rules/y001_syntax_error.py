"""A file is valid YAML with a single document.

dlr cannot check a file with invalid syntax, but it still checks all other files. The position is
where parsing failed. The cause is often a line or two above: an unclosed bracket or quote, a tab
at the beginning of a line, a colon within a text, an invisible control character, or the markers
of an unresolved merge conflict.

## Example

```yaml
title: Attention: all you need
aliases: [attention
```

## Instead

Put a text in double quotes if it contains `: ` or ` #`, or begins with a backtick or one of the
characters `@ % & * ! | > [ {`. Close every bracket and quote, and indent with spaces.

```yaml
title: "Attention: all you need"
aliases: [attention]
```
"""

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words
from dlroadmap.lint.slips import Slip, explain


def describe_syntax(fault: Fault) -> str:
    """Return what is wrong with the syntax of a file, and what to do."""
    values = fault.values
    slip = Slip(fault.source.text, fault.start, values["problem"], values["begin"])
    return f"invalid YAML: {explain(slip)}"


WORDS: Words = {
    FaultKind.UNREADABLE: "cannot be read: {reason}",
    FaultKind.NOT_A_FILE: "is not a regular file",
    FaultKind.SYNTAX: describe_syntax,
    FaultKind.CONFLICT: "unresolved merge conflict; resolve it and remove its markers",
    FaultKind.FORBIDDEN_CHARACTER: "YAML does not allow this character here; remove it",
    FaultKind.SECOND_DOCUMENT: "second YAML document; move it to a file of its own",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""A file is YAML that can be read, one document of it.

Where the form is broken, nothing of the file can be understood; all other files are still
checked. The place is where the reader gave up; the cause is often a line or two above: a bracket
or a quote that was not closed, a tab at the beginning of a line, a colon within a text, or an
invisible control character.

## Example

```yaml
title: Attention: all you need
aliases: [attention
```

## Instead

Put a text that holds `: ` or ` #` in quotes, close what was opened, indent with blanks.

```yaml
title: "Attention: all you need"
aliases: [attention]
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.UNREADABLE: "cannot be read: {reason}",
    FaultKind.NOT_A_FILE: "is no regular file",
    FaultKind.SYNTAX: "this is no YAML: {problem}",
    FaultKind.FORBIDDEN_CHARACTER: "a character that YAML does not allow here",
    FaultKind.SECOND_DOCUMENT: "a second document; a file holds one",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

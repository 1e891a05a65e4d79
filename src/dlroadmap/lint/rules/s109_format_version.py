"""A curriculum declares `format: 1`.

The number determines how dlr reads a file, so that a later format can change meanings without
breaking old files. For a file in an unknown format, dlr reports only this problem.

## Example

```yaml
format: 2
```

## Instead

Write `format: 1`. If the file was written for a newer version of dlr, install that version.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.UNKNOWN_FORMAT: "unknown format; this version of dlr reads format 1"}

RULE = Rule(__name__, "error", __doc__, WORDS)

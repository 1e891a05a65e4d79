"""A curriculum says that it is of format 1.

The number tells how to read a file, so that a later format can mean other things without harm to
old files. Of a file in a format that is not known only this is told.

## Example

```yaml
format: 2
```

## Instead

Write `format: 1`. If the file comes from someone with a newer dlr, install that one.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.UNKNOWN_FORMAT: "this format is not known; this dlr reads format 1"}

RULE = Rule(__name__, "error", __doc__, WORDS)

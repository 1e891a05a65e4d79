"""An id is made of lower-case words, joined by hyphens.

Ids are typed at a terminal, are names of files, and progress hangs on them for years. So they
have only the letters a to z, digits and single hyphens, and at most 64 characters. A reference is
an id or, to another curriculum, `home/id`. The file of a category is named after its id.

## Example

```yaml
- id: Batch_Norm
  title: Batch normalization
  kind: concept
```

## Instead

```yaml
- id: batch-norm
  title: Batch normalization
  kind: concept
```
"""

import re

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words


def describe_id(fault: Fault) -> str:
    """Return the words for what is no id, with one that is made of the same words."""
    value = fault.values["value"]
    proposal = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
    hint = f", such as `{proposal}`" if proposal else ""
    return f"`{value}` is no id; use lower-case words joined by hyphens{hint}"


WORDS: Words = {
    FaultKind.BAD_ID: describe_id,
    FaultKind.ID_TOO_LONG: "an id has at most 64 characters",
    FaultKind.BAD_REFERENCE: "`{value}` is no reference; write an id, or home/id",
    FaultKind.BAD_PLACE: "`{value}` is no category; write level/category",
    FaultKind.BAD_CATEGORY: "`{value}` is no category; write its id, or home/level/category",
    FaultKind.MISNAMED_FILE: "`{id}` lies in {file}; id and name must agree",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""`choose` asks for no more than there is.

On a category `choose: 2` means that two of its items are enough, on a level that two of its
categories are. Where it asks for more than there are, something is missing or the number is
wrong; nobody could ever fulfil it.

## Example

```yaml
id: custom-projects
title: Projects of your own
choose: 3
items: [image-project, text-project]
```

## Instead

Lower the number, or add what is missing. If all of them are needed, leave `choose` out.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.TOO_FEW_TO_CHOOSE: "choose {choose}, but there are only {number}"}

RULE = Rule(__name__, "error", __doc__, WORDS)

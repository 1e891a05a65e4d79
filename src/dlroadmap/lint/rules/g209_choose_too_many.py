"""`choose` is not larger than the number of choices.

In a category, `choose: 2` means that two of its items are enough; in a level, that two of its
categories are. If the number is larger than what there is to choose from, nobody can ever reach it:
something is missing, or the number is wrong.

## Example

```yaml
id: custom-projects
title: Projects of your own
choose: 3
items: [image-project, text-project]
```

## Instead

Lower the number, or add what is missing. If all of them are needed, remove `choose`.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.TOO_FEW_TO_CHOOSE: "`choose` is {choose}, but there are only {number}; lower it"}

RULE = Rule(__name__, "error", __doc__, WORDS)

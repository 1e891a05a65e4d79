"""Every curriculum has a unique id.

Progress is tied to `home/id`. If two curricula have the same id, dlr uses only one of them, and the
items of the other are missing. The unused file cannot rename or retire items of the other.

## Example

```yaml
# curricula/vision.yaml
format: 1
id: deep-learning
```

Here `curricula/deep-learning.yaml` has the same id.

## Instead

Give each curriculum a different id, and name its file or folder after it.

```yaml
# curricula/vision.yaml
format: 1
id: vision
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.DOUBLE_CURRICULUM: "{file} also has the id `{id}`; only one of them can be used"}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""Every curriculum has an id of its own.

Progress hangs on `home/id`: of two curricula with one id only one is used, and the items of the
other are nowhere. A file that takes the id of another one could even rename or retire its items,
which is why dlr heeds that in the one that is used alone.

## Example

```yaml
# curricula/vision.yaml
format: 1
id: deep-learning
```

Here `curricula/deep-learning.yaml` has the same id.

## Instead

Give each an id of its own, and call its file or folder by it.

```yaml
# curricula/vision.yaml
format: 1
id: vision
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.DOUBLE_CURRICULUM: "{file} has the id `{id}` too; only one of the two can be used"
}

RULE = Rule(__name__, "error", __doc__, WORDS)

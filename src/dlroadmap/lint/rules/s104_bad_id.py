"""An id consists of lowercase words joined by hyphens.

People type ids at a terminal, files are named after them, and progress is tied to them for years.
So an id has only the letters a to z, digits and single hyphens, and at most 64 characters. A
reference is an id, or `home/id` for an item of another curriculum. The file of a category is named
after the category's id.

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

from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, Words
from dlroadmap.text import spell_id


def describe_id(fault: Fault) -> str:
    """Return the words for what is not a valid id, with one that is made of the same words."""
    value = fault.values["value"]
    proposal = spell_id(value)
    hint = f", such as `{proposal}`" if proposal else ""
    return f"`{value}` is not a valid id; use lowercase words joined by hyphens{hint}"


WORDS: Words = {
    FaultKind.BAD_ID: describe_id,
    FaultKind.ID_TOO_LONG: "the id is longer than 64 characters",
    FaultKind.BAD_REFERENCE: "`{value}` is not a valid reference; write an id or home/id",
    FaultKind.BAD_PLACE: "`{value}` is not a valid category; write level/category",
    FaultKind.BAD_CATEGORY: (
        "`{value}` is not a valid category; write its id or home/level/category"
    ),
    FaultKind.MISNAMED_FILE: "id `{id}` does not match the file name {file}; make them agree",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

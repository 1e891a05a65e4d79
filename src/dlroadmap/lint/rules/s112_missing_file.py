"""Every category that is listed by id has a file in its level's folder.

In a curriculum folder, the category `networks` of the level `entry` is in `entry/networks.yaml`.
Conversely, every category file is below a `curriculum.yaml`.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories: [networks, netwroks]
```

## Instead

Create the file, correct the name, or define the category in the main file.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.MISSING_FILE: "missing file {file} of category `{id}`",
    FaultKind.FILE_OUTSIDE: "the file of category `{id}` is outside the curriculum's folder",
    FaultKind.NO_MAIN_FILE: "no {main} in the folders above this category",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

"""A category that is named by its id has a file in the folder of its level.

In a curriculum that is a folder, the category `networks` of the level `entry` lies in
`entry/networks.yaml`, within the folder. The other way round, a category file lies below a
`curriculum.yaml`.

## Example

```yaml
levels:
  - id: entry
    title: Entry
    categories: [networks, netwroks]
```

## Instead

Create the file, mend the name, or write the category out in the main file.
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.MISSING_FILE: "category `{id}` has no file {file}",
    FaultKind.FILE_OUTSIDE: "category `{id}` lies outside the folder",
    FaultKind.NO_MAIN_FILE: "no {main} was found in the folders above this category",
}

RULE = Rule(__name__, "error", __doc__, WORDS)

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

from dlroadmap.lint.rule import Rule

RULE = Rule("S104", __doc__)

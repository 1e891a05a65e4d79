"""Every key is one that the format knows.

A key that is not known is mostly a slip of the fingers, and what stands under it would be lost
without a word. The message names the key that is nearest, among those that fit there.

## Example

```yaml
- id: adam
  title: Adam
  kind: concept
  sumary: Steps of a size of their own for every weight.
```

## Instead

Write the key that was meant, here `summary`. `dlr lint --fix --unsafe-fixes` does it where that
key is still free. For notes of your own use a comment. All keys: `dlr schema`.
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("S101", __doc__)

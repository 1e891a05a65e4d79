"""Sizes stay within what people write by hand.

A file has at most 32 MiB and three million values, nested at most 40 deep; a title, an alias or a
tag has at most 200 characters; a number has at most nine digits. So no file, not even one from a
stranger, can bring the program to a halt.

## Example

```yaml
hours: 12345678901
```

## Instead

Split a file that is too large into one file a category. Move what is too long for a title into
the summary. A long number that is a name stands in quotes.
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("Y005", __doc__)

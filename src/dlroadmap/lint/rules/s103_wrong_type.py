"""Every value is of the kind that its key asks for.

Text is text, a list is a list, and where there are only a few choices it is one of them. YAML
takes `3.10` for a number and `true` for an answer, so such a title needs quotes.

## Example

```yaml
- id: float-formats
  title: 3.10
  kind: idea
  tags: vision
```

## Instead

```yaml
- id: float-formats
  title: "3.10"
  kind: concept
  tags: [vision]
```

`dlr lint --fix` puts a number, true or false in quotes where a text should be.
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("S103", __doc__)

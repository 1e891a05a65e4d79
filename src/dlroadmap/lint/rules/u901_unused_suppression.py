"""A comment that silences a rule is needed.

`# dlr: ignore[G205] reason` silences a rule on its line, or on the next one if nothing else
stands beside it; `# dlr: ignore-file[G205] reason` silences it in the whole file. A comment that
outlives its cause would silence the next fault, which nobody wanted. Errors without which the
files cannot be understood cannot be silenced.

## Example

```yaml
title: Attention  # dlr: ignore[C301] the other one was renamed long ago
```

## Instead

Remove the comment; `dlr lint --fix` does it.
"""

from dlroadmap.lint.rule import Rule

RULE = Rule("U901", __doc__)

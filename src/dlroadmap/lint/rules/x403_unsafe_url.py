"""An address begins with https:// or http:// and contains a host.

Addresses become links that people click. An address that begins with `javascript:`, `data:` or
`file:` can do harm, and one with a user name before the host, such as `https://good.org@evil.org`,
is misleading. Spaces, backslashes and invisible characters are not allowed either.

## Example

```yaml
- title: A course
  url: javascript:alert(1)
  type: course
```

## Instead

Use the address of the page itself.

```yaml
- title: A course
  url: https://example.org/course
  type: course
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {
    FaultKind.UNSAFE_ADDRESS: "the address must begin with https:// or http:// and contain a host"
}

RULE = Rule(__name__, "error", __doc__, WORDS)

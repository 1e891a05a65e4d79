"""An address begins with https:// or http:// and names a host.

Addresses become links that people click. One that begins with `javascript:`, `data:` or `file:`
can do harm, and one with a user before the host, such as `https://good.org@evil.org`, leads
elsewhere than it seems. Blanks, backslashes and invisible characters are refused too.

## Example

```yaml
- title: A course
  url: javascript:alert(1)
  type: course
```

## Instead

Give the address of the page itself.

```yaml
- title: A course
  url: https://example.org/course
  type: course
```
"""

from dlroadmap.format.faults import FaultKind
from dlroadmap.lint.rule import Rule

WORDS = {FaultKind.UNSAFE_ADDRESS: "an address must begin with https:// or http:// and name a host"}

RULE = Rule(__name__, "error", __doc__, WORDS)

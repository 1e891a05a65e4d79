r"""No text contains control characters, not even as an escape.

Characters such as escape (U+001B) or backspace control a terminal: they can hide lines, change
colors and titles, or type on behalf of the reader. YAML allows them in quotes as `"\e"`, `"\0"` or
`"\x1b"`. dlr removes them before it shows a text, but another program may not. Written raw, they
make the whole file unreadable, which Y001 reports.

## Example

```yaml
title: "Attention \e[31mis all you need"
```

## Instead

Remove them. Tabs and line breaks are fine.

```yaml
title: "Attention is all you need"
```
"""

import re
from collections import defaultdict

from dlroadmap.format.source import Source
from dlroadmap.lint.rule import Found, Met, Rule, count_more
from dlroadmap.lint.texts import escapes

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def check(source: Source) -> Found:
    """Yield, of each text, the first escape that stands for a control character."""
    found: defaultdict[object, list[tuple[tuple[int, int], str]]] = defaultdict(list)
    for scalar, where, sign in escapes(source):
        if _CONTROL.match(sign):
            found[scalar].append((where, sign))
    for signs in found.values():
        where, sign = signs[0]
        more = count_more(signs, " in this text")
        message = f"U+{ord(sign):04X} is a control character; remove it{more}"
        yield Met(source, where, message)


RULE = Rule(__name__, "error", __doc__, file=check)

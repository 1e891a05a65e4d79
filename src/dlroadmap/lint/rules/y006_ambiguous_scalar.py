"""Text that other programs would misread is in quotes.

Many programs that read YAML take `no` for false, `12:30` for 750 and `2024-05-01` for a date. dlr
reads them all as text, but an editor, a script or a website may not. In quotes they are text to
every program.

## Example

```yaml
- id: aspect-ratios
  title: Aspect ratios
  kind: concept
  aliases: [16:9, no]
```

## Instead

```yaml
- id: aspect-ratios
  title: Aspect ratios
  kind: concept
  aliases: ["16:9", "no"]
```

`dlr lint --fix` puts them in quotes.
"""

import re
from functools import partial

from dlroadmap.format.source import Source
from dlroadmap.lint.edits import quote
from dlroadmap.lint.rule import Found, Met, Rule
from dlroadmap.lint.texts import texts

_LONGEST = 60

_MEANINGS = (
    ("true or false", r"y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF"),
    (
        "a date",
        r"\d{4}-\d\d-\d\d"
        r"|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?"
        r"(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?",
    ),
    (
        "a number",
        r"[-+]?0b[01_]+|[-+]?0x[0-9a-fA-F_]+|[-+]?0[0-7_]+|[-+]?0o[0-7][0-7_]*"  # of base 2, 16, 8
        r"|[-+]?[1-9][0-9_]*(?::[0-5]?\d)+|[-+]?\d[0-9_]*(?::[0-5]?\d)+\.[0-9_]*"  # of base 60
        r"|[-+]?[1-9][0-9_]*|[-+]?(?:\d[0-9_]*\.[0-9_]*|\.\d[0-9_]*)(?:[eE][-+]?\d+)?"
        r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
    ),
    ("YAML syntax", r"=|<<"),
)
_MEANING = re.compile("|".join(f"({pattern})" for _, pattern in _MEANINGS), re.ASCII)


def check(source: Source) -> Found:
    """Yield every plain text that YAML 1.1 takes for something else than text."""
    for _, scalar, value in texts(source.root):
        match = _MEANING.fullmatch(value) if len(value) <= _LONGEST else None
        # A value that stands in the file as it is has neither quotes nor an anchor.
        if match and match.lastindex and source.text[scalar.start : scalar.end] == value:
            meaning = _MEANINGS[match.lastindex - 1][0]
            message = f"many programs read `{value}` as {meaning}; quote it"
            yield Met(source, scalar, message, partial(quote, source, scalar))


RULE = Rule(__name__, "warning", __doc__, file=check)

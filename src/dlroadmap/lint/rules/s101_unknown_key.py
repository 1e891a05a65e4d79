"""Every key is part of the format.

An unknown key is usually a typo, and its value would be silently lost. The message suggests the
nearest key that is allowed there.

## Example

```yaml
- id: adam
  title: Adam
  kind: concept
  sumary: Steps of a size of their own for every weight.
```

## Instead

Write the key you meant, here `summary`. `dlr lint --fix --unsafe-fixes` does this where that key
is not used yet. For your own notes, use a comment. To list all keys, run `dlr schema`.
"""

from dlroadmap.diagnostics import Edit, Fix
from dlroadmap.format.faults import Fault, FaultKind
from dlroadmap.lint.rule import Rule, ask_for


def describe(fault: Fault) -> str:
    """Return the words for a key that is not known, with the nearest one that is."""
    return f"unknown key `{fault.values['key']}`{ask_for(fault.values['nearest'])}"


def mend(fault: Fault) -> Fix | None:
    """Return the fix that writes the nearest key in place of one, in the quotes that it has."""
    name, text = fault.values["nearest"], fault.source.text[fault.start : fault.end]
    if not name or not fault.values["free"]:
        return None
    if text[:1] in ("'", '"'):
        name = f"{text[0]}{name}{text[0]}"
    elif text != fault.values["key"]:
        return None
    return Fix((Edit(fault.start, fault.end, name),), safe=False)


RULE = Rule(__name__, "error", __doc__, {FaultKind.UNKNOWN_KEY: describe}, mend)

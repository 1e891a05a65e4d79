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

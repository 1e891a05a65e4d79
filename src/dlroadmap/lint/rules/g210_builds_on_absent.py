"""A track contains or assumes the prerequisites of its items.

A track takes items in from another curriculum, but not necessarily their prerequisites. A missing
prerequisite blocks nobody, but learners reach an item without what it builds on. If learners
already know the prerequisite, add it to `assumes`.

If the item's home has the prerequisite, `dlr path` leads there, and this is only an info, shown
when the rule is selected. If no curriculum has it, this is a warning. Each item or category that is
taken in is reported once.

## Example

```yaml
id: vision-track
levels:
  - id: start
    title: Start
    categories:
      - id: networks
        title: Networks
        items: [deep-learning/convolution]
```

`convolution` builds on `matrix-operations`, which this track does not contain.

## Instead

Add the prerequisite to the track, or to `assumes: [deep-learning/matrix-operations]`.
"""

from collections.abc import Iterator

from dlroadmap.format.nodes import Node, name_of, text_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule

MOST = 8
"""So many of what is missing are named."""


def check(checked: Checked) -> Found:
    """Yield what is taken in, or defined, and builds on what is neither held nor assumed."""
    places: dict[int, tuple[Source, Node, str, dict[str, None]]] = {}
    for source, node, name, other in _find_absent(checked):
        places.setdefault(id(node), (source, node, name, {}))[-1][other] = None
    for source, node, name, absent in places.values():
        named = [f"`{other}`" for other in list(absent)[:MOST]]
        more = f" and {len(absent) - MOST} more" if len(absent) > MOST else ""
        are = "is" if len(absent) == 1 else "are"
        message = (
            f"`{name}` builds on {', '.join(named)}{more}, which {are} neither included nor assumed"
        )
        yield Met(source, node, message, severity="info")
    for key, source, node in checked.assembly.taken:
        for reference in checked.assembly.missing.get(key, ()):
            message = f"`{key}` builds on `{reference}`, which is in no curriculum"
            yield Met(source, node, message)


def _find_absent(checked: Checked) -> Iterator[tuple[Source, Node, str, str]]:
    """Yield each prerequisite that is not there: where, what is taken in or defined, and itself."""
    held = {*checked.level, *checked.assembly.assumes}
    for key, source, node in checked.assembly.taken:
        for other in checked.requires.get(key, ()):
            if other not in held:
                yield source, node, text_of(node), other
    for key, (other, source, node) in checked.said():
        if key in checked.own and key in checked.level and other not in held:
            yield source, name_of(node), checked.name(key), other


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

"""What the items of a track build on is in the track, or assumed by it.

A track takes items in from another curriculum, and their prerequisites need not come along. What
is left out is looked through, so nobody is stuck; but the learner meets an item without what it
builds on. If learners know that already, say so in `assumes`. Where the item's home has the
prerequisite, `dlr path` leads there, and this is only an info, shown where the rule is
selected; where no curriculum has it, it is a warning. Told once for each item, or category, that
is taken in.

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

`convolution` builds on `matrix-operations`, which this track does not hold.

## Instead

Take the prerequisite in, or name it in `assumes: [deep-learning/matrix-operations]`.
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
            f"`{name}` builds on {', '.join(named)}{more}, which {are} neither here nor assumed"
        )
        yield Met(source, node, message, severity="info")
    for key, source, node in checked.assembly.taken:
        for reference in checked.assembly.missing.get(key, ()):
            message = f"`{key}` builds on `{reference}`, which no curriculum has"
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

"""What the items of a track build on is in the track, or assumed by it.

A track takes items in from another curriculum, and their prerequisites need not come along. What
is left out is looked through, so nobody is stuck; but the learner meets an item without what it
builds on. If learners know that already, say so in `assumes`. Where the item's home has the
prerequisite, `dlr path` leads there, and this is only an information; where no curriculum has it,
it is a warning. Told once for each item, or category, that is taken in.

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

from dlroadmap.format.nodes import name_of
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule, count_more


def check(checked: Checked) -> Found:
    """Yield what is taken in, or defined, and builds on what is neither held nor assumed."""
    found: dict[tuple[int, str], list[Met]] = {}
    for met in _meet(checked):
        found.setdefault((id(met.where), met.severity), []).append(met)
    for first, *more in found.values():
        yield first._replace(message=first.message + count_more([first, *more]))


def _meet(checked: Checked) -> Iterator[Met]:
    assembly, held = checked.assembly, {*checked.level, *checked.assembly.assumes}
    for key, source, node in assembly.taken:
        name = checked.name(key)
        for reference in assembly.missing.get(key, ()):
            words = f"`{name}` builds on `{reference}`, which no curriculum has"
            yield Met(source, node, words, severity="warning")
        for other in checked.requires.get(key, ()):
            if other not in held:
                words = f"`{name}` builds on `{other}`, which is neither here nor assumed"
                yield Met(source, node, words)
    for key, (other, source, node) in checked.said():
        if key in checked.own and key in checked.level and other not in held:
            words = f"`{checked.name(key)}` builds on `{other}`, which is neither here nor assumed"
            yield Met(source, name_of(node), words)


RULE = Rule(__name__, "info", __doc__, curriculum=check)

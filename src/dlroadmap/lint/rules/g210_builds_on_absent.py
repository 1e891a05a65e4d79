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

from dlroadmap.format.nodes import Node, name_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule, count_more


def check(checked: Checked) -> Found:
    """Yield what is taken in, or defined, and builds on what is neither held nor assumed."""
    assembly, held = checked.assembly, set(checked.level)
    held.update(assembly.assumes)
    by_place: dict[tuple[str, int], list[Met]] = {}
    for key, source, node in (*assembly.taken, *_own(checked)):
        if key in checked.level:
            absent = [other for other in checked.requires.get(key, ()) if other not in held]
            missing = assembly.missing.get(key, ()) if key not in checked.own else ()
            told = by_place.setdefault((str(source.path), node.start), [])
            for other in absent:
                words = (
                    f"`{checked.name(key)}` builds on `{other}`, which is neither here nor assumed"
                )
                told.append(Met(source, node, words))
            for reference in missing:
                words = f"`{key}` builds on `{reference}`, which no curriculum has"
                told.append(Met(source, node, words, severity="warning"))
    for met in by_place.values():
        for severity in ("", "warning"):
            found = [each for each in met if each.severity == severity]
            if found:
                yield found[0]._replace(message=found[0].message + count_more(found))


def _own(checked: Checked) -> Iterator[tuple[str, Source, Node]]:
    for key, definition in checked.own.items():
        yield key, definition.source, name_of(definition.node)


RULE = Rule(__name__, "info", __doc__, curriculum=check)

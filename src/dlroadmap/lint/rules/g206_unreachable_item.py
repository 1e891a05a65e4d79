"""Every item can become ready.

An item can never become ready if it requires, directly or indirectly, items of another curriculum
that form a cycle. The cycle is an error in that curriculum, which may not be among the linted
files. Each cycle is reported once, at the first place that leads to it.

## Example

```yaml
- id: diffusion-project
  title: A diffusion model of your own
  kind: project
  requires: [other-course/score-matching]
```

In `other-course`, `score-matching` requires `noise-schedules`, which requires `score-matching`.

## Instead

Tell the authors of the other curriculum; `dlr lint` on its files shows every step. Until they fix
it, remove the prerequisite or leave the item out.
"""

from collections.abc import Iterator

from dlroadmap.curriculum.graph import circles
from dlroadmap.format.faults import FaultKind
from dlroadmap.format.nodes import Node, name_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.rule import Found, Met, Rule


def check(checked: Checked) -> Found:
    """Yield what leads to circles of other curricula, one a circle.

    An edge that is known stays, whatever is wrong elsewhere; so this needs no whole curriculum.
    """
    settled = set(checked.order)
    stuck = {
        key: [other for other in others if other not in settled and other not in checked.own]
        for key, others in checked.requires.items()
        if key not in settled and key not in checked.own
    }
    if not stuck:
        return
    rings = {key: ring for ring in circles(stuck) for key in ring}
    seen: set[str] = set()
    told: set[str] = set()
    for key, source, node in _ways_out(checked):
        queue = [key] if key in stuck and key not in seen else []
        seen.update(queue)
        for each in queue:
            if each in rings and each not in told:
                told.update(rings[each])
                if not _is_told(checked, rings[each]):
                    yield Met(source, node, _message(key, rings[each]))
            fresh = [other for other in stuck[each] if other not in seen]
            seen.update(fresh)
            queue += fresh


def _ways_out(checked: Checked) -> Iterator[tuple[str, Source, Node]]:
    """Yield what is taken in from other curricula or required there, in file order."""
    ways = [(key, source, node) for key, source, node in checked.assembly.taken]
    ways += [(key, source, name_of(node)) for _, (key, source, node) in checked.said()]
    places = {str(s.path): number for number, s in enumerate(checked.assembly.draft.sources)}
    ways.sort(key=lambda way: (places[str(way[1].path)], way[2].start))
    return ((key, source, node) for key, source, node in ways if key not in checked.own)


def _is_told(checked: Checked, ring: list[str]) -> bool:
    """Return whether the circle is a finding of files that are linted."""
    for key in ring:
        home, _, id = key.partition("/")
        file = str(checked.assembly.homes[home].definitions[id].source.path)
        faults = checked.faults.get(file, ()) if file in checked.linted else ()
        if any(fault.kind is FaultKind.CIRCLE for fault in faults):
            return True
    return False


def _message(key: str, ring: list[str]) -> str:
    start = ring.index(key) if key in ring else 0
    way = [*ring[start:], *ring[: start + 1]]
    steps = ", which requires ".join(f"`{step}`" for step in way[1:])
    blocked = "" if key in ring else f"`{key}` is blocked by a cycle: "
    return f"{blocked}`{way[0]}` requires {steps}; no item of a cycle can become ready"


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

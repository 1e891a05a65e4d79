"""An item does not repeat a prerequisite of its prerequisites.

If an item requires another, it also requires everything that the other requires. A repeated
prerequisite clutters the reasons and goes stale when the chain changes. The message shows the
chain.

## Example

```yaml
- id: transformers
  requires:
    - self-attention: every block looks at all positions
    - softmax: weights add up to one
```

Here `self-attention` already requires `softmax`.

## Instead

List only direct prerequisites. `dlr lint --fix` removes the others that have no reason. A reason
may say what no other one does, so only `dlr lint --fix --unsafe-fixes` removes those that have one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial

from dlroadmap.diagnostics import Fix
from dlroadmap.format.nodes import MappingNode, Node, SequenceNode, name_of, text_of
from dlroadmap.format.source import Source
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.edits import remove
from dlroadmap.lint.rule import Found, Met, Rule

BLOCK = 4096
"""So many prerequisites are looked at in one walk through the items, one bit for each."""

STEPS = 6
"""Of a longer way only the beginning is shown."""


def check(checked: Checked) -> Found:
    """Yield the prerequisites of own items that another one of the same item leads to."""
    for key, ways in _ways(checked).items():
        definition = checked.own[key]
        listed = definition.node.get("requires")
        if not isinstance(listed, SequenceNode):
            continue
        required = list(checked.requirements(key))
        kept = next(element for other, element in required if other not in ways)
        for other, element in required:
            if way := ways.pop(other, None):
                steps = [f"`{checked.name(step)}`" for step in way[:STEPS]]
                steps += ["…"] * (len(way) > STEPS)
                message = f"`{checked.name(other)}` is already required through {', '.join(steps)}"
                mend = partial(_mend, definition.source, listed, element, kept)
                yield Met(definition.source, name_of(element), message, mend)


def _mend(source: Source, listed: SequenceNode, element: Node, kept: Node) -> Fix | None:
    """Return the fix that removes an entry, which is not safe where that loses a reason."""
    fix = remove(source, listed, element, kept)
    reason = isinstance(element, MappingNode) and any(map(text_of, element.values.values()))
    return replace(fix, safe=not reason) if fix else None


def _ways(checked: Checked) -> dict[str, dict[str, list[str]]]:
    """Return by own item the prerequisites that others of its lead to, and the ways there.

    What waits for a circle is left out: in a circle everything follows from everything.

    No search starts at an item, as searches would meet the same long ways again and again. One
    walk in the items' order is enough: what an item reaches is what its prerequisites are and
    reach, as bits of one number. It is done in blocks for the sake of memory.
    """
    order = checked.order
    number = {key: index for index, key in enumerate(order)}
    below = [{number[other] for other in checked.requires[key]} for key in order]
    asked = {number[key] for key in checked.own if key in number and len(below[number[key]]) > 1}
    # What only one item requires is not required again by another one.
    wanted = sorted({n for index in asked for n in below[index]})
    wanted = [n for n in wanted if len(checked.required_by[order[n]]) > 1]
    depth = [0] * len(order)
    for index, others in enumerate(below):
        depth[index] = max((depth[other] + 1 for other in others), default=0)
    ranked = cache(lambda index: sorted(below[index], key=lambda n: (depth[n], n)))
    found: dict[int, dict[int, list[int]]] = {}
    for start in range(0, len(wanted), BLOCK):
        bit = {n: 1 << index for index, n in enumerate(wanted[start : start + BLOCK])}
        reached = [0] * len(order)
        for index in range(wanted[start], len(order)):
            direct = through = 0
            for other in below[index]:
                direct |= bit.get(other, 0)
                through |= reached[other]
            reach = direct | through
            # Neighbors mostly reach the same of what is far behind them: one number for all.
            reached[index] = reached[index - 1] if reach == reached[index - 1] else reach
            if direct & through and index in asked:
                for other in below[index]:
                    if bit.get(other, 0) & through:
                        way = _way(below, ranked, reached, index, other, bit[other])
                        found.setdefault(index, {})[other] = way
    return {
        order[index]: {order[other]: [order[step] for step in way] for other, way in ways.items()}
        for index, ways in sorted(found.items())
    }


def _way(
    below: list[set[int]],
    ranked: Callable[[int], list[int]],
    reached: list[int],
    item: int,
    goal: int,
    bit: int,
) -> list[int]:
    """Return the items between an item and one that it leads to, or the first of them.

    It begins at the deepest prerequisite that leads there, as that one follows from no other. Then
    the least deep is taken of several ways on, as it is likely short. `ranked` are those by depth.
    """
    item = next(n for n in reversed(ranked(item)) if reached[n] & bit)
    way = [item]
    while len(way) <= STEPS and goal not in below[item]:
        item = next(n for n in ranked(item) if reached[n] & bit)
        way.append(item)
    return way


RULE = Rule(__name__, "warning", __doc__, curriculum=check)

"""A prerequisite that follows from another one is left out.

What an item requires is required by all that comes after it. Said twice, it clutters the
reasons, and it stays behind when the longer way changes. The finding shows that way.

## Example

```yaml
- id: transformers
  requires:
    - self-attention: every block looks at all positions
    - softmax: weights add up to one
```

Here `self-attention` requires `softmax` already.

## Instead

Name only what comes directly before. `dlr lint --fix` removes the rest.
"""

from collections.abc import Iterator

from dlroadmap.curriculum.source import Sequence
from dlroadmap.diagnostics import Finding
from dlroadmap.lint.checked import Checked
from dlroadmap.lint.removal import remove
from dlroadmap.lint.rule import Rule


def check(checked: Checked) -> Iterator[Finding]:
    """Yield the prerequisites of own items that another one of the same item leads to."""
    if not checked.whole:
        return
    depth = _depths(checked)
    for key, definition in checked.own.items():
        direct = checked.requires.get(key, ())
        if len(direct) < 2:
            continue
        ways = _ways(checked, direct, depth)
        listed = definition.node.get("requires")
        for other, element, place in checked.requirements(key):
            if other not in ways or not isinstance(listed, Sequence):
                continue
            way = ways.pop(other)
            steps = ", ".join(f"`{each.partition('/')[2]}`" for each in way)
            name = other.partition("/")[2]
            message = f"`{name}` is required already, through {steps}"
            source = definition.source
            fix = remove(source, listed, element)
            yield source.finding("G205", place.start, place.end, message, fix)


def _depths(checked: Checked) -> dict[str, int]:
    """Return the length of the longest way below each item; there are no circles here."""
    depth: dict[str, int] = {}
    for root in checked.requires:
        stack = [root]
        while stack:
            key = stack[-1]
            open_ones = [other for other in checked.requires.get(key, ()) if other not in depth]
            if open_ones:
                stack += open_ones
            else:
                stack.pop()
                below = [depth[other] + 1 for other in checked.requires.get(key, ())]
                depth[key] = max(below, default=0)
    return depth


def _ways(checked: Checked, direct: tuple[str, ...], depth: dict[str, int]) -> dict[str, list[str]]:
    """Return the way to each direct prerequisite that another one leads to.

    Whatever is less deep than all that is looked for cannot lead to it, so searches stay short.
    """
    lowest = min(depth[key] for key in direct)
    came_from: dict[str, str] = {}
    queue = sorted(direct, key=lambda key: -depth[key])
    seen = set(queue)
    ways: dict[str, list[str]] = {}
    for key in queue:
        for other in checked.requires.get(key, ()):
            if other in direct and other not in ways:
                way = [key]
                while way[-1] in came_from:
                    way.append(came_from[way[-1]])
                ways[other] = way[::-1]
            if other not in seen and depth[other] > lowest:
                seen.add(other)
                came_from[other] = key
                queue.append(other)
    return ways


RULE = Rule("G205", __doc__, curriculum=check)

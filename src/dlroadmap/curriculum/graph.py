"""Walks, orders and circles in a graph of what comes before what."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress


def walk(
    keys: Iterable[str],
    requires: Mapping[str, Sequence[str]],
    settled: Set[str] = frozenset(),
    ends: Container[str] = (),
) -> dict[str, Sequence[str]]:
    """Return what is open of some items and on the way to them, each with its open prerequisites.

    Every item stands directly after those, as a search in depth meets them; a circle is entered
    once. The search goes on behind nothing that is settled, which is left out, nor behind `ends`,
    which are kept.
    """
    before: dict[str, Sequence[str]] = {}
    walked: dict[str, Sequence[str]] = {}
    for start in keys:
        stack = [start] if start not in before and start not in settled else []
        while stack:
            key = stack[-1]
            if key not in before:
                found = () if key in ends else requires.get(key, ())
                if not settled.isdisjoint(found):
                    found = [other for other in found if other not in settled]
                before[key] = found
                if fresh := [other for other in found if other not in before]:
                    stack += reversed(fresh)
                    continue
            walked[key] = before[key]
            stack.pop()
    return walked


def sort(
    before: Mapping[str, Iterable[str]], rank: Callable[[str], tuple[object, ...]] = lambda _: ()
) -> list[str]:
    """Return the items, each after all before it: of those that can come next, the first by rank.

    Of one rank, what could come earlier does, then what stands first in `before`. What waits for
    a circle is left out.
    """
    from graphlib import CycleError, TopologicalSorter
    from heapq import heappop, heappush

    sorter = TopologicalSorter(before)
    # After this error the sorter still gives all that no circle blocks.
    with suppress(CycleError):
        sorter.prepare()
    keys = list(before)
    index = {key: number for number, key in enumerate(keys)}
    order: list[str] = []
    ready: list[tuple[tuple[object, ...], int, int]] = []
    while True:
        for key in sorter.get_ready():
            heappush(ready, (rank(key), len(order), index[key]))
        if not ready:
            return order
        key = keys[heappop(ready)[-1]]
        order.append(key)
        sorter.done(key)


def circles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Return a shortest circle of every strongly connected component with more than one node.

    Each begins at the component's first node in the order of `edges`. Nodes that lead to
    themselves alone are left out.
    """
    index = {node: number for number, node in enumerate(edges)}
    found = (sorted(part, key=index.__getitem__) for part in components(edges))
    return [_shortest_circle(edges, part) for part in sorted(found, key=lambda p: index[p[0]])]


def components(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Yield strongly connected components of more than one node.

    These are Kosaraju's, by two walks (Sharir 1981).
    """
    reverse: dict[str, list[str]] = {node: [] for node in edges}
    for node, targets in edges.items():
        for target in targets:
            if target in edges:
                reverse[target].append(node)
    found: set[str] = set()
    for node in reversed(walk(edges, edges)):
        part = list(walk([node], reverse, settled=found))
        found.update(part)
        if len(part) > 1:
            yield part


def _shortest_circle(edges: Mapping[str, Sequence[str]], part: list[str]) -> list[str]:
    """Return the shortest way from the component's first node back to it, by breadth."""
    inside, start = set(part), part[0]
    came_from: dict[str, str] = {}
    queue = [start]
    for node in queue:
        for target in edges[node]:
            if target == start:
                way = [node]
                while way[-1] != start:
                    way.append(came_from[way[-1]])
                return way[::-1]
            if target in inside and target not in came_from:
                came_from[target] = node
                queue.append(target)
    return part

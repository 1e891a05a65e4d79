"""What comes before what in a foreign graph: without circles, and without what follows anyway."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

BLOCK = 4096
"""So many nodes are followed in one walk through the graph, one bit for each."""


class Edge(NamedTuple):
    """One node comes before another, and why."""

    before: str
    after: str
    because: str = ""


def drop_circles(nodes: Iterable[str], edges: Sequence[Edge]) -> tuple[list[Edge], list[Edge]]:
    """Return the edges that close no circle, and those that do, both in their order.

    Every walk begins at the earliest node that is left, and follows edges in their order: the edge
    that leads back to where the walk came from is the one that goes.
    """
    ahead: dict[str, list[int]] = {}
    for number, edge in enumerate(edges):
        ahead.setdefault(edge.before, []).append(number)
    closing: set[int] = set()
    left: set[str] = set()
    for start in nodes:
        if start in left:
            continue
        way = [(start, iter(ahead.get(start, ())))]
        on_way = {start}
        while way:
            node, numbers = way[-1]
            for number in numbers:
                target = edges[number].after
                if target in on_way:
                    closing.add(number)
                elif target not in left:
                    way.append((target, iter(ahead.get(target, ()))))
                    on_way.add(target)
                    break
            else:
                left.add(node)
                on_way.discard(node)
                way.pop()
    kept = [edge for number, edge in enumerate(edges) if number not in closing]
    return kept, [edges[number] for number in sorted(closing)]


def drop_redundant(order: Sequence[str], edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges without those that others imply; an edge with a reason always stays.

    In `order` every node stands after what comes before it. What a node reaches is what its
    neighbors are and reach, as bits of one number, in blocks for the sake of memory.
    """
    number = {node: index for index, node in enumerate(order)}
    below: list[list[int]] = [[] for _ in order]
    uses = [0] * len(order)
    for edge in edges:
        below[number[edge.after]].append(number[edge.before])
        uses[number[edge.before]] += 1
    # What comes before one node alone, or before nodes that have nothing else, follows from none.
    several = (before for before in below if len(before) > 1)
    wanted = sorted({other for before in several for other in before if uses[other] > 1})
    implied: set[tuple[int, int]] = set()
    for start in range(0, len(wanted), BLOCK):
        bits = {other: 1 << bit for bit, other in enumerate(wanted[start : start + BLOCK])}
        reached = [0] * len(order)
        for index in range(wanted[start], len(order)):
            direct = through = 0
            for other in below[index]:
                through |= reached[other]
                direct |= bits.get(other, 0)
            reached[index] = direct | through
            if direct & through:
                found = (other for other in below[index] if bits.get(other, 0) & through)
                implied.update((other, index) for other in found)
    return [
        edge
        for edge in edges
        if edge.because or (number[edge.before], number[edge.after]) not in implied
    ]


def find_depths(order: Iterable[str], before: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many things have to be learned, one after another, before each; in `order`.

    What nothing comes before is as deep as it can be: it is learned right before its first use.
    """
    depths: dict[str, int] = {}
    first: dict[str, int] = {}
    for node in order:
        depths[node] = depth = max((depths[other] + 1 for other in before[node]), default=0)
        for other in before[node]:
            if not before[other]:
                first[other] = min(depth - 1, first.get(other, depth))
    return depths | first

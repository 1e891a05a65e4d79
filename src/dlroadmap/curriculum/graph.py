"""Orders and circles in a directed graph."""

from collections.abc import Callable, Iterable, Mapping
from itertools import count


def each_after(roots: Iterable[str], before: Callable[[str], Iterable[str]]) -> list[str]:
    """Return all that the roots lead to, each directly after what comes before it.

    A search in depth without recursion; a circle is entered once.
    """
    order: list[str] = []
    entered: set[str] = set()
    for root in roots:
        work = [(root, iter(before(root)))] if root not in entered else []
        entered.add(root)
        while work:
            key, rest = work[-1]
            other = next((other for other in rest if other not in entered), None)
            if other is None:
                order.append(key)
                work.pop()
            else:
                entered.add(other)
                work.append((other, iter(before(other))))
    return order


def circles(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Return a shortest circle of every strongly connected component with more than one node.

    Each begins at the component's first node in the order of `edges`. Nodes that lead to
    themselves alone are left out.
    """
    order = {node: place for place, node in enumerate(edges)}
    found = (sorted(part, key=order.__getitem__) for part in _components(edges) if len(part) > 1)
    return [_shortest_circle(edges, part) for part in sorted(found, key=lambda p: order[p[0]])]


def _components(edges: Mapping[str, Iterable[str]]) -> list[list[str]]:
    """Tarjan's strongly connected components (SIAM J. Comput. 1972), without recursion."""
    found: list[list[str]] = []
    numbers = count()
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    waiting: set[str] = set()
    for root in edges:
        if root in number:
            continue
        work = [(root, iter(edges[root]))]
        number[root] = low[root] = next(numbers)
        stack.append(root)
        waiting.add(root)
        while work:
            node, rest = work[-1]
            for target in rest:
                if target not in edges:
                    continue
                if target not in number:
                    number[target] = low[target] = next(numbers)
                    stack.append(target)
                    waiting.add(target)
                    work.append((target, iter(edges[target])))
                    break
                if target in waiting:
                    low[node] = min(low[node], number[target])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == number[node]:
                    part: list[str] = []
                    while not part or part[-1] != node:
                        part.append(stack.pop())
                    waiting.difference_update(part)
                    found.append(part)
    return found


def _shortest_circle(edges: Mapping[str, Iterable[str]], part: list[str]) -> list[str]:
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

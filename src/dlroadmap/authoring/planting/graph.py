"""What an item requires: its parts, and what the list says; without circles and repetitions."""

from collections.abc import Sequence
from typing import NamedTuple

Edges = list[dict[int, str]]
"""By item what it requires, each with the reason, empty where none is stated."""


class Cut(NamedTuple):
    """A prerequisite that was left out: what required what."""

    item: int
    other: int


def break_circles(edges: Edges, parents: Sequence[int | None]) -> list[Cut]:
    """Take away what closes a circle, and return it; a box always requires its parts."""
    cuts: list[Cut] = []
    while found := _find_closing(edges, parents):
        for item, other in found:
            if edges[item].pop(other, None) is not None:
                cuts.append(Cut(item, other))
    return cuts


def _find_closing(edges: Edges, parents: Sequence[int | None]) -> list[Cut]:
    """Return, of circles that a search in depth meets, the prerequisites that close them."""
    state = bytearray(len(edges))
    found: list[Cut] = []
    for start in range(len(edges)):
        if state[start]:
            continue
        state[start], way = 1, [start]
        ahead = [iter(edges[start])]
        while way:
            for other in ahead[-1]:
                if state[other] == 1:
                    found.append(_choose(way, other, parents))
                elif not state[other]:
                    state[other] = 1
                    way.append(other)
                    ahead.append(iter(edges[other]))
                    break
            else:
                state[way.pop()] = 2
                ahead.pop()
    return found


def _choose(way: Sequence[int], back: int, parents: Sequence[int | None]) -> Cut:
    """Return the last step of a circle that does not lead from a box to its part."""
    steps = [*way[way.index(back) :], back]
    for number in range(len(steps) - 1, 0, -1):
        item, other = steps[number - 1], steps[number]
        if parents[other] != item:
            return Cut(item, other)
    raise AssertionError("a box cannot be a part of itself")


BLOCK = 4096
"""So many prerequisites are looked at in one walk, one bit for each."""


def drop_repetitions(edges: Edges, parents: Sequence[int | None]) -> int:
    """Take away what others of an item require already, and no reason is stated for; count it.

    Parts of a box stay.
    """
    several = [n for n, others in enumerate(edges) if len(others) > 1]
    wanted = sorted(
        {
            other
            for item in several
            for other, because in edges[item].items()
            if not because and parents[other] != item
        }
    )
    if not wanted:
        return 0
    order = _sort(edges)
    dropped = 0
    for start in range(0, len(wanted), BLOCK):
        bit = {n: 1 << place for place, n in enumerate(wanted[start : start + BLOCK])}
        reached = [0] * len(edges)
        for item in order:
            direct = through = 0
            for other in edges[item]:
                direct |= bit.get(other, 0)
                through |= reached[other]
            reached[item] = direct | through
            if direct & through:
                for other, because in list(edges[item].items()):
                    if bit.get(other, 0) & through and not because and parents[other] != item:
                        del edges[item][other]
                        dropped += 1
    return dropped


def _sort(edges: Edges) -> list[int]:
    """Return the items, each behind what it requires."""
    order: list[int] = []
    seen = bytearray(len(edges))
    for start in range(len(edges)):
        stack = [(start, False)] if not seen[start] else []
        while stack:
            item, is_done = stack.pop()
            if is_done:
                order.append(item)
            elif not seen[item]:
                seen[item] = 1
                stack.append((item, True))
                stack += [(other, False) for other in edges[item] if not seen[other]]
    return order

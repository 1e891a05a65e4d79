"""Which of the prerequisites that overlays add would close a circle."""

from collections.abc import Mapping, Sequence

from dlroadmap.curriculum.graph import components, walk

MOST_WALKS = 200
"""So many prerequisites are followed to see whether they close a circle."""


def find_closing(
    edges: Mapping[str, Sequence[str]], added: Sequence[tuple[str, str]]
) -> set[tuple[str, str]]:
    """Return which of the added edges would close a circle with those before; tried in order.

    Only those within a group of items that wait for each other can close one, and of these only
    those that lead to what comes later. Of too many of these all are left out that could close
    one, as to find out takes long.
    """
    closing = {(key, other) for key, other in added if key == other}
    more: dict[str, list[str]] = {}
    for key, other in added:
        more.setdefault(key, []).append(other)
    everything = {key: [*others, *more.get(key, ())] for key, others in edges.items()}
    group = {key: number for number, part in enumerate(components(everything)) for key in part}
    near = {key: [o for o in edges[key] if group.get(o) == group[key]] for key in group}
    place, walks = _number(near), 0
    for key, other in added:
        if key == other or key not in group or group[key] != group.get(other):
            continue
        if place[other] < place[key]:
            near[key].append(other)
            continue
        walks += 1
        if walks > MOST_WALKS or key in walk([other], near):
            closing.add((key, other))
        else:
            near[key].append(other)
            place = _number(near)
    return closing


def _number(edges: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return the place of each item in an order in which it stands behind what it requires."""
    return {key: number for number, key in enumerate(walk(edges, edges))}

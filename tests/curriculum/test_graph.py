"""Circles in a graph, against plain independent searches."""

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.graph import circles

Graph = dict[str, list[str]]

NODES = "abcdefgh"
graphs = st.dictionaries(
    st.sampled_from(NODES), st.lists(st.sampled_from(NODES + "XY"), max_size=4)
)


def steps(graph: Graph, start: str) -> dict[str, int]:
    """Return how many edges, at least one, lead from a node to each that it reaches."""
    found: dict[str, int] = {}
    layer, depth = {start}, 0
    while layer:
        depth += 1
        layer = {t for n in layer for t in graph[n] if t in graph} - found.keys()
        found |= dict.fromkeys(layer, depth)
    return found


def components(graph: Graph) -> list[list[str]]:
    """Return the groups of two and more nodes that reach each other, in the graph's order."""
    reach = {node: steps(graph, node) for node in graph}
    groups = {
        node: [m for m in graph if m == node or (m in reach[node] and node in reach[m])]
        for node in graph
    }
    return [group for node, group in groups.items() if len(group) > 1 and group[0] == node]


@given(graphs)
def test_a_circle_for_every_knot(graph: Graph) -> None:
    """There is one circle for every group of nodes that reach each other, and no other."""
    found = circles(graph)
    assert [circle[0] for circle in found] == [group[0] for group in components(graph)]


@given(graphs)
def test_every_circle_is_one(graph: Graph) -> None:
    """Every circle follows edges, comes back to its first node and meets no node twice."""
    for circle in circles(graph):
        assert len(circle) == len(set(circle))
        for node, target in zip(circle, [*circle[1:], circle[0]], strict=True):
            assert target in graph[node]


@given(graphs)
def test_circles_are_shortest(graph: Graph) -> None:
    """No circle through the first node of a group of nodes is shorter than the one returned."""
    for circle in circles(graph):
        assert len(circle) == steps(graph, circle[0])[circle[0]]


def test_known_graphs() -> None:
    """Two circles in one group are one answer, those apart are two, and loops are none."""
    assert circles({"a": ["b"], "b": ["a", "c"], "c": ["b"]}) == [["a", "b"]]
    two: Graph = {"a": ["c"], "b": ["d"], "c": ["a"], "d": ["b"]}
    assert circles(two) == [["a", "c"], ["b", "d"]]
    assert circles({"a": ["a"]}) == []
    assert circles({"a": ["gone"]}) == []


def test_long_chains_and_circles() -> None:
    """Depth costs no recursion: 50,000 nodes in a row, and the same closed to a circle."""
    names = [f"n{number}" for number in range(50_000)]
    chain = {name: [after] for name, after in zip(names, [*names[1:], "end"], strict=True)}
    assert circles(chain) == []
    assert circles(chain | {names[-1]: [names[0]]}) == [names]

"""Walks, orders and circles in a graph, against plain independent searches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.graph import circles, sort, walk
from drawing import later

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


def reached(graph: Graph, keys: list[str], settled: str, ends: str) -> set[str]:
    """Return what a walk meets, the slow way."""
    found: set[str] = set()
    while True:
        behind = {t for n in found if n not in ends for t in graph.get(n, ())}
        more = {*keys, *behind}.difference(found, settled)
        if not more:
            return found
        found |= more


some = st.lists(st.sampled_from(NODES), unique=True).map("".join)


@given(graphs, some.map(list), some, some)
def test_a_walk_meets_what_is_open_on_the_way(
    graph: Graph, keys: list[str], settled: str, ends: str
) -> None:
    """It meets all that is open, goes on behind no end, and says what is open before each."""
    found = walk(keys, graph, set(settled), ends)
    assert found.keys() == reached(graph, keys, settled, ends)
    for key, before in found.items():
        assert [*before] == (
            [] if key in ends else [t for t in graph.get(key, ()) if t not in settled]
        )


@given(graphs, some.map(list))
def test_a_walk_stands_behind_what_comes_before(graph: Graph, keys: list[str]) -> None:
    """Each item comes after what comes before it, unless that leads back to it."""
    order = list(walk(keys, graph))
    for number, key in enumerate(order):
        for other in graph.get(key, ()):
            back = other == key or key in reached(graph, [other], "", "")
            assert back or other in order[:number]


def test_a_walk_takes_what_comes_before_where_it_is_needed() -> None:
    """The search goes into depth, in the order of the keys and of what is declared."""
    graph: Graph = {"g": ["b", "a"], "b": ["d", "c"], "c": ["a"], "h": ["e"]}
    assert list(walk("hg", graph)) == ["e", "h", "d", "a", "c", "b", "g"]
    assert walk("gh", graph, settled={"b", "e"}) == {"a": (), "g": ["a"], "h": []}
    assert list(walk("g", graph, ends="b")) == ["b", "a", "g"]


@given(graphs, st.permutations(NODES + "XY"))
def test_the_order_is_the_best_that_can_be_followed(graph: Graph, ranked: list[str]) -> None:
    """Each next item is the first by rank of those whose every prerequisite has come."""
    whole = {key: graph.get(key, []) for key in ranked}
    order = sort(whole, lambda key: (ranked.index(key),))
    for number, key in enumerate(order):
        ready = [k for k in ranked if k not in order[:number] and {*whole[k]} <= {*order[:number]}]
        assert key == ready[0]
    assert not [k for k in ranked if k not in order and {*whole[k]} <= {*order}]


@given(graphs)
def test_an_order_without_ranks_is_that_of_becoming_ready(graph: Graph) -> None:
    """What could come earlier does; of those, what is declared first."""
    whole = {key: graph.get(key, []) for key in dict.fromkeys([*graph, *NODES, "X", "Y"])}
    order = [key for key, before in whole.items() if not before]
    for number in range(len(whole)):
        done = order[: number + 1]
        order += [k for k, before in whole.items() if k not in order and {*before} <= {*done}]
    assert sort(whole) == order


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


@pytest.mark.parametrize("length", [10_000, *later(50_000)])
def test_long_chains_and_circles(length: int) -> None:
    """Depth costs no recursion: so many nodes in a row, and the same closed to a circle."""
    names = [f"n{number}" for number in range(length)]
    chain = {name: [after] for name, after in zip(names, [*names[1:], "end"], strict=True)}
    assert circles(chain) == []
    assert list(walk(names[:1], chain)) == sort(walk(names, chain)) == ["end", *names[::-1]]
    assert circles(chain | {names[-1]: [names[0]]}) == [names]

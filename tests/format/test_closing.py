"""Prerequisites that overlays add: those that would close a circle are found, and no others."""

from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.curriculum.graph import circles, walk
from dlroadmap.format import closing
from dlroadmap.format.closing import find_closing
from drawing import examples

NODES = [str(number) for number in range(8)]
pairs = st.tuples(st.sampled_from(NODES), st.sampled_from(NODES))


@examples(max_examples=600)
@given(st.lists(pairs, max_size=12), st.lists(pairs, max_size=12, unique=True))
def test_what_is_left_goes_nowhere_round(
    below: list[tuple[str, str]], added: list[tuple[str, str]]
) -> None:
    """Tried one by one, an edge is left out just where its end leads back to its beginning."""
    edges: dict[str, list[str]] = {node: [] for node in NODES}
    for key, other in below:
        if other < key:
            edges[key].append(other)
    found = find_closing(edges, added)
    kept = {key: list(others) for key, others in edges.items()}
    for key, other in added:
        assert ((key, other) in found) == (key == other or key in walk([other], kept))
        if (key, other) not in found:
            kept[key].append(other)
    assert not circles(kept)


def test_too_many_to_follow() -> None:
    """Beyond the limit whatever leads to what comes later is left out; the rest is not."""
    number = closing.MOST_WALKS + 10
    chain = {str(n): [str(n - 1)] if n else [] for n in range(number)}
    edges = {"last": [str(number - 1), "a", "b"], **chain, "a": ["0"], "b": ["0"]}
    many = [(str(n), "last") for n in range(number)]
    beside, back = ("a", "b"), ("last", "0")
    assert find_closing(edges, [*many[:10], beside, back]) == set(many[:10])
    assert find_closing(edges, [*many, beside, back]) == {*many, beside}

"""Concept graphs become outlines: nothing of a graph is lost without a word."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link, Need, Outline
from dlroadmap.authoring.planting.plant import plant
from dlroadmap.exchange.reading import graph
from dlroadmap.exchange.reading.failure import UnreadableError
from drawing import examples


def edge(before: str, after: str, because: str = "") -> dict[str, str]:
    return {"from": before, "to": after, "because": because}


def read(nodes: list[Any], edges: list[Any], **more: object) -> Outline:
    """Return what a graph comes to; a node may be an id alone."""
    listed = [{"id": node} if isinstance(node, str) else node for node in nodes]
    return graph.read({"nodes": listed, "edges": edges, **more}, "file")


def needs(outline: Outline) -> dict[str, list[str]]:
    return {item.source: [need.name for need in item.requires] for item in outline.items}


def told(outline: Outline) -> list[tuple[str, str]]:
    assert all(one.line is None for one in outline.dropped)
    return [(one.text, one.why) for one in outline.dropped]


def test_all_that_a_node_says() -> None:
    """Every key that the page names comes through, and what comes first stands first."""
    node = {
        "id": "m", "title": " Matrices ", "kind": "concept", "hours": 2.5, "summary": "Tables.",
        "tags": ["algebra", "algebra"], "url": "https://a.org/",
        "resources": ["https://b.org/", {"title": "C", "url": "https://c.org/", "type": "book"}],
    }  # fmt: skip
    outline = read([node, "v"], [edge("v", "m", "columns")], title="T", description="D")
    assert (outline.title, outline.description) == ("T", "D")
    first, second = outline.items
    assert (first.title, first.source) == ("v", "v")
    assert (second.title, second.source, second.kind) == ("Matrices", "m", "concept")
    assert (second.hours, second.summary, second.tags) == (2.5, "Tables.", ("algebra",))
    assert second.requires == (Need("v", "columns"),)
    assert second.links == (
        Link("", "https://a.org/"), Link("", "https://b.org/"),
        Link("C", "https://c.org/", "book"),
    )  # fmt: skip
    assert not outline.dropped


def test_a_graph_without_a_title_takes_the_name_of_its_file() -> None:
    """A title is never empty."""
    assert read(["a"], []).title == "file"


def test_edges_to_other_maps_are_shown_by_name() -> None:
    """An id that no node has is shown once, with the number of its edges, and left out."""
    outline = read(["a", "b"], [edge("x", "a"), edge("x", "b"), edge("a", "y"), edge("a", "b")])
    assert needs(outline) == {"a": [], "b": ["a"]}
    assert told(outline) == [
        ("x", "2 edges use this id, and no node has it"),
        ("y", "1 edge uses this id, and no node has it"),
    ]


def test_circles_lose_the_edge_that_closes_them() -> None:
    """The walk begins at the first node; the reason of what goes is shown."""
    edges = [edge("a", "b"), edge("b", "c"), edge("c", "a", "why not"), edge("b", "b")]
    outline = read(["a", "b", "c"], edges)
    assert needs(outline) == {"a": [], "b": ["a"], "c": ["b"]}
    assert told(outline) == [
        ("b -> b", "it leads to itself"), ("c -> a: why not", "it closes a circle"),
    ]  # fmt: skip


def test_implied_edges_go_without_a_reason_and_stay_with_one() -> None:
    """One line shows how many went; a reason is never lost."""
    chain = [edge("a", "b"), edge("b", "c"), edge("c", "d")]
    outline = read(list("abcd"), [edge("a", "c"), edge("a", "d", "so"), edge("b", "d"), *chain])
    assert needs(outline) == {"a": [], "b": ["a"], "c": ["b"], "d": ["a", "c"]}
    assert told(outline) == [("2 edges", "other edges imply them, and no reason is lost")]


def test_an_edge_that_is_there_twice_keeps_both_reasons() -> None:
    """Two reasons for one prerequisite are one, joined."""
    outline = read(["a", "b"], [edge("a", "b", "x"), edge("a", "b"), edge("a", "b", "y")])
    assert outline.items[1].requires == (Need("a", "x; y"),)


def test_an_id_that_two_nodes_have() -> None:
    """Both become items, edges lead to the first; one node that is there twice is one item."""
    nodes = [{"id": "a", "title": "A"}, {"id": "a", "title": "Other"}, {"id": "a", "title": "A"}]
    outline = read([*nodes, "b"], [edge("a", "b")])
    assert [(item.title, item.source) for item in outline.items] == [
        ("A", "a"), ("b", "b"), ("Other", "a (2)"),
    ]  # fmt: skip
    assert [text for text, _ in told(outline)] == ["Other", "a", "1 node"]
    assert needs(outline)["b"] == ["a"]


def test_two_nodes_of_one_title_stay_two() -> None:
    """Titles need not be unique: ids tell nodes apart."""
    outline = read([{"id": "a", "title": "Loops"}, {"id": "b", "title": "Loops"}], [])
    assert [item.source for item in outline.items] == ["a", "b"]
    assert not outline.dropped


def test_values_that_are_none_are_shown() -> None:
    """Hours, kinds, nodes, edges and resources that make no sense are shown, and the rest stays."""
    nodes: list[Any] = [
        {"id": "a", "hours": -1, "kind": "exercise"}, {"id": "b", "kind": "exercise"}, 7,
        {"id": 3, "resources": [{"title": "x"}], "hours": True}, {"hours": 1},
    ]  # fmt: skip
    outline = read(nodes, [{"from": "a"}, None])
    assert [item.title for item in outline.items] == ["a", "b", "3"]
    assert {item.kind for item in outline.items} == {""}
    assert [text for text, _ in told(outline)] == [
        "a: -1 hours", "7", "3: true hours", '3: {"title": "x"}', '{"hours": 1}',
        "kind: exercise", '{"from": "a"}', "null",
    ]  # fmt: skip


def test_levels_and_sections_of_the_nodes() -> None:
    """Numbers come in their order, words as the file has them, nodes without a level last."""
    nodes = [
        {"id": "a", "level": 10, "section": "S"}, {"id": "b", "level": 2, "section": "S"},
        {"id": "c", "level": "Extra"}, "d", {"id": "e", "level": 2},
    ]  # fmt: skip
    outline = read(nodes, [])
    assert [(section.title, section.parent) for section in outline.sections] == [
        ("Level 2", None), ("S", 0), ("Level 10", None), ("S", 2), ("Extra", None), ("Other", None),
    ]  # fmt: skip
    places = {item.source: item.section for item in outline.items}
    assert places == {"e": 0, "b": 1, "a": 3, "c": 4, "d": 5}
    assert [item.source for item in outline.items] == ["e", "b", "a", "c", "d"]


def test_steps_by_depth() -> None:
    """Without levels there are up to six steps of about one size; sections stand in them."""
    nodes = [{"id": f"n{n}", "section": "odd" if n % 2 else ""} for n in range(120)]
    outline = read(nodes, [edge(f"n{n}", f"n{n + 10}") for n in range(110)])
    tops = [section.title for section in outline.sections if section.parent is None]
    assert tops == [f"Step {n}" for n in range(1, 7)]
    assert [section.title for section in outline.sections if section.parent == 0] == ["odd"]
    sizes = [sum(top_of(outline, item.source) == top for item in outline.items) for top in tops]
    assert sizes == [20] * 6


def test_steps_have_one_size_whatever_the_depth() -> None:
    """A layer of many nodes is divided, in the order of the file; nothing requires a later step."""
    outline = read([f"n{n}" for n in range(61)], [edge("n60", f"n{n}") for n in range(60)])
    sizes = Counter(top_of(outline, item.source) for item in outline.items)
    assert sorted(sizes.values()) == [12, 12, 12, 12, 13]
    assert [item.source for item in outline.items] == ["n60", *(f"n{n}" for n in range(60))]


def test_within_a_step_the_order_of_the_file_stays() -> None:
    """What is deeper stands first if the file has it first and it waits for nothing there."""
    chain = [edge(f"a{n}", f"a{n + 1}") for n in range(3)]
    names = ["a0", "a1", "a2", "a3", "b0", "b1"]
    assert [item.source for item in read(names, [*chain, edge("b0", "b1")]).items] == names


def test_a_node_without_prerequisites_stands_right_before_its_first_use() -> None:
    """It does not fill the first step, in which nothing needs it."""
    chain = [f"n{n}" for n in range(36)]
    edges = [edge(f"n{n}", f"n{n + 1}") for n in range(35)]
    outline = read(["late", *chain], [*edges, edge("late", "n34"), edge("late", "n35", "so")])
    assert top_of(outline, "n0") == "Step 1"
    assert top_of(outline, "late") == top_of(outline, "n34") == "Step 3"
    sources = [item.source for item in outline.items]
    assert sources.index("late") < sources.index("n34")


def test_nodes_without_edges_are_last_in_a_level_of_their_own() -> None:
    """They are shown once, with their number; without any edges, or with levels, nothing moves."""
    outline = read(["x", "a", "b", "y"], [edge("a", "b"), edge("y", "y")])
    assert [item.source for item in outline.items] == ["a", "b", "x", "y"]
    assert [section.title for section in outline.sections] == ["file", "Not connected"]
    assert told(outline) == [
        ("y -> y", "it leads to itself"),
        ("2 nodes", "no edge to or from any other node; they are last, in Not connected"),
    ]
    assert [section.title for section in read(["x", "a"], []).sections] == ["file"]
    leveled = read(["x", {"id": "a", "level": 1}, {"id": "b", "level": 1}], [edge("a", "b")])
    assert [section.title for section in leveled.sections] == ["Level 1", "Other"]
    assert not leveled.dropped


def test_levels_that_contradict_the_edges() -> None:
    """The levels stay, the edge is shown as left out, and another one is kept."""
    nodes: list[Any] = [{"id": "a", "level": 2}, {"id": "b", "level": 1}, {"id": "c", "level": 1}]
    made = plant(read(nodes, [edge("a", "b", "so"), edge("b", "c")]), "x", "x.json")
    assert [(one.text, one.why) for one in made.dropped] == [
        ("b requires a", "it is on a later level")
    ]
    assert made.text.count("requires:") == 1


def test_a_small_graph_is_one_step() -> None:
    """Levels of a handful of items would be worth nothing; the only one is called like the list."""
    assert [section.title for section in read(["a", "b"], [edge("a", "b")]).sections] == ["file"]


def top_of(outline: Outline, source: str) -> str:
    """Return the title of the level of an item."""
    index = next(item.section for item in outline.items if item.source == source)
    assert index is not None
    section = outline.sections[index]
    return section.title if section.parent is None else outline.sections[section.parent].title


@pytest.mark.parametrize(
    "document",
    [{}, [], {"nodes": 1}, {"nodes": []}, {"nodes": [{}]}, {"nodes": [{"id": "a"}], "edges": {}}],
)
def test_what_is_no_graph_is_refused(document: object) -> None:
    """The message says what is missing, and where the shape is described."""
    with pytest.raises(UnreadableError, match="graph"):
        graph.read(document, "x")


def test_a_graph_is_recognized() -> None:
    """By its nodes, which have ids or titles."""
    assert graph.recognizes({"nodes": [{"id": "a"}], "edges": []})
    assert graph.recognizes({"nodes": [{"title": "a"}]})
    others: list[object] = [{}, [], {"nodes": []}, {"nodes": [{"x": 1}]}]
    for other in (*others, {"nodes": [{"id": 1}], "edges": 1}):
        assert not graph.recognizes(other)


ids = st.sampled_from([f"n{n}" for n in range(9)])


@examples()
@given(st.lists(st.tuples(ids, ids, st.sampled_from(["", "so"])), max_size=30))
def test_any_graph_keeps_what_comes_before_what(drawn: list[tuple[str, str, str]]) -> None:
    """Every edge is followed by what stays, or shown as left out; no reason is lost."""
    outline = read([f"n{n}" for n in range(9)], [edge(*one) for one in drawn])
    at = {item.source: index for index, item in enumerate(outline.items)}
    before: dict[str, set[str]] = {}
    for item in outline.items:
        direct = {need.name for need in item.requires}
        assert all(at[other] < at[item.source] for other in direct)
        before[item.source] = direct.union(*(before[other] for other in direct))
    shown = {one.text for one in outline.dropped}
    stated = {(need.name, item.source) for item in outline.items for need in item.requires}
    for first, second, because in drawn:
        left_out = any(text.startswith(f"{first} -> {second}") for text in shown)
        assert left_out or first in before[second]
        assert left_out or not because or (first, second) in stated
    for item in outline.items:
        for need in item.requires:
            others = {one.name for one in item.requires} - {need.name}
            assert need.because or not any(need.name in before[other] for other in others)

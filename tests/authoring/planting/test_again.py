"""An edited list, imported again: what keeps its id, and what is never taken for another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link, Listed, Outline
from dlroadmap.authoring.planting.plant import Planted
from drawing import examples

from .lists import entries, outline, planted, read


def link(number: int | str) -> tuple[Link, ...]:
    """Return a link to a page."""
    return (Link("", f"https://example.org/{number}"),)


Rows = list[Listed]

KEPT: dict[str, tuple[Rows, Rows]] = {
    "a title that means the same": (
        [Listed("peek() - get value of top item", section=0)],
        [Listed("peek() - get the value of the top item", section=0)],
    ),
    "a slip that was mended": (
        [Listed("Backpropagaton by hand", section=0)],
        [Listed("Backpropagation by hand", section=0)],
    ),
    "the same address": (
        [Listed("A series on trees", section=0, links=link(1))],
        [Listed("First steps", section=1, links=link(1))],
    ),
    "the same id in the source": (
        [Listed("Dishes", section=0, source="u1")],
        [Listed("Wash up", section=1, source="u1")],
    ),
    "another heading": (
        [Listed("Linear algebra", section=0)],
        [Listed("Linear algebra", section=1)],
    ),
    "a box whose title changed, and what is in it": (
        [Listed("Heap", section=0), Listed("Implement", section=0, parent=0)],
        [Listed("The heaps", section=0), Listed("Implement", section=0, parent=0)],
    ),
    "a lecture of another year": (
        [Listed("CS9 2011 - Lecture 4 - Splay Trees", section=0)],
        [Listed("CS9 2020 - Lecture 5 - Splay Trees", section=0)],
    ),
    "a link that was added": (
        [Listed("Sorting", section=0)],
        [Listed("Sorting", section=0, links=link(2))],
    ),
}

LOST: dict[str, tuple[Rows, Rows]] = {
    "the next of a series": ([Listed("Day 12", section=0)], [Listed("Day 13", section=0)]),
    "the next of a series at the same address": (
        [Listed("Chapter 1", section=0, links=link("book"))],
        [Listed("Chapter 2", section=0, links=link("book"))],
    ),
    "another word": (
        [Listed("Set up Linux", section=0)],
        [Listed("Set up Unix", section=0)],
    ),
    "a general title under another heading": (
        [Listed("Exercises", section=0)],
        [Listed("Exercises", section=1)],
    ),
    "a title that means the same under another heading": (
        [Listed("Draw heap", section=0)],
        [Listed("Draw the heap", section=1)],
    ),
    "the same words in another box": (
        [Listed("Stack", section=0), Listed("Implement using array", section=0, parent=0),
         Listed("Queue", section=0)],
        [Listed("Stack", section=0), Listed("Queue", section=0),
         Listed("Implement using an array", section=0, parent=1)],
    ),
    "one that could be two": (
        [Listed("Draw tree", section=0)],
        [Listed("Draw a tree", section=0), Listed("Draw the trees", section=0)],
    ),
    "an address that two have": (
        [Listed("Trees", section=0, links=link(1)), Listed("Heaps", section=0, links=link(1))],
        [Listed("Forests", section=0, links=link(1)), Listed("Piles", section=0, links=link(1))],
    ),
    "another id in the source": (
        [Listed("Weekly cleaning", section=0, source="u1")],
        [Listed("Weekly cleanings", section=0, source="u2")],
    ),
}  # fmt: skip


def _pair(rows: tuple[Rows, Rows]) -> tuple[Planted, Planted]:
    anchors = [Listed("An anchor", section=0), Listed("Another anchor", section=1)]
    first, second = (outline([*side, *anchors], "Part one", "Part two") for side in rows)
    before = planted(first)
    return before, planted(second, before.kept)


@pytest.mark.parametrize("rows", KEPT.values(), ids=KEPT)
def test_what_was_edited_keeps_its_ticks(rows: tuple[Rows, Rows]) -> None:
    """The item has its old id, or a new one that names the old in `formerly`."""
    before, after = _pair(rows)
    assert (after.matched, after.new, after.retired) == (len(before.ids), (), ())
    known = {
        id for item in entries(after).values() for id in (item["id"], *item.get("formerly", []))
    }
    assert known >= set(before.ids.values())


@pytest.mark.parametrize("rows", LOST.values(), ids=LOST)
def test_nothing_is_taken_for_another_thing(rows: tuple[Rows, Rows]) -> None:
    """What is not surely the same is new, and the old one is retired."""
    _, after = _pair(rows)
    assert after.renamed == ()
    assert after.new
    assert after.retired
    assert set(read(after)["retired"]) == set(after.retired)
    assert not set(after.ids.values()) & set(after.retired)


def test_a_renamed_item_says_what_it_was() -> None:
    """The new title's id is taken, the old one is in `formerly`, and the report has both titles."""
    _, after = _pair(KEPT["a slip that was mended"])
    assert entries(after)["backpropagation-by-hand"]["formerly"] == ["backpropagaton-by-hand"]
    assert after.renamed == (
        ("backpropagaton-by-hand", "backpropagation-by-hand",
         "Backpropagaton by hand", "Backpropagation by hand"),
    )  # fmt: skip
    assert after.renames == {"a-list/backpropagaton-by-hand": "a-list/backpropagation-by-hand"}


def test_an_id_that_another_item_had_is_not_taken() -> None:
    """Where the new title suggests the id of an item that is gone, the old id stays."""
    first = outline([Listed("Notes on heaps", links=link(1)), "Heaps"])
    second = outline([Listed("The heaps", links=link(1))])
    before = planted(first)
    gone = planted(outline([Listed("Notes on heaps", links=link(1))]), before.kept)
    assert gone.retired == ("heaps",)
    third = planted(outline([Listed("Heaps!", links=link(1))]), gone.kept)
    assert list(third.ids.values()) == ["notes-on-heaps"]
    assert list(planted(second, gone.kept).ids.values()) == ["the-heaps"]


def test_a_title_that_changes_back_has_its_first_id_again() -> None:
    """An item may take a former id of its own again."""
    rows = [outline([Listed(title, source="u1")]) for title in ("One", "Two", "One")]
    first = planted(rows[0])
    second = planted(rows[1], first.kept)
    third = planted(rows[2], second.kept)
    assert entries(third) == {
        "one": {"id": "one", "title": "One", "kind": "concept", "formerly": ["two"]}
    }


def test_a_line_that_comes_back_has_its_id_again() -> None:
    """Vanished items are retired, remembered, and themselves when they come back."""
    whole, less = outline(["One", "Two"]), outline(["One"])
    first = planted(whole)
    second = planted(less, first.kept)
    assert read(second)["retired"] == {"two": None}
    assert planted(less, second.kept).retired == ()
    third = planted(whole, second.kept)
    assert third.ids == first.ids
    assert "retired" not in read(third)


def test_a_new_equal_title_leaves_the_old_id_alone() -> None:
    """An item keeps its id though a new one before it would suggest the same."""
    first = planted(outline([Listed("Implement", section=1)], "Queue", "Stack"))
    again = outline([Listed("Implement", section=0), Listed("Implement", section=1)],
                    "Queue", "Stack")  # fmt: skip
    assert planted(again, first.kept).ids == {0: "queue-implement", 1: "implement"}


def test_a_renamed_heading_takes_its_items_along() -> None:
    """General titles stay the same things where most of what is under their heading moved."""
    titles = ["Exercises", "Binary heaps", "Splay trees"]
    first = planted(outline([*[Listed(t, section=0) for t in titles], Listed("X", section=1)],
                            "Basics", "Rest"))  # fmt: skip
    again = outline([*[Listed(t, section=0) for t in titles], Listed("X", section=1)],
                    "Foundations", "Rest")  # fmt: skip
    assert planted(again, first.kept).ids == first.ids


WORDS = st.sampled_from(["Heaps", "Trees", "Exercises", "Draw it", "The heaps", "Part 1", "Part 2"])


@st.composite
def _parts(draw: st.DrawFn) -> tuple[list[list[str]], list[int]]:
    parts = draw(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=4))
    return parts, draw(st.permutations(range(len(parts))))


@examples(90)
@given(_parts())
def test_sections_in_another_order_lose_no_id(drawn: tuple[list[list[str]], list[int]]) -> None:
    """Where only the order of the headings changed, every item is the same as before."""
    parts, order = drawn
    if not any(parts):
        return

    def arranged(numbers: list[int]) -> Outline:
        items = [
            Listed(title, section=place)
            for place, number in enumerate(numbers)
            for title in parts[number]
        ]
        return outline(items, *(f"Chapter {number}" for number in numbers))

    before = planted(arranged(list(range(len(parts)))))
    after = planted(arranged(order), before.kept)
    assert (after.new, after.retired, after.renamed) == ((), (), ())
    assert sorted(after.ids.values()) == sorted(before.ids.values())

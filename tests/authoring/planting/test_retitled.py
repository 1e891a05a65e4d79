"""A title that says more, or less, than before: the same item only at its place in the list."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link, Listed, Outline
from dlroadmap.authoring.planting.retitled import is_retitled
from drawing import examples

from .lists import outline, planted

RETITLED = [
    ("CNNs", "Convolutional neural nets (CNNs)"),
    ("CNN", "CNN (convolutional neural networks)"),
    ("CNN", "Convolutional neural networks"),
    ("LSTMs", "Long short-term memory"),
    ("Convolutional neural networks", "Convolutional neural nets (CNNs)"),
    ("Gradient boosting", "Gradient boosting (XGBoost)"),
    ("Random forest", "Random forests (bagging)"),
    ("Pooling", "Pooling layers"),
    ("Linear regression", "Linear regression and friends"),
    ("Mean, median", "Mean, median, mode"),
]

OTHER = [
    ("Lecture 12 BFS", "Lecture 12 DFS"),
    ("Lecture 12 BFS", "Lecture 13 BFS and more"),
    ("Sorting", "Sorting 2"),
    ("Python", "Python 3"),
    ("Linux", "Unix"),
    ("Linux tools", "Unix tools"),
    ("Heaps", "Binary heaps"),
    ("Gradient descent", "Stochastic gradient descent"),
    ("Supervised learning", "Self-supervised learning"),
    ("Sorting", "Sorting without recursion"),
    ("Convert", "Convert from C"),
    ("Trees", "Trees: exercises"),
    ("Graph algorithms", "Graph algorithms (con't)"),
    ("C", "C++"),
    ("Plan", "Plan B"),
    ("CNN", "Recurrent neural networks"),
    ("Binary trees", "Binary search trees"),
]


@pytest.mark.parametrize(("one", "other"), RETITLED)
def test_titles_that_say_more(one: str, other: str) -> None:
    """What is added behind, abbreviations and what they stand for make no other thing."""
    assert is_retitled(one, other)
    assert is_retitled(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_titles_that_only_have_words_in_common(one: str, other: str) -> None:
    """Other numbers, narrower things, negations and parts of another kind are other things."""
    assert not is_retitled(one, other)
    assert not is_retitled(other, one)


@examples(200)
@given(st.text("Ab (☃)1語-", max_size=8), st.text("Ab (☃)1語-", max_size=8))
def test_any_titles_can_be_compared(one: str, other: str) -> None:
    """Titles of signs alone begin no other title, and both ways the answer is the same."""
    assert is_retitled(one, other) == is_retitled(other, one)
    if not any(map(str.isalnum, one)):
        assert not is_retitled(one, other)


def _kept(before: list[str], after: list[str]) -> int:
    """Return how many items are taken for one that they were."""
    first = planted(outline([Listed(one, section=0) for one in before], "Part"))
    return planted(outline([Listed(one, section=0) for one in after], "Part"), first.kept).matched


@pytest.mark.parametrize(("one", "other"), RETITLED)
def test_a_retitled_item_keeps_its_id_at_its_place(one: str, other: str) -> None:
    """It is the same where the items before and after it are; what is new beside it is new."""
    assert _kept(["First", one, "Last"], ["First", other, "Last"]) == 3
    assert _kept(["First", one, "Last"], ["First", "Something new", other, "Last"]) == 3
    assert _kept(["First", one], ["First", other]) == 2
    assert _kept([one], [other]) == 1


TRAPS: dict[str, tuple[list[str], list[str], int]] = {
    "elsewhere in the section": (
        ["Arrays", "Strings", "Lists"], ["Strings", "Lists", "Arrays of structs"], 2,
    ),
    "beside the one that is still there": (
        ["Sorting", "Searching"], ["Sorting", "Sorting networks", "Searching"], 2,
    ),
    "one that could be two": (
        ["A", "Pooling", "Z"], ["A", "Pooling layers", "Pooling windows", "Z"], 2,
    ),
    "two that could be one": (
        ["A", "Pooling layers", "Pooling windows", "Z"], ["A", "Pooling", "Z"], 2,
    ),
    "the next of a series": (
        ["A", "Lecture 12 BFS", "Z"], ["A", "Lecture 12 DFS", "Z"], 2,
    ),
    "another system": (["A", "Linux", "Z"], ["A", "Unix", "Z"], 2),
    "nothing else is the same": (["Arrays", "Strings"], ["Maps", "Arrays of structs"], 0),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "kept"), TRAPS.values(), ids=TRAPS)
def test_no_item_is_taken_for_another(before: list[str], after: list[str], kept: int) -> None:
    """Where the place or the pair is in doubt, the one is removed and the other new."""
    assert _kept(before, after) == kept


def test_another_page_is_another_thing() -> None:
    """A longer title with a link to another page is not the item that had one."""

    def make(title: str, url: str) -> Outline:
        rows = [Listed("A", section=0), Listed(title, section=0, links=(Link("", url),))]
        return outline(rows, "Part")

    first = planted(make("Tree traversal", "https://example.org/1"))
    again = planted(make("Tree traversal in Python", "https://example.org/2"), first.kept)
    assert again.matched == 1

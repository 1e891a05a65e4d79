"""Which states of a file are set: a merge of three for each item."""

import pytest

from dlroadmap.guide.merging import Stated, is_news
from dlroadmap.progress.fold import Progress

SILENT = Progress({}, {})
STATES = ("todo", "doing", "done", "skipped")


def stands(state: str) -> Progress:
    """Return a history that says that an item is in a state."""
    return Progress({"a/b": state}, {"a/b": "2024-05-31T12:00:00+00:00"})


@pytest.mark.parametrize("ours", STATES)
@pytest.mark.parametrize("was", STATES)
@pytest.mark.parametrize("theirs", STATES)
def test_what_was_changed_in_the_file_is_set(theirs: str, was: str, ours: str) -> None:
    """A changed box decides, in any direction; one that nobody touched leaves what stands."""
    changed = theirs not in (was, ours)
    assert is_news(Stated("a/b", theirs, was), stands(ours)) == changed


@pytest.mark.parametrize("theirs", STATES)
def test_what_nobody_changed_is_set_where_nothing_was_ever_said(theirs: str) -> None:
    """A history that is empty takes all ticks of a file; to do is what it is already."""
    assert is_news(Stated("a/b", theirs, theirs), SILENT) == (theirs != "todo")


def test_an_item_that_was_put_back_here_stays_so() -> None:
    """A tick that was taken back after the export does not return with a file nobody changed."""
    assert not is_news(Stated("a/b", "done", "done"), stands("todo"))


@pytest.mark.parametrize(
    ("theirs", "ours", "news"),
    [
        ("done", "todo", True),
        ("done", "doing", True),
        ("done", "skipped", True),
        ("done", "done", False),
        ("doing", "todo", True),
        ("doing", "done", False),
        ("doing", "skipped", False),
        ("skipped", "doing", True),
        ("skipped", "done", False),
        ("todo", "done", False),
        ("todo", "doing", False),
        ("todo", "skipped", False),
    ],
)
def test_a_file_without_former_states_moves_items_on_never_back(
    theirs: str, ours: str, news: bool
) -> None:
    """Nobody can tell whether a box was changed, so that no tick is taken back."""
    assert is_news(Stated("a/b", theirs), stands(ours)) == news

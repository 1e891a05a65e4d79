"""Lists: each filter alone and all together, and each item at its home."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.listing import Filter, Listed, list_items

from .building import category, curriculum, level, progress

SAID = progress(**{"c/a": "done", "c/b": "doing", "other/d": "skipped"})._replace(
    inferred=frozenset({"c/a"})
)


def track() -> Curriculum:
    """Make five items, one of them from elsewhere: e waits for b, a is a tool, b has a tag."""
    parts = level(category("c/b", "c/a", id="one"), category("other/d", "c/e", "c/f", id="two"))
    made = curriculum(parts, requires={"c/e": ["c/b"], "c/f": ["c/a"]})
    items = {**made.items, "c/a": made.items["c/a"]._replace(kind="tool")}
    return replace(made, items={**items, "c/b": items["c/b"]._replace(tags=("GPU",))})


def keys(found: Iterable[Listed]) -> list[str]:
    return [one.item.key for one in found]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["c/b", "c/a", "other/d", "c/e", "c/f"]),
        ({"within": frozenset({"c/a", "c/e"})}, ["c/a", "c/e"]),
        ({"states": {"todo"}}, ["c/e", "c/f"]),
        ({"states": {"skipped"}}, ["other/d"]),
        ({"states": {"skipped", "doing"}}, ["c/b", "other/d"]),
        ({"ready": True}, ["c/f"]),
        ({"kinds": {"tool"}}, ["c/a"]),
        ({"kinds": {"tool", "concept"}}, ["c/b", "c/a", "other/d", "c/e", "c/f"]),
        ({"tag": "gpu"}, ["c/b"]),
        ({"inferred": True}, ["c/a"]),
        ({"kinds": {"concept"}, "states": {"todo"}, "ready": True}, ["c/f"]),
        ({"kinds": {"tool"}, "states": {"todo"}}, []),
    ],
)
def test_filters_narrow_together_in_file_order(asked: dict[str, Any], expected: list[str]) -> None:
    """Each filter leaves out what does not fit it; what is left is in file order."""
    assert keys(list_items(track(), SAID, Filter(**asked))) == expected


def test_what_is_taken_in_can_be_left_out() -> None:
    """A list of every curriculum names each item at its home alone."""
    assert keys(list_items(track(), SAID, home_only=True)) == ["c/b", "c/a", "c/e", "c/f"]


def test_what_is_listed_knows_its_location() -> None:
    """An item comes with the level and category that hold it."""
    found = list_items(track(), SAID)
    assert [one.location and one.location.name for one in found] == ["level-1/one"] * 2 + [
        "level-1/two"
    ] * 3

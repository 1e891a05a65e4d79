"""What the tests of planting share: short outlines, and what a planted file says."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from dlroadmap.authoring.outline import Listed, Outline, Section
from dlroadmap.authoring.planting.kept import Kept
from dlroadmap.authoring.planting.plant import Planted, plant
from dlroadmap.authoring.planting.saving import check_planted
from dlroadmap.curriculum.library import Library


def outline(items: Sequence[Any], *sections: Section | str) -> Outline:
    """Return an outline of items and sections, of which some are only titles."""
    return Outline(
        "A list",
        tuple(Listed(item) if isinstance(item, str) else item for item in items),
        tuple(Section(one) if isinstance(one, str) else one for one in sections),
    )


def planted(list: Outline, kept: Kept | None = None) -> Planted:
    """Return what a list comes to, which lint finds no error in."""
    found = plant(list, "a-list", "/a/list.md", kept)
    if found.ids:
        check_planted(Path("/nowhere/a-list.yaml"), found, Library([]))
    return found


def read(found: Planted) -> dict[str, Any]:
    """Return what a planted file says."""
    document: dict[str, Any] = yaml.safe_load(found.text)
    return document


def layout(found: Planted) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return the titles of levels, categories and items."""
    return [
        (
            level["title"],
            [(c["title"], [i["title"] for i in c["items"]]) for c in level["categories"]],
        )
        for level in read(found)["levels"]
    ]


def entries(found: Planted) -> dict[str, dict[str, Any]]:
    """Return what a planted file says of each item, by its id."""
    return {
        item["id"]: item
        for level in read(found)["levels"]
        for category in level["categories"]
        for item in category["items"]
    }

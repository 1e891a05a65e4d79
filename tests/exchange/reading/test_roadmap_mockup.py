"""Older roadmaps of roadmap.sh, which are mockups of named groups."""

from typing import Any

import pytest

from dlroadmap.authoring.outline import Outline
from dlroadmap.exchange.reading import roadmap_sh
from dlroadmap.exchange.reading.failure import UnreadableError


def group(name: str, *texts: str, y: int = 0, inside: tuple[Any, ...] = ()) -> dict[str, Any]:
    """Return a group of shapes with texts, and of other groups."""
    shapes = [{"typeID": "Label", "properties": {"text": text}} for text in texts]
    return {
        "typeID": "__group__", "x": "0", "y": f"{y}", "properties": {"controlName": name},
        "children": {"controls": {"control": [{"typeID": "Canvas"}, *shapes, *inside]}},
    }  # fmt: skip


def read(*controls: Any) -> Outline:
    document = {"mockup": {"controls": {"control": list(controls)}}}
    assert roadmap_sh.recognizes(document)
    return roadmap_sh.read(document, "file")


def test_numbers_are_the_order_and_colons_the_parts() -> None:
    """`100-soil` comes before `101-seeds`; `soil:clay` is a part of it, by its place."""
    outline = read(
        group("101-seeds", "Seeds"), group("soil:sand", "Sand", y=20), group("soil:clay", "Clay"),
        group("100-soil", "The", "soil"), group("soil:clay:red", "Red clay"),
        {"typeID": "Arrow"},
    )  # fmt: skip
    assert [(item.title, item.source, item.parent) for item in outline.items] == [
        ("The soil", "soil", None), ("Clay", "soil:clay", 0), ("Red clay", "soil:clay:red", 1),
        ("Sand", "soil:sand", 0), ("Seeds", "seeds", None),
    ]  # fmt: skip
    assert outline.title == "file"
    assert not any(item.requires for item in outline.items)
    titles = [
        outline.sections[item.section].title for item in outline.items if item.section is not None
    ]
    assert titles == ["The soil"] * 4 + ["file"]


def test_links_and_loose_texts_are_shown() -> None:
    """What leads elsewhere, or belongs to no topic, is left out; a group without a name is not."""
    outline = read(
        group("ext_link:example.org/x", "More"),
        group("", inside=(group("100-soil", "Soil"),)),
        group("200-soil", "Soil again"),
        {"typeID": "Label", "properties": {"text": "By the way"}},
    )
    assert [item.title for item in outline.items] == ["Soil"]
    assert [one.text for one in outline.dropped] == [
        "More example.org/x", "Soil again", "By the way",
    ]  # fmt: skip


def test_a_part_without_its_topic_stands_alone() -> None:
    """It is an item all the same."""
    (item,) = read(group("soil:clay", "Clay")).items
    assert (item.title, item.parent) == ("Clay", None)


def test_a_mockup_without_topics_is_refused() -> None:
    """In words."""
    with pytest.raises(UnreadableError, match="no topics"):
        read({"typeID": "Arrow"})

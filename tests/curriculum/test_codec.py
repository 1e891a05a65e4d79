"""The codec: what is encoded comes back, and every field of an item comes all the way through."""

import json
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from curriculum.making import write
from dlroadmap.compiler import compile_when_needed
from dlroadmap.curriculum.codec import decode, decode_outline, encode, encode_outline
from dlroadmap.curriculum.compiled import LAYOUT, Opener
from dlroadmap.curriculum.library import Library
from dlroadmap.curriculum.model import (
    KINDS,
    Category,
    Changed,
    Curriculum,
    Item,
    Level,
    Requirement,
    Resource,
)
from dlroadmap.format.schema import ItemModel, ResourceModel
from drawing import examples

HOURS = st.integers(0, 10_000) | st.floats(0, 10_000)


def anything(kind: type[Any], **some: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return what makes one of any values of its fields' types, but for some."""
    by_type = {name: st.from_type(type) for name, type in kind.__annotations__.items()}
    return st.builds(kind, **{**by_type, **some})


def several(strategy: st.SearchStrategy[Any], **limits: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return what makes tuples of at most three."""
    return st.lists(strategy, max_size=3, **limits).map(tuple)


resources = several(anything(Resource))
items = anything(Item, hours=HOURS, requires=several(anything(Requirement)), resources=resources)


@st.composite
def outlines(draw: st.DrawFn) -> Curriculum:
    """Make a curriculum of any values, which places and requires only keys that it has."""
    keys = draw(st.lists(st.text(), unique=True, max_size=5))
    some = st.lists(st.sampled_from(keys), unique=True) if keys else st.just([])
    part = anything(Category, items=some.map(tuple), resources=resources)
    weeks = st.none() | st.tuples(HOURS, HOURS)
    level = anything(Level, weeks=weeks, categories=several(part))
    made: Curriculum = draw(
        anything(
            Curriculum,
            hours_per_week=st.none() | HOURS,
            levels=several(level),
            hours=st.just({key: draw(HOURS) for key in keys}),
            priority=st.dictionaries(st.text(), st.text(), max_size=3),
            requires=st.just({key: row for key in keys if (row := draw(some))}),
            kinds=st.just({key: draw(st.sampled_from(KINDS)) for key in keys}),
            renames=st.dictionaries(st.text(), st.none() | st.text(), max_size=3),
            items=st.just({}),
            estimates=st.dictionaries(st.text(), HOURS, max_size=3),
            changed=several(anything(Changed, was=HOURS | st.none(), now=HOURS | st.text())),
        )
    )
    return made


@settings(deadline=None)
@given(items)
def test_items_come_back(item: Item) -> None:
    """An item that was encoded is the same when it is decoded, type by type."""
    again = decode(Item, json.loads(encode(item)))
    assert again == item
    assert [*map(type, again)] == [*map(type, item)]
    assert isinstance(hash(again), int)


@examples()
@given(outlines())
def test_outlines_come_back(curriculum: Curriculum) -> None:
    """The rest of a curriculum comes back too, in the same order."""
    again = decode_outline(encode_outline(curriculum))
    assert again == curriculum
    assert list(again.hours) == list(curriculum.hours)
    assert isinstance(hash(again.levels), int)


def test_layout_changes_with_the_fields() -> None:
    """The layout names every field of what is stored, so that older forms are made anew."""
    for part in (Curriculum, Level, Category, Item, Requirement, Resource, Changed):
        assert f" {' '.join(part.__annotations__)}" in LAYOUT


# From YAML to the model, whatever the fields are

FULL_RESOURCE: dict[str, Any] = {
    "title": "R",
    "url": "https://x.org",
    "type": "book",
    "cost": "paid",
    "part": "chapters 1 and 2",
}
FULL_ITEM: dict[str, Any] = {
    "id": "full",
    "title": "Full",
    "summary": "All there is.",
    "kind": "project",
    "priority": "useful",
    "hours": 2.5,
    "requires": [{"bare": "it comes first"}],
    "covers": ["bare"],
    "checks": ["You can"],
    "aliases": ["whole"],
    "tags": ["one"],
    "resources": [FULL_RESOURCE],
    "formerly": ["fuller"],
}
BARE_ITEM = {"id": "bare", "title": "Bare", "kind": "concept"}


def test_every_field_comes_through(tmp_path: Path) -> None:
    """What a file says under any key of an item or a resource is in the model, stored or not.

    A key that the schema is given and that gets lost on the way fails here.
    """
    assert FULL_ITEM.keys() == ItemModel.model_fields.keys()
    assert FULL_RESOURCE.keys() == ResourceModel.model_fields.keys()
    category = {"id": "c", "title": "C", "items": [BARE_ITEM, FULL_ITEM]}
    level = {"id": "l", "title": "L", "categories": [category]}
    document = {"format": 1, "id": "home", "title": "Home", "levels": [level]}
    write(tmp_path, {"home.yaml": json.dumps(document)})
    opener = Opener(Library([]), tmp_path / "cache", compile_when_needed)
    compiled, stored = (opener.open(tmp_path / "home.yaml").curriculum for _ in range(2))
    bare, full = (compiled.items[f"home/{id}"] for id in ("bare", "full"))
    assert stored.items["home/full"] == full
    assert stored.items["home/bare"] == bare
    for name in Item._fields:
        assert getattr(full, name) != getattr(bare, name), name
    assert {*Item._fields} == {"key", *FULL_ITEM} - {"id", "formerly"}
    assert full.requires == (Requirement("home/bare", "it comes first"),)
    assert full.covers == ("home/bare",)
    assert compiled.renames == stored.renames == {"home/fuller": "home/full"}
    by_name = {name: FULL_ITEM[name] for name in FULL_ITEM.keys() - {"id", "formerly"}}
    lists = {name: tuple(value) for name, value in by_name.items() if isinstance(value, list)}
    resource = Resource(**FULL_RESOURCE)
    resolved = {"requires": full.requires, "covers": full.covers, "resources": (resource,)}
    assert full == full._replace(**{**by_name, **lists, **resolved})

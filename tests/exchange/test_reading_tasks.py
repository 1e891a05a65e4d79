"""Tasks of Taskwarrior and dlr's own JSON: what is read, what is told, what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dlroadmap.authoring.outline import Link, Listed, Need, Outline
from dlroadmap.exchange.reading import own_json, taskwarrior
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.writing.own_json import write
from drawing import examples
from exchange.sheets import nasty_sheet

TASK = {"uuid": "u", "description": "Vectors", "status": "pending"}


def read(*tasks: dict[str, Any]) -> Outline:
    return taskwarrior.read(list(tasks), "Tasks")


def told(outline: Outline) -> list[tuple[str, str]]:
    return [(one.text, one.why) for one in outline.dropped]


def test_all_of_a_task_is_read() -> None:
    """Project, priority, tags, prerequisites and annotations have their place in a list."""
    outline = read(
        TASK
        | {
            "status": "completed",
            "end": "20240531T120000Z",
            "project": "math.basics",
            "priority": "H",
            "tags": ["one", "two"],
            "depends": ["v", "w"],
            "annotations": [
                {"entry": "20240101T000000Z", "description": "A book: https://example.org/b."},
                {"entry": "20240101T000001Z", "description": "Some words."},
            ],
        },
        TASK | {"uuid": "v", "depends": "u,w"},
    )
    assert [(s.title, s.parent) for s in outline.sections] == [("math", None), ("basics", 0)]
    assert outline.items[0] == Listed(
        "Vectors",
        section=1,
        source="u",
        state="done",
        on="2024-05-31",
        summary="Some words.",
        priority="essential",
        requires=(Need("v"), Need("w")),
        tags=("one", "two"),
        links=(Link("A book", "https://example.org/b"),),
    )
    assert outline.items[1].requires == (Need("u"), Need("w"))
    assert outline.title == "Tasks"
    assert not outline.dropped


@pytest.mark.parametrize(
    ("more", "state", "on"),
    [
        ({}, "todo", ""),
        ({"status": "waiting"}, "todo", ""),
        ({"start": "20240531T120000Z"}, "doing", "2024-05-31"),
        ({"status": "completed", "end": "20240531T120000Z"}, "done", "2024-05-31"),
        ({"status": "completed"}, "done", ""),
        ({"status": "completed", "tags": ["dlr_skipped", "a"]}, "skipped", ""),
    ],
)
def test_states_of_tasks(more: dict[str, Any], state: str, on: str) -> None:
    """What is started is in progress, what is completed done, or skipped where dlr said so."""
    [item] = read(TASK | more).items
    assert (item.state, item.on) == (state, on)
    assert "dlr_skipped" not in item.tags


def test_what_is_no_item_is_counted_and_other_fields_are_named() -> None:
    """Deleted tasks and templates of recurring ones are told, and so is what has no place."""
    outline = read(
        TASK | {"due": "20240531T120000Z"},
        TASK | {"uuid": "v", "due": "20240531T120000Z", "end": "x", "status": "completed"},
        *[TASK | {"status": "deleted"}] * 3,
        TASK | {"status": "recurring"},
        TASK | {"description": " "},
    )
    assert [item.source for item in outline.items] == ["u", "v"]
    assert told(outline)[:4] == [
        ("3 deleted tasks", "dlr imports no deleted tasks"),
        ("1 recurring task", "dlr imports no recurring tasks"),
        ("due", "a field that is not imported"),
        ("x", "not a date of Taskwarrior"),
    ]
    assert told(outline)[4][1] == "it has no description"


def test_no_tasks_end_in_words() -> None:
    """Where nothing is left to import, that is said."""
    with pytest.raises(UnreadableError, match="no tasks"):
        read(TASK | {"status": "deleted"})


@pytest.mark.parametrize(
    "document",
    [
        [],
        {},
        [1],
        ["x"],
        None,
        3,
        [TASK, 1],
        [{"description": "x"}],
        [{"uuid": "u"}],
        {"items": []},
    ],
)
def test_other_json_is_not_tasks(document: object) -> None:
    """What has no descriptions and uuids, times or states is another format."""
    assert not taskwarrior.recognizes(document)


def own() -> Any:
    return json.loads("".join(write(nasty_sheet())))


def test_an_export_of_a_newer_version_is_refused() -> None:
    """A document of another schema version may mean something else by the same words."""
    with pytest.raises(UnreadableError, match="newer version"):
        own_json.read(own() | {"schema_version": 2}, "Name")


@pytest.mark.parametrize("items", [None, {}, [], [{"key": "a/b"}], ["x"]])
def test_an_export_without_items_is_refused(items: object) -> None:
    """A document that was cut or emptied holds no list."""
    with pytest.raises(UnreadableError, match=r"no (list of )?items"):
        own_json.read(own() | {"items": items}, "Name")


def test_values_that_are_not_valid_are_told() -> None:
    """A state, kind, priority or number that the format does not know is left out."""
    document = own()
    document["items"] = [{"key": "a/b", "title": "T", "state": "maybe", "kind": "k", "hours": -1}]
    outline = own_json.read(document, "Name")
    [item] = outline.items
    assert (item.state, item.kind, item.hours) == ("", "", None)
    assert told(outline) == [
        ("-1", "not a number of hours"),
        ("maybe", "not a state"),
        ("k", "not a kind"),
    ]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "title", "key", "items", "state", "url", "description", "x"]),
            inner,
        )
    ),
    max_leaves=8,
)


@examples(200)
@given(
    names=st.dictionaries(
        st.sampled_from(
            [
                *("key", "title", "state", "date", "hours", "requires", "resources", "checks"),
                *("level", "category", "description", "uuid", "status", "annotations", "depends"),
                *("tags", "project", "start", "end", "dlr", "priority"),
            ]
        ),
        values,
    ),
    rest=st.fixed_dictionaries({}, optional={"levels": values, "curriculum": values}),
)
def test_no_json_is_a_crash(names: dict[str, Any], rest: dict[str, Any]) -> None:
    """Whatever stands in a document, it is read, told or refused in words."""
    for read_it, document in (
        (own_json.read, {"format": "dlr-export", "schema_version": 1, "items": [names]} | rest),
        (taskwarrior.read, [TASK | names]),
    ):
        try:
            outline = read_it(document, "Name")
        except UnreadableError:
            continue
        assert all(isinstance(part, str) for item in outline.items for part in item.tags)
        assert all(item.title for item in outline.items)

"""What scripts lean on: the shapes of the JSON documents, and one document whatever happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from cli_helpers import dlr_process

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from conftest import Dlr

COUNTS: dict[str, Any] = {
    "items": int,
    "done": int,
    "inferred": int,
    "doing": int,
    "skipped": int,
    "todo": int,
    "counted": int,
    "counted_done": int,
    "percent": (float, int, type(None)),
    "hours": (float, int),
    "hours_done": (float, int),
    "hours_unknown": int,
}
PART = {"id": str, "title": str, **COUNTS}
ITEM: dict[str, Any] = {
    "key": str,
    "id": str,
    "home": str,
    "title": str,
    "aliases": list,
    "level": (str, type(None)),
    "category": (str, type(None)),
    "kind": str,
    "priority": str,
    "hours": (float, int, type(None)),
    "requires": list,
    "covers": list,
    "tags": list,
    "resources": list,
    "checks": list,
    "summary": str,
    "state": str,
    "ready": bool,
    "assumed": bool,
}
EVENT: dict[str, Any] = {
    "id": str,
    "at": str,
    "on": (str, type(None)),
    "device": str,
    "seq": int,
    "batch": str,
    "kind": str,
    "key": str,
    "note": (str, type(None)),
    "undone": bool,
}


def fits(document: Mapping[str, Any], shape: Mapping[str, Any]) -> None:
    """Check that a document has the keys of a shape, each of its type; more keys may be there."""
    assert document.keys() >= shape.keys(), shape.keys() - document.keys()
    for key, types in shape.items():
        assert isinstance(document[key], types), key
        assert not (isinstance(document[key], bool) and types is not bool), key


@pytest.fixture
def begun(small: Dlr) -> Dlr:
    """Give a learner who has said a few things."""
    small("tick", "vectors", "notebooks", "--note", "known", "--date", "2024-05")
    small("start", "matrices")
    small("skip", "indexing")
    return small


def test_the_shape_of_status(begun: Dlr) -> None:
    """Status has curriculum, totals and levels with their categories, each with all COUNTS."""
    document = begun("status", "--json").document
    assert document["curriculum"] == {"id": "small", "title": "A small curriculum"}
    fits(document["totals"], COUNTS)
    assert [level["id"] for level in document["levels"]] == ["entry", "middle", "top"]
    for level in document["levels"]:
        fits(level, {**PART, "categories": list})
        assert level["categories"]
        for category in level["categories"]:
            fits(category, PART)
    assert document["totals"] == {
        "items": 12,
        "done": 2,
        "inferred": 0,
        "doing": 1,
        "skipped": 1,
        "todo": 8,
        "counted": 8,
        "counted_done": 2,
        "percent": 25.0,
        "hours": 1228.5,
        "hours_done": 4,
        "hours_unknown": 1,
    }


def test_status_of_a_part_holds_that_part(begun: Dlr) -> None:
    """`status LEVEL --json` has one level, `status LEVEL/CATEGORY --json` one category of it."""
    [level] = begun("status", "middle", "--json").document["levels"]
    assert (level["id"], len(level["categories"])) == ("middle", 2)
    [level] = begun("status", "middle/reading", "--json").document["levels"]
    assert [part["id"] for part in level["categories"]] == ["reading"]


def test_status_missing_names_what_is_missing(begun: Dlr) -> None:
    """`status --missing --json` names the keys that stand between the learner and 100."""
    document = begun("status", "--missing", "--json").document
    totals = document["totals"]
    assert len(document["missing"]) == totals["counted"] - totals["counted_done"]
    begun("tick", *document["missing"])
    assert begun("status", "--json").document["totals"]["percent"] == 100
    assert begun("status", "--missing", "--json").document["missing"] == []


def test_percent_is_null_where_nothing_counts(small: Dlr) -> None:
    """A curriculum of which all is skipped has no percentage."""
    for level in ("entry", "middle", "top"):
        small("skip", "--level", level)
    totals = small("status", "--json").document["totals"]
    assert (totals["counted"], totals["percent"]) == (0, None)


def test_the_shape_of_list(begun: Dlr) -> None:
    """List has every item in file order, with all that is known of it."""
    items = begun("list", "--json").document["items"]
    for item in items:
        fits(item, ITEM)
        assert item["key"] == f"{item['home']}/{item['id']}"
    assert [item["id"] for item in items][:4] == ["vectors", "matrices", "indexing", "notebooks"]
    by_id = {item["id"]: item for item in items}
    assert by_id["matrices"]["requires"] == [
        {"key": "small/vectors", "id": "vectors", "because": "a matrix moves vectors"}
    ]
    assert by_id["first-network"]["covers"] == ["small/vectors", "small/matrices"]
    assert by_id["vectors"]["resources"][1] == {
        "title": "Vectors in pictures",
        "url": "https://example.org/vectors",
        "type": "video",
        "cost": "free",
        "part": "",
    }
    states = {id: by_id[id]["state"] for id in ("vectors", "matrices", "indexing", "read-a-paper")}
    assert list(states.values()) == ["done", "doing", "skipped", "todo"]
    assert (by_id["matrices"]["level"], by_id["matrices"]["category"]) == ("entry", "theory")
    assert [item["id"] for item in items if item["ready"]] == []


def test_list_of_all_gives_items_their_homes(begun: Dlr) -> None:
    """With --all every item of every curriculum stands there once, at its place at home."""
    items = begun("list", "--all", "--json").document["items"]
    keys = [item["key"] for item in items]
    assert len(keys) == len(set(keys)) == 13
    assert {item["key"]: item["level"] for item in items}["small/vectors"] == "entry"
    assert "track/goal" in keys
    track = begun("list", "--json", "--curriculum", "track").document["items"]
    assert [(item["key"], item["level"]) for item in track] == [
        ("small/vectors", "only"),
        ("small/first-network", "only"),
        ("track/goal", "only"),
    ]


def test_the_shape_of_next(begun: Dlr) -> None:
    """Next has suggestions with place, hours, reasons in words, and how much each opens."""
    suggestions = begun("next", "--json").document["suggestions"]
    for suggestion in suggestions:
        fits(
            suggestion,
            {
                "key": str,
                "id": str,
                "title": str,
                "level": str,
                "category": str,
                "hours": (float, int, type(None)),
                "reasons": list,
                "unlocks": int,
            },
        )
        assert all(isinstance(reason, str) and reason for reason in suggestion["reasons"])
    assert suggestions[0]["id"] == "matrices"


@pytest.mark.parametrize(
    ("call", "changes"),
    [
        (["tick", "first-network"], [("small/first-network", "todo", "done")]),
        (["tick", "matrices"], [("small/matrices", "doing", "done")]),
        (["untick", "vectors"], [("small/vectors", "done", "todo")]),
        (["start", "first-network"], [("small/first-network", "todo", "doing")]),
        (["skip", "matrices"], [("small/matrices", "doing", "skipped")]),
        (["undo"], [("small/indexing", "skipped", "todo")]),
    ],
    ids=lambda value: value[0] if isinstance(value[0], str) else "",
)
def test_the_shape_of_what_changes_things(
    begun: Dlr, call: list[str], changes: list[tuple[str, str, str]]
) -> None:
    """Every change tells what it changed from and to, what it offers, and its batch."""
    document = begun(*call, "--json").document
    fits(document, {"changed": list, "offered": list, "batch": str})
    assert document["changed"] == [
        {"key": key, "id": key.partition("/")[2], "from": before, "to": after}
        for key, before, after in changes
    ]
    offered = ["small/matrices"] if call == ["tick", "first-network"] else []
    assert document["offered"] == offered
    assert begun("log", "--json").document["events"][-1]["batch"] == document["batch"]


def test_a_call_that_changes_nothing_has_no_batch(begun: Dlr) -> None:
    """Where nothing was recorded, `changed` is empty and `batch` null."""
    document = begun("tick", "vectors", "--json").document
    assert (document["changed"], document["batch"]) == ([], None)


def test_the_shape_of_show(begun: Dlr) -> None:
    """Show has one item of list, with its history and what requires it."""
    document = begun("show", "vectors", "--json").document
    fits(document, {**ITEM, "history": list, "required_by": list})
    [event] = document["history"]
    fits(event, {"at": str, "kind": str, "note": str, "device": str})
    assert (event["kind"], event["note"]) == ("tick", "known")
    assert document["required_by"] == ["small/matrices", "small/indexing"]
    listed = begun("list", "--json").document["items"][0]
    assert {key: document[key] for key in listed} == listed


def test_the_shape_of_log(begun: Dlr) -> None:
    """Log has every event, the oldest first, with the batch, the device and its place there."""
    begun("undo")
    events = begun("log", "--json").document["events"]
    for event in events:
        fits(event, EVENT)
    assert [event["kind"] for event in events] == ["tick", "tick", "start", "skip", "undo"]
    assert [event["seq"] for event in events] == [1, 2, 3, 4, 5]
    assert [event["undone"] for event in events] == [False, False, False, True, False]
    assert events[0]["batch"] == events[1]["batch"] != events[2]["batch"]
    assert (events[0]["on"], events[0]["note"]) == ("2024-05", "known")
    assert (events[2]["on"], events[2]["note"]) == (None, None)


@pytest.mark.parametrize(
    "call",
    [
        ["curricula"],
        ["config"],
        ["use", "track"],
        ["search", "vectors"],
        ["note", "vectors"],
        ["note", "vectors", "words"],
        ["backup"],
        ["backup", "--list"],
        ["doctor"],
    ],
    ids=" ".join,
)
def test_every_other_answer_is_one_document(begun: Dlr, call: list[str]) -> None:
    """Whatever takes --json answers with one document of schema version 1, in ASCII."""
    result = begun(*call, "--json")
    assert (result.code, result.err) == (0, "")
    assert result.document


FAILURES = [
    (["status", "--no-such-option"], "usage"),
    (["no-such-command"], "usage"),
    (["tick"], "usage"),
    (["status", "entry", "middle"], "usage"),
    (["next", "-n", "0"], "usage"),
    (["next", "--time", "soon"], "usage"),
    (["tick", "no-such-thing"], "unknown-item"),
    (["tick", "con"], "ambiguous-item"),
    (["status", "theory"], "ambiguous-category"),
    (["tick", "--level", "none"], "unknown-level"),
    (["list", "--category", "none"], "unknown-category"),
    (["list", "--state", "blue"], "usage"),
    (["status", "--curriculum", "none"], "no-such-curriculum"),
    (["status", "--curriculum", "./none.yaml"], "no-such-curriculum"),
    (["undo", "zzz"], "unknown-batch"),
    (["undo"], "nothing-to-undo"),
    (["tick", "vectors", "--date", "never"], "bad-date"),
    (["backup", "--restore", "none"], "no-such-backup"),
    (["config", "colour", "red"], "unknown-setting"),
]


@pytest.mark.parametrize(("call", "code"), FAILURES, ids=lambda v: v if isinstance(v, str) else "")
def test_a_failure_is_one_document_too(small: Dlr, call: list[str], code: str) -> None:
    """What cannot be done ends with exit code 2 and one document that says why, and no more."""
    result = small(*call, "--json")
    assert (result.code, result.err) == (2, "")
    error = result.document["error"]
    assert error["code"] == code
    assert error["message"]
    assert isinstance(error["advice"], list)


@pytest.mark.parametrize("call", [["status"], ["tick", "vectors"], ["log"], ["undo"], ["next"]])
def test_a_damaged_store_is_one_document_too(small: Dlr, home: Path, call: list[str]) -> None:
    """A store that cannot be read ends with exit code 2 and a document that names its file."""
    small("tick", "vectors")
    (home / "progress.db").write_bytes(b"This is no database at all. " * 400)
    result = small(*call, "--json")
    assert result.code == 2
    assert result.document["error"]["code"] == "store-damaged"
    assert str(home / "progress.db") in result.document["error"]["message"]


def test_a_bug_is_one_document_too(small: Dlr, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a bug of dlr answers a script with one document."""
    monkeypatch.setattr("dlroadmap.cli.status.summarize", lambda *_: 1 // 0)
    result = small("status", "--json")
    assert result.code == 2
    assert result.document["error"]["code"] == "bug"


def test_an_ambiguous_name_gives_a_script_its_candidates(small: Dlr) -> None:
    """The document of an ambiguous name has the keys, that of an unknown one near names."""
    assert small("show", "con", "--json").document["error"]["candidates"] == [
        "small/convex-optimization",
        "small/convolutions",
    ]
    assert small("show", "vectros", "--json").document["error"]["near"] == ["vectors"]
    candidates = small("list", "--category", "theory", "--json").document["error"]["candidates"]
    assert candidates == ["entry/theory", "middle/theory"]


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize(
    "args",
    [["status"], ["no-such-command"], ["tick", "no-such-thing"], ["undo"], ["lint", "none.yaml"]],
    ids=" ".join,
)
def test_the_document_reaches_the_pipe_of_a_process(home: Path, args: list[str]) -> None:
    """A script that reads the pipe of a process gets the whole document, also of a failure."""
    ended = dlr_process(home, *args, "--json")
    assert ended.stdout.isascii()
    document = json.loads(ended.stdout)
    assert document["schema_version"] == 1
    assert ("error" in document) == (ended.returncode == 2)


def test_ticks_are_counted_taken_back_and_remembered(dlr: Dlr) -> None:
    """Three ticks at once are counted, undo brings back zero, and the log still tells all of it."""
    names = ["python-programming", "matrix-operations", "derivatives"]
    ticked = dlr("tick", *names, "--json").document
    assert [change["id"] for change in ticked["changed"]] == names
    assert dlr("status", "--json").document["totals"]["done"] == 3
    assert dlr("undo").code == 0
    assert dlr("status", "--json").document["totals"]["done"] == 0
    events = dlr("log", "--json").document["events"]
    assert [event["kind"] for event in events] == ["tick"] * 3 + ["undo"] * 3
    assert {event["key"] for event in events} == {f"deep-learning/{name}" for name in names}
    assert [event["undone"] for event in events] == [True] * 3 + [False] * 3

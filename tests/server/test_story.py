"""A group from its beginning to its end, as its people live it, and without its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.mentors import Course
from server.postgres import Server, find_programs, temporary_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.server

EVERYDAY = (
    ("status",),
    ("status", "--json"),
    ("next",),
    ("goal",),
    ("plan",),
    ("path", "matrices"),
    ("list",),
    ("tick", "vectors"),
    ("undo",),
    ("log",),
    ("prompt",),
    ("config",),
    ("doctor",),
)
"""Commands that have nothing to do with a server."""

ASKING = (
    ("group",),
    ("group", "sync"),
    ("group", "sync", "--show"),
    ("group", "item", "vectors"),
    ("group", "assigned"),
    ("group", "leave", "--yes"),
)
"""Commands that need it."""


@pytest.fixture
def course(database: str, home: Path, small: Dlr, monkeypatch: pytest.MonkeyPatch) -> Course:
    """The group `ml` of the mentor Grace, whose track is `small`."""
    return Course(database, home, small, monkeypatch)


def test_what_is_asked_leads_and_can_be_declined(course: Course) -> None:
    """What a mentor asks for leads `next` after a sync, says whose it is, and can be declined."""
    ada = course.join("Ada")
    assert ada.do("status", "--json").document["goals"] == []
    course.grace.do("group", "assign", "matrices", "--by", "2099-03-15")
    assert ada.do("status", "--json").document["goals"] == []
    ada.sync()
    (goal,) = ada.do("status", "--json").document["goals"]
    told = {name: goal[name] for name in ("key", "by", "group", "asked_by")}
    assert told == {
        "key": "small/matrices",
        "by": "2099-03-15",
        "group": "ml",
        "asked_by": "Grace",
    }
    assert "assigned by Grace" in ada.do("status").out
    (first, *_) = ada.do("next", "--json").document["suggestions"]
    way = [item["key"] for item in ada.do("path", "matrices", "--json").document["items"]]
    assert first["key"] == way[0]
    ada.do("goal", "--drop", "matrices")
    ada.sync()
    ada.sync()
    assert ada.goals() == []
    (assigned,) = course.assigned()
    assert (assigned["declined"], assigned["open"]) == (["Ada"], [])


def test_board_and_status_never_disagree(course: Course) -> None:
    """The board has of every member what their own `status` said when they sent it."""
    learners = {name: course.join(name) for name in ("Ada", "Bob", "Carl")}
    learners["Ada"].do("tick", "vectors", "matrices")
    learners["Bob"].do("start", "vectors")
    learners["Carl"].do("skip", "vectors")
    learners["Carl"].do("tick", "matrices")
    statuses = {}
    for name, learner in learners.items():
        learner.sync()
        statuses[name] = learner.do("status", "--json").document["levels"]
    board = course.grace.do("group", "--json").document
    assert [member["name"] for member in board["members"]] == [*learners]
    for member in board["members"]:
        counts = [
            {name: value for name, value in level.items() if name not in ("title", "categories")}
            for level in statuses[member["name"]]
        ]
        assert member["levels"] == counts
    item = course.grace.do("group", "item", "vectors", "--json").document
    assert [one["name"] for one in item["have"]] == ["Ada"]
    assert [one["name"] for one in item["doing"]] == ["Bob"]


def test_who_leaves_takes_everything_along(course: Course) -> None:
    """Who leaves, or is removed, leaves no row behind, and keeps their own progress."""
    ada, bob = course.join("Ada"), course.join("Bob")
    course.grace.do("group", "assign", "matrices", "--by", "2099-03-15")
    for learner in (ada, bob):
        learner.do("tick", "vectors")
        learner.sync()
    assert "vectors" in course.server.dump()
    ada.do("group", "leave", "--yes")
    course.grace.do("group", "remove", "bob", "--yes")
    dump = course.server.dump()
    assert "vectors" not in dump
    assert "Ada" not in dump
    assert "Bob" not in dump
    assert ada.do("status", "--json").document["totals"]["done"] == 1
    assert ada.goals() == []
    refused = bob("group", "sync", "--json")
    assert (refused.code, refused.document["error"]["code"]) == (2, "login-refused")
    assert bob.do("status", "--json").document["totals"]["done"] == 1


@pytest.fixture
def passing() -> Iterator[Server]:
    """A server that the test may stop."""
    with temporary_folder() as folder:
        running = Server(find_programs()[0], folder / "postgres")
        running.start()
        yield running
        running.stop("immediate")


def test_a_server_that_is_gone_is_in_nobodys_way(
    passing: Server, home: Path, small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the server all other commands do and say what they did, and `group` says why not."""
    course = Course(passing.make_database("classes"), home, small, monkeypatch)
    ada = course.join("Ada")
    course.grace.do("group", "assign", "matrices", "--by", "2099-03-15")
    ada.sync()
    reading = [call for call in EVERYDAY if call[0] not in ("tick", "undo", "log", "doctor")]
    before = {call: ada(*call) for call in reading}
    states = ada.do("list", "--json").out
    passing.stop()
    try:
        after = {call: ada(*call) for call in EVERYDAY}
        for call, result in before.items():
            assert after[call] == result, call
        assert {result.code for result in after.values()} == {0}
        assert {result.err for result in after.values()} == {""}
        for asking in ASKING:
            result = ada(*asking, "--json")
            assert result.code == 2, asking
            error = result.document["error"]
            assert error["code"] == "group-unreachable", asking
            assert "127.0.0.1" in error["message"]
            assert error["advice"]
        assert ada.do("list", "--json").out == states
        assert ada.login.exists()
    finally:
        passing.start()
    assert ada.sync()["fresh"] is False

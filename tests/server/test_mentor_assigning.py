"""What mentors ask for: assigned, changed, withdrawn, answered, and who sees whose answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from server.mentors import Course

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

pytestmark = pytest.mark.server


@pytest.fixture
def course(database: str, home: Path, small: Dlr, monkeypatch: pytest.MonkeyPatch) -> Course:
    """A group whose board is for mentors."""
    return Course(database, home, small, monkeypatch)


def test_answers_come_back(course: Course) -> None:
    """A mentor sees who has done, declined or not done it, and who has not synced."""
    ada, bob, eve = (course.join(name) for name in ("Ada", "Bob", "Eve"))
    course.join("Zoe")
    result = course.grace.do("group", "assign", "vectors", "--by", "2099-03")
    assert result.lines == [
        "Assigned to every learner in ml: Vectors by 2099-03-31",
        "They get it as a goal with their next dlr group sync.",
    ]
    for learner in (ada, bob, eve):
        learner.sync()
        assert learner.goals() == ["small/vectors"]
    ada.do("tick", "vectors")
    bob.do("goal", "--drop", "vectors")
    for learner in (ada, bob, eve):
        learner.sync()
    assert course.assigned() == [
        {
            "name": "Vectors",
            "of": "item",
            "key": "small/vectors",
            "by": "2099-03-31",
            "asked_by": "Grace",
            "to": None,
            "done": ["Ada"],
            "declined": ["Bob"],
            "open": ["Eve"],
            "waiting": ["Zoe"],
        }
    ]


def test_the_same_again_changes_one(course: Course) -> None:
    """Assigning again changes the day, adds people to some, and takes it away from nobody."""
    ada, bob = course.join("Ada"), course.join("Bob")
    grace = course.grace
    grace.do("group", "assign", "vectors", "--by", "2099-03-15")
    ada.sync()
    bob.sync()
    refused = grace("group", "assign", "vectors", "--by", "2099-04-01", "--to", "Ada", "--json")
    assert (refused.code, refused.document["error"]["code"]) == (2, "assigned-to-all")
    changed = grace.do("group", "assign", "small/vectors", "--by", "2099-04-01")
    assert changed.lines[:2] == [
        "Assigned to every learner in ml: Vectors by 2099-04-01",
        "The day was 2099-03-15 before.",
    ]
    (found,) = course.assigned()
    assert (found["by"], found["to"], found["open"]) == ("2099-04-01", None, ["Ada", "Bob"])
    grace.do("group", "assign", "matrices", "--by", "2099-04-01", "--to", "ADA")
    grace.do("group", "assign", "matrices", "--by", "2099-04-02", "--to", "bob")
    _, some = course.assigned()
    assert (some["by"], some["to"]) == ("2099-04-02", ["Ada", "Bob"])
    ada.sync()
    bob.sync()
    assert ada.goals() == bob.goals() == ["small/vectors", "small/matrices"]


def test_another_mentor_can_change_it(course: Course) -> None:
    """Mentors are equal: who changes an assignment is who asks from then on."""
    alan = course.join("Alan", "--mentor")
    course.grace.do("group", "assign", "vectors", "--by", "2099-03-15")
    alan.do("group", "assign", "vectors", "--by", "2099-03-16")
    (found,) = course.assigned()
    assert (found["asked_by"], found["by"]) == ("Alan", "2099-03-16")
    alan.do("group", "assign", "vectors", "--withdraw")
    assert course.assigned(alan) == []


@pytest.mark.parametrize(
    ("name", "of", "key"),
    [
        ("arrows", "item", "small/vectors"),
        ("entry", "level", "small/entry"),
        ("middle/theory", "category", "small/middle/theory"),
    ],
)
def test_names_are_those_of_the_track(course: Course, name: str, of: str, key: str) -> None:
    """A name is looked up in the group's track, whatever curriculum is in use."""
    grace = course.grace
    grace.do("use", "track")
    grace.do("group", "assign", name, "--by", "2099-03-15")
    (found,) = course.assigned()
    assert (found["of"], found["key"]) == (of, key)
    grace.do("group", "assign", name, "--withdraw")
    assert course.assigned() == []


def test_unknown_members_change_nothing(course: Course) -> None:
    """Of names that nobody has, near ones are offered, and the others get nothing either."""
    course.join("Charlotte")
    call = ("group", "assign", "vectors", "--by", "2099-03-15", "--to", "charlotte")
    refused = course.grace(*call, "--to", "charlote", "--to", "nobody")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.splitlines() == [
        "dlr: The group has no member called “charlote”; nothing was changed.",
        "Did you mean Charlotte?",
    ]
    assert course.assigned() == []


def test_withdrawing_what_is_not_assigned(course: Course) -> None:
    """What nobody was asked for cannot be withdrawn, and what was withdrawn leaves the goals."""
    ada = course.join("Ada")
    refused = course.grace("group", "assign", "vectors", "--withdraw")
    assert (refused.code, refused.err.splitlines()[0]) == (
        2,
        "dlr: Vectors is not assigned in ml; nothing was changed.",
    )
    course.grace.do("group", "assign", "entry", "--by", "2099-03-15")
    ada.sync()
    assert ada.goals() == ["small/entry"]
    told = course.grace.do("group", "assign", "entry", "--withdraw").lines
    assert told[0] == "No longer assigned in ml: Entry (level)"
    ada.sync()
    assert ada.goals() == []


def test_members_assign_nothing(course: Course) -> None:
    """A member is refused in words, and nothing changes."""
    ada = course.join("Ada")
    course.grace.do("group", "assign", "vectors", "--by", "2099-03-15")
    for call in (("matrices", "--by", "2099-03-15"), ("vectors", "--withdraw")):
        refused = ada("group", "assign", *call)
        assert (refused.code, refused.out) == (2, "")
        assert refused.err.startswith("dlr: Only mentors of the group can do this.")
    assert [one["key"] for one in course.assigned()] == ["small/vectors"]


def test_members_see_what_is_theirs(course: Course) -> None:
    """Where mentors alone see the board, a member sees what is asked of them, and no other name."""
    ada, bob = course.join("Ada"), course.join("Bob")
    course.grace.do("group", "assign", "vectors", "--by", "2099-03-15")
    course.grace.do("group", "assign", "matrices", "--by", "2099-03-16", "--to", "bob")
    bob.sync()
    (found,) = course.assigned(ada)
    assert (found["key"], found["waiting"], found["open"]) == ("small/vectors", ["Ada"], [])
    assert [one["open"] for one in course.assigned(bob)] == [["Bob"], ["Bob"]]
    page = ada.do("group", "assigned").out
    assert "Not synced yet  Ada" in page
    assert "Bob" not in page


def test_members_of_an_open_group_see_all(
    database: str, home: Path, small: Dlr, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where everyone sees the board, everyone sees every assignment and its answers."""
    course = Course(database, home, small, monkeypatch, "--board", "open")
    ada, bob = course.join("Ada"), course.join("Bob")
    course.grace.do("group", "assign", "matrices", "--by", "2099-03-16", "--to", "bob")
    bob.sync()
    assert course.assigned(ada) == course.assigned()
    assert course.assigned(ada)[0]["open"] == ["Bob"]


def test_a_track_that_the_server_has_otherwise(course: Course) -> None:
    """What the group's version of the track lacks cannot be assigned: nobody could answer."""
    course.server.run("DELETE FROM dlr.items WHERE key = 'small/vectors'")
    refused = course.grace("group", "assign", "vectors", "--by", "2099-03-15")
    assert (refused.code, refused.err.splitlines()[0]) == (
        2,
        "dlr: The group's version of the curriculum does not contain “Vectors”.",
    )
    assert course.assigned() == []

"""The board of a group and what it says of an item, from the tables of a server."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from server.boards import Groups

if TYPE_CHECKING:
    from conftest import Dlr

pytestmark = pytest.mark.server


@pytest.fixture
def groups(database: str, small: Dlr) -> Groups:
    """Two groups; that of Grace has learners at different places, one of them silent."""
    made = Groups(database)
    made.found("ml", "Grace")
    made.add("ml", "Ada", "Bob", "Cleo", "Dan", "Eve")
    made.found("other", "Mallory", "open")
    made.add("other", "Oscar", "Peggy")
    made.send("Oscar", "2026-11-01", [(1, 5)], [("vectors", "done", "2026-11-01")])
    made.send("Peggy", None)
    done = ("vectors", "done", "2026-11-01")
    matrices = ("matrices", "done", "2026-11-03")
    made.send("Ada", "2026-11-03", [(2, 5), (0, 4), (0, 3)], [done, matrices])
    made.send("Bob", "2026-11-19", [(5, 5), (1, 4)], [done, ("matrices", "doing", "2026-11-19")])
    made.send("Cleo", "2026-10-01", [(1, 5)], [done], digest="b" * 64)
    made.send("Dan", "2026-11-02", [(1, 5)], [("first-network", "doing", "2026-11-02")])
    return made


def test_document_is_what_the_tables_have(groups: Groups, small: Dlr) -> None:
    """The board has every learner of one's own group, and of nobody else's, as they reported."""
    groups.assign("matrices", "item", "2026-12-01", "Grace")
    groups.log_in("Grace", "ml")
    document = small("group", "--json").document
    assert (document["group"], document["curriculum"]) == ("ml", "small")
    members = {one["name"]: one for one in document["members"]}
    assert [*members] == ["Ada", "Bob", "Cleo", "Dan", "Eve"]
    ada, bob = members["Ada"], members["Bob"]
    counts = [(one["id"], one["done"], one["counted"]) for one in ada["levels"]]
    assert counts == [("entry", 2, 5), ("middle", 0, 4), ("top", 0, 3)]
    assert (bob["doing"], bob["last"], bob["sent"]) == (
        ["small/matrices"],
        "2026-11-19",
        "2026-11-20",
    )
    assert [one["digest_differs"] for one in document["members"]] == [0, 0, 1, 0, 0]
    assert (members["Eve"]["sent"], members["Eve"]["levels"]) == (None, [])
    assert members["Eve"]["assigned"] == [
        {
            "name": "About matrices",
            "of": "item",
            "key": "small/matrices",
            "by": "2026-12-01",
            "done": False,
            "answer": None,
        }
    ]


def test_orders(groups: Groups, small: Dlr) -> None:
    """The board can be sorted by where people are, and by who has stood still longest."""
    groups.log_in("Grace", "ml")

    def order(by: str) -> list[str]:
        return [one["name"] for one in small("group", "--sort", by, "--json").document["members"]]

    assert order("idle") == ["Cleo", "Dan", "Ada", "Bob", "Eve"]
    assert order("level") == ["Ada", "Cleo", "Dan", "Bob", "Eve"]


@pytest.mark.parametrize("call", [["group"], ["group", "item", "matrices"]])
def test_only_mentors_see_what_is_for_them(groups: Groups, small: Dlr, call: list[str]) -> None:
    """Where the board is for mentors, a member gets it in words, and no row of anybody."""
    groups.log_in("Ada", "ml")
    result = small(*call, "--json")
    assert (result.code, result.document["error"]["code"]) == (2, "board-closed")
    assert "Bob" not in result.out
    assert "dlr group assigned" in small(*call).err
    assert groups.run("SELECT count(*) FROM dlr.reports", user="Ada") == [(1,)]


def test_open_board(groups: Groups, small: Dlr) -> None:
    """Where the board is open, a member sees the others of the group."""
    groups.log_in("Oscar", "other")
    members = small("group", "--json").document["members"]
    assert [one["name"] for one in members] == ["Oscar", "Peggy"]


def test_csv(groups: Groups, small: Dlr) -> None:
    """The table has a row for each member, and no cell that a spreadsheet would run."""
    groups.add("ml", "=1+2")
    groups.log_in("Grace", "ml")
    rows = list(csv.DictReader(StringIO(small("group", "--format", "csv").out)))
    assert [row["name"] for row in rows] == ["Ada", "Bob", "Cleo", "Dan", "'=1+2", "Eve"]
    ada = next(row for row in rows if row["name"] == "Ada")
    assert (ada["entry done"], ada["entry counted"], ada["level"]) == ("2", "5", "entry")


def test_item(groups: Groups, small: Dlr) -> None:
    """An item is had, learned, waited for or within reach by different people."""
    groups.log_in("Grace", "ml")
    document = small("group", "item", "matrices", "--json").document
    assert document["have"] == [{"name": "Ada", "since": "2026-11-03"}]
    assert document["doing"] == [{"name": "Bob", "since": "2026-11-19"}]
    needs = [{"name": "Dan", "assigned": False, "for": ["small/first-network"]}]
    assert document["waiting"] == needs
    assert document["could_start"] == ["Cleo"]
    groups.assign("entry/theory", "category", "2026-12-01", "Grace")
    document = small("group", "item", "matrices", "--json").document
    waiting = [(one["name"], one["assigned"]) for one in document["waiting"]]
    assert waiting == [("Cleo", True), ("Dan", True), ("Eve", True)]
    assert document["could_start"] == []


def test_foreign_item(groups: Groups, small: Dlr) -> None:
    """An item that the group does not have is refused in words."""
    groups.run("DELETE FROM dlr.items WHERE key = 'small/attention'")
    groups.log_in("Grace", "ml")
    result = small("group", "item", "attention", "--json")
    assert result.document["error"]["code"] == "not-in-track"


@pytest.mark.parametrize("day", ["infinity", "-infinity", "0001-01-01 BC", "9999-12-31"])
def test_days_that_no_calendar_has(groups: Groups, small: Dlr, day: str) -> None:
    """A member who gets any day into the tables hides the board from nobody.

    The checks of the server are taken away, so that what reads the tables is tried by itself.
    """
    for table, column in (("reports", "last"), ("reports", "sent"), ("states", "since")):
        groups.run(f"ALTER TABLE dlr.{table} DROP CONSTRAINT IF EXISTS {table}_{column}_check")
    groups.run("ALTER TABLE dlr.assignments DROP CONSTRAINT IF EXISTS assignments_by_check")
    state = ("matrices", "doing", day)
    groups.send("Eve", day, [(0, 5)], [state])
    groups.assign("vectors", "item", day, "Grace")
    groups.run("UPDATE dlr.reports SET sent = %s::timestamptz", day)
    groups.log_in("Grace", "ml")
    for order in ("name", "level", "idle"):
        assert small("group", "--sort", order).code == 0
    assert "Eve" in small("group", "--format", "csv").out
    assert "Eve" in small("group", "item", "matrices").out


def test_foreign_text(groups: Groups, small: Dlr) -> None:
    """A name that the server holds cannot steer a terminal."""
    groups.add("ml", "Zoe\x1b[2J\u202e")
    groups.log_in("Grace", "ml")
    out = small("group").out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "Zoe[2J" in out


def test_empty_group(groups: Groups, small: Dlr) -> None:
    """A mentor alone is told how to invite."""
    groups.found("new", "Una")
    groups.log_in("Una", "new")
    assert "dlr group invite" in small("group").out
    assert small("group", "--json").document["members"] == []

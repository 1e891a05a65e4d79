"""Goals that a group assigned: told as whose they are, kept apart from one's own, declined."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

import pytest
from cli_helpers import same_as_golden, today, without_time

from dlroadmap.guide.assignments import Asked, take_on
from dlroadmap.progress.ledger import Ledger
from dlroadmap.progress.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr
    from remote.learner_machines import Machine

MARCH = date(2027, 3, 31)
NETWORK = Asked(7, "item", "small/first-network", "A first network", MARCH, "Ada")
ENTRY = Asked(8, "level", "small/entry", "Entry", date(2027, 5, 31), "Ada")
WHOSE = "assigned by Ada (ml-2027)"


def take(home: Path, *asked: Asked, group: str = "ml-2027") -> None:
    """Record what a group sync does: the goals of a group are what it asks for."""
    ledger = Ledger(Store(home / "progress.db", home / "backups"))
    ledger.record(partial(take_on, group, asked), {})


@pytest.fixture
def asked(small: Dlr, home: Path) -> Dlr:
    """Return what calls dlr for one of whom a group asks for an item and a level."""
    take(home, NETWORK, ENTRY)
    return small


def goals(dlr: Dlr | Machine) -> list[str]:
    return [goal["id"] for goal in dlr("goal", "--json").document["goals"]]


@pytest.mark.parametrize(
    "call",
    ["goal", "status", "next", "plan", "path", "log", "log --items", "show first-network"],
)
def test_an_assigned_goal_is_told_with_whose_it_is(asked: Dlr, call: str) -> None:
    """Wherever a goal is told, it is said who assigned it, and in which group."""
    result = asked(*call.split())
    assert (result.code, result.err) == (0, "")
    assert WHOSE in result.out


@pytest.mark.parametrize(
    "call",
    ["goal", "status", "next", "plan", "path", "log", "log --items", "show first-network", "undo"],
)
def test_nothing_is_said_of_it_where_goals_are_ones_own(small: Dlr, call: str) -> None:
    """Who is in no group reads nothing of assignments."""
    small("goal", "first-network", "entry")
    assert "ssigned" not in small(*call.split()).out


def test_the_map_tells_whose_a_goal_is(asked: Dlr, tmp_path: Path) -> None:
    """The page has the words of status."""
    page = tmp_path / "map.html"
    assert asked("map", "-o", str(page)).code == 0
    assert f"By March 2027, {WHOSE}, 4 items left" in page.read_text(encoding="utf-8")


CALLS = {
    "assigned-goal": ["goal"],
    "assigned-status": ["status"],
    "assigned-next": ["next"],
    "assigned-log": ["log"],
    "assigned-replaced": ["goal", "notebooks"],
    "assigned-declined": ["goal", "--drop", "first-network"],
}


@pytest.mark.parametrize("name", CALLS)
def test_output_is_what_its_golden_file_says(
    name: str, asked: Dlr, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told of assigned goals is what was agreed on, at 40, 80 and 200 columns."""
    moment = datetime(2026, 3, 19, 12, tzinfo=UTC)
    monkeypatch.setattr("dlroadmap.cli.session.time", moment.timestamp)
    shown = [f"$ dlr {' '.join(CALLS[name])}\n"]
    for columns in ("40", "80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        result = asked(*CALLS[name])
        changed = asked("log", "--json").document["events"]
        text = without_time(result.out + result.err, [e["batch"] for e in changed], today())
        shown.append(f"\n=== {columns} columns, exit code {result.code}\n{text}")
        if len(changed) > 2:
            asked("undo")
    same_as_golden(name, "".join(shown))


def test_new_goals_and_clear_leave_it(asked: Dlr) -> None:
    """Both concern one's own goals alone, and say so."""
    stay = "Assigned goals stay. To decline one: dlr goal --drop NAME"
    result = asked("goal", "notebooks")
    assert (result.code, stay in result.lines) == (0, True)
    assert goals(asked) == ["first-network", "entry", "notebooks"]
    result = asked("goal", "--clear")
    assert "Removed goal: Notebooks" in result.lines
    assert stay in result.lines
    assert goals(asked) == ["first-network", "entry"]
    assert "Nothing was changed." in asked("goal", "--clear").lines


def test_it_is_declined_and_that_is_undone(asked: Dlr, home: Path) -> None:
    """--drop says that the group learns of it; it stays away until undo brings it back."""
    assert "To decline an assigned goal: dlr goal --drop NAME" in asked("goal").lines
    first, second, *_ = asked("goal", "--drop", "first-network").lines
    assert first.startswith("Declined goal: A first network")
    assert first.endswith(WHOSE)
    assert second == "“ml-2027” sees this after your next group sync: dlr group sync"
    take(home, NETWORK, ENTRY)
    assert goals(asked) == ["entry"]
    assert asked("log").lines[-1].split("  ")[-1].startswith("Declined goal: A first network")
    assert "goal (declined)" in asked("log", "--items").lines[-1]
    restored = asked("undo").lines[0]
    assert restored.startswith("Restored goal: A first network")
    assert restored.endswith(f"by 2027-03-31, {WHOSE}")
    assert goals(asked) == ["first-network", "entry"]


def test_what_is_withdrawn_is_told_so(asked: Dlr, home: Path) -> None:
    """The log does not say that the learner removed it."""
    take(home, ENTRY)
    assert "Goal withdrawn: A first network" in asked("log").lines[-1]
    assert "goal (withdrawn)" in asked("log", "--items").lines[-1]
    assert goals(asked) == ["entry"]


def test_the_own_goal_and_its_day_come_back(small: Dlr, home: Path) -> None:
    """A goal of one's own is taken over while a group asks for it, with the earlier day."""
    small("goal", "first-network", "--by", "2027-05")
    take(home, NETWORK)
    [goal] = small("goal", "--json").document["goals"]
    assert (goal["by"], goal["group"], goal["asked_by"]) == ("2027-03-31", "ml-2027", "Ada")
    small("goal", "--by", "2027-02-10")
    [goal] = small("goal", "--json").document["goals"]
    assert (goal["by"], goal["group"]) == ("2027-02-10", "ml-2027")
    take(home)
    [goal] = small("goal", "--json").document["goals"]
    assert (goal["by"], goal["group"], goal["asked_by"]) == ("2027-02-10", None, None)


def test_a_day_is_for_the_own_goal_where_there_is_one(asked: Dlr) -> None:
    """--by without a name means the only goal of one's own, not one of those that are assigned."""
    asked("goal", "notebooks")
    assert asked("goal", "--by", "2027-02-10").code == 0
    days = {goal["id"]: goal["by"] for goal in asked("goal", "--json").document["goals"]}
    assert days["notebooks"] == "2027-02-10"
    assert days["first-network"] == "2027-03-31"


def test_what_is_named_says_whose_it_is(asked: Dlr, tmp_path: Path) -> None:
    """A plan, its calendar and a path of an assigned goal say so; it does not lead to itself."""
    title = "A first network, “by hand” – naïve but whole"
    assert asked("plan", "--goal", "first-network").lines[0].startswith(f"{title}, {WHOSE}: ")
    assert f"{title}, {WHOSE}." in asked("path", "first-network").lines
    calendar = asked("plan", "--goal", "first-network", "--format", "ics").out
    assert f"{title}, {WHOSE}: 5 h".replace(",", "\\,") in calendar.replace("\r\n ", "")
    assert asked("why", "first-network", "--json").document["goals"] == ["small/entry"]


def test_it_leads_next_by_its_day(small: Dlr, home: Path) -> None:
    """An assigned goal with a day comes before one's own without, and is named as a reason."""
    small("goal", "vectors")
    take(home, Asked(7, "item", "small/notebooks", "Notebooks", MARCH, "Ada"))
    first = small("next", "--json").document["suggestions"][0]
    assert first["id"] == "notebooks"
    assert first["reasons"][0] == f"one of your goals, {WHOSE}"


def test_a_script_is_told_whose_it_is(asked: Dlr) -> None:
    """Documents of goals and of events have the group and the person."""
    asked("goal", "--add", "notebooks")
    for call in ("goal", "status", "plan"):
        found = asked(call, "--json").document["goals"]
        whose = [(goal["group"], goal["asked_by"]) for goal in found]
        assert whose == [("ml-2027", "Ada"), ("ml-2027", "Ada"), (None, None)]
    events = asked("log", "--json").document["events"]
    assert [event["group"] for event in events] == ["ml-2027", "ml-2027", None]
    [event] = asked("show", "first-network", "--json").document["history"]
    assert (event["group"], event["asked_by"]) == ("ml-2027", "Ada")


def test_names_of_groups_and_people_are_data(small: Dlr, home: Path) -> None:
    """They steer no terminal and no page, and are no longer than a line."""
    hostile = NETWORK._replace(asked_by="\x1b[2JA\u202eda[bold]<script>" + "x" * 5000)
    take(home, hostile, group="ml\x07-[red]2027")
    for call in ("goal", "status", "next", "log", "plan", "path", "show first-network"):
        out = small(*call.split()).out
        assert "assigned by [2JAda[bold]<script>x" in " ".join(out.split())
        assert not {"\x1b", "\x07", "\u202e"} & set(out)
        assert "x" * 100 not in out
    text = json.dumps(small("log", "--json").document)
    assert "x" * 100 not in text
    assert small("map", "-o", str(home / "map.html")).code == 0
    assert "Ada[bold]<script>" not in (home / "map.html").read_text(encoding="utf-8")


def test_other_devices_and_a_backup_have_it(
    machines: tuple[Machine, ...], folder: Path, small: Dlr, tmp_path: Path
) -> None:
    """A sync, an import of events and a backup carry whose a goal is, and what was declined."""
    one, two, three = machines
    take(one.home, NETWORK, ENTRY)
    one("goal", "--drop", "entry")
    one.sync(folder)
    two.sync(folder)
    events = tmp_path / "events.jsonl"
    assert one("export", "--format", "events", "-o", str(events)).code == 0
    assert three("import", str(events)).code == 0
    for machine in (two, three):
        [goal] = machine("goal", "--json").document["goals"]
        assert (goal["id"], goal["group"], goal["asked_by"]) == ("first-network", "ml-2027", "Ada")
        take(machine.home, NETWORK, ENTRY)
        assert goals(machine) == ["first-network"]

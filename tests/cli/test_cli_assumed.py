"""What a track assumes, from its file to every page and document; and parts of resources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

BASE = """\
format: 1
id: base
title: The base
levels:
  - id: entry
    title: Entry
    categories:
      - id: programming
        title: Programming
        items:
          - {id: python, title: Python, kind: skill, hours: 20}
          - {id: numpy, title: NumPy, kind: tool, hours: 6, requires: [python]}
      - id: mathematics
        title: Mathematics
        items:
          - {id: algebra, title: Algebra, kind: concept, hours: 9}
          - {id: matrices, title: Matrices, kind: concept, hours: 5, requires: [algebra, numpy]}
"""

TRACK = """\
format: 1
id: track
title: The track
assumes: [base/numpy, base/algebra, terminal]
levels:
  - id: only
    title: Only
    categories:
      - id: first
        title: First
        items:
          - base/numpy
          - base/matrices
          - {id: terminal, title: The terminal, kind: tool}
          - id: training
            title: Training
            kind: skill
            hours: 2
            requires: [base/matrices, terminal: it runs there]
            resources:
              - title: The book
                url: https://example.org/book
                type: book
                cost: free
                part: chapters 1 and 2
          - id: tuning
            title: Tuning
            kind: skill
            hours: 1
            requires: [training]
            resources:
              - {title: The book, url: "https://example.org/book", type: book, part: chapter 9}
"""


@pytest.fixture
def track(small: Dlr, home: Path) -> Dlr:
    """Give a learner of a track that assumes three items, one of which it does not hold."""
    folder = home / "curricula"
    folder.mkdir(parents=True)
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "track.yaml").write_text(TRACK, encoding="utf-8")
    small("use", "track")
    return small


def test_status_counts_none_of_it_and_says_so_once(track: Dlr) -> None:
    """Counts leave out what is assumed; one line says how many are not ticked, until all are."""
    for command in ("status", "status --all"):
        out = track(*command.split()).out
        assert out.startswith("The track: 0 of 3 items done, 0 of 8 hours\n")
        assert (
            out.count("3 items that you have not ticked. To list them: dlr list --assumed\n") == 1
        )
    document = track("status", "--missing", "--json").document
    assert document["missing"] == ["base/matrices", "track/training", "track/tuning"]
    assert (document["totals"]["items"], document["totals"]["counted"]) == (3, 3)
    assert document["assumed"] == {"items": 3, "done": 0, "hours": 15}
    track("tick", "algebra", "terminal")
    line = "This curriculum assumes 1 item that you have not ticked. To list it: dlr list --assumed"
    assert line in " ".join(track("status").out.split())
    assert track("status", "--json").document["assumed"] == {"items": 3, "done": 2, "hours": 15}
    assert track("status").lines[0] == "The track: 0 of 3 items done, 0 of 8 hours"
    track("tick", "numpy")
    assert "assumed" not in track("status").out
    assert track("status", "--json", "--curriculum", "base").document["assumed"]["items"] == 0


def test_list_names_all_of_it(track: Dlr) -> None:
    """`list --assumed` has what the track holds, by its place, and the rest, by its home."""
    assert [line.split() for line in track("list", "--assumed").lines] == [
        ["State", "Item", "Hours", "Title", "Where"],
        ["assumed", "numpy", "6", "NumPy", "only/first"],
        ["assumed", "algebra", "9", "Algebra", "base"],
        ["assumed", "terminal", "-", "The", "terminal", "only/first"],
        [],
        ["3", "items"],
    ]
    track("tick", "algebra")
    items = track("list", "--assumed", "--json").document["items"]
    assert [(one["id"], one["level"], one["category"], one["state"]) for one in items] == [
        ("numpy", "only", "first", "todo"),
        ("algebra", None, None, "done"),
        ("terminal", "only", "first", "todo"),
    ]
    assert all(one["assumed"] and not one["ready"] for one in items)
    left = track("list", "--assumed", "--state", "todo", "--all", "--json").document["items"]
    assert [one["id"] for one in left] == ["numpy", "terminal"]
    everything = track("list", "--json").document["items"]
    assumed = [one["id"] for one in everything if one["assumed"]]
    assert (len(everything), assumed) == (5, ["numpy", "terminal"])
    assert [one["id"] for one in everything if one["ready"]] == ["matrices"]
    every = track("list", "--all", "--json").document["items"]
    assert {one["id"] for one in every if one["assumed"]} == {"numpy", "algebra", "terminal"}


def test_show_says_it(track: Dlr) -> None:
    """An assumed item says so, as does what requires it; also one that the track leaves out."""
    assert "Assumed. Important tool, 6 hours, in Only, First." in track("show", "numpy").lines
    assert (
        "Assumed. Important concept, 9 hours, not in The track; in Entry, Mathematics of The base."
        in (track("show", "algebra").lines)
    )
    assert " - Algebra (assumed)" in track("show", "matrices").lines
    assert track("show", "algebra", "--json").document["assumed"] is True
    assert track("show", "algebra", "--json", "--curriculum", "base").document["assumed"] is False


def test_next_path_why_and_plan_ask_for_none_of_it(track: Dlr) -> None:
    """What is assumed is not on the way, and neither is what only that requires."""
    track("start", "numpy")
    [first] = track("next", "--json").document["suggestions"]
    assert first["id"] == "matrices"
    path = track("path", "tuning", "--json").document
    assert [item["id"] for item in path["items"]] == ["matrices", "training", "tuning"]
    assert (path["hours"], path["assumed"]) == (8, [])
    plan = track("plan", "--json").document
    assert plan["outside"] == {"items": 0, "hours": 0, "guessed": 0}
    for document in (plan, track("plan", "--goal", "tuning", "--json").document):
        planned = [key for week in document["weeks"] for key in week["items"]]
        assert planned == ["base/matrices", "track/training", "track/tuning"]
    assert track("why", "matrices", "--json").document["waits_for"] == []
    assert "In progress" not in track("status").out
    assert track("plan", "--goal", "numpy").lines == ["Nothing is left to do: NumPy (assumed)."]
    at_home = track("path", "matrices", "--json", "--curriculum", "base").document["items"]
    assert [item["id"] for item in at_home] == ["python", "numpy", "algebra", "matrices"]


def test_the_way_to_an_assumed_item_is_shown_all_the_same(track: Dlr) -> None:
    """`path` and `why` say that it is assumed, and how to see the way; that command shows it."""
    told = [
        "The track assumes that you know NumPy (numpy).",
        "To see the steps anyway: dlr path numpy --curriculum base",
    ]
    for command in ("path numpy", "path numpy --graph", "path numpy --within 6w"):
        assert track(*command.split()).lines == told
    assert track("why", "numpy").lines[:2] == told
    result = track("path", "numpy", "--format", "mermaid")
    assert (result.out, result.err.splitlines()) == ("flowchart TD\n", told)
    assert track("why", "numpy", "--json").document["assumed"] is True
    document = track("path", "numpy", "--json").document
    assert (document["items"], document["assumed"]) == ([], ["base/numpy"])
    _, advice = told
    shown = track(*advice.partition(": dlr ")[2].split())
    assert shown.lines[0].startswith("Path to NumPy: 2 items, 26 hours")
    assert track("path", "terminal").lines == [
        "The track assumes that you know The terminal (terminal).",
        "For details: dlr show terminal",
    ]


def test_a_goal_that_is_assumed(track: Dlr) -> None:
    """A goal that the track assumes is not so many items to go: that it is assumed is said."""
    lines = track("goal", "numpy", "training").lines
    assert lines[:3] == [
        "Goal: NumPy (numpy), reached",
        "The track assumes that you know it.",
        "To see the steps anyway: dlr path numpy --curriculum base",
    ]
    first, second = track("goal", "--json").document["goals"]
    assert (first["assumed"], first["open_items"], first["hours"]) == (True, 0, 0)
    assert (second["assumed"], second["open_items"], second["hours"]) == (False, 2, 7)
    track("tick", "numpy")
    assert track("goal").lines[0] == "Goal: NumPy (numpy), reached"


def test_ticks_leave_it_out(track: Dlr) -> None:
    """It is not open before anything; a group leaves it out; named, it is ticked for good."""
    assert "Unfinished prerequisites of Training: Matrices" in track("tick", "training").lines
    changed = track("tick", "--level", "only", "--json").document["changed"]
    assert [one["id"] for one in changed] == ["matrices", "tuning"]
    assert track("status", "--json").document["totals"]["percent"] == 100
    assert track("status", "--missing").lines == ["Nothing is missing."]
    changed = track("tick", "numpy", "--json").document["changed"]
    assert [(one["id"], one["from"], one["to"]) for one in changed] == [("numpy", "todo", "done")]


def test_an_assessment_asks_about_none_of_it(track: Dlr) -> None:
    """Every question of an assessment is about something that is counted."""
    result = track("assess", "--json", stdin="n\n" * 25)
    assert '"question"' in result.out
    for key in ("base/numpy", "base/algebra", "track/terminal"):
        assert key not in result.out


def test_the_part_of_a_resource_is_said_wherever_that_is(track: Dlr) -> None:
    """show, start, resources and their documents say which part of a resource is meant."""
    line = " - The book, chapters 1 and 2 (book, free) https://example.org/book"
    assert line in track("show", "training").lines
    assert line in track("start", "training").lines
    lines = track("resources").lines
    assert "The book, chapters 1 and 2 (book, free)" in lines
    assert "The book, chapter 9 (book, free)" in lines
    rows = track("resources", "--json").document["resources"]
    assert [(one["part"], one["items"]) for one in rows] == [
        ("chapters 1 and 2", ["track/training"]),
        ("chapter 9", ["track/tuning"]),
    ]
    [resource] = track("show", "training", "--json").document["resources"]
    assert resource["part"] == "chapters 1 and 2"

"""Curricula without hours: their items count, what they take is a guess, and never nothing."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from dlroadmap.guide.pace import monday

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Dlr

ITEMS = 100

COMMANDS = (
    "status",
    "status --all",
    "status --missing",
    "status entry/first",
    "next",
    "next -n 100",
    "next --time 4h",
    "path i99",
    "path i99 --graph",
    "path i99 --within 6w",
    "path i99 --hours 2",
    "path i99 --format mermaid",
    "path i99 --format dot",
    "plan",
    "plan --all",
    "plan --by 2099",
    "plan --goal i99",
    "plan --format md",
    "plan --format ics",
    "goal i99",
    "goal",
    "why i99",
    "why i0",
    "show i0",
    "list",
    "search item",
    "stats",
    "curricula",
    "review",
    "resources",
    "start i0",
    "start i50",
    "tick i0",
    "status",
    "stats",
    "tick i1 i2 i3 i4 i5 --date 2026-01",
    "stats",
    "stats --from 2026-01",
    "next",
    "undo",
    "log",
)

FORBIDDEN = re.compile(r"(?<![\d.,])0 hours|(?<![\d.,])0 h\b|within a week|less than a week")


def write(folder: Path, hours: dict[int, float]) -> str:
    """Write a curriculum of a chain of items, some with hours, and return its path."""
    lines = []
    for number in range(ITEMS):
        requires = f", requires: [i{number - 1}]" if number else ""
        effort = f", hours: {hours[number]}" if number in hours else ""
        title = f"Item of number {number}"
        lines.append(
            f"          - {{id: i{number}, title: {title}, kind: skill{requires}{effort}}}"
        )
    half = ITEMS // 2
    path = folder / "bare.yaml"
    path.write_text(
        "\n".join(
            [
                "format: 1",
                "id: bare",
                "title: A bare list",
                "levels:",
                "  - id: entry",
                "    title: Entry",
                "    categories:",
                "      - id: first",
                "        title: First",
                "        items:",
                *lines[:half],
                "      - id: second",
                "        title: Second",
                "        items:",
                *lines[half:],
            ]
        )
        + "\n",
        encoding="utf-8",
    )
    return str(path)


@pytest.fixture
def bare(tmp_path: Path) -> str:
    """Give a curriculum of 100 items without hours."""
    return write(tmp_path, {})


@pytest.fixture
def partly(tmp_path: Path) -> str:
    """Give one of which two items have hours: their median is five."""
    return write(tmp_path, {0: 4, 99: 6})


def test_no_command_takes_unknown_hours_for_none(small: Dlr, bare: str) -> None:
    """Of 100 items without hours no page says that they take none, or are done in a week."""
    small("use", bare)
    for command in COMMANDS:
        result = small(*command.split())
        assert result.code == 0, (command, result.err)
        assert not FORBIDDEN.search(result.out), (command, result.out)
        assert not re.search(r"\bNone\b|\bnan\b", result.out), (command, result.out)


def test_what_is_not_known_is_said_so(small: Dlr, bare: str) -> None:
    """Counts say that hours are unknown; what reckons with time says that it guessed."""
    small("use", bare)
    [head, *rest] = small("status").lines
    assert head == "A bare list: 0 of 100 items done, hours unknown"
    assert [line.split()[-1] for line in rest if line.startswith(("Entry", "  First"))] == ["-"] * 2
    [head, *_] = small("status", "--missing").lines
    assert head == "100 items left, hours unknown:"
    [head, *_] = small("path", "i99").lines
    length = "100 items, about 300 hours (guessed for all of them), about 30 weeks"
    assert head == f"Path to Item of number 99: {length} at 10 hours a week."
    out = small("plan").out
    assert out.startswith("A bare list: 100 items, about 300 hours to go (guessed for all of them)")
    assert " - Item of number 0 (about 3 hours)\n" in out
    assert " - Item of number 3 (1 of about 3 hours)\n" in out
    [line, *_] = small("goal", "i1").lines
    assert "2 items left, about 6 hours, finish around " in line
    assert small("goal", "--json").document["goals"][0]["guessed"] == 2
    assert "2 unfinished items, about 6 hours (guessed for all of them)" in small("why", "i2").out
    markdown = small("plan", "--format", "md").out
    assert "\nAbout 300 hours (guessed for all of them), 10 a week: done around" in markdown
    assert "A bare list (bare, in use)\n  100 items, hours unknown\n" in small("curricula").out
    small("tick", "i0")
    assert small("stats").lines[0].endswith(": 1 item, hours unknown")
    assert "Progress by month (total: hours unknown)" in small("stats").lines


def test_what_is_partly_known_is_said_so(small: Dlr, partly: str) -> None:
    """Known hours are summed, what has none is counted, and a guess is the median of its kind."""
    small("use", partly)
    small("tick", "i0")
    assert small("status").lines[0] == (
        "A bare list: 1 of 100 items done, 4 of 10 hours, 98 items without hours"
    )
    rows = {line.split()[0]: line.split()[-1] for line in small("status", "--all").lines if line}
    assert (rows["Entry"], rows["First"], rows["Second"]) == ("4/10+", "4/4+", "0/6+")
    assert (
        small("path", "i99")
        .lines[0]
        .startswith(
            "Path to Item of number 99: 99 items, about 496 hours (guessed for 98 of 99 items), "
            "about 50"
        )
    )
    assert small("plan").lines[0] == (
        "A bare list: 99 items, about 496 hours to go (guessed for 98 of 99 items)"
    )


def test_time_at_hand_is_weighed_against_the_guess(small: Dlr, partly: str) -> None:
    """`next --time` leaves out what is guessed to take longer, and says that it guessed."""
    small("use", partly)
    known = small("next", "--time", "4h")
    assert "4 hours" in known.out
    assert "guessed" not in known.out
    assert small("next", "--time", "4h", "--json").document["guessed"] == 0
    small("tick", "i0")
    assert small("next", "--time", "4h", "--json").document["suggestions"] == []
    out = small("next", "--time", "5h").out
    assert "(i1, entry/first, about 5 hours)" in out
    assert "The hours of this item are guessed.\n" in out
    document = small("next", "--time", "5h", "--json").document
    assert document["guessed"] == 1
    assert document["suggestions"][0]["hours"] is None
    assert "about" not in small("next").out
    assert "guessed" not in small("next", "--json").document


def test_documents_agree_on_what_is_unknown(small: Dlr, partly: str) -> None:
    """Counts, list, path and plan name the same items as those without hours."""
    small("use", partly)
    small("tick", "i0")
    items = small("list", "--json").document["items"]
    unknown = {item["key"] for item in items if item["hours"] is None}
    document = small("status", "--json").document
    [level] = document["levels"]
    for counts in (document["totals"], level):
        assert counts["hours_unknown"] == len(unknown) == 98
        assert counts["hours"] == sum(item["hours"] or 0 for item in items) == 10
    assert [part["hours_unknown"] for part in level["categories"]] == [49, 49]
    path = small("path", "i99", "--json").document
    guessed = {item["key"] for item in path["items"] if item["hours"] is None}
    assert (path["guessed"], guessed) == (98, unknown)
    assert path["hours"] == sum(item["hours"] or 5 for item in path["items"])
    plan = small("plan", "--json").document
    planned = {key for week in plan["weeks"] for key in week["items"]}
    assert plan["guessed"] == len(planned & unknown) == 98
    assert plan["hours"] == path["hours"]
    assert sum(sum(week["parts"]) for week in plan["weeks"]) == pytest.approx(plan["hours"])
    assert small("show", "i5", "--json").document["hours"] is None
    [goal] = small("goal", "i5", "--json").document["goals"]
    assert (goal["hours"], goal["guessed"]) == (25, 5)
    assert small("goal", "i0", "--json").document["goals"][0]["guessed"] == 0


def test_guesses_make_a_pace(small: Dlr, bare: str) -> None:
    """What was learned without hours makes a pace of guessed hours: three an item."""
    small("use", bare)
    this = monday(datetime.now().astimezone().date())
    for number in range(4):
        small("tick", f"i{number}", "--date", f"{this - timedelta(weeks=4 - number)}")
    plan = small("plan", "--json").document
    assert (plan["basis"]["hours_per_week"], plan["hours_per_week"]) == ("history", 3)
    assert small("path", "i99", "--json").document["hours_per_week"] == 3

"""dlr import --match: a list of others against the curriculum in use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dlroadmap.authoring.outline import Dropped, Link, Listed, Outline

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Dlr, Result

    Match = Callable[..., Result]


MIXED = (
    Listed("Vector", line=1, state="done", on="2024-05-03"),
    Listed(
        "Matrix stuff", line=2, state="done", links=(Link("x", "http://example.org/matrices/"),)
    ),
    Listed("Notebook", line=3, state="doing"),
    Listed("Convex optimisation", line=4, state="skipped"),
    Listed("First network “by hand”", line=5, state="todo"),
    Listed("Excel", line=6, state="done"),
)


@pytest.fixture
def match(small: Dlr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Match:
    """Return what matches a list of some things, whatever the file that stands for it holds."""
    file = tmp_path / "list.md"
    file.write_text("read by a stub", encoding="utf-8")

    def call(
        *listed: Listed, more: tuple[str, ...] = (), dropped: tuple[Dropped, ...] = ()
    ) -> Result:
        outline = Outline("A list", listed, dropped=dropped)
        read = "dlroadmap.cli.import.read"
        monkeypatch.setattr(read, lambda *_: outline)
        return small("import", str(file), "--match", *more)

    return call


def told(dlr: Dlr) -> dict[str, tuple[str, str | None]]:
    """Return the state and the date of the items that are not to do."""
    dates = {event["key"]: event["on"] for event in dlr("log", "--json").document["events"]}
    rows = dlr("list", "--json").document["items"]
    return {row["id"]: (row["state"], dates[row["key"]]) for row in rows if row["state"] != "todo"}


def test_what_is_checked_is_recorded_as_one_change(small: Dlr, match: Match) -> None:
    """Boxes of sure names are taken over with their dates, in one change that undo takes back."""
    result = match(*MIXED)
    assert (result.code, result.err) == (0, "")
    recorded = {
        "vectors": ("done", "2024-05-03"),
        "notebooks": ("doing", None),
        "convex-optimization": ("skipped", None),
    }
    assert told(small) == recorded
    small("undo")
    assert told(small) == {}


def test_the_report_has_three_groups(match: Match) -> None:
    """The counts come first, then what matched, what may match and what is unknown, by line."""
    lines = match(*MIXED).lines
    assert lines[0] == "A small curriculum: 3 of 6 names match, 2 may match, 1 is unknown."
    text = re.sub(" +", " ", "\n".join(lines[1:]))
    assert text.startswith(
        "\nMatched:\nLine Name Item\n 1 Vector Vectors\n 3 Notebook Notebooks\n"
        " 4 Convex optimisation Convex optimization\n\n"
        "May match:\nLine Name May mean\n 2 Matrix stuff Matrices\n"
        " 5 First network “by hand” A first network, “by hand” – naïve but whole\n\n"
        "Unknown:\nLine Name\n 6 Excel\n\nTicked 1 item, started 1 item and skipped 1 item.\n"
    )
    assert lines[-1] == "To undo: dlr undo"


def test_the_document_of_a_match(match: Match) -> None:
    """A script gets the groups in full, with keys, and what was left out and why."""
    dropped = Dropped(9, "![\x1b[31mpicture](x)", "it is an image")
    future = Listed("Matrices", line=7, state="done", on="2999-01-01")
    document = match(*MIXED, future, more=("--json",), dropped=(dropped,)).document
    assert document["id"] == "small"
    assert document["source"].endswith("list.md")
    counts = ("items", "kept", "ticked", "started", "skipped")
    assert [document[name] for name in counts] == [7, 4, 2, 1, 1]
    assert document["matched"][0] == {
        "line": 1,
        "text": "Vector",
        "key": "small/vectors",
        "sure": True,
    }
    assert document["likely"][0] == {
        "line": 2,
        "text": "Matrix stuff",
        "candidates": ["small/matrices"],
    }
    assert document["unknown"] == [{"line": 6, "text": "Excel"}]
    assert document["renamed"] == []
    assert document["dropped"] == [
        {"line": 9, "text": "![[31mpicture](x)", "why": "it is an image"},
        {
            "line": 7,
            "text": "2999-01-01",
            "why": "a date in the future, so the item is dated today",
        },
    ]
    assert [row["to"] for row in document["changed"]] == ["done", "doing", "skipped", "done"]
    assert document["batch"]


def test_a_dry_run_records_nothing(small: Dlr, match: Match) -> None:
    """`--dry-run` shows the same, and changes nothing."""
    result = match(*MIXED, more=("--dry-run",))
    assert result.lines[-2:] == [
        "Would tick 1 item, start 1 item and skip 1 item.",
        "Nothing was changed (--dry-run).",
    ]
    assert told(small) == {}


def test_again_changes_nothing(small: Dlr, match: Match) -> None:
    """The same list a second time has nothing to add, and makes no change to undo."""
    match(*MIXED)
    result = match(*MIXED)
    assert result.lines[-1] == "Nothing was changed."
    assert len(small("log", "--json").document["events"]) == 3


def test_what_is_done_stays_done(small: Dlr, match: Match) -> None:
    """A list that is behind takes no tick back, and a box that is empty says nothing."""
    small("tick", "vectors", "notebooks", "matrices")
    match(
        Listed("Vectors", line=1, state="doing"),
        Listed("Notebooks", line=2, state="skipped"),
        Listed("Matrices", line=3, state="todo"),
    )
    assert {state for state, _ in told(small).values()} == {"done"}


def test_one_item_on_several_lines(small: Dlr, match: Match) -> None:
    """Of several lines for one item the one that says most counts, with the earliest date."""
    match(
        Listed("Vectors", line=1, state="doing"),
        Listed("vector", line=2, state="done", on="2024-06"),
        Listed("VECTORS.", line=3, state="done", on="2024-05-01"),
        Listed("the vectors", line=4, state="done"),
    )
    assert told(small) == {"vectors": ("done", "2024-05-01")}


def test_a_list_without_boxes(small: Dlr, match: Match) -> None:
    """Names alone tick nothing; how to tick them is shown."""
    result = match(Listed("Vectors", line=1), Listed("Notebooks", line=2))
    assert result.lines[-2] == "The list has no boxes, so nothing was ticked."
    assert "dlr tick - --sure < " in result.lines[-1]
    assert told(small) == {}
    unchecked = match(Listed("Vectors", line=1, state="todo"))
    assert unchecked.lines[-1] == "No item that matches is checked, so nothing was ticked."


def test_an_alias_of_the_list_is_a_name(small: Dlr, match: Match) -> None:
    """What the list calls a thing beside its title matches as well."""
    match(Listed("Pfeile", line=1, state="done", aliases=("vector",)))
    assert told(small) == {"vectors": ("done", None)}


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_the_report_fits(match: Match, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """No line is wider than the screen, and every name stands there."""
    monkeypatch.setenv("COLUMNS", columns)
    result = match(*MIXED, dropped=(Dropped(8, "A long line " * 4, "it has no name"),))
    assert [line for line in result.lines if len(line) > int(columns)] == []
    assert "Excel" in result.out


def test_a_pipe_gets_every_row(match: Match) -> None:
    """Long groups are whole where no terminal would scroll them away."""
    result = match(*(Listed(f"Strange thing {n}", line=n) for n in range(1, 41)))
    assert sum("Strange thing" in line for line in result.lines) == 40

"""Names on standard input: sure, likely and unknown ones, told together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from drawing import later

if TYPE_CHECKING:
    from conftest import Dlr

MIXED = "# mine\nVector\nnotebook (optional)\nExcel\n- [ ] matrices\n\nNotebooks\n"


def states(dlr: Dlr) -> dict[str, str]:
    """Return the items that are not to do."""
    rows = dlr("list", "--json").document["items"]
    return {row["id"]: row["state"] for row in rows if row["state"] != "todo"}


def test_nothing_is_ticked_as_long_as_a_name_is_not_sure(small: Dlr) -> None:
    """All that is wrong with a list is told in one call, which changes nothing."""
    result = small("tick", "-", stdin=MIXED)
    assert (result.code, result.out, states(small)) == (2, "", {})
    assert result.err.splitlines() == [
        "dlr: 2 of 4 names on standard input do not match exactly one item; nothing was changed.",
        "1 name may mean:",
        "  line 3: “notebook (optional)”",
        "    notebooks: Notebooks",
        "1 name is unknown:",
        "  line 4: “Excel”",
        "2 names are sure. To tick only these: dlr tick - --sure",
    ]


def test_the_sure_names_alone(small: Dlr) -> None:
    """`--sure` ticks what is sure in one change, names what it left out, and succeeds."""
    result = small("tick", "-", "--sure", stdin=MIXED)
    assert (result.code, states(small)) == (0, {"vectors": "done", "notebooks": "done"})
    assert result.err.splitlines() == [
        "dlr: left out 1 line whose box is not checked.",
        "dlr: left out 2 names.",
        "1 name may mean:",
        "  line 3: “notebook (optional)”",
        "    notebooks: Notebooks",
        "1 name is unknown:",
        "  line 4: “Excel”",
    ]
    small("undo")
    assert states(small) == {}


def test_the_sure_names_as_a_document(small: Dlr) -> None:
    """A script is told what was ticked and what was left out."""
    document = small("tick", "-", "--sure", "--json", "--dry-run", stdin=MIXED).document
    assert [row["id"] for row in document["changed"]] == ["vectors", "notebooks"]
    assert document["left"] == [
        {"line": 3, "name": "notebook (optional)", "near": ["notebooks"]},
        {"line": 4, "name": "Excel", "near": []},
    ]
    assert states(small) == {}
    error = small("tick", "-", "--json", stdin=MIXED).document["error"]
    assert error["lines"] == document["left"]
    assert [row["line"] for row in error["sure"]] == [2, 7]


def test_no_sure_name_changes_nothing(small: Dlr) -> None:
    """With `--sure` a list of strange names is no failure."""
    result = small("tick", "-", "--sure", stdin="Excel\nWord\n")
    assert (result.code, states(small)) == (0, {})
    assert result.out == "Nothing was changed.\n"
    assert "2 names are unknown:" in result.err


def test_sure_names_come_from_standard_input(small: Dlr) -> None:
    """`--sure` without a list is refused with how to give one."""
    result = small("tick", "vectors", "--sure")
    assert (result.code, states(small)) == (2, {})
    assert "dlr tick - --sure < FILE" in result.err


@pytest.mark.parametrize("command", ["start", "skip", "untick"])
def test_other_commands_tell_the_names_too(small: Dlr, command: str) -> None:
    """Every command that takes a list tells what is not sure, and none advises to tick."""
    result = small(command, "-", stdin="Excel\nvectors\n")
    assert (result.code, states(small)) == (2, {})
    assert "1 name is unknown:\n  line 1: “Excel”\n" in result.err
    assert "--sure" not in result.err


@pytest.mark.parametrize(
    "label", ["Loops", "attention stuff", *later("Hierarchical", "Classification")]
)
def test_loose_words_tick_nothing(dlr: Dlr, label: str) -> None:
    """Words of a title are not its name: no list ticks Custom training loops by “Loops”."""
    result = dlr("tick", "-", "--sure", "--json", "--dry-run", stdin=label)
    assert result.document["changed"] == []


def test_items_of_other_curricula_are_found_by_their_whole_names(small: Dlr) -> None:
    """What the curriculum in use does not know is looked up in the others, as a name only."""
    small("use", "track")
    assert small("tick", "-", stdin="convex optimizations\n").code == 0
    small("use", "small")
    assert states(small) == {"convex-optimization": "done"}


def test_a_foreign_name_steers_no_terminal(small: Dlr) -> None:
    """What is quoted of a list has no control characters."""
    result = small("tick", "-", stdin="\x1b[31mred \u202e\n")
    assert "\x1b" not in result.err
    assert "\u202e" not in result.err


def test_boxes_in_progress_and_links(small: Dlr) -> None:
    """`[/]` and `[-]` are not checked, and a name may be a link."""
    lines = "- [/] Notebooks\n- [-] Matrices\n- [x] [Vectors](https://example.org/v)\n"
    result = small("tick", "-", stdin=lines)
    assert result.err == "dlr: left out 2 lines whose box is not checked.\n"
    assert states(small) == {"vectors": "done"}

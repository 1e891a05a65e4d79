"""Rules about later levels: gates and covers that come too late."""

from pathlib import Path

import pytest

from curriculum.making import curriculum, item, message, told, write
from lint.laying import category, level, stages
from lint.mending import check, findings


def gated(*gates: str, **more: str) -> str:
    """Return two levels, of which the first is gated by these."""
    first = level("l1", category("cat", item("a"), item("b")),
                  more=f"ready_when: [{', '.join(gates)}]\n")  # fmt: skip
    return stages(first, level("l2", category("cat", item("c"), item("d"))), **more)


LATE_GATES = {
    "of the next level": gated("«G212»c"),
    "beside good ones": gated("a", "«G212»c", "b", "«G212»d"),
    "by its whole key": gated("«G212»home/c"),
}


@pytest.mark.parametrize("text", LATE_GATES.values(), ids=LATE_GATES)
def test_late_gate(tmp_path: Path, text: str) -> None:
    """A gate whose first place is on a later level is told where it is named."""
    check(tmp_path, text, "G", "S")


def test_late_gate_says_both_levels(tmp_path: Path) -> None:
    """The message mentions and both levels, and the finding is a warning."""
    found = check(tmp_path, gated("«G212»c"), "G212")
    assert message(found, "G212") == (
        "`ready_when` of level `l1` lists `c`, which is on the later level `l2`; "
        "list an item of this level"
    )
    assert found[0].severity == "warning"


GATES_IN_TIME = {
    "the same level": gated("a", "b"),
    "an earlier level": stages(
        level("l1", category("cat", item("a"))),
        level("l2", category("cat", item("b")), more="ready_when: [a]\n"),
    ),
    "placed earlier too": stages(
        level("l1", category("cat", "b", item("a")), more="ready_when: [b]\n"),
        level("l2", category("cat", item("b"))),
    ),
}


@pytest.mark.parametrize("text", GATES_IN_TIME.values(), ids=GATES_IN_TIME)
def test_gate_in_time(tmp_path: Path, text: str) -> None:
    """A gate that is reached by then is left alone; the first place decides."""
    check(tmp_path, text, "G", "S")


def test_late_gate_of_a_track(tmp_path: Path) -> None:
    """A track's gates count at the places that its items have there, under former ids too."""
    gates = "ready_when: [far/y, «G212»far/old]\n"
    expected = write(
        tmp_path,
        {
            "home.yaml": stages(
                level("l1", category("cat", "far/y"), more=gates),
                level("l2", category("cat", "far/x")),
            ),
            "far.yaml": stages(
                level("l1", category("cat", item("x", "formerly: [old]"))),
                level("l2", category("cat", item("y"))),
                id="far",
            ),
        },
    )
    assert told(findings(tmp_path, "G", "S"), tmp_path) == expected


def test_late_gate_of_an_overlay(tmp_path: Path) -> None:
    """An overlay is told of its own gates alone, and not of what its base says."""
    top = "format: 1\nid: top\ntitle: T\nextends: home\nlevels:\n  - id: l1\n    title: L\n"
    expected = write(
        tmp_path,
        {"home.yaml": gated("«G212»c"), "top.yaml": f"{top}    ready_when: [a, «G212»d]\n"},
    )
    assert told(findings(tmp_path, "G"), tmp_path) == expected


def test_gate_where_a_list_is_unread(tmp_path: Path) -> None:
    """Where a list of items could not be read nothing is told: it may stand there too."""
    text = stages(
        level("l1", category("cat", item("a"), "«S104»C"), more="ready_when: [c]\n"),
        level("l2", category("cat", item("c"))),
    )
    check(tmp_path, text, "G", "S")


def covering(*covered: str) -> str:
    return item("a", f"covers: [{', '.join(covered)}]")


LATE_COVERS = {
    "of the next level": stages(
        level("l1", category("cat", covering("«G213»c", "b"), item("b"))),
        level("l2", category("cat", item("c"))),
    ),
    "by its whole key": stages(
        level("l1", category("cat", covering("«G213»home/c"))),
        level("l2", category("cat", item("c"))),
    ),
    "defined first, placed later": stages(
        level("l1", category("cat", "a", item("b"))),
        level("l2", category("cat", covering("«G213»c"))),
        level("l3", category("cat", item("c"))),
    ),
}


@pytest.mark.parametrize("text", LATE_COVERS.values(), ids=LATE_COVERS)
def test_late_cover(tmp_path: Path, text: str) -> None:
    """What an item covers on a later level is told where it is named."""
    check(tmp_path, text, "G", "S")


def test_late_cover_says_both_levels(tmp_path: Path) -> None:
    """The message names both items and both levels, and the finding is a warning."""
    found = check(tmp_path, LATE_COVERS["of the next level"], "G213")
    assert message(found, "G213") == (
        "`a` on level `l1` covers `c`, which comes later, on level `l2`; move one of them, or "
        "remove it from `covers`"
    )
    assert found[0].severity == "warning"


COVERS_IN_TIME = {
    "the same level": stages(level("l1", category("cat", covering("b"), item("b")))),
    "an earlier level": stages(
        level("l1", category("cat", item("b"))), level("l2", category("cat", covering("b")))
    ),
    "placed earlier too": stages(
        level("l1", category("cat", covering("b"), "b")),
        level("l2", category("cat", item("b"))),
    ),
}


@pytest.mark.parametrize("text", COVERS_IN_TIME.values(), ids=COVERS_IN_TIME)
def test_cover_in_time(tmp_path: Path, text: str) -> None:
    """What is covered on the same or an earlier level is left alone; the first place decides."""
    check(tmp_path, text, "G", "S")


def test_late_cover_of_a_track(tmp_path: Path) -> None:
    """A track may bring in a project before what it covers; its own items are checked."""
    expected = write(
        tmp_path,
        {
            "home.yaml": stages(
                level("l1", category("cat", "far/x", item("a", "covers: [«G213»far/y]"))),
                level("l2", category("cat", "far/y")),
            ),
            "far.yaml": curriculum(item("y"), item("x", "covers: [y]"), id="far"),
        },
    )
    assert told(findings(tmp_path, "G"), tmp_path) == expected

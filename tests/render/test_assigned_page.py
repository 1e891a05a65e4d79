"""What a group was asked to learn, on screens of every width."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from dlroadmap.remote.group.assigning import Assignment
from dlroadmap.render.assigned_page import assigned_line, page_lines
from dlroadmap.render.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Mapping

TODAY = date(2027, 3, 20)


def ask(by: date, answers: Mapping[str, str | None], title: str = "Vectors") -> Assignment:
    """Return an assignment for everyone, by Grace."""
    return Assignment(1, "item", "small/vectors", title, by, "Grace", True, answers)


def draw(*assigned: Assignment, mentor: bool = True) -> list[str]:
    """Return the lines of the page, as wide as COLUMNS says."""
    stream = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    screen = Screen(stream=stream)
    screen.print(*page_lines(assigned, "ml", mentor, TODAY, screen))
    stream.seek(0)
    return stream.read().splitlines()


def test_every_answer_is_shown_with_its_names() -> None:
    """Who has done it, not done it, declined it or not synced is listed, and nobody else is."""
    answers = {"Ada": "done", "Bob": "open", "Eve": "declined", "Zoe": None, "Yan": None}
    assert draw(ask(date(2027, 4, 1), answers)) == [
        "Vectors, due 2027-04-01, from Grace",
        "Done            Ada",
        "Unfinished      Bob",
        "Declined        Eve",
        "Not synced yet  2 members: Zoe and Yan",
    ]


@pytest.mark.parametrize(
    ("day", "words"), [(19, "was due 2027-03-19"), (20, "due 2027-03-20"), (21, "due 2027-03-21")]
)
def test_what_is_overdue_says_so(day: int, words: str) -> None:
    """From the day after its own on, an assignment is shown as overdue."""
    assert draw(ask(date(2027, 3, day), {"Ada": "open"}))[0] == f"Vectors, {words}, from Grace"


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_a_class_fits_every_width(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """No line is wider than the screen, and every count of a large class is there."""
    monkeypatch.setenv("COLUMNS", str(columns))
    answers: dict[str, str | None] = {f"Learner number {n}": "done" for n in range(900)}
    answers |= {f"Newcomer {n}": None for n in range(100)}
    lines = draw(ask(date(2027, 4, 1), answers, "Stochastic gradient descent with momentum"))
    assert max(map(cell_len, lines)) <= columns
    text = " ".join(" ".join(lines).split())
    assert "900 members: Learner number 0, " in text
    assert " and 889 more" in text
    assert "100 members: Newcomer 0, " in text


def test_only_mentors_are_told_how_to_assign() -> None:
    """Where nothing is assigned, mentors read how it is done."""
    nothing = "Nothing is assigned in ml."
    assert draw() == [nothing, "To assign something: dlr group assign NAME --by DATE"]
    assert draw(mentor=False) == [nothing]


def test_what_is_replaced_is_said() -> None:
    """Assigning again says that there was an earlier assignment, and its day if that changed."""
    day, before = date(2027, 4, 1), date(2027, 3, 1)
    assert len(assigned_line("Vectors", day, None, [], "ml")) == 2
    same = assigned_line("Vectors", day, day, ["Ada"], "ml")[1]
    assert same == "It was assigned before."
    changed = assigned_line("Vectors", day, before, ["Ada"], "ml")[1]
    assert changed == "The day was 2027-03-01 before."

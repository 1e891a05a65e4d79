"""What a member reads: every number that is sent, who sees it, and in lines that fit."""

import io
from datetime import date

import pytest

from dlroadmap.guide.assignments import Asked
from dlroadmap.guide.report import Report, find_report
from dlroadmap.guide.summary import Counts
from dlroadmap.render import group_page as page
from dlroadmap.render.screen import Screen
from guide.building import category, curriculum, level, progress

TRACK = curriculum(level(category("c/a", "c/b", "c/d"), id="first"), level(category("c/e")))

REPORT = find_report(
    TRACK, progress(**{"c/a": "done", "c/b": "doing", "c/d": "skipped", "c/e": "done"})
)

ASKED = Asked(7, "level", "c/first", "First", date(2027, 3, 15), "Grace")


def test_every_count_is_shown() -> None:
    """The words for the counts of a level have all ten numbers that are sent."""
    counts = Counts(1011, 512, 43, 54, 65, 976, 87, 1098.25, 109.75, 32)
    words = page.describe_counts(counts)
    for number in ("1,011", "512", "43", "54", "65", "976", "87", "1,098.25", "109.75", "32"):
        assert f" {number} " in f" {words} ".replace("(", " ").replace(";", " ").replace(",  ", " ")


def test_what_is_sent_is_shown_whole() -> None:
    """Each level, state and day stands in what a sync would send; an example in what join says."""
    shown = "\n".join(page.shown_lines(REPORT, TRACK, "ml", False))
    for line in (
        f"Version of the curriculum: {REPORT.digest}",
        "Latest day: 2026-01-04",
        "Level 1 (first): 3 items, 1 done, 1 in progress, 1 skipped; 1 of 2 that count; 1 of 2",
        "Level 2 (level-2): 1 item, 1 done, 0 in progress, 0 skipped; 1 of 1 that count; 1 of 1",
        "C/A (c/a): done, 2026-01-01",
        "C/B (c/b): in progress, 2026-01-02",
        "C/D (c/d): skipped, 2026-01-03",
        "C/E (c/e): done, 2026-01-04",
        "your answers to what mentors ask for",
        page.NEVER,
    ):
        assert line in shown
    sent = "\n".join(page.sent_lines(REPORT, TRACK, False))
    assert "4 now (1 in progress, 2 done and 1 skipped), such as C/E (c/e): done, 2026" in sent
    assert "the counts of 2 levels, such as Level 1: 3 items" in sent


def test_nothing_to_send_is_said() -> None:
    """Who has no progress reads that no state is sent, and no day."""
    empty = find_report(TRACK, progress())
    sent = "\n".join(page.sent_lines(empty, TRACK, False))
    assert "ticked, started or skipped: 0 now\n" in sent
    assert "latest day among these: none yet" in sent


@pytest.mark.parametrize(
    ("board", "mentors", "words"),
    [
        ("open", ["Grace"], "Every member of the group can see it"),
        ("mentors", ["Grace"], "The mentor of the group can see it: Grace."),
        ("mentors", ["Ada", "Grace", "Linus"], "The mentors of the group can see it: Grace and L"),
        ("mentors", ["Ada"], "Mentors who join later can see it. No other member can."),
        ("mentors", [f"M{n}" for n in range(12)], "M8 and 3 more"),
    ],
)
def test_who_sees_it(board: str, mentors: list[str], words: str) -> None:
    """Who can see what is sent is named: everybody, or mentors; the server's administrators too."""
    lines = page.seen_lines(board, mentors, "Ada")
    assert words in lines[0]
    assert lines[-1] == "Administrators of the server can read it too."


def test_what_is_asked() -> None:
    """What is new is a line each, up to five; how to decline follows only what is new."""
    lines = page.asked_lines([ASKED] * 7, [], [], [], [])
    assert lines[0] == "New goal: First (level) by 2027-03-15, from Grace"
    assert lines[5] == "And 2 more new goals."
    assert lines[-1] == "To decline one: dlr goal --drop NAME"
    assert page.asked_lines([], [ASKED], ["Old"], [ASKED], [ASKED]) == [
        "New day: First (level) by 2027-03-15, from Grace",
        "No longer asked: Old",
        "Reported as done: First",
        "Reported as declined: First",
    ]


def test_what_was_sent() -> None:
    """A sync says what it sent, that nothing was new, and that the versions differ."""
    assert page.sync_lines(REPORT, "ml", True, False) == [
        "Sent to ml: the counts of 2 levels and the states of 4 items."
    ]
    assert page.sync_lines(REPORT, "ml", False, True) == [
        "Your progress is unchanged since your last sync with ml.",
        page.differs_line(),
        "To update yours: dlr update",
    ]


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_lines_fit(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    """On a screen of 40 columns or more no line is too wide, and no command is broken in two."""
    monkeypatch.setenv("COLUMNS", str(columns))
    screen = Screen(stream=io.StringIO())
    report = Report(REPORT.digest, REPORT.last, REPORT.levels, REPORT.states)
    texts = [
        *page.invited_lines("ml-2027", "classes on db.example.org", "Ada", True, "Deep learning"),
        *page.sent_lines(report, TRACK, True),
        *page.shown_lines(report, TRACK, "ml-2027", True),
        *page.seen_lines("mentors", ["Grace", "Linus"], "Ada"),
        *page.joined_lines("ml-2027", True, page.sync_lines(report, "ml-2027", True, True)),
        *page.asked_lines([ASKED], [ASKED], ["Old"], [ASKED], [ASKED]),
        *page.left_lines("ml-2027", True, ["First"]),
        page.leave_question("ml-2027", True),
        page.LINE,
    ]
    lines = [line.plain for line in page.lay_out(texts, screen)]
    assert max(map(len, lines)) <= columns
    assert any("dlr goal --drop NAME" in line for line in lines)
    assert any("dlr config group ml-2027" in line for line in lines)

"""The board of a group on every screen: it fits, names everyone once, and cuts no title."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from dlroadmap.guide.board import Board, Item, Member, Person, Task
from dlroadmap.guide.summary import Counts
from dlroadmap.render.board_page import NAMED, board_page, describe_day, item_page
from dlroadmap.render.screen import Screen
from drawing import examples

DAY = date(2026, 11, 22)
LEVELS = {"entry": "Entry", "middle": "Intermediate", "top": "Advanced", "last": "Expert"}
TITLES = {"t/a": "Backpropagation by hand", "t/b": "Stochastic gradient descent", "t/c": "Vectors"}
LATE = Task("item", "t/x", "X", date(2026, 11, 1), "open")
OPEN = Task("item", "t/y", "Y", date(2026, 12, 1), None)
DECLINED = LATE._replace(answer="declined")


def member(
    name: str, ago: int, *done: int, doing: tuple[str, ...] = (), tasks: tuple[Task, ...] = ()
) -> Member:
    """Return a member who has done so much of each level, of 40."""
    levels = {id: Counts(counted=40, counted_done=n) for id, n in zip(LEVELS, done, strict=False)}
    return Member(name, False, DAY, "a", DAY - timedelta(days=ago), levels, doing, tasks)


MEMBERS = (
    member("Ada Lovelace", 3, 40, 12, 0, 0, doing=("t/a", "t/b"), tasks=(LATE, OPEN)),
    member("Bob", 0, 3, 0, 0, 0, doing=("t/c",), tasks=(DECLINED,)),
    member("Cleo", 90, 40, 40, 40, 40)._replace(digest="b"),
    Member("Eve", False, None, "", None, {}, (), (LATE,)),
    Member("山田", False, None, "", None, {}),
)
BOARD = Board("ml", "t", "a", LEVELS, MEMBERS)


def show(
    board: Board, monkeypatch: pytest.MonkeyPatch, width: int | None, encoding: str = "utf-8"
) -> list[str]:
    """Return the lines of a board; without a width those of a pipe."""
    monkeypatch.delenv("COLUMNS", raising=False)
    if width:
        monkeypatch.setenv("COLUMNS", str(width))
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, errors="dlr-nearest")
    screen = Screen(stream=stream)
    screen.print(*board_page(board, board.members, TITLES, "Deep learning", DAY, screen))
    stream.flush()
    return raw.getvalue().decode(encoding).splitlines()


GOLDEN = {
    40: """
ml: Deep learning, 5 members

Name          Level         Last active
Ada Lovelace  Intermediate  3 days ago
Bob           Entry         today
Cleo          all done      2026-08-24

Something overdue (1): Ada Lovelace

Nothing sent yet (2, 1 with something
overdue): Eve, 山田

1 member has another version of the
curriculum than the group, so their
counts may differ: Cleo
""",
    80: """
ml: Deep learning, 5 members

Name          Level          Done  Last active  Assigned           In progress
Ada Lovelace  Intermediate  12/40  3 days ago   1 open, 1 overdue  2 items
Bob           Entry          3/40  today        -                  1 item
Cleo          all done          -  2026-08-24   -                  -

Nothing sent yet (2, 1 with something overdue): Eve, 山田

1 member has another version of the curriculum than the group, so their counts
may differ: Cleo
""",
    200: """
ml: Deep learning, 5 members

Name          Level         Entry  Intermediate  Advanced  Expert  Last active  Assigned           \
In progress
Ada Lovelace  Intermediate  40/40         12/40      0/40    0/40  3 days ago   1 open, 1 overdue  \
Backpropagation by hand; Stochastic gradient descent
Bob           Entry          3/40          0/40      0/40    0/40  today        -                  \
Vectors
Cleo          all done      40/40         40/40     40/40   40/40  2026-08-24   -                  -

Nothing sent yet (2, 1 with something overdue): Eve, 山田

1 member has another version of the curriculum than the group, so their counts may differ: Cleo
""",
}


@pytest.mark.parametrize("width", GOLDEN)
def test_golden(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """On narrow screens there are name, level and day; with more room, figures and titles."""
    assert show(BOARD, monkeypatch, width) == GOLDEN[width].strip().splitlines()


def test_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe has no escape, and everything that a wide screen has."""
    lines = show(BOARD, monkeypatch, None)
    assert lines == show(BOARD, monkeypatch, 200)
    assert "\x1b" not in "".join(lines)


def test_colors_are_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without colors the board says the same."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    colored = "\n".join(show(BOARD, monkeypatch, 80))
    assert "\x1b" in colored
    monkeypatch.setenv("NO_COLOR", "1")
    assert show(BOARD, monkeypatch, 80) == GOLDEN[80].strip().splitlines()


@pytest.mark.parametrize("width", [40, 80, 200])
def test_ascii(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the encoding is ASCII, only names that it cannot spell lose letters."""
    lines = show(BOARD, monkeypatch, width, "ascii")
    expected = GOLDEN[width].strip().replace("山田", "??").splitlines()
    assert lines == expected


names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=64)


@given(st.lists(names, min_size=1, max_size=6, unique=True), st.integers(16, 220))
@examples(100)
def test_no_line_is_too_long_and_nobody_is_missing(people: list[str], width: int) -> None:
    """However long the names are, they are all there, and each line fits."""
    members = tuple(member(name, 2, 40, 1, doing=("t/a", "t/b")) for name in people)
    with pytest.MonkeyPatch.context() as patch:
        lines = show(BOARD._replace(members=members), patch, width)
    assert all(cell_len(line) <= width for line in lines)
    text = "".join("".join(lines).split())
    assert all(name in text for name in people)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (None, "-"),
        (DAY, "today"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 20), "2 days ago"),
        (date(2026, 9, 23), "60 days ago"),
        (date(2026, 9, 22), "2026-09-22"),
        (date(2026, 11, 23), "2026-11-23"),
        (date.min, "0001-01-01"),
        (date.max, "9999-12-31"),
    ],
)
def test_days(day: date | None, told: str) -> None:
    """A day nearby is counted; one that is far away, or to come, is told as it is."""
    assert describe_day(day, DAY) == told


def test_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty group leads to an invitation, whatever the width."""
    for width in (40, 80, 200, None):
        text = " ".join(show(BOARD._replace(members=()), monkeypatch, width))
        assert "dlr group invite NAME" in " ".join(text.split())


def show_item(item: Item, monkeypatch: pytest.MonkeyPatch, terminal: bool) -> str:
    """Return what is said of an item."""
    monkeypatch.setenv("COLUMNS", "80")
    stream = io.StringIO()
    screen = Screen(stream=stream)
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    screen.print(*item_page(item, "Chain rule (chain-rule)", "ml", TITLES, DAY, screen))
    return stream.getvalue()


def test_item(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each answer has its number and its names, and why somebody waits."""
    ada, bob = Person("Ada", DAY), Person("Bob", date(2026, 11, 20))
    needs = Person("Eve", None, ("t/a", "t/b", "t/c"))
    item = Item([ada], [bob], [Person("Dan")], [needs], [])
    assert show_item(item, monkeypatch, False) == (
        "Chain rule (chain-rule), in ml\n"
        "Could help:     1: Ada (done today)\n"
        "Working on it:  1: Bob (began 2 days ago)\n"
        "Waiting for it: 2: Dan (assigned); Eve (for Backpropagation by hand and 2 more)\n"
        "Could start it: nobody\n"
    )


def test_many_people(monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal some names stand for many, which are counted; a pipe has them all."""
    monkeypatch.setenv("NO_COLOR", "1")
    people = [Person(f"Person{n}") for n in range(500)]
    item = Item([], [], [], [], people)
    shown = show_item(item, monkeypatch, True)
    assert "500: " in shown
    assert shown.count("Person") == NAMED
    assert f"{500 - NAMED} more" in shown
    assert show_item(item, monkeypatch, False).count("Person") == 500

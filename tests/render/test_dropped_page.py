"""What an import left out: by line, counted where it is so again, limited on a terminal alone."""

from __future__ import annotations

from io import StringIO

from rich.console import Console

from dlroadmap.authoring.outline import Dropped
from dlroadmap.render.dropped_page import MOST, dropped_lines


def shown(dropped: list[Dropped], on_screen: bool = False) -> list[str]:
    console = Console(file=StringIO(), width=80, markup=False)
    for line in dropped_lines(dropped, on_screen):
        console.print(line)
    assert isinstance(console.file, StringIO)
    return [line.rstrip() for line in console.file.getvalue().splitlines() if line.strip()]


def test_each_has_its_line_and_why() -> None:
    """The line of the list, what stands there, and why it is left out."""
    lines = shown([Dropped(7, "#top", "a link within the page"), Dropped(None, "x", "no url")])
    assert lines[0] == "Changed or left out (2)"
    assert lines[1].split() == ["line", "7", "#top:", "a", "link", "within", "the", "page"]
    assert lines[2].split() == ["-", "x:", "no", "url"]


def test_the_same_is_told_once_with_its_number() -> None:
    """A word that no state has, in 33 rows of a table, is one line."""
    lines = shown([Dropped(n, "Blocked", "not a state") for n in range(2, 35)])
    assert [line.split() for line in lines[1:]] == [
        ["line", "2", "Blocked:", "not", "a", "state", "(33", "times)"]
    ]


def test_only_a_terminal_is_limited() -> None:
    """In a pipe nothing is held back; a terminal says how many more there are."""
    many = [Dropped(n, f"text {n}", "why") for n in range(1, MOST + 6)]
    assert len(shown(many)) == len(many) + 1
    limited = shown(many, on_screen=True)
    assert limited[-1] == "and 5 more. To see all, add --json"
    assert len(limited) == MOST + 2


def test_foreign_text_is_one_harmless_line() -> None:
    """No escape, no markup, and no more than a few lines of a text of any length."""
    [_, *lines] = shown([Dropped(1, "\x1b[2J[bold]a[/]\n" + "x" * 10_000, "why")])
    assert "[2J[bold]a[/]" in lines[0]
    assert "\x1b" not in "".join(lines)
    assert len("".join(lines)) < 400

"""What fits is laid out as rich lays it out, and rich is left out of it."""

from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from dlroadmap.render.layout import Columns, Lines, lay_out, wrap
from dlroadmap.render.screen import Screen

SIGNS = "ab Z9.“é日本😀क्षि\u0301\u00ad\t"

TEXTS = st.text(SIGNS, max_size=12)
STYLED = st.builds(Text, TEXTS, st.sampled_from(["", "bold", "green"]))
ASSEMBLED = st.builds(lambda one, two: Text.assemble((one, "bold"), two), TEXTS, TEXTS)
CELLS = TEXTS | STYLED | ASSEMBLED
INDENTED = st.builds(lambda cell, left: Padding(cell, (0, 0, 0, left)), CELLS, st.integers(0, 4))

HEADINGS = ("", "Two", "Three", "Four")


@st.composite
def columns(draw: st.DrawFn) -> Columns:
    """Return a table of any cells, in which rows may be shorter than the headings."""
    headings = HEADINGS[: draw(st.integers(1, 4))]
    rows = draw(st.lists(st.lists(CELLS | INDENTED, max_size=len(headings)), max_size=4))
    right = draw(st.sets(st.sampled_from(headings[:2])))
    return Columns(
        headings, rows, right, gap=draw(st.integers(1, 4)), show_headings=draw(st.booleans())
    )


def by_rich(renderable: RenderableType, width: int) -> list[str]:
    """Return the lines that rich makes, without blanks at their ends."""
    console = Console(file=StringIO(), width=width, markup=False, highlight=False, emoji=False)
    with console.capture() as capture:
        console.print(renderable)
    return [line.rstrip() for line in capture.get().split("\n")[:-1]]


@given(columns() | CELLS | INDENTED, st.integers(5, 60))
def test_what_fits_is_laid_out_as_rich_does(renderable: RenderableType, width: int) -> None:
    """Tables, texts and indents look the same, whoever lays them out."""
    lines = lay_out(renderable, width, lambda text: text.plain)
    if lines is not None:
        assert [line.rstrip() for line in lines] == by_rich(renderable, width)


@pytest.mark.parametrize("colored", [False, True])
def test_a_table_that_fits_needs_no_rich(monkeypatch: pytest.MonkeyPatch, colored: bool) -> None:
    """A list of ordinary titles is never given to rich, whatever the screen; a long row is."""
    monkeypatch.setenv("COLUMNS", "40")
    printed: list[RenderableType] = []
    monkeypatch.setattr(Console, "print", lambda self, one, **_: printed.append(one))
    stream = StringIO()
    screen = Screen("always" if colored else "never", stream=stream)
    rows: list[list[RenderableType]] = [
        [Text("ready", "cyan"), f"Item “{n}”", "日本"] for n in range(3)
    ]
    table = Columns(["State", "Title", "More"], rows)
    screen.print(table, "a line", Text("bold", "bold"), Padding(Text("more"), (0, 0, 0, 4)))
    assert printed == []
    assert ("\x1b[36mready\x1b[0m" in stream.getvalue()) is colored
    wide = Columns(["State"], [["words " * 10]])
    screen.print(wide)
    assert printed == [wide]


@given(st.text("ab-日é ", max_size=60), st.integers(2, 20))
def test_wrapped_lines_fit_and_lose_nothing(text: str, width: int) -> None:
    """A wrapped text fits, and has all its letters; only words longer than a line are broken."""
    text = " ".join(text.split())
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if all(cell_len(word) <= width for word in text.split()):
        assert " ".join(lines) == text
    whole = wrap(text, width, fold=False)
    assert " ".join(whole) == text
    assert all(" " not in line for line in whole if cell_len(line) > width)


def test_a_line_that_is_to_stay_whole_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is longer than the screen stands on one line all the same, in its colors."""
    monkeypatch.setenv("COLUMNS", "10")
    stream = StringIO()
    Screen("always", stream=stream).print(Lines(Text("a-very-long-id", "bold"), "short"))
    assert stream.getvalue() == "\x1b[1ma-very-long-id\x1b[0m\nshort\n"


def test_colors_end_before_the_blanks_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """With color, too, no line ends in blanks."""
    monkeypatch.delenv("COLUMNS", raising=False)
    stream = StringIO()
    Screen("always", stream=stream).print(
        Columns(["A", "B"], [[Text("x ", "green"), ""], ["long", "y"]])
    )
    assert stream.getvalue() == "\x1b[1mA\x1b[0m     \x1b[1mB\x1b[0m\n\x1b[32mx\x1b[0m\nlong  y\n"

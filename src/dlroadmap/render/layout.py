"""What fits the screen, laid out without rich, which takes 0.4 ms over each row of a table."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

Paint = Callable[[Text], str]
"""Returns one line of text, with its colors where the screen has any."""

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")


class Columns:
    """Rows of cells below their headings, without borders; a short row ends in empty cells.

    `right` are the headings of numbers, `whole` those of words that are never broken.
    """

    def __init__(
        self,
        headings: Sequence[str],
        rows: Iterable[Iterable[RenderableType]],
        right: Collection[str] = (),
        whole: Collection[str] = (),
        gap: int = 2,
        show_headings: bool = True,
    ) -> None:
        self.headings = headings
        self.rows = [list(row) for row in rows]
        self.right = right
        self.whole = whole
        self.gap = gap
        self.show_headings = show_headings

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the table that rich makes of it, which breaks what does not fit."""
        from rich.table import Table

        table = Table(
            box=None,
            show_header=self.show_headings,
            header_style="bold",
            pad_edge=False,
            padding=(0, self.gap, 0, 0),
        )
        for heading in self.headings:
            table.add_column(
                heading,
                justify="right" if heading in self.right else "left",
                no_wrap=heading in self.right or heading in self.whole,
                overflow="fold",
            )
        for row in self.rows:
            table.add_row(*row)
        yield table

    def lay_out(self, width: int, paint: Paint) -> list[str] | None:
        """Return the lines, or None if anything has to be broken."""
        head: list[RenderableType] = [Text(heading, "bold") for heading in self.headings]
        rows = [head, *self.rows] if self.show_headings else self.rows
        if not rows:
            return None
        columns, room = [], -self.gap
        filled = [[*row, *[""] * (len(self.headings) - len(row))] for row in rows]
        for heading, cells in zip(self.headings, zip(*filled, strict=True), strict=True):
            widths, right = _measure(cells), heading in self.right
            # Of an empty column, and of a blank before a right edge, rich thinks otherwise.
            if not widths or not any(widths) or (right and any(map(_ends_blank, cells))):
                return None
            widest = max(widths)
            room += self.gap + widest
            blanks = [" " * (widest - taken) for taken in widths]
            painted = [_paint(cell, paint) for cell in cells]
            sides = (blanks, painted) if right else (painted, blanks)
            columns.append(map("".join, zip(*sides, strict=True)))
        if room > width:
            return None
        return list(map((" " * self.gap).join, zip(*columns, strict=True)))


class Lines:
    """Lines of clean text that are printed as they are, and not broken where they are too long."""

    def __init__(self, *lines: Text | str) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield each as a text that rich does not break."""
        for line in self.lines:
            text = Text(line) if isinstance(line, str) else line.copy()
            text.no_wrap, text.overflow = True, "ignore"
            yield text


def wrap(text: str, width: int, fold: bool = True) -> list[str]:
    """Return a clean text in lines of whole words; `fold` breaks those that are longer than one."""
    width = max(width, 2)  # the cells of a single wide character
    if cell_len(text) <= width:
        return [text]
    lines, line = list[str](), ""
    for word in text.split():
        if line and cell_len(line) + 1 + cell_len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
        if fold and cell_len(line) > width:
            *whole, line = chop_cells(line, width)
            lines += whole
    return [*lines, line]


def lay_out(renderable: RenderableType, width: int, paint: Paint) -> list[str] | None:
    """Return the lines of what fits into a width as it is, None for what rich has to lay out."""
    if isinstance(renderable, Columns):
        return renderable.lay_out(width, paint)
    if isinstance(renderable, Lines):
        return [_paint(line, paint) for line in renderable.lines]
    lines = renderable.split("\n") if isinstance(renderable, str) else [renderable]
    widths = _measure(lines)
    if widths is None or max(widths) > width:
        return None
    return [_paint(line, paint) for line in lines]


def _measure(cells: Sequence[RenderableType]) -> list[int] | None:
    """Return how wide each is, None if one is not a line of text that can be seen."""
    texts = [text for text in map(_read, cells) if text is not None]
    whole = "".join(texts)
    if len(texts) < len(cells) or _CONTROL.search(whole):
        return None
    if whole.isascii():
        return list(map(len, texts))
    seen = (cell_len(text.strip()) for text in texts if text.strip())
    return list(map(cell_len, texts)) if all(seen) else None


def _ends_blank(cell: RenderableType) -> bool:
    return (_read(cell) or "").endswith(" ")


def _read(cell: RenderableType) -> str | None:
    """Return a text without its colors, its indent before it; None for what is no text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Text):
        return cell.plain
    if isinstance(cell, Padding) and not (cell.top or cell.right or cell.bottom):
        inner = _read(cell.renderable)
        return None if inner is None else " " * cell.left + inner
    return None


def _paint(cell: RenderableType, paint: Paint) -> str:
    if isinstance(cell, Padding):
        return " " * cell.left + _paint(cell.renderable, paint)
    return paint(cell) if isinstance(cell, Text) else str(cell)

"""What fits the screen, laid out without rich, which takes 0.4 ms over each row of a table."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from rich.cells import cell_len
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
            header_style="dim",
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
        head: list[RenderableType] = [Text(heading, "dim") for heading in self.headings]
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


def lay_out(renderable: RenderableType, width: int, paint: Paint) -> list[str] | None:
    """Return the lines of what fits into a width as it is, None for what rich has to lay out."""
    if isinstance(renderable, Columns):
        return renderable.lay_out(width, paint)
    lines = renderable.split("\n") if isinstance(renderable, str) else [renderable]
    widths = _measure(lines)
    if widths is None or max(widths) > width:
        return None
    return [_paint(line, paint) for line in lines]


def wrap(text: Text, width: int, console: Console) -> list[Text]:
    """Return the lines of a text, broken between words; only a word without room is broken."""
    lines = [text] if text.cell_len <= width else list(text.wrap(console, max(width, 1)))
    for line in lines:
        line.rstrip()
    return lines


def hang(
    label: str | Text, texts: Sequence[Text], column: int, width: int, console: Console
) -> list[Text]:
    """Return lines beside a label in a `column` so wide, or below it where a word has no room."""
    longest = max((cell_len(word) for text in texts for word in text.plain.split()), default=0)
    beside = column + longest <= width and 4 * column <= width
    indent = " " * (column if beside else max(min(2, width - longest), 0))
    lines = [line for text in texts for line in wrap(text, width - len(indent), console)]
    hung = [Text.assemble(indent, line) for line in lines]
    if not beside:
        return [Text.assemble(label), *hung]
    head = Text.assemble(label)
    hung[:1] = [Text.assemble(head, " " * (column - head.cell_len), line) for line in lines[:1]]
    return hung


def advise(hint: str, width: int, console: Console) -> list[Text]:
    """Return `WORDS: dlr COMMAND`; with no room for both, the command begins a line."""
    words, colon, command = hint.rpartition(": ")
    if not colon or not command.startswith("dlr "):
        return wrap(Text(hint), width, console)
    line = Text.assemble(f"{words}: ", (command, "cyan"))
    if line.cell_len <= width:
        return [line]
    before, stop, last = hint.rpartition(". ")
    if stop:
        return [*wrap(Text(f"{before}."), width, console), *advise(last, width, console)]
    below = wrap(Text(command, "cyan"), width - 2, console)
    return [*wrap(Text(f"{words}:"), width, console), *(Text.assemble("  ", one) for one in below)]


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

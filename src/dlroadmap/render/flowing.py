"""Short entries that flow: one after the other, none of them broken where it has room."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from dlroadmap.render.hanging import wrap_text

GAP = 2
"""Blanks between entries."""


def number_entry(number: int, title: str) -> Text:
    """Return an entry with its number, which is what one types for it."""
    return Text.assemble((f"{number}", "cyan"), f" {title}")


def flow(entries: Sequence[Text], width: int, console: Console, indent: int = 0) -> list[Text]:
    """Return entries in lines; all lines but the first are indented."""
    lines: list[Text] = []
    line = Text()
    for entry in entries:
        if line and line.cell_len + GAP + entry.cell_len > width:
            lines.append(line)
            line = Text()
        if line:
            line = Text.assemble(line, " " * GAP, entry)
        else:
            line = Text.assemble(" " * indent if lines else "", entry)
        if line.cell_len > width:
            lines += _break(line, width, console)
            line = Text()
    return [*lines, line] if line else lines


def _break(line: Text, width: int, console: Console) -> list[Text]:
    """Return a line that is too long in several, below each other behind its number."""
    words = line.plain.lstrip(" ")
    indent = " " * (cell_len(line.plain) - cell_len(words) + cell_len(words.split(" ")[0]) + 1)
    if 2 * len(indent) > width:
        return wrap_text(line, width, console)
    first, *rest = wrap_text(line, width, console)
    if not rest:
        return [first]
    room = width - len(indent)
    below = wrap_text(Text(" ").join(rest), room, console)
    return [first, *(Text.assemble(indent, one) for one in below)]

"""Text in lines of whole words, beside labels where it has room and below them where not."""

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text


def wrap_text(text: Text, width: int, console: Console) -> list[Text]:
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
    lines = [line for text in texts for line in wrap_text(text, width - len(indent), console)]
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
        return wrap_text(Text(hint), width, console)
    line = Text.assemble(f"{words}: ", (command, "cyan"))
    if line.cell_len <= width:
        return [line]
    before, stop, last = hint.rpartition(". ")
    if stop:
        return [*wrap_text(Text(f"{before}."), width, console), *advise(last, width, console)]
    below = wrap_text(Text(command, "cyan"), width - 2, console)
    return [
        *wrap_text(Text(f"{words}:"), width, console),
        *(Text.assemble("  ", one) for one in below),
    ]

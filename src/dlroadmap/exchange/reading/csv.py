"""Tables with a header, as spreadsheets write them."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dlroadmap.authoring.outline import Dropped, Outline
from dlroadmap.exchange.reading.columns import TITLES, find_columns
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.table_rows import RowReader
from dlroadmap.exchange.reading.values import drop

_DELIMITERS = ",;\t"
_MOST_BROKEN = 100
"""After so many rows with broken quotes a text is no table."""

_MARKDOWN = re.compile(r"\s*(#{1,6}\s|[-*+]\s|>|=+\s*$|-+\s*$|\||```|~~~|!?\[)")
_NUMBERED = re.compile(r"\s*\d+[.)]\s")


def recognizes(text: str) -> bool:
    """Return whether a text begins with the header of a table that names a column of titles.

    What could be Markdown is none.
    """
    first, _, rest = text.lstrip("\n").partition("\n")
    header, delimiter = _read_header(first)
    columns = find_columns(header)
    if not columns:
        return False
    if len(header) == 1:
        below = [line for line in rest.split("\n") if line.strip()]
        signs = (_MARKDOWN, _NUMBERED)
        return bool(below) and not any(sign.match(line) for sign in signs for line in below)
    second = rest.lstrip("\n").partition("\n")[0]
    return not _MARKDOWN.match(second) and (len(columns) > 1 or delimiter in second)


def read(text: str, name: str) -> Outline:
    """Return the outline of a table; `name` is its title. Raises UnreadableError."""
    lines = text.split("\n")
    above = next(number for number, line in enumerate(lines) if line.strip())
    header, delimiter = _read_header(lines[above])
    columns = find_columns(header)
    if not columns:
        message = "The first line of the table does not name a column of titles."
        raise UnreadableError(message, f"Call a column one of: {', '.join(TITLES)}.")
    dropped: list[Dropped] = [
        drop(above + 1, cell, "an unknown column")
        for index, cell in enumerate(header)
        if index not in columns and cell.strip()
    ]
    rows = [
        row
        for row in _split_rows(lines, above + 1, delimiter, dropped)
        if _fits(row, len(header), dropped)
    ]
    reader = RowReader(columns, [row.cells for row in rows])
    items = [item for row in rows if (item := reader.read(row.cells, row.line))]
    if not items:
        raise UnreadableError("The table has no rows with a title.")
    dropped += reader.dropped
    dropped.sort(key=lambda one: one.line or 0)
    return Outline(name, (*items,), (*reader.sections.all,), (*dropped,))


class _Row(NamedTuple):
    line: int
    cells: list[str]


def _read_header(line: str) -> tuple[list[str], str]:
    """Return the cells of the first line, and the delimiter that makes most sense of it."""
    best: tuple[list[str], str] = [line], ","
    most = (-1, 0)
    for delimiter in _DELIMITERS:
        try:
            [cells] = csv.reader([line], delimiter=delimiter, skipinitialspace=True, strict=True)
        except (csv.Error, ValueError):
            continue
        if (sense := (len(find_columns(cells)), len(cells))) > most:
            best, most = (cells, delimiter), sense
    return best


def _split_rows(
    lines: Sequence[str], start: int, delimiter: str, dropped: list[Dropped]
) -> Iterator[_Row]:
    """Yield the rows below the header; after one with a broken quote, from the next line on."""
    broken = 0
    while start < len(lines):
        ends = (f"{lines[number]}\n" for number in range(start, len(lines)))
        reader = csv.reader(ends, delimiter=delimiter, skipinitialspace=True, strict=True)
        line = start
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield _Row(line + 1, cells)
                line = start + reader.line_num
            start = len(lines)
        except csv.Error:
            broken += 1
            if broken > _MOST_BROKEN:
                message = f"More than {_MOST_BROKEN} rows of the table have broken quotes."
                raise UnreadableError(message, "Save it as CSV again.") from None
            dropped.append(drop(line + 1, lines[line], "a misplaced or unclosed quote"))
            start = line + 1


def _fits(row: _Row, width: int, dropped: list[Dropped]) -> bool:
    """Return whether a row has no more cells than the header; empty ones do not count."""
    if not any(cell.strip() for cell in row.cells[width:]):
        return True
    why = f"it has {len(row.cells)} cells, and the header has {width}"
    dropped.append(drop(row.line, ", ".join(row.cells), why))
    return False

"""Tables with a header, as spreadsheets write them."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dlroadmap.authoring.outline import Dropped, Outline
from dlroadmap.exchange.reading.columns import TITLES, find_columns, names_exactly
from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.exchange.reading.table_rows import RowReader
from dlroadmap.exchange.reading.values import drop, excerpt
from dlroadmap.text import clean

_DELIMITERS = ",;\t"
MOST_ABOVE = 5
"""So many lines may stand above the header, such as a title."""

_SAMPLE, _FEWEST_LINES, _FEWEST_CELLS = 10, 3, 3
"""How many lines show that a text is a table, at least how many there are, and cells in each."""

_MOST_BROKEN = 100
"""After so many rows with broken quotes a text is no table."""

_MARKDOWN = re.compile(r"\s*(#{1,6}\s|[-*+]\s|>|=+\s*$|-+\s*$|\||```|~~~|!?\[)")
_NUMBERED = re.compile(r"\s*\d+[.)]\s")


def recognizes(text: str) -> bool:
    """Return whether a text begins with the header of a table that names a column of titles.

    A few lines may stand above the header. What could be Markdown is none.
    """
    lines = text.split("\n")
    place = _find_header(lines)
    if place is None:
        return False
    header, delimiter = _read_header(lines[place])
    below = [line for line in lines[place + 1 :] if line.strip()]
    if len(header) == 1:
        signs = (_MARKDOWN, _NUMBERED)
        is_first = not any(line.strip() for line in lines[:place])
        is_plain = not any(sign.match(line) for sign in signs for line in below)
        return names_exactly(header[0]) and is_first and bool(below) and is_plain
    around = [line for line in lines[:place] if line.strip()] + below[:1]
    if any(map(_MARKDOWN.match, around)):
        return False
    is_first = len(around) == len(below[:1])
    goes_on = any(delimiter in line for line in below[:1])
    if len(find_columns(header)) > 1:
        return any(map(names_exactly, header)) or _has_rows(header, delimiter, below)
    return is_first and goes_on and any(map(names_exactly, header))


def _has_rows(header: Sequence[str], delimiter: str, below: Sequence[str]) -> bool:
    """Return whether the first lines below a header have about as many cells."""
    first = [_split(line, delimiter) for line in below[:1]]
    return len(header) > 2 and any(len(cells) > len(header) // 2 for cells in first)


def is_grid(text: str) -> bool:
    """Return whether a text is plainly a table: its lines have the same number of cells."""
    lines = [line for line in text.split("\n", _SAMPLE * 2) if line.strip()][:_SAMPLE]
    if len(lines) < _FEWEST_LINES or any(map(_MARKDOWN.match, lines)):
        return False
    return any(
        len(widths := {len(_split(line, delimiter)) for line in lines}) == 1
        and min(widths) >= (_FEWEST_CELLS if delimiter == "," else 2)
        for delimiter in _DELIMITERS
    )


def read(text: str, name: str) -> Outline:
    """Return the outline of a table; `name` is its title. Raises UnreadableError."""
    lines = text.split("\n")
    place = _find_header(lines)
    if place is None:
        raise _refuse_header(lines)
    header, delimiter = _read_header(lines[place])
    columns = find_columns(header)
    dropped: list[Dropped] = [
        drop(number, line.strip(_DELIMITERS), "it is above the header of the table")
        for number, line in enumerate(lines[:place], 1)
        if line.strip()
    ]
    dropped += [
        drop(place + 1, cell, "an unknown column")
        for index, cell in enumerate(header)
        if index not in columns and cell.strip()
    ]
    rows = [
        row
        for row in _split_rows(lines, place + 1, delimiter, dropped)
        if _fits(row, len(header), dropped)
    ]
    reader = RowReader(columns, [row.cells for row in rows])
    items = [item for row in rows if (item := reader.read(row.cells, row.line))]
    if not items:
        raise UnreadableError("The table has no rows with a title.")
    dropped += reader.dropped
    dropped.sort(key=lambda one: one.line or 0)
    return Outline(name, (*items,), (*reader.sections.all,), (*dropped,))


def _find_header(lines: Sequence[str]) -> int | None:
    """Return the index of the header: the line, after a few others, that names most columns.

    Blank lines at the start do not count. None where no line names a column of titles.
    """
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    found = [
        (len(find_columns(_read_header(lines[number])[0])), -number)
        for number in range(first, min(first + MOST_ABOVE + 1, len(lines)))
    ]
    columns, place = max(found)
    # Below a line of its own, one with a single known word is rather a row.
    is_sure = columns > 1 or (columns == 1 and -place == first)
    return -place if is_sure else None


def _refuse_header(lines: Sequence[str]) -> UnreadableError:
    """Return why a table cannot be read, with the columns that its first line names."""
    line = next((line for line in lines if line.strip()), "")
    cells = [_split(line, delimiter) for delimiter in _DELIMITERS]
    found = ", ".join(f"“{excerpt(clean(cell))}”" for cell in max(cells, key=len) if cell.strip())
    message = "The table does not name a column of titles."
    return UnreadableError(
        f"{message} Its columns are {found}." if found else message,
        f"Call a column one of: {', '.join(TITLES)}.",
    )


class _Row(NamedTuple):
    line: int
    cells: list[str]


def _read_header(line: str) -> tuple[list[str], str]:
    """Return the cells of the first line, and the delimiter that makes most sense of it."""
    best: tuple[list[str], str] = [line], ","
    most = (-1, 0)
    for delimiter in _DELIMITERS:
        cells = _split(line, delimiter)
        if cells and (sense := (len(find_columns(cells)), len(cells))) > most:
            best, most = (cells, delimiter), sense
    return best


def _split(line: str, delimiter: str) -> list[str]:
    """Return the cells of a line; none where its quotes are broken."""
    try:
        [cells] = csv.reader([line], delimiter=delimiter, skipinitialspace=True, strict=True)
    except (csv.Error, ValueError):
        return []
    return cells


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

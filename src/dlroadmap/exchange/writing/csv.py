"""A table, one row an item, for spreadsheets."""

import csv
import re
from collections.abc import Iterable, Iterator
from io import StringIO

from dlroadmap.exchange.resource_lines import format_resource
from dlroadmap.exchange.sheet import Row, Sheet

HEADER = (
    *("key", "title", "level", "category", "state", "date", "kind", "priority", "hours"),
    *("requires", "tags", "resources", "summary", "checks"),
)
"""The columns, in their order."""

FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
"""How a cell begins that a spreadsheet may run, or that looks like one made harmless."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece: RFC 4180, several values of a cell on lines.

    A cell that may be a formula gets an apostrophe in front.
    """
    line = StringIO()
    writer = csv.writer(line)
    for cells in _rows(sheet):
        writer.writerow(f"'{cell}" if FORMULA.match(cell) else cell for cell in cells)
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _rows(sheet: Sheet) -> Iterator[Iterable[str]]:
    yield HEADER
    for row in sheet.rows():
        yield _cells(row)


def _cells(row: Row) -> Iterator[str]:
    """Yield a cell for each column."""
    item, location = row.item, row.location
    yield from (item.key, item.title, location.level.title, location.category.title)
    yield from (row.state, row.on, item.kind, item.priority)
    yield "" if item.hours is None else repr(item.hours).removesuffix(".0")
    yield "\n".join(f"{key}: {why}" if why else key for key, why in item.requires)
    yield from ("\n".join(item.tags), "\n".join(map(format_resource, item.resources)))
    yield from (item.summary, "\n".join(item.checks))

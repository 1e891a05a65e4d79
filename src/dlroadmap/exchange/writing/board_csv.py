"""The board of a group as a table, one row a member, for spreadsheets."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from dlroadmap.exchange.writing.csv import FORMULA
from dlroadmap.guide.board import Board, Member


def write(board: Board, members: Iterable[Member]) -> str:
    """Return the text of the export: RFC 4180, several values of a cell on lines.

    A cell that may be a formula gets an apostrophe in front.
    """
    text = StringIO()
    writer = csv.writer(text)
    header = [f"{id}_{what}" for id in board.levels for what in ("done", "counted")]
    writer.writerow(["name", "last", "sent", *header, "doing", "assigned", "assigned_done"])
    for member in members:
        cells = _cells(board, member)
        writer.writerow(f"'{cell}" if FORMULA.match(cell) else cell for cell in cells)
    return text.getvalue()


def _cells(board: Board, member: Member) -> Iterator[str]:
    yield from (member.name, str(member.last or ""), str(member.sent or ""))
    levels = dict(member.levels)
    for id in board.levels:
        counts = levels.get(id)
        yield from (str(counts.counted_done), str(counts.counted)) if counts else ("", "")
    asked = [task for task in member.tasks if task.answer != "declined"]
    yield "\n".join(member.doing)
    yield "\n".join(task.key for task in asked)
    yield "\n".join(task.key for task in asked if task.answer == "done")

"""The board of a group for spreadsheets: one row a member."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from io import StringIO

from dlroadmap.exchange.writing.csv import FORMULA
from dlroadmap.guide.board import Board, Member


def write_board(board: Board, members: Iterable[Member], today: date) -> str:
    """Return the table: RFC 4180, a cell that may be a formula with an apostrophe in front."""
    text = StringIO()
    writer = csv.writer(text)
    for cells in _rows(board, members, today):
        writer.writerow(f"'{cell}" if FORMULA.match(cell) else cell for cell in cells)
    return text.getvalue()


def _rows(board: Board, members: Iterable[Member], today: date) -> Iterator[list[str]]:
    counted = [f"{level} {what}" for level in board.levels for what in ("done", "counted")]
    yield [
        *("name", "mentor", "sent", "last", "level", *counted, "doing"),
        *("assigned open", "assigned overdue"),
    ]
    ids = list(board.levels)
    for one in members:
        stage, places = one.find_stage(), list(one.levels)
        at = "" if stage is None or stage == len(places) else places[stage]
        numbers = []
        for level in ids:
            counts = one.levels.get(level)
            numbers += [str(counts.counted_done), str(counts.counted)] if counts else ["", ""]
        tasks = [task for task in one.assigned if task.is_open]
        yield [
            *(one.name, "yes" if one.mentor else "no", str(one.sent or ""), str(one.last or "")),
            *(at, *numbers, "\n".join(one.doing)),
            *(str(len(tasks)), str(sum(task.by < today for task in tasks))),
        ]

"""The curricula there are, as a table."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.summary import Counts
from dlroadmap.render.screen import Screen
from dlroadmap.render.status import NARROW
from dlroadmap.text import number


def curricula_table(
    rows: Iterable[tuple[Curriculum, Counts, bool, Path]], screen: Screen
) -> RenderableType:
    """Return each curriculum with its size and what is done of it."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("Curriculum", overflow="fold")
    table.add_column("Done", justify="right", no_wrap=True)
    table.add_column("Hours", justify="right", no_wrap=True)
    if screen.width >= NARROW:
        table.add_column("Title", overflow="fold")
    for curriculum, totals, used, _ in rows:
        table.add_row(
            Text(f"{curriculum.id}{' (in use)' if used else ''}"),
            f"{totals.counted_done}/{totals.counted}",
            number(totals.hours),
            *([Text(curriculum.title)] if screen.width >= NARROW else []),
        )
    return table

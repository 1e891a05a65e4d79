"""What doctor found, a line each."""

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from dlroadmap.doctor import Check
from dlroadmap.render.tables import labelled
from dlroadmap.text import harmless

_STYLES = {"ok": "green", "note": "bold", "damage": "bold red"}


def check_lines(checks: Iterable[Check]) -> Table:
    """Return each check with its verdict in front."""
    grid = labelled()
    for check in checks:
        verdict = Text(check.verdict, _STYLES[check.verdict])
        grid.add_row(verdict, Text(harmless(f"{check.name}: {check.message}")))
    return grid

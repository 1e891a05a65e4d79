"""The history, an event a line."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dlroadmap.render.screen import Screen
from dlroadmap.render.status import NARROW


def history_table(events: Iterable[Mapping[str, Any]], screen: Screen) -> RenderableType:
    """Return events with the time on the reader's clock; on a narrow screen without notes."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in ("When", "Batch", "What"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Item", overflow="fold")
    if screen.width >= NARROW:
        table.add_column("Note", overflow="fold")
    for event in events:
        what = event["kind"] + (" (undone)" if event["undone"] else "")
        when = _local(event["at"]) if screen.width >= NARROW else _local(event["at"])[:10]
        extra = [event["note"], event["link"], event["on"] and f"done {event['on']}"]
        note = [Text(" ".join(filter(None, extra)))] if screen.width >= NARROW else []
        table.add_row(when, event["batch"][:6], what, Text(event["key"].partition("/")[2]), *note)
    return table


def _local(at: str) -> str:
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return at[:16]

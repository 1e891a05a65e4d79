"""The events of a history as JSON lines, which merge by import."""

from collections.abc import Iterable, Iterator

from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import write_line


def write(events: Iterable[Event]) -> Iterator[str]:
    """Yield a line for each event."""
    return map(write_line, events)

"""Events of a history, as its export writes them: one on each line."""

import json

from dlroadmap.exchange.reading.failure import UnreadableError
from dlroadmap.progress.events import Event
from dlroadmap.progress.lines import MAX_LINE, LineError, read_line

_TELLING = {"device", "seq", "prev", "clock", "batch"}
"""What no list of another program has on its first line, all of it at once."""


def recognizes(start: str) -> bool:
    """Return whether a text that begins so is a history: its first line names parts of an event."""
    line = start.lstrip()[:MAX_LINE].partition("\n")[0]
    if not line.startswith("{") or '"prev"' not in line:
        return False
    try:
        return set(json.loads(line)) >= _TELLING
    except (ValueError, RecursionError):
        return False


def read(text: str) -> list[Event]:
    """Return the events of a text, in its order; their form alone is checked.

    Each stands on the line of its place. Raises UnreadableError.
    """
    events = []
    for number, line in enumerate(text.rstrip().split("\n"), 1):
        try:
            events.append(read_line(line))
        except LineError as error:
            message = f"Line {number:,} {error}."
            advice = "The file may have been cut off or changed. Export the history again."
            raise UnreadableError(message, advice) from error
    return events

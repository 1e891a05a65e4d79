"""The events of a history as JSON lines, which merge by import."""

import json
from collections.abc import Iterable, Iterator

from dlroadmap.progress.events import Event


def write(events: Iterable[Event]) -> Iterator[str]:
    """Yield a line in ASCII for each event; its payload is the text that its id covers."""
    for event in events:
        yield f"{json.dumps(event._asdict(), separators=(',', ':'))}\n"

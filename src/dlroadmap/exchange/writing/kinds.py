"""Every format of an export by its name: a new one is a file, and a line here."""

from collections.abc import Callable, Iterable, Mapping

from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing import (
    anki,
    csv,
    dot_map,
    markdown,
    mermaid_map,
    own_json,
    svg,
    taskwarrior,
)

WRITERS: Mapping[str, Callable[[Sheet], Iterable[str]]] = {
    "md": markdown.write,
    "json": own_json.write,
    "csv": csv.write,
    "taskwarrior": taskwarrior.write,
    "anki": anki.write,
    "svg": svg.write,
    "mermaid": mermaid_map.write,
    "dot": dot_map.write,
}
"""What a curriculum with its progress can be exported as, piece by piece, in Unicode."""

NAMES = (*WRITERS, "events")
"""Every format of `export`; events are those of the whole history."""

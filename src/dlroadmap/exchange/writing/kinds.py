"""Every format of an export by its name: a new one is a file, and a line here."""

from collections.abc import Callable, Iterable, Mapping

from dlroadmap.exchange.material import Material
from dlroadmap.exchange.sheet import Sheet
from dlroadmap.exchange.writing import (
    anki,
    csv,
    dot_map,
    events,
    html,
    markdown,
    mermaid_map,
    own_json,
    svg,
    taskwarrior,
)

Writer = Callable[[Material], Iterable[str]]
"""Returns an export piece by piece, in Unicode."""


def _of_sheet(write: Callable[[Sheet], Iterable[str]]) -> Writer:
    return lambda material: write(material.sheet)


WRITERS: Mapping[str, Writer] = {
    "md": _of_sheet(markdown.write),
    "json": _of_sheet(own_json.write),
    "csv": _of_sheet(csv.write),
    "taskwarrior": _of_sheet(taskwarrior.write),
    "anki": _of_sheet(anki.write),
    "svg": _of_sheet(svg.write),
    "mermaid": _of_sheet(mermaid_map.write),
    "dot": _of_sheet(dot_map.write),
    "html": lambda material: html.write(material.survey),
    "events": lambda material: events.write(material.events),
}
"""Every format of `export`."""

NAMES = tuple(WRITERS)

PRIVATE = frozenset({"events"})
"""The formats with notes and links in them: nobody else may read a new file of theirs."""

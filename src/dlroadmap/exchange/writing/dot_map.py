"""Items and prerequisites as a graph for Graphviz."""

from collections.abc import Container, Iterator
from itertools import groupby

from dlroadmap.exchange.dot import quote
from dlroadmap.exchange.sheet import Row, Sheet
from dlroadmap.exchange.writing.map_parts import category_of, label, level_of

_STYLES = {
    "todo": "",
    "doing": ", peripheries=2",
    "done": ', style="rounded,filled"',
    "skipped": ", style=dashed",
}
"""How a box shows its state; its label says it too, and `class` is for a style sheet."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece.

    Levels and categories are clusters. Reasons are too many to be read on a map: they are shown
    where the mouse points at an edge.
    """
    yield f"digraph {quote(sheet.curriculum.id)} {{\n"
    yield f"    graph [label={quote(sheet.curriculum.title)}, labelloc=t, rankdir=LR];\n"
    yield "    node [shape=box, fillcolor=lightgray];\n"
    for number, (level, rows) in enumerate(groupby(sheet.rows(), level_of), 1):
        yield f"    subgraph cluster_{number} {{\n        label={quote(level.title)};\n"
        for part, (category, boxes) in enumerate(groupby(rows, category_of), 1):
            yield f"        subgraph cluster_{number}_{part} {{\n"
            yield f"            label={quote(category.title)};\n"
            yield from map(_draw_item, boxes)
            yield "        }\n"
        yield "    }\n"
    for row in sheet.rows():
        yield from _draw_edges(row, sheet.curriculum.locations)
    yield "}\n"


def _draw_item(row: Row) -> str:
    said = quote(label(row.item.title, row.state))
    tooltip = f", tooltip={quote(row.item.summary)}" if row.item.summary else ""
    style = f"class={row.state}{_STYLES[row.state]}"
    return f"            {quote(row.item.key)} [label={said}, {style}{tooltip}];\n"


def _draw_edges(row: Row, held: Container[str]) -> Iterator[str]:
    """Yield what an item requires of the others on the map."""
    for need in row.item.requires:
        if need.key in held:
            said = f" [edgetooltip={quote(need.because)}]" if need.because else ""
            yield f"    {quote(need.key)} -> {quote(row.item.key)}{said};\n"

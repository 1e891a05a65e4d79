"""Items and prerequisites as a graph for Graphviz."""

from collections.abc import Container, Iterator
from itertools import groupby, pairwise

from dlroadmap.curriculum.graph import sort
from dlroadmap.curriculum.model import Item
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


_LIMITS = "graph [nslimit=1, nslimit1=1, mclimit=0.2];"
"""Without these Graphviz works on a map of 700 items for minutes."""

_LONGEST = 1_000
"""So many letters of a text are written: Graphviz fails at a text of more than 16 KB."""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece.

    Levels and categories are clusters, from the first level at the top to the last. Reasons are too
    many to be read on a map: they are shown where the mouse points at an edge.
    """
    yield f"digraph {quote(sheet.curriculum.id)} {{\n"
    yield f"    graph [label={quote(_cut(sheet.curriculum.title))}, labelloc=t, newrank=true];\n"
    yield f"    {_LIMITS}\n"
    yield "    node [shape=box, fillcolor=lightgray];\n"
    for number, (level, rows) in enumerate(groupby(sheet.rows(), level_of), 1):
        yield f"    subgraph cluster_{number} {{\n        label={quote(_cut(level.title))};\n"
        for part, (category, boxes) in enumerate(groupby(rows, category_of), 1):
            yield f"        subgraph cluster_{number}_{part} {{\n"
            yield f"            label={quote(_cut(category.title))};\n"
            yield from map(_draw_item, boxes)
            yield "        }\n"
        yield "    }\n"
    for row in sheet.rows():
        yield from _draw_edges(row, sheet.curriculum.locations)
    yield from _stack(sheet)
    yield "}\n"


def _stack(sheet: Sheet) -> Iterator[str]:
    """Yield invisible edges: a category is a column, and a level is below the one before it.

    Columns follow what comes before what, so that with these edges, too, nothing goes in circles:
    there Graphviz turns edges as it likes, and levels with them.
    """
    held = sheet.curriculum.locations
    before = {key: _find_needed(sheet.curriculum.items[key], held) for key in held}
    place = {level.id: number for number, level in enumerate(sheet.curriculum.levels)}
    columns: dict[str, dict[str, list[str]]] = {level: {} for level in place}
    for key in sort(before, lambda key: (place[held[key].level.id],)):
        level, category = held[key]
        columns[level.id].setdefault(category.id, []).append(quote(key))
    ends: list[str] = []
    for number, level_id in enumerate(filter(columns.get, place), 1):
        border = [f"border_{number}"] if ends else []
        yield from (f"    {one} [shape=point, style=invis];\n" for one in border)
        parts = columns[level_id].values()
        for column in (*([end, *border] for end in ends), *([*border, *part] for part in parts)):
            yield from (f"    {a} -> {b} [style=invis];\n" for a, b in pairwise(column))
        ends = [part[-1] for part in parts]


def _draw_item(row: Row) -> str:
    said = quote(label(_cut(row.item.title), row.state))
    tooltip = f", tooltip={quote(_cut(row.item.summary))}" if row.item.summary else ""
    style = f"class={row.state}{_STYLES[row.state]}"
    return f"            {quote(row.item.key)} [label={said}, {style}{tooltip}];\n"


def _draw_edges(row: Row, held: Container[str]) -> Iterator[str]:
    """Yield what an item requires of the others on the map."""
    for need in row.item.requires:
        if need.key in held:
            said = f" [edgetooltip={quote(_cut(need.because))}]" if need.because else ""
            yield f"    {quote(need.key)} -> {quote(row.item.key)}{said};\n"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _find_needed(item: Item, held: Container[str]) -> list[str]:
    return [need.key for need in item.requires if need.key in held]

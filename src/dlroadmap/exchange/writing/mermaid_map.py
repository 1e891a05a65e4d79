"""Items and prerequisites as a flowchart for Mermaid."""

from collections.abc import Iterator
from itertools import groupby

from dlroadmap.exchange.mermaid import quote
from dlroadmap.exchange.sheet import Row, Sheet
from dlroadmap.exchange.writing.map_parts import category_of, label, level_of
from dlroadmap.render.words import ANY_SIZE

MAX_EDGES, MAX_LETTERS = 500, 50_000
"""What Mermaid draws unless its page is set to draw more."""

_SHAPES = {
    "todo": ("[", "]"),
    "doing": ("{{", "}}"),
    "done": ("([", "])"),
    "skipped": (">", "]"),
}
"""How a box shows its state; its label says it too, and a class is for a style sheet."""

_CLASSES = """\
    classDef todo stroke-width:1px
    classDef doing stroke-width:3px
    classDef done stroke-width:2px
    classDef skipped stroke-dasharray:5 5
"""


def write(sheet: Sheet) -> Iterator[str]:
    """Yield the text of the export, piece by piece.

    Levels and categories are subgraphs. Reasons are left out: on a map they could not be read.
    """
    yield from _warn(sheet)
    yield from _draw(sheet)


def _warn(sheet: Sheet) -> Iterator[str]:
    """Yield comments where Mermaid has to be told that the map may be so large.

    No directive in the text can say so: Mermaid takes both limits from its page alone.
    """
    edges = sum(1 for _ in _find_edges(sheet))
    letters = sum(map(len, _draw(sheet)))
    if edges > MAX_EDGES or letters > MAX_LETTERS:
        yield f"%% This map has {edges:,} edges and {letters:,} characters.\n"
        yield f"%% Mermaid draws {MAX_EDGES} edges and {MAX_LETTERS:,} characters, unless its\n"
        yield "%% configuration file or page sets maxEdges and maxTextSize. GitHub does not.\n"
        yield f"%% {ANY_SIZE}\n"


def _draw(sheet: Sheet) -> Iterator[str]:
    yield "flowchart LR\n"
    yield _CLASSES
    names: dict[str, str] = {}
    for number, (level, rows) in enumerate(groupby(sheet.rows(), level_of), 1):
        yield f"    subgraph l{number}[{quote(level.title)}]\n"
        for part, (category, boxes) in enumerate(groupby(rows, category_of), 1):
            yield f"        subgraph l{number}c{part}[{quote(category.title)}]\n"
            for row in boxes:
                names[row.item.key] = f"n{len(names) + 1}"
                yield _draw_item(names[row.item.key], row)
            yield "        end\n"
        yield "    end\n"
    for before, after in _find_edges(sheet):
        yield f"    {names[before]} --> {names[after]}\n"


def _draw_item(name: str, row: Row) -> str:
    opening, closing = _SHAPES[row.state]
    said = quote(label(row.item.title, row.state))
    return f"            {name}{opening}{said}{closing}:::{row.state}\n"


def _find_edges(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield what each item requires of the others on the map, in the order of the curriculum."""
    locations, requires = sheet.curriculum.locations, sheet.curriculum.requires
    for key in locations:
        for other in requires.get(key, ()):
            if other in locations:
                yield other, key

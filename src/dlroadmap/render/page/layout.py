"""Where the areas of the map stand, for every number of columns that a page has room for.

The browser only chooses the number of columns. All else is computed here, so the same curriculum
is the same map everywhere, and an item that is added moves little: the areas below its own in the
same column, and an area to another column only where its own gets a row more.
"""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

MOST_COLUMNS = 8
NARROWEST, GUTTER = 13.0, 0.75
"""The width of the narrowest column, and between two columns, in rem."""

ACROSS = 8
"""So many marks stand beside each other in an area."""

ROW, HEAD, FOOT = 2, 4, 1
"""The height of a row of marks, of a title, and of the space below, in units of the grid."""


class Place(NamedTuple):
    """Where an area stands in the grid of its level: column and row from 1 on, height in units."""

    column: int
    row: int
    span: int


def place_areas(sizes: Sequence[int], columns: int, titles: bool = False) -> list[Place]:
    """Return the places of areas with so many items each, in their order.

    An area stands at the end of the column that is the shortest so far, the leftmost of several,
    as marks without titles have it; with `titles` each item has a row of its own, and areas keep
    their columns.
    """
    heights = [0] * columns
    ends = [1] * columns
    places = []
    for size in sizes:
        column = heights.index(min(heights))
        span = measure(size, titles)
        places.append(Place(column + 1, ends[column], span))
        heights[column] += measure(size)
        ends[column] += span
    return places


def measure(size: int, titles: bool = False) -> int:
    """Return the height of an area with so many items, in units of the grid."""
    rows = size if titles else ceil(size / ACROSS)
    return HEAD + ROW * rows + FOOT


def write_rules(levels: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield the style rules that place the areas of each level, which are `#a1`, `#a2` and on."""
    for columns in range(1, MOST_COLUMNS + 1):
        width = columns * NARROWEST + (columns - 1) * GUTTER
        if columns > 1:
            yield f"@container map (min-width:{width:g}rem){{"
        yield f".areas{{grid-template-columns:repeat({columns},minmax(0,1fr))}}"
        for prefix, titles in (("", True), (".js .compact ", False)):
            places = (place for sizes in levels for place in place_areas(sizes, columns, titles))
            for number, (column, row, span) in enumerate(places, 1):
                yield f"{prefix}#a{number}{{grid-area:{row}/{column}/span {span}}}"
        if columns > 1:
            yield "}"

"""Tables without borders: nothing is cut, and a screen reader meets words alone."""

from collections.abc import Collection, Iterable
from itertools import compress

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Item
from dlroadmap.render.layout import Columns
from dlroadmap.render.screen import Screen


def table(
    headings: Collection[str],
    rows: Iterable[Iterable[RenderableType]],
    right: Collection[str] = (),
    whole: Collection[str] = (),
    hidden: Collection[str] = (),
) -> Columns:
    """Return a table; numbers stand at the `right`, and `whole` words are never broken.

    Columns with `hidden` headings are left out.
    """
    shown = [heading not in hidden for heading in headings]
    cells = (compress(row, shown) for row in rows)
    return Columns(list(compress(headings, shown)), cells, right, whole)


def labelled(
    rows: Iterable[tuple[str | Text, RenderableType]], style: str = "", gap: int = 1
) -> Columns:
    """Return a table of two columns: a short label, and text that wraps beside it."""
    if style:
        rows = ((Text(str(label), style), text) for label, text in rows)
    return Columns(["Label", "Text"], rows, whole=["Label"], gap=gap, show_headings=False)


def bullets(lines: Iterable[RenderableType]) -> Columns:
    """Return lines that wrap, each behind a dash."""
    return labelled((" -", line) for line in lines)


def name_item(item: Item, *more: str, name: str = "") -> Text:
    """Return an item's title, behind it in parentheses its id and what else is to know of it.

    A `name` takes the place of an id that others have too.
    """
    others = "".join(f", {one}" for one in more if one)
    return Text.assemble((item.title, "bold"), " (", (name or item.id, "cyan"), f"{others})")


def draw_bar(
    value: int, most: int, cells: int, screen: Screen, rest: bool = True, begun: int = 0
) -> Text:
    """Return a thin bar: full only for all, empty only for nothing; `rest` shows what is missing.

    What is `begun` follows what is done. Each has a shape and a color of its own.
    """
    full, half, dash, empty = "━╸╍─" if screen.unicode else "==~-"
    room = 2 * (cells - bool(begun))
    halves = min(max(2 * cells * value // most, bool(value)), room) if most else 0
    if not screen.unicode:  # which has no half cells
        halves = max(halves // 2, bool(value)) * 2
    filled = (halves + 1) // 2
    dashes = max(cells * (value + begun) // most - filled, 1) if begun else 0
    left = cells - filled - dashes if rest else 0
    solid = full * (halves // 2) + half * (halves % 2)
    return Text.assemble((solid, "cyan"), (dash * dashes, "yellow"), (empty * left, "dim"))

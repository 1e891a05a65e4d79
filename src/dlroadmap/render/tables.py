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


def name_item(item: Item, *more: str) -> Text:
    """Return an item's title, behind it in parentheses its id and what else is to know of it."""
    return Text.assemble((item.title, "bold"), f" ({', '.join([item.id, *filter(None, more)])})")


def draw_bar(value: int, most: int, cells: int, screen: Screen, rest: bool = True) -> Text:
    """Return a bar, full only for all, and empty only for nothing; `rest` shows what is missing."""
    full, empty = ("█", "░") if screen.unicode else ("#", ".")
    filled = cells * value // most if most else 0
    if value and not filled:
        filled = 1
    return Text(full * filled + empty * (cells - filled) * rest, "cyan")

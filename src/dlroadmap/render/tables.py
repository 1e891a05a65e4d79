"""Tables without borders: nothing is cut, and a screen reader meets words alone."""

from collections.abc import Collection, Iterable
from itertools import compress

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dlroadmap.curriculum.model import Item
from dlroadmap.render.screen import Screen


def table(
    headings: Collection[str],
    rows: Iterable[Iterable[RenderableType]],
    right: Collection[str] = (),
    whole: Collection[str] = (),
    hidden: Collection[str] = (),
) -> Table:
    """Return a table; numbers stand at the `right`, and `whole` words are never broken.

    Columns with `hidden` headings are left out.
    """
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    shown = [heading not in hidden for heading in headings]
    for heading in compress(headings, shown):
        made.add_column(
            heading,
            justify="right" if heading in right else "left",
            no_wrap=heading in right or heading in whole,
            overflow="fold",
        )
    for row in rows:
        made.add_row(*compress(row, shown))
    return made


def labelled(
    rows: Iterable[tuple[RenderableType, RenderableType]], style: str = "", gap: int = 1
) -> Table:
    """Return a table of two columns: a short label, and text that wraps beside it."""
    made = Table.grid(padding=(0, gap))
    made.add_column(no_wrap=True, style=style)
    made.add_column(overflow="fold")
    for row in rows:
        made.add_row(*row)
    return made


def bullets(lines: Iterable[RenderableType]) -> Table:
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

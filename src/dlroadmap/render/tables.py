"""Tables without borders: nothing is cut, and a screen reader meets words alone."""

from collections.abc import Collection

from rich.table import Table


def table(*headings: str, right: Collection[str] = (), whole: Collection[str] = ()) -> Table:
    """Return an empty table; numbers stand at the `right`, and `whole` words are never broken."""
    made = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for heading in headings:
        made.add_column(
            heading,
            justify="right" if heading in right else "left",
            no_wrap=heading in right or heading in whole,
            overflow="fold",
        )
    return made


def labelled(style: str = "", gap: int = 1) -> Table:
    """Return an empty table of two columns: a short label, and text that wraps beside it."""
    made = Table.grid(padding=(0, gap))
    made.add_column(no_wrap=True, style=style)
    made.add_column(overflow="fold")
    return made

"""Lists of items: a line each where there is room, else two or more; no id is ever broken."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Item, Location
from dlroadmap.progress.fold import Progress
from dlroadmap.render.items import STATE_STYLES, state_in_words
from dlroadmap.render.layout import Lines, wrap
from dlroadmap.render.screen import Screen
from dlroadmap.render.tables import table
from dlroadmap.text import clean
from dlroadmap.words import format_hours, format_number, pluralize

if TYPE_CHECKING:
    from dlroadmap.guide.listing import Listed

HEADINGS = ("State", "Item", "Hours", "Title", "Where")
GAP = 2

ENOUGH = 24
"""Columns for titles, from which on they have a column of their own."""


def listed_page(
    found: "Sequence[Listed]", total: int, progress: Progress, screen: Screen
) -> Sequence[RenderableType]:
    """Return items that a filter let through, and how many those are in total."""
    if not found:
        return ["No matching items."]
    of = "" if len(found) == total else f"{len(found):,} of "
    return [*_found_table(found, progress, screen), "", f"{of}{pluralize(total, 'item')}"]


def search_page(
    found: "Sequence[Listed]", words: str, title: str, progress: Progress, screen: Screen
) -> Sequence[RenderableType]:
    """Return the items that match some words, or the title of the curriculum that has none."""
    if not found:
        return [f"No matches for “{clean(words)}” in {title}."]
    return _found_table(found, progress, screen)


def _found_table(
    found: "Sequence[Listed]", progress: Progress, screen: Screen
) -> Sequence[RenderableType]:
    rows = [(item, state_in_words(item.key, progress, ready)) for item, _, ready in found]
    places = {item.key: location for item, location, _ in found if location}
    return item_table(rows, places, screen)


class _Row(NamedTuple):
    """An item as it is shown; it has its id for a name, or its key if another one has that id."""

    state: Text
    name: str
    hours: str
    title: str
    where: str
    item: Item

    @property
    def more(self) -> str:
        """The place and the hours, in words."""
        hours = self.item.hours
        return f"{self.where}, {format_hours(hours)}" if hours else self.where


def item_table(
    rows: Iterable[tuple[Item, str]], locations: Mapping[str, Location], screen: Screen
) -> Sequence[RenderableType]:
    """Return items with their states, as a table as far as the screen is wide enough for one."""
    made = _make_rows(rows, locations)
    columns = zip(HEADINGS, *(row[:5] for row in made), strict=True)
    widths = [max(map(cell_len, map(str, column))) for column in columns]
    room = screen.width - sum(widths) - GAP * (len(HEADINGS) - 1) + widths[3]
    if room >= min(ENOUGH, widths[3]):
        return [table(HEADINGS, _in_one_line(made, room), right=["Hours"])]
    room = screen.width - widths[0] - GAP
    if room >= max(ENOUGH, widths[1], widths[4] + len("(,")):
        return [table(HEADINGS[:2], _below_names(made, room))]
    return [Lines(*_without_columns(made, screen.width))]


def _make_rows(
    rows: Iterable[tuple[Item, str]], locations: Mapping[str, Location]
) -> Sequence[_Row]:
    rows = list(rows)
    ids = Counter(item.id for item, _ in rows)
    made = []
    for item, state in rows:
        where = locations[item.key].name if item.key in locations else item.home
        hours = format_number(item.hours) if item.hours else "-"
        name = item.id if ids[item.id] == 1 else item.key
        look = Text(state, STATE_STYLES.get(state, ""))
        made.append(_Row(look, name, hours, item.title, where, item))
    return made


def _in_one_line(rows: Iterable[_Row], room: int) -> Iterator[Sequence[RenderableType]]:
    """Yield rows of a table whose titles go on below where they are longer than their column."""
    for state, name, hours, title, where, _ in rows:
        first, *rest = wrap(title, room)
        yield state, name, hours, first, where
        for line in rest:
            yield "", "", "", line


def _below_names(rows: Iterable[_Row], room: int) -> Iterator[Sequence[RenderableType]]:
    """Yield rows of a table in which all else is below the name."""
    for row in rows:
        yield row.state, Text(row.name, "bold")
        for line in _wrap_title(row.title, f" ({row.more})", room):
            yield "", line


def _without_columns(rows: Iterable[_Row], width: int) -> Iterator[Text | str]:
    """Yield the name of each item at the edge, and all else below it."""
    for row in rows:
        yield Text(row.name, "bold")
        for line in _wrap_title(row.title, f" ({row.state}, {row.more})", width - GAP):
            yield " " * GAP + line


def _wrap_title(title: str, more: str, room: int) -> list[str]:
    """Return lines in which only a title is broken within words, and only if it must be."""
    fold = any(cell_len(word) > room for word in title.split())
    return wrap(title + more, room, fold)

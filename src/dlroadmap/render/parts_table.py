"""Levels and their categories, a line each: a bar, what is done, and the hours."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from dlroadmap.guide.summary import Part
from dlroadmap.render.layout import wrap
from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.render.tables import draw_bar
from dlroadmap.render.words import tabulate_hours

LONGEST, SHORTEST = 24, 10
"""The cells of a bar: with room to spare, and where titles are broken before it gets shorter."""

HEADINGS = ("Done", "%", "Hours")
GAP = "  "


def parts_table(
    rows: Iterable[tuple[Part, Iterable[Part | str]]], screen: Screen, airy: bool = False
) -> list[Text]:
    """Return the lines of some levels, each with some of its categories; words stand alone.

    Where they are `airy`, an empty line stands around each level whose categories are shown.
    """
    groups = [(level, list(parts)) for level, parts in rows]
    layout = _Layout([part for level, parts in groups for part in (level, *parts)], screen)
    lines = [layout.head()]
    for number, (level, parts) in enumerate(groups):
        if airy and number and (parts or groups[number - 1][1]):
            lines.append(Text())
        lines += layout.part(level, 0)
        for part in parts:
            lines += layout.words(part) if isinstance(part, str) else layout.part(part, 2)
    return lines


class _Layout:
    """The columns of a table: as wide as what stands in them, and the bar as long as fits."""

    def __init__(self, rows: Sequence[Part | str], screen: Screen) -> None:
        parts = [row for row in rows if not isinstance(row, str)]
        self.screen = screen
        columns = zip(HEADINGS, *map(_numbers, parts), strict=True)
        self.widths = [max(map(len, column)) for column in columns]
        titles = max((cell_len(part.title) + 2 for part in parts), default=0)
        room = screen.width - sum(self.widths) - len(GAP) * len(self.widths)
        self.cells = 0
        if screen.width >= NARROW:
            self.cells = min(max(room - titles - len(GAP), SHORTEST), LONGEST)
            room -= self.cells + len(GAP)
        self.titles = max(min(titles, room), 0)

    def head(self) -> Text:
        """Return the headings."""
        bar = Text("Progress".ljust(self.cells) if self.cells else "", "dim")
        return self._line(Text(), bar, HEADINGS, "dim")

    def part(self, part: Part, indent: int) -> list[Text]:
        """Return the lines of a level or category; where nothing is done yet, they are quiet."""
        counts, style = part.counts, "" if indent else "bold"
        begun = min(counts.doing, counts.counted - counts.counted_done)
        bar = draw_bar(counts.counted_done, counts.counted, self.cells, self.screen, begun=begun)
        quiet = style if counts.counted_done else "dim"
        room = self.titles - indent
        apart = max(map(cell_len, part.title.split(" "))) > room
        title = Text(part.title, style)
        lines = wrap(title, self.screen.width - indent if apart else room, self.screen.console)
        if apart:
            lines.append(Text())
        lines = [Text.assemble(" " * indent, line) for line in lines]
        numbered = -1 if apart else 0
        lines[numbered] = self._line(lines[numbered], bar, _numbers(part), quiet)
        return lines

    def words(self, words: str) -> list[Text]:
        """Return the lines of words that stand alone, as wide as the screen."""
        lines = wrap(Text(words, "dim"), self.screen.width - 2, self.screen.console)
        return [Text.assemble("  ", line) for line in lines]

    def _line(self, title: Text, bar: Text, numbers: Iterable[str], style: str) -> Text:
        columns = zip(numbers, self.widths, strict=True)
        filled = Text.assemble(title, " " * (self.titles - title.cell_len))
        shown = [filled, *([bar] if self.cells else [])]
        return Text(GAP).join([*shown, *(Text(n.rjust(width), style) for n, width in columns)])


def _numbers(part: Part) -> tuple[str, str, str]:
    counts = part.counts
    return (
        f"{counts.counted_done}/{counts.counted}",
        "-" if counts.percent is None else f"{counts.percent}",
        tabulate_hours(counts.hours, counts.hours_unknown, counts.hours_done),
    )

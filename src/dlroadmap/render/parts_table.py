"""Levels and their categories, a line each: a bar, what is done, and the hours."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from dlroadmap.guide.summary import Part
from dlroadmap.render.hanging import wrap_text
from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.render.tables import draw_bar
from dlroadmap.render.words import tabulate_hours

LONGEST, SHORTEST = 24, 12
"""The cells of a bar: with room to spare, and where titles are broken before it gets shorter."""

HEADINGS = ("Done", "%", "Hours")
GAP = "  "
INDENT = 2


def parts_table(
    rows: Iterable[tuple[Part, Iterable[Part | str]]], screen: Screen, airy: bool = False
) -> list[Text]:
    """Return the lines of some levels, each with some of its categories; words stand alone.

    Where they are `airy`, an empty line stands around each level whose categories are shown.
    """
    groups = [(level, list(parts)) for level, parts in rows]
    indented = [(level, 0) for level, _ in groups]
    indented += [(part, INDENT) for _, parts in groups for part in parts if isinstance(part, Part)]
    table = _Table(indented, screen)
    lines = [table.head()]
    for number, (level, parts) in enumerate(groups):
        if airy and number and (parts or groups[number - 1][1]):
            lines.append(Text())
        lines += table.part(level, 0)
        for part in parts:
            lines += table.words(part) if isinstance(part, str) else table.part(part, INDENT)
    return lines


class _Table:
    """Columns as wide as what stands in them, and bars as long as there is room."""

    def __init__(self, indented: Sequence[tuple[Part, int]], screen: Screen) -> None:
        self.screen = screen
        columns = zip(HEADINGS, *(_numbers(part) for part, _ in indented), strict=True)
        self.widths = [max(map(len, column)) for column in columns]
        room = screen.width - sum(self.widths) - len(GAP) * len(self.widths)
        bar = len(GAP) + SHORTEST if screen.width >= NARROW else 0
        self.titles = max(room - bar, 0)
        # A title whose longest word has no room stands above its numbers.
        beside = [self._wrap(part, indent) for part, indent in indented]
        self.titles = max((line.cell_len for lines in beside for line in lines), default=0)
        self.cells = min(room - self.titles - len(GAP), LONGEST) if bar else 0

    def head(self) -> Text:
        """Return the headings."""
        return self._line(Text(), Text("Progress".ljust(self.cells), "dim"), HEADINGS, "dim")

    def part(self, part: Part, indent: int) -> list[Text]:
        """Return the lines of a level or category; where nothing is done yet, it is quiet."""
        counts = part.counts
        begun = min(counts.doing, counts.counted - counts.counted_done)
        bar = draw_bar(counts.counted_done, counts.counted, self.cells, self.screen, begun=begun)
        style = "dim" if not counts.counted_done else "" if indent else "bold"
        above: list[Text] = []
        if not (lines := self._wrap(part, indent)):
            above, lines = self._wrap(part, indent, self.screen.width), [Text()]
        return [*above, self._line(lines[0], bar, _numbers(part), style), *lines[1:]]

    def words(self, words: str) -> list[Text]:
        """Return the lines of words that stand alone, as wide as the screen."""
        lines = wrap_text(Text(words, "dim"), self.screen.width - INDENT, self.screen.console)
        return [Text.assemble(" " * INDENT, line) for line in lines]

    def _wrap(self, part: Part, indent: int, width: int | None = None) -> list[Text]:
        """Return the lines of a title in its column, none if a word has no room there."""
        room = (width or self.titles) - indent
        if not width and max(map(cell_len, part.title.split(" "))) > room:
            return []
        lines = wrap_text(Text(part.title, "" if indent else "bold"), room, self.screen.console)
        return [Text.assemble(" " * indent, line) for line in lines]

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

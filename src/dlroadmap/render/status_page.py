"""Where the learner is: in a curriculum, as a table that fits a small terminal, and in all."""

from collections.abc import Iterable, Sequence
from math import ceil

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import Suggestion
from dlroadmap.guide.summary import Assumed, Counts, Part, Summary
from dlroadmap.render.layout import Columns
from dlroadmap.render.review_page import due_lines
from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.render.tables import draw_bar, labelled, table
from dlroadmap.render.words import describe_hours, tabulate_hours
from dlroadmap.words import agree, format_hours, pluralize

ROWS = 24
"""The lines of the smallest terminal that the short form must fit, its prompt among them."""


def overview(
    curriculum: Curriculum,
    summary: Summary,
    doing: Sequence[str],
    following: Sequence[Suggestion],
    due: int,
    assumed: Assumed,
    screen: Screen,
) -> list[RenderableType]:
    """Return the short form: levels, the categories of the current one, what is next and due."""
    taken = assumed_lines(assumed)
    below = _below(curriculum, summary.totals, doing, following)
    head = headline(curriculum, summary.totals)
    room = (
        ROWS
        - 5
        - ceil(head.cell_len / screen.width)
        - len(below.rows)
        - bool(due)
        - len(taken)
        - len(summary.levels)
    )
    rows: list[tuple[Part, list[Part | str]]] = []
    for level in summary.levels:
        shown: list[Part | str] = []
        if level is summary.current_level():
            shown += _fitting(level.parts, room)
            if len(shown) < len(level.parts):
                shown.append(f"and {len(level.parts) - len(shown)} more: dlr status {level.id}")
        rows.append((level, shown))
    made = parts_table(rows, screen)
    hints = [*due_lines(due), *taken, _hint(summary, doing)]
    return [head, "", made, "", below, *hints]


def parts_table(rows: Iterable[tuple[Part, Iterable[Part | str]]], screen: Screen) -> Columns:
    """Return the table of some levels, each with some of its categories; words stand alone."""
    cells = (
        _part_cells(part, depth, screen)
        for level, parts in rows
        for part, depth in ((level, 0), *((part, 1) for part in parts))
    )
    hidden = ["Progress"] if screen.width < NARROW else []
    headings, right = ["", "Progress", "Done", "%", "Hours"], ["Done", "%", "Hours"]
    return table(headings, cells, right, whole=["Progress"], hidden=hidden)


def _part_cells(part: Part | str, depth: int, screen: Screen) -> list[RenderableType]:
    if isinstance(part, str):
        return ["  " * depth + part]
    counts, style = part.counts, "" if depth else "bold"
    return [
        Padding(Text(part.title, style), (0, 0, 0, 2 * depth)),
        draw_bar(counts.counted_done, counts.counted, 16, screen),
        Text(f"{counts.counted_done}/{counts.counted}", style),
        Text("-" if counts.percent is None else f"{counts.percent}", style),
        Text(tabulate_hours(counts.hours, counts.hours_unknown, counts.hours_done), style),
    ]


def assumed_lines(assumed: Assumed) -> list[str]:
    """Return how many assumed items are not ticked, and how to see them; nothing for none."""
    if not (left := assumed.items - assumed.done):
        return []
    items = f"{left:,} assumed {agree(left, 'item is', 'items are')}"
    return [f"{items} not ticked. To see {agree(left, 'it', 'them')}: dlr list --assumed"]


def missing_heading(keys: Sequence[str], curriculum: Curriculum) -> str:
    """Return how much is missing."""
    if not keys:
        return "Nothing is missing."
    hours = describe_hours(curriculum.sum_hours(keys), curriculum.count_unknown(keys))
    return f"{pluralize(len(keys), 'item')} to go, {hours}:"


def headline(curriculum: Curriculum, totals: Counts) -> Text:
    """Return the curriculum's name and what it adds up to."""
    hours = describe_hours(totals.hours, totals.hours_unknown, totals.hours_done)
    inferred = f" ({pluralize(totals.inferred, 'tick')} inferred)" if totals.inferred else ""
    done = f"{totals.counted_done:,} of {pluralize(totals.counted, 'item')} done{inferred}, {hours}"
    return Text.assemble((curriculum.title, "bold"), f": {done}")


def _fitting(parts: Sequence[Part], room: int) -> Sequence[Part]:
    """Return all categories if they fit, else the first unfinished ones and a line less."""
    if len(parts) <= room:
        return parts
    unfinished = [part for part in parts if part.counts.counted_done < part.counts.counted]
    return unfinished[: max(room - 1, 1)]


def _below(
    curriculum: Curriculum, totals: Counts, doing: Sequence[str], following: Sequence[Suggestion]
) -> Columns:
    """Return what is in progress and what comes next, each on a line."""
    rows = []
    if doing:
        titles = [curriculum.items[key].title for key in doing[:2]]
        more = f", and {len(doing) - 2} more" if len(doing) > 2 else ""
        rows.append(("In progress", ", ".join(titles) + more))
    first = "Next" if totals.done or totals.doing or totals.skipped else "Begin with"
    for index, suggestion in enumerate(following):
        item = suggestion.item
        hours = f", {format_hours(item.hours)}" if item.hours else ""
        rows.append(("" if index else first, f"{item.title} ({curriculum.refer(item.key)}{hours})"))
    return labelled(rows, "bold", gap=2)


def _hint(summary: Summary, doing: Sequence[str]) -> str:
    """Return what to do now."""
    totals = summary.totals
    if summary.current_level() is None:
        return "All of it is done." if totals.counted else "Nothing here counts."
    if totals.done or totals.skipped:
        return "Why these, and more: dlr next"
    if doing:
        return "When you have it: dlr tick ITEM"
    return "Begin: dlr start ITEM. Find out what you know already: dlr assess"

"""What to learn next, a paragraph each."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from dlroadmap.guide.suggest import Suggestion
from dlroadmap.render.status import plural_hours


def suggestion_lines(suggestions: Sequence[Suggestion]) -> list[RenderableType]:
    """Return each suggestion with its reasons, and how to take the first one up."""
    grid = Table.grid(padding=(0, 1))
    for place, suggestion in enumerate(suggestions, 1):
        item = suggestion.item
        hours = f", {plural_hours(item.hours)}" if item.hours else ""
        where = f"{item.id}, {suggestion.level}/{suggestion.category}{hours}"
        reasons = "; ".join(suggestion.reasons)
        grid.add_row(f"{place}.", Text.assemble((item.title, "bold"), f" ({where})"))
        grid.add_row("", Text(f"{reasons[0].upper()}{reasons[1:]}."))
    item = suggestions[0].item
    begin = Text(f"To begin: dlr start {item.id}. More of it: dlr show {item.id}")
    return [grid, "", begin]

"""What to learn next, a paragraph each."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.guide.suggest import Suggestion
from dlroadmap.render.tables import labelled
from dlroadmap.text import plural_hours


def suggestion_lines(suggestions: Sequence[Suggestion]) -> list[RenderableType]:
    """Return each suggestion with its reasons, and how to take the first one up."""
    grid = labelled()
    for place, suggestion in enumerate(suggestions, 1):
        item = suggestion.item
        hours = f", {plural_hours(item.hours)}" if item.hours else ""
        where = f"{item.id}, {suggestion.level}/{suggestion.category}{hours}"
        reasons = "; ".join(suggestion.reasons)
        grid.add_row(f"{place}.", Text.assemble((item.title, "bold"), f" ({where})"))
        grid.add_row("", Text(f"{reasons[0].upper()}{reasons[1:]}."))
    first = suggestions[0]
    id = first.item.id
    begin = f"When you have it: dlr tick {id}" if first.begun else f"To begin: dlr start {id}"
    return [grid, "", Text(begin), Text(f"More of it: dlr show {id}")]

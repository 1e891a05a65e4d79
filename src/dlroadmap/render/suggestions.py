"""What to learn next, a paragraph each."""

from collections.abc import Sequence

from rich.console import RenderableType

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import Suggestion
from dlroadmap.guide.summary import Summary
from dlroadmap.render.reasons import reasons_in_words
from dlroadmap.render.tables import labelled, name_item
from dlroadmap.words import format_hours


def suggestion_lines(
    suggestions: Sequence[Suggestion], curriculum: Curriculum, summary: Summary
) -> list[RenderableType]:
    """Return each suggestion with its reasons, and how to take the first one up."""
    if not suggestions:
        return [_no_suggestion(curriculum, summary)]
    rows: list[tuple[str, RenderableType]] = []
    for number, suggestion in enumerate(suggestions, 1):
        item, where = suggestion.item, f"{suggestion.level}/{suggestion.category}"
        hours = format_hours(item.hours) if item.hours else ""
        reasons = "; ".join(reasons_in_words(suggestion, curriculum))
        rows.append((f"{number}.", name_item(item, where, hours)))
        rows.append(("", f"{reasons[0].upper()}{reasons[1:]}."))
    first = suggestions[0]
    id = first.item.id
    begin = f"When you have it: dlr tick {id}" if first.begun else f"To begin: dlr start {id}"
    return [labelled(rows), "", begin, f"More of it: dlr show {id}"]


def _no_suggestion(curriculum: Curriculum, summary: Summary) -> str:
    if summary.current_level():
        return "Nothing that is ready fits these options. Without them: dlr next"
    if summary.totals.counted:
        return f"Everything in {curriculum.title} is done."
    if curriculum.locations:
        return f"Everything in {curriculum.title} is skipped."
    return f"{curriculum.title} has no items yet."

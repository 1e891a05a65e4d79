"""What to learn next, and why; rich comes with the page alone, as documents name reasons too."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import Suggestion
from dlroadmap.guide.summary import Summary
from dlroadmap.render.words import estimate_hours
from dlroadmap.words import agree, join_words, local_day

if TYPE_CHECKING:
    from rich.console import RenderableType

NAMED = 2
"""So many of the items that wait for another one are named."""


def suggestion_lines(
    suggestions: Sequence[Suggestion],
    curriculum: Curriculum,
    summary: Summary,
    timed: bool = False,
) -> "Iterator[RenderableType]":
    """Yield each suggestion with its reasons in a paragraph, and how to take the first one up.

    Where they were chosen by their hours, they are `timed`: guesses are told then.
    """
    from dlroadmap.render.tables import labelled, name_item

    rows: list[tuple[str, RenderableType]] = []
    number_guessed = count_guessed(suggestions) if timed else 0
    for number, suggestion in enumerate(suggestions, 1):
        item, where = suggestion.item, suggestion.location.name
        guessed = timed and item.hours is None
        known = guessed or item.hours
        hours = estimate_hours(curriculum.needs[item.key], guessed) if known else ""
        reasons = "; ".join(reasons_in_words(suggestion, curriculum))
        rows.append((f"{number}.", name_item(item, where, hours)))
        rows.append(("", f"{reasons[0].upper()}{reasons[1:]}."))
    if suggestions:
        first, id = suggestions[0], curriculum.refer(suggestions[0].item.key)
        yield from (labelled(rows), "")
        if number_guessed:
            of = agree(len(suggestions), "this item", f"{number_guessed:,} of these items")
            yield f"The hours of {of} are guessed."
        yield f"When you have it: dlr tick {id}" if first.begun else f"To begin: dlr start {id}"
        yield f"More of it: dlr show {id}"
    elif summary.current_level():
        yield "Nothing that is ready fits these options. Without them: dlr next"
    elif summary.totals.counted:
        yield f"Everything in {curriculum.title} is done."
    elif summary.totals.items:
        yield f"Everything in {curriculum.title} is skipped."
    elif curriculum.locations:
        yield f"Everything in {curriculum.title} is assumed."
    else:
        yield f"{curriculum.title} has no items yet."


def count_guessed(suggestions: Sequence[Suggestion]) -> int:
    """Return how many suggested items have no hours of their own."""
    return sum(suggestion.item.hours is None for suggestion in suggestions)


def reasons_in_words(suggestion: Suggestion, curriculum: Curriculum) -> list[str]:
    """Return each reason as the beginning of a sentence, the most important first."""
    item, goal, opens = suggestion.item, suggestion.goal, suggestion.opens
    words = []
    if suggestion.since is not None:
        words.append(f"in progress since {local_day(suggestion.since)}")
    if suggestion.awaited:
        words.append(f"needed for “{suggestion.awaited.title}”, which is in progress")
    if goal:
        words.append("a goal of yours" if goal.key == item.key else f"on the way to “{goal.title}”")
    if opens:
        words.append(f"opens {_list_titles(opens, curriculum)}")
    if others := suggestion.needed_for:
        named = f"{len(others)} more" if opens else _list_titles(others, curriculum)
        words.append(f"needed for {named}")
    return [*words, f"{item.priority} in {suggestion.location.level.title}"]


def _list_titles(keys: Sequence[str], curriculum: Curriculum) -> str:
    titles = [f"“{curriculum.items[key].title}”" for key in keys[:NAMED]]
    return join_words([*titles, *([f"{len(keys) - NAMED} more"] if len(keys) > NAMED else [])])

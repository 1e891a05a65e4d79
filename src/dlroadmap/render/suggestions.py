"""What to learn next, and why; rich comes with the page alone, as documents name reasons too."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.suggest import Suggestion
from dlroadmap.guide.summary import Summary
from dlroadmap.render.goal_words import tell_whose
from dlroadmap.render.words import estimate_hours
from dlroadmap.words import agree, join_words, local_day, pluralize

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dlroadmap.render.screen import Screen

NAMED = 2
"""So many of the items that another one blocks are named."""


def suggestion_lines(
    suggestions: Sequence[Suggestion],
    curriculum: Curriculum,
    summary: Summary,
    screen: "Screen",
    timed: bool = False,
) -> "Iterator[RenderableType]":
    """Yield each suggestion with its reasons in a paragraph, and how to take the first one up.

    Where they were chosen by their hours, they are `timed`: guesses are shown then.
    """
    from rich.text import Text

    from dlroadmap.render.hanging import advise, hang
    from dlroadmap.render.tables import name_item

    width, console = screen.width, screen.console
    column = len(f"{len(suggestions)}. ")
    for number, suggestion in enumerate(suggestions, 1):
        item, where = suggestion.item, suggestion.location.name
        guessed = timed and item.hours is None
        known = guessed or item.hours
        hours = estimate_hours(curriculum.needs[item.key], guessed) if known else ""
        reasons = "; ".join(reasons_in_words(suggestion, curriculum))
        texts = [
            name_item(item, where, hours, name=curriculum.refer(item.key)),
            Text(f"{reasons[0].upper()}{reasons[1:]}."),
        ]
        yield from hang(f"{number}.", texts, column, width, console)
        yield ""
    if suggestions:
        first, id = suggestions[0], curriculum.refer(suggestions[0].item.key)
        if number_guessed := count_guessed(suggestions) if timed else 0:
            of = agree(len(suggestions), "this item", f"{number_guessed:,} of these items")
            yield f"The hours of {of} are guessed."
        act = f"When you know it: dlr tick {id}" if first.begun else f"To start: dlr start {id}"
        for hint in (act, f"For details: dlr show {id}"):
            yield from advise(hint, width, console)
    elif summary.current_level():
        yield "No ready item matches these options. Without them: dlr next"
    else:
        yield tell_nothing(curriculum, summary)


def tell_nothing(curriculum: Curriculum, summary: Summary) -> str:
    """Return why there is nothing to suggest where nothing is left."""
    if summary.totals.counted:
        return f"Everything in {curriculum.title} is done."
    if summary.totals.items:
        return f"Everything in {curriculum.title} is skipped."
    if curriculum.locations:
        return f"Everything in {curriculum.title} is assumed."
    return f"{curriculum.title} has no items yet."


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
        words.append(f"blocks “{suggestion.awaited.title}”, which is in progress")
    if goal:
        whose = tell_whose(goal.goal.group, goal.goal.asked_by)
        own = "one of your goals" if goal.key == item.key else f"leads to “{goal.title}”"
        words.append(own + whose)
    if opens:
        words.append(f"unlocks {_list_titles(opens, curriculum)}")
    if others := suggestion.needed_for:
        also = f"also required by {pluralize(len(others), 'other item')}"
        words.append(also if opens else f"required by {_list_titles(others, curriculum)}")
    return [*words, f"{item.priority} for {suggestion.location.level.title}"]


def _list_titles(keys: Sequence[str], curriculum: Curriculum) -> str:
    titles = [f"“{curriculum.items[key].title}”" for key in keys[:NAMED]]
    return join_words([*titles, *([f"{len(keys) - NAMED} more"] if len(keys) > NAMED else [])])

"""The questions to a newcomer, and what is said to the answers; prompts fit 40 columns."""

from collections.abc import Sequence

from rich.console import RenderableType

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.destinations import Destination
from dlroadmap.render.tables import labelled
from dlroadmap.words import format_hours, format_pace, join_words, pluralize

WELCOME = "Welcome to dlr. Choose a curriculum:"

ASK_GOAL = "What do you want to learn? Type a few words, such as: image generation"
GOAL = "Words (Enter: all of it): "
GOALS = "Numbers or new words (Enter: all): "
NO_GOAL = "Goal: all of it. To set one later: dlr goal NAME"

HOURS = "Hours a week (Enter: decide later): "
NO_HOURS = "To set your hours later: dlr config hours-per-week N"

ASK_PLACEMENT = "dlr can find out what you already know, in up to 25 questions."
PLACEMENT = "Start now? (y or n, Enter: n): "
NOT_YES_OR_NO = "Answer y or n."
NO_PLACEMENT = "To start later: dlr assess"

SAVED = "Your answers are saved. To see where you are: dlr"


def choice_prompt(default: int) -> str:
    """Return what stands before the answer."""
    return f"Number or path (Enter: {default}): "


def chosen_line(curriculum: Curriculum) -> str:
    """Return which curriculum was chosen, and how to choose another one."""
    return f"Curriculum: {curriculum.title}. To change it: dlr use ID"


def hits_lines(
    found: Sequence[Destination], more: int, words: str, curriculum: Curriculum
) -> list[RenderableType]:
    """Return what was found by some words, with numbers; `more` is how many are not shown."""
    if not found:
        return [f"No matches for “{words}” in {curriculum.title}."]
    lines: list[RenderableType] = [
        labelled(((f"{n:>2} ", _describe(one)) for n, one in enumerate(found, 1)))
    ]
    return [*lines, f"and {more:,} more; add a word to narrow them down"] if more else lines


def bad_number(number: str, most: int) -> str:
    """Return that no hit has a number."""
    return f"“{number}” is not in the list. Use numbers from 1 to {most}."


def _describe(one: Destination) -> str:
    of = "" if one.of == "item" else f"{one.of} "
    items = "" if one.of == "item" else f", {pluralize(one.items, 'item')}"
    hours = f", {format_hours(one.hours)}" if one.hours else ""
    return f"{one.title} ({of}{one.name}{items}{hours})"


def goals_line(titles: Sequence[str]) -> str:
    """Return which goals were set, and how to change them."""
    noun = "Goal" if len(titles) == 1 else "Goals"
    return f"{noun}: {join_words([*titles])}. To change: dlr goal NAME"


def hours_line(hours: float) -> str:
    """Return which hours a week were set, and how to change them."""
    return f"Pace: {format_pace(hours)} a week. To change it: dlr config hours-per-week N"

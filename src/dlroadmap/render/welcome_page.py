"""The questions to a newcomer, and what is said to the answers; prompts fit 40 columns."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.destinations import Destination
from dlroadmap.render.curricula_page import hang
from dlroadmap.render.screen import Screen
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

SAVED = "Your answers are saved. To go on: dlr"


SHOWN = 8
"""So many hits are shown at most."""


def choice_prompt(default: int) -> str:
    """Return what stands before the answer."""
    return f"Number or path (Enter: {default}): "


def chosen_line(curriculum: Curriculum) -> str:
    """Return which curriculum was chosen, and how to choose another one."""
    return f"Curriculum: {curriculum.title}. To change it: dlr use ID"


def no_hits(words: str, curriculum: Curriculum) -> str:
    """Return that nothing was found by some words."""
    return f"No matches for “{words}” in {curriculum.title}."


def list_hits(
    found: Sequence[Destination], screen: Screen, height: int
) -> tuple[list[RenderableType], int]:
    """Return what was found, with numbers, and how many fit on the screen with the next prompt."""
    lines, shown = list[RenderableType](), 0
    for one in found[:SHOWN]:
        entry = hang([Text(_describe(one))], f"{shown + 1:>2}  ", screen)
        if shown and len(lines) + len(entry) + 4 > height:
            break
        lines += entry
        shown += 1
    if more := len(found) - shown:
        lines.append(f"and {more:,} more; add a word to see fewer")
    return lines, shown


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

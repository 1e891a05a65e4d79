"""The questions to a newcomer, and what is said to the answers; prompts fit 40 columns."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.destinations import Destination
from dlroadmap.render.curricula_page import hang
from dlroadmap.render.screen import Screen
from dlroadmap.words import agree, format_hours, format_pace, join_words, pluralize

WELCOME = "Welcome to dlr. Choose a curriculum:"
ELSEWHERE = "To continue from another device, press Ctrl-C and run: dlr sync TARGET"

ASK_GOAL = "What do you want to learn? Type a few words, such as: image generation"
GOAL = "Goal (Enter to skip): "
GOALS = "Numbers or words (Enter to skip): "
NO_GOAL = "No goal: dlr suggests items from the whole curriculum. To set one later: dlr goal NAME"

HOURS = "Hours per week (Enter to skip): "
NO_HOURS = "To set your hours later: dlr config hours-per-week N"

ASK_PLACEMENT = "dlr can find out what you already know, in up to 25 questions."
PLACEMENT = "Start now?"
NO_PLACEMENT = "To start later: dlr assess"


LATER_GOAL = "dlr goal NAME"
LATER_HOURS = "dlr config hours-per-week N"
LATER_PLACEMENT = "dlr assess"
"""How to answer a question later."""

MOST_WORDS = "Nothing matches all of these words. Closest matches:"

SHOWN = 8
"""So many hits are shown at most."""


def choice_prompt(default: int) -> str:
    """Return what stands before the answer."""
    return f"Number or path [{default}]: "


def left_lines(rest: Sequence[str]) -> list[str]:
    """Return that the answers are saved, and which commands are for the rest."""
    return ["Your answers so far are saved. To finish:", *(f"  {command}" for command in rest)]


def chosen_line(curriculum: Curriculum) -> str:
    """Return which curriculum was chosen, and how to choose another one."""
    return f"Curriculum: {curriculum.title}. To change it: dlr use ID"


def no_hits(words: str, curriculum: Curriculum) -> str:
    """Return that nothing was found by some words."""
    return f"No matches for “{words}” in {curriculum.title}."


def hits_elsewhere(curriculum: Curriculum, number: int) -> str:
    """Return how much another curriculum has of it, and how to switch to that."""
    found = f"{number:,} {agree(number, 'match', 'matches')}"
    return f"{curriculum.title} has {found}: dlr use {curriculum.id}"


def list_hits(
    found: Sequence[Destination], whole: bool, screen: Screen, height: int
) -> tuple[list[RenderableType], int]:
    """Return what was found, with numbers, and how many fit on the screen with the next prompt.

    `whole` is whether that holds every word.
    """
    lines, shown = list[RenderableType](), 0
    if found and not whole:
        lines += hang([Text(MOST_WORDS)], "", screen)
    for one in found[:SHOWN]:
        entry = hang([Text(_describe(one))], f"{shown + 1:>2}  ", screen)
        if shown and len(lines) + len(entry) + 4 > height:
            break
        lines += entry
        shown += 1
    if more := len(found) - shown:
        lines.append(f"and {more:,} more. Add a word to narrow the list.")
    return lines, shown


def bad_choice(number: str, most: int) -> str:
    """Return that no curriculum has a number."""
    return f"“{number}” is not in the list. Use a number from 1 to {most}, or a path."


def bad_number(number: str, most: int) -> str:
    """Return that no hit has a number."""
    numbers = f"numbers from 1 to {most}" if most > 1 else "1"
    return f"“{number}” is not in the list. Use {numbers}, or new words."


def _describe(one: Destination) -> str:
    of = "" if one.of == "item" else f"{one.of} "
    items = "" if one.of == "item" else f", {pluralize(one.items, 'item')} of its own"
    hours = f", {format_hours(one.hours)}" if one.hours else ""
    return f"{one.title} ({of}{one.name}{items}{hours})"


def goals_line(goals: Sequence[Destination]) -> str:
    """Return which goals were set, and how to change them."""
    noun, them = ("Goal", "it") if len(goals) == 1 else ("Goals", "them")
    titles = [one.title if one.of == "item" else f"{one.title} ({one.of})" for one in goals]
    return f"{noun}: {join_words(titles)}. To change {them}: dlr goal NAME"


def hours_line(hours: float) -> str:
    """Return which hours a week were set, and how to change them."""
    return f"Pace: {format_pace(hours)} a week. To change it: dlr config hours-per-week N"

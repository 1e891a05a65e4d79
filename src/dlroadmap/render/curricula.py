"""The curricula there are, as a table."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import RenderableType

from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.summary import Counts
from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.render.tables import labelled, table
from dlroadmap.words import format_hours, format_number, pluralize

CHOSEN = "Noted. Another one, any time: dlr use ID\n"


def choices_list(rows: Iterable[tuple[Curriculum, Counts]]) -> list[RenderableType]:
    """Return the question for a curriculum: each with its number, and what it asks for."""
    choices = []
    for index, (curriculum, totals) in enumerate(rows, 1):
        size = f"{pluralize(totals.counted, 'item')}, {format_hours(totals.hours)}"
        choices.append((f"  {index}", f"{curriculum.title} ({size})"))
    head = "Welcome to dlr. Which curriculum do you want to follow?"
    return [head, "", labelled(choices, gap=2)]


def choice_prompt(default: int) -> str:
    """Return what stands before the answer."""
    return f"\nA number, or the path of your own [{default}]: "


def curricula_lines(
    rows: Iterable[tuple[Curriculum, Counts, bool, Path]], screen: Screen
) -> list[RenderableType]:
    """Return each curriculum with its size and what is done of it, and how to choose one."""
    cells = (
        [
            f"{curriculum.id}{' (in use)' if used else ''}",
            f"{totals.counted_done}/{totals.counted}",
            format_number(totals.hours),
            curriculum.title,
        ]
        for curriculum, totals, used, _ in rows
    )
    headings, right = ["Curriculum", "Done", "Hours", "Title"], ["Done", "Hours"]
    hidden = ["Title"] if screen.width < NARROW else []
    return [table(headings, cells, right, hidden=hidden), "", "To choose one: dlr use ID"]

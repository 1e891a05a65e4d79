"""The curricula there are, to choose one."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rich.console import RenderableType

from dlroadmap.curriculum.compiled import Opened
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.summary import Counts
from dlroadmap.render.screen import NARROW, Screen
from dlroadmap.render.tables import labelled, table
from dlroadmap.render.words import (
    describe_double,
    describe_dropped,
    describe_former,
    describe_hours,
    tabulate_hours,
)
from dlroadmap.words import pluralize

CHOSEN = "Noted. Another one, any time: dlr use ID\n"


def choices_list(rows: Iterable[tuple[Curriculum, Counts]]) -> list[RenderableType]:
    """Return the question for a curriculum: each with its number, and what it asks for."""
    choices = []
    for index, (curriculum, totals) in enumerate(rows, 1):
        hours = describe_hours(totals.hours, totals.hours_unknown)
        size = f"{pluralize(totals.counted, 'item')}, {hours}"
        choices.append((f"  {index}", f"{curriculum.title} ({size})"))
    head = "Welcome to dlr. Which curriculum do you want to follow?"
    return [head, "", labelled(choices, gap=2)]


def choice_prompt(default: int) -> str:
    """Return what stands before the answer."""
    return f"\nA number, or the path of your own [{default}]:"


def curricula_lines(
    rows: Sequence[tuple[Opened, Counts, bool]],
    double: Mapping[str, Sequence[Path]],
    screen: Screen,
) -> list[RenderableType]:
    """Return each curriculum with its size and what is done of it, and how to choose one.

    `double` are further files by the id that they have too.
    """
    cells = (
        [
            f"{opened.curriculum.id}{' (in use)' if used else ''}",
            f"{totals.counted_done}/{totals.counted}",
            tabulate_hours(totals.hours, totals.hours_unknown),
            _title(opened.curriculum),
        ]
        for opened, totals, used in rows
    )
    headings, right = ["Curriculum", "Done", "Hours", "Title"], ["Done", "Hours"]
    hidden = ["Title"] if screen.width < NARROW else []
    notes: list[RenderableType] = []
    for opened, *_ in rows:
        id, main = opened.curriculum.id, opened.main
        if id in double:
            notes.append(describe_double(id, main, double[id]))
        if opened.dropped:
            notes.append(describe_dropped(id, main, opened.dropped))
        if opened.former:
            notes.append(describe_former(id, opened.former, main))
    end = ["", *notes] if notes else []
    return [table(headings, cells, right, hidden=hidden), *end, "", "To choose one: dlr use ID"]


def _title(curriculum: Curriculum) -> str:
    over = f" (over {curriculum.extends})" if curriculum.extends else ""
    return f"{curriculum.title}{over}"

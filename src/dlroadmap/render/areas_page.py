"""The areas of a curriculum, numbered, for a learner to name; they fit a screen if they can."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from dlroadmap.curriculum.model import Level
from dlroadmap.guide.placement.placed import Area
from dlroadmap.render.flowing import flow, number_entry
from dlroadmap.render.hanging import wrap_text
from dlroadmap.render.layout import Lines
from dlroadmap.render.questions import question_lines
from dlroadmap.render.screen import Screen

ASK_AREAS = "Which of these areas have you worked with?"
AREAS_PROMPT = "Areas you have worked with (such as 1-8, 12; 0: none; Enter: skip):"

WIDEST = 100
"""The columns of the list: in longer lines nobody finds anything."""

_Groups = Sequence[tuple[Text, Sequence[Text]]]
"""The headings of the levels, and the entries of each."""


def area_forms(number: int) -> str:
    """Return how areas are named, after a line that names none."""
    return f"Type numbers from 1 to {number}, 0 for none, or press Enter to skip."


def area_lines(
    areas: Sequence[Area], levels: Sequence[Level], screen: Screen, height: int
) -> list[Lines]:
    """Return the areas below their levels; closer together where they would not fit."""
    groups = list(_number(areas, {level.id: level.title for level in levels}))
    width, room = min(screen.width, WIDEST), height - len(question_lines(AREAS_PROMPT, screen))
    layouts = [
        _below(groups, width, screen.console),
        _beside(groups, width, screen.console, indent=2),
        _beside(groups, width, screen.console, indent=0),
        _together(groups, width, screen.console),
    ]
    body = next((lines for lines in layouts if len(lines) <= room), layouts[0])
    return [Lines(*wrap_text(Text(ASK_AREAS), width, screen.console), *body)]


def _number(areas: Sequence[Area], titles: Mapping[str, str]) -> Iterator[tuple[Text, list[Text]]]:
    numbered = enumerate(areas, 1)
    for level, group in groupby(numbered, key=lambda one: one[1].level):
        entries = list(group)
        first, last = entries[0][0], entries[-1][0]
        span = f"{first}-{last}" if last > first else f"{first}"
        heading = Text(f"{titles[level]} ({span})", "bold")
        yield heading, [number_entry(number, area.title) for number, area in entries]


def _below(groups: _Groups, width: int, console: Console) -> list[Text]:
    """Return each level's areas below its heading."""
    lines = []
    for heading, entries in groups:
        lines += flow([heading], width, console)
        lines += [Text.assemble("  ", line) for line in flow(entries, width - 2, console)]
    return lines


def _beside(groups: _Groups, width: int, console: Console, indent: int) -> list[Text]:
    """Return each level's areas behind its heading."""
    lines = []
    for heading, entries in groups:
        lines += flow([heading, *entries], width, console, indent)
    return lines


def _together(groups: _Groups, width: int, console: Console) -> list[Text]:
    """Return all headings and areas one after the other."""
    entries = [one for heading, entries in groups for one in (heading, *entries)]
    return flow(entries, width, console)

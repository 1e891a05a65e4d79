"""The areas of a curriculum, numbered, for a learner to name; they fit a screen if they can."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import groupby

from rich.console import Console
from rich.text import Text

from dlroadmap.curriculum.model import Level
from dlroadmap.guide.placement.placed import Area
from dlroadmap.render.flowing import flow, number_entry
from dlroadmap.render.hanging import wrap_text
from dlroadmap.render.layout import Lines
from dlroadmap.render.questions import example_numbers, question_lines
from dlroadmap.render.screen import Screen

ASK_AREAS = "Which areas have you worked with? Include those where you only know the basics."

NO_AREAS = "0"
"""What one types for none."""

WIDEST = 100
"""The columns of the list: in longer lines nobody finds anything."""

_Groups = Sequence[tuple[Text, Sequence[Text]]]
"""The headings of the levels, and the entries of each."""


def areas_prompt(number: int, named: str | None = None) -> str:
    """Return the question for numbers of areas; Enter keeps the `named` ones, if there are any."""
    enter = "skip" if named is None else "keep"
    example = example_numbers(number)
    return f"Areas you know, even a little (such as {example}; 0: none; Enter: {enter}):"


def named_numbers(areas: Sequence[Area], named: Collection[str]) -> str:
    """Return the areas of some ids as one types them: `1, 4-6`."""
    numbers = [number for number, area in enumerate(areas, 1) if area.id in named]
    runs = [list(run) for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0])]
    spans = [(run[0][1], run[-1][1]) for run in runs]
    return ", ".join(_span(*span) for span in spans) or NO_AREAS


def _span(first: int, last: int) -> str:
    return f"{first}-{last}" if last > first else f"{first}"


def area_forms(number: int, named: str | None = None) -> str:
    """Return how areas are named, after a line that names none."""
    enter = "skip" if named is None else "keep your choice"
    return f"Type numbers from 1 to {number}, 0 for none, or press Enter to {enter}."


def area_lines(
    areas: Sequence[Area],
    levels: Sequence[Level],
    screen: Screen,
    height: int,
    named: str | None = None,
) -> list[Lines]:
    """Return the areas below their levels; closer together where they would not fit.

    The numbers that were `named` before stand below them.
    """
    groups = list(_number(areas, {level.id: level.title for level in levels}))
    width, prompt = min(screen.width, WIDEST), areas_prompt(len(areas), named)
    before = [] if named is None else wrap_text(_recall(named), width, screen.console)
    room = height - len(before) - len(question_lines(prompt, screen))
    layouts = [
        _below(groups, width, screen.console),
        _beside(groups, width, screen.console, indent=2),
        _beside(groups, width, screen.console, indent=0),
        _together(groups, width, screen.console),
    ]
    body = next((lines for lines in layouts if len(lines) <= room), layouts[0])
    return [Lines(*wrap_text(Text(ASK_AREAS), width, screen.console), *body, *before)]


def _recall(named: str) -> Text:
    return Text("You named none." if named == NO_AREAS else f"You named: {named}.")


def _number(areas: Sequence[Area], titles: Mapping[str, str]) -> Iterator[tuple[Text, list[Text]]]:
    numbered = enumerate(areas, 1)
    for level, group in groupby(numbered, key=lambda one: one[1].level):
        entries = list(group)
        first, last = entries[0][0], entries[-1][0]
        heading = Text(f"{titles[level]} ({_span(first, last)})", "bold")
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

"""The curricula there are, to choose one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from dlroadmap.curriculum.compiled import Opened
from dlroadmap.curriculum.model import Curriculum
from dlroadmap.guide.summary import Counts
from dlroadmap.render.elsewhere_page import origin_line
from dlroadmap.render.screen import Screen
from dlroadmap.render.words import (
    describe_double,
    describe_dropped,
    describe_former,
    describe_hours,
)
from dlroadmap.words import pluralize

if TYPE_CHECKING:
    from dlroadmap.authoring.elsewhere.record import Origin

SWITCH = "To switch: dlr use ID"


def choices_lines(
    rows: Sequence[tuple[Curriculum, Counts]], head: str, note: str, screen: Screen, height: int
) -> list[Text]:
    """Return a question for a curriculum: each with its number, its size and for whom it is.

    A note stands below. In a terminal that is not high enough, the blank lines are left out, then
    the note, then for whom they are.
    """
    wide = len(f"{len(rows)}") + 3
    named, described = [], []
    for number, (curriculum, totals) in enumerate(rows, 1):
        title = Text.assemble((curriculum.title, "bold"), f" ({_size(totals)})")
        about = [Text(curriculum.audience)] if curriculum.audience else []
        label = f"{number:>{wide - 2}}  "
        named += hang([title], label, screen)
        described += hang([title, *about], label, screen)
    first = hang([Text(head)], "", screen)
    last = hang([Text(note, "dim")], "", screen)
    forms = (
        [*first, Text(), *described, Text(), *last],
        [*first, *described, *last],
        [*first, *described],
        [*first, Text(), *named, Text(), *last],
        [*first, *named],
    )
    return next((lines for lines in forms if len(lines) < height), forms[-1])


def curricula_lines(
    rows: Sequence[tuple[Opened, Counts, bool]],
    double: Mapping[str, Sequence[Path]],
    screen: Screen,
    origins: "Mapping[Path, Origin]" = MappingProxyType({}),
) -> Iterator[RenderableType]:
    """Yield each curriculum with its id, for whom it is and its size, and how to switch.

    `double` are further files by the id that they have too; `origins` says by main files where
    curricula come from.
    """
    notes: list[str] = []
    for opened, totals, used in rows:
        curriculum, main = opened.curriculum, opened.main
        id = curriculum.id
        base = f"extends {curriculum.extends}" if curriculum.extends else ""
        names = ", ".join(filter(None, [id, base, "in use" if used else ""]))
        yield from hang([Text.assemble((curriculum.title, "bold"), f" ({names})")], "", screen)
        about = [Text(curriculum.audience)] if curriculum.audience else []
        origin = [Text(origin_line(origins[main]))] if main in origins else []
        yield from hang([*about, Text(_size(totals)), *origin], "  ", screen)
        yield ""
        if id in double:
            notes.append(describe_double(id, main, double[id]))
        if opened.dropped:
            notes.append(describe_dropped(id, main, opened.dropped))
        if opened.former:
            notes.append(describe_former(id, opened.former, main))
    yield from (*notes, "") if notes else ()
    yield SWITCH


def using_lines(curriculum: Curriculum, source: str) -> list[str]:
    """Return which curriculum is in use, where that is set, and how to switch."""
    origin = "by default" if source == "default" else f"set in {source}"
    return [
        f"In use: {curriculum.title} ({curriculum.id}), {origin}.",
        SWITCH,
        "To see all curricula: dlr curricula",
    ]


def switched_line(curriculum: Curriculum) -> str:
    """Return which curriculum is in use from now on."""
    return f"Now using {curriculum.title} ({curriculum.id}). To see your progress: dlr"


def _size(totals: Counts) -> str:
    hours = describe_hours(totals.hours, totals.hours_unknown)
    items = pluralize(totals.counted, "item")
    done = f"{totals.counted_done:,} of {items} done" if totals.counted_done else items
    return f"{done}, {hours}"


def hang(texts: Iterable[Text], label: str, screen: Screen) -> list[Text]:
    """Return texts behind a label, broken between words, each further line behind blanks."""
    wide, lines = cell_len(label), list[Text]()
    for text in texts:
        for line in text.wrap(screen.console, max(screen.width - wide, 1)):
            line.rstrip()
            lines.append(Text.assemble(" " * wide if lines else label, line))
    return lines

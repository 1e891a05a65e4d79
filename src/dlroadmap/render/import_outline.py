"""The levels, categories and items that an import would make."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.authoring.outline import Outline
from dlroadmap.authoring.planting.plant import Part, Planted
from dlroadmap.render.words import STATE_WORDS
from dlroadmap.words import format_hours, join_words, pluralize


def outline_lines(planted: Planted, outline: Outline) -> Iterator[RenderableType]:
    """Yield every level and category with its numbers, and below it its items."""
    titles = planted.titles
    for level, group in groupby(planted.parts, lambda part: part.level):
        parts = list(group)
        yield ""
        yield Text.assemble((level, "bold"), f": {_count(parts, outline)}")
        for part in parts:
            deep = "  "
            if len(parts) > 1 or part.title != level:
                yield f"  {part.title}: {_count([part], outline)}"
                deep = "    "
            for number, hours in part.items:
                notes = [format_hours(hours)] if hours else []
                state = outline.items[number].state
                notes += [STATE_WORDS[state]] if state not in ("", "todo") else []
                more = f" ({', '.join(notes)})" if notes else ""
                yield f"{deep}- {titles[planted.ids[number]]}{more}"


def _count(parts: Sequence[Part], outline: Outline) -> str:
    """Return `12 items, 3.5 hours, 2 done and 1 skipped`."""
    items = [one for part in parts for one in part.items]
    hours = sum(known or 0 for _, known in items)
    states = Counter(outline.items[number].state for number, _ in items)
    found = [
        f"{states[s]:,} {word}" for s, word in STATE_WORDS.items() if s != "todo" and states[s]
    ]
    counts = [
        pluralize(len(items), "item"),
        format_hours(hours) if hours else "",
        join_words(found),
    ]
    return ", ".join(filter(None, counts))

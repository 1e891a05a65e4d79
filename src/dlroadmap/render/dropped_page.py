"""What an import left out, in the same words whatever was read."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.authoring.outline import Dropped
from dlroadmap.render.tables import labelled
from dlroadmap.text import clean

MOST = 20
"""So many rows are shown on a terminal; elsewhere all."""

LONGEST = 200
"""So many letters of what was left out are shown."""

HEADING = "Changed or left out"


def dropped_lines(dropped: Sequence[Dropped], on_screen: bool) -> Iterator[RenderableType]:
    """Yield what was left out and why, each with its line; what is so again is counted.

    `on_screen` is whether a person reads it on a terminal, where only the first are shown.
    """
    if not dropped:
        return
    same: dict[tuple[str, str], list[int | None]] = {}
    for line, text, why in dropped:
        same.setdefault((_cut(text), clean(why)), []).append(line)
    rows = [
        (f" line {lines[0]}" if lines[0] else " -", _describe(text, why, len(lines)))
        for (text, why), lines in same.items()
    ]
    shown = rows[:MOST] if on_screen else rows
    yield ""
    yield Text(f"{HEADING} ({len(dropped):,})", "bold")
    yield labelled(shown, gap=2)
    if len(shown) < len(rows):
        yield f"and {len(rows) - len(shown):,} more. To see all, add --json"
    yield ""


def _describe(text: str, why: str, times: int) -> str:
    words = f"{text}: {why}" if text else why
    return f"{words} ({times:,} times)" if times > 1 else words


def _cut(text: str) -> str:
    """Return the beginning of a text, clean; what is far too long is cut before that."""
    short = clean(text[: 4 * LONGEST])
    is_long = len(short) > LONGEST or len(text) > 4 * LONGEST
    return f"{short[: LONGEST - 1]}…" if is_long else short

"""What an import of a list made, or would make."""

import shlex
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import RenderableType
from rich.text import Text

from dlroadmap.authoring.outline import Dropped
from dlroadmap.authoring.planting.identity import Renamed
from dlroadmap.authoring.planting.plant import Planted
from dlroadmap.render.layout import Lines
from dlroadmap.render.tables import bullets, labelled
from dlroadmap.text import clean
from dlroadmap.words import join_words, pluralize

LONGEST = 200
"""Characters of a text that was left out."""

_MOVED = {"tick": "ticked", "start": "started", "skip": "skipped"}


class Report(NamedTuple):
    """What an import came to.

    `name` is what to call the curriculum in a command. `moved` counts items by kind of event, and `doubt`
    is why the file may have been edited since the last import.
    """

    name: str
    file: Path
    planted: Planted
    dropped: Sequence[Dropped]
    moved: Mapping[str, int]
    is_again: bool
    doubt: str
    dry_run: bool


def import_lines(report: Report, most: int | None) -> Iterator[RenderableType]:
    """Yield how much was imported, what was left out, and how to go on; `most` lines of each."""
    planted = report.planted
    yield _headline(report)
    if report.is_again:
        yield _changes(planted)
    renamed = [one for one in planted.renamed if one.was.casefold() != one.now.casefold()]
    if renamed:
        yield ""
        yield Text(f"New titles of the same items ({len(renamed):,})", "bold")
        yield bullets(map(_describe_renamed, renamed[:most]))
        yield from _count_more(len(renamed), most)
    if report.dropped:
        yield ""
        yield Text(f"Changed or left out ({len(report.dropped):,})", "bold")
        yield labelled(map(_describe_dropped, report.dropped[:most]), gap=2)
        yield from _count_more(len(report.dropped), most)
    if renamed or report.dropped:
        yield ""
    yield from _ways_on(report)


def _headline(report: Report) -> str:
    planted = report.planted
    verb = "Would import" if report.dry_run else "Imported"
    again = " again" if report.is_again else ""
    items, levels = pluralize(len(planted.ids), "item"), pluralize(planted.levels, "level")
    moved = [f"{n:,} {_MOVED[kind]}" for kind, n in report.moved.items() if n]
    states = f" {join_words(moved)}." if moved else ""
    return f"{verb} {planted.title}{again}: {items} in {levels} ({report.file.stem}).{states}"


def _changes(planted: Planted) -> str:
    """Return how the items of the list relate to those of the last import."""
    parts = [f"{planted.matched:,} kept"]
    parts += [f"{len(planted.new):,} new"] if planted.new else []
    text = f"Since the last import: {join_words(parts)}."
    if not planted.retired:
        return text
    gone = pluralize(len(planted.retired), "item")
    return f"{text} Removed {gone} that the list no longer has; ticks stay in your history."


def _describe_renamed(renamed: Renamed) -> str:
    return f"“{renamed.was}” is now “{renamed.now}”"


def _describe_dropped(dropped: Dropped) -> tuple[str, str]:
    text = clean(dropped.text)
    text = f"{text[: LONGEST - 1]}…" if len(text) > LONGEST else text
    place = f" line {dropped.line}" if dropped.line else " -"
    return place, f"{text}: {dropped.why}" if text else dropped.why


def _count_more(number: int, most: int | None) -> Iterable[str]:
    if most is not None and number > most:
        yield f"and {number - most:,} more. To see all, add --json"


def _ways_on(report: Report) -> Iterator[RenderableType]:
    if report.dry_run:
        if report.doubt:
            yield f"{edited_words(report.file, report.doubt)} dlr will ask before it replaces it."
        yield "Nothing was changed (--dry-run)."
        return
    yield Lines(f"File: {report.file}")
    yield Lines(f"To use it: {shlex.join(['dlr', 'use', report.name])}")
    if any(report.moved.values()):
        yield "To undo the ticks: dlr undo"


def edited_words(file: Path, doubt: str) -> str:
    """Return that a file may have been edited."""
    return f"{file} {doubt}."


def edited_question(file: Path, doubt: str) -> str:
    """Return the question whether to lose what was edited in a file."""
    return f"{edited_words(file, doubt)} Replace it and lose your edits?"


def overlay_advice(id: str) -> str:
    """Return where edits of an imported curriculum survive the next import."""
    return f"To keep changes of your own, use an overlay: dlr new overlay mine --extends {id}"
